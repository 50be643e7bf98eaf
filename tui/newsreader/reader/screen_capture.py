"""Capture the reader's screen, as Textual first draws it, for the first frame of the next start."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from newsreader.reader.first_frame import frame_styles
from newsreader.reader.screen import ReaderScreen
from newsreader.reader.screen_cache import ScreenCache
from newsreader.ui.article_view.article_view import ArticleView
from newsreader.ui.bar import Bar


def capture(screen: ReaderScreen) -> ScreenCache | None:
    """Return what surrounds the list; None if the screen is not as a start leaves it any more."""
    region = screen.query_one("#list-pane").content_region  # the list's own leaves out its scroll bar
    if region.x or not region or not _is_untouched(screen):
        return None
    width = screen.size.width
    strips = _without_message(screen.article_pane.view, screen._compositor.render_strips())
    rows = []
    for y, strip in enumerate(strips):
        start = region.right if region.y <= y < region.bottom else width if y == 0 else 0
        rows.append(strip.crop(start, width).render(screen.app.console))
    return ScreenCache(
        width=width,
        height=screen.size.height,
        list_top=region.y,
        list_width=region.width,
        list_height=region.height,
        rows=tuple(rows),
        styles=frame_styles(lambda kind, name: _sgr_parameters(screen, _style(screen, kind, name))),
    )


def _without_message(view: ArticleView, strips: list[Strip]) -> Iterator[Strip]:
    """Yield the lines of the screen without what the article view says in place of an article."""
    blank = Strip.blank(view.region.width, view.visual_style.rich_style)
    for y, strip in enumerate(strips):
        if view.region.y <= y < view.region.bottom:
            left, right = strip.crop(0, view.region.x), strip.crop(view.region.right)
            yield Strip.join((left, blank, right))
        else:
            yield strip


def _is_untouched(screen: ReaderScreen) -> bool:
    """Whether nothing is open, typed or notified, and the list has the focus."""
    return (
        screen.is_current
        and screen.article_pane.opened is None
        and not screen.list_pane.search.open
        and not screen.list_pane.contents.filter.words
        and screen.list_pane.articles.has_focus
        and not screen.list_pane.field.display
        and not screen.article_pane.field.display
        and not screen.has_class("-zen")
        and not list(screen.app._notifications)
    )


def _style(screen: ReaderScreen, kind: str, name: str) -> Style:
    if kind == "bar":
        return screen.query_one("#header", Bar).word_style(name)
    if kind == "scroll":
        return _scroll_bar_style(screen, name)
    return screen.list_pane.articles.part_style(name, "cursor" if kind == "list cursor" else "")


def _scroll_bar_style(screen: ReaderScreen, name: str) -> Style:
    """Return the style of a cell of the scroll bar as Textual's `ScrollBar` and its renderer make it."""
    styles, background = screen.list_pane.articles.styles, screen.list_pane.articles.background_colors[0]
    track: Color = styles.scrollbar_background
    track = track if track.a == 1 else background + track
    thumb = (track + styles.scrollbar_color).rich_color
    base = screen.list_pane.articles.part_style("")
    if name == "back":
        return base + Style(bgcolor=track.rich_color)
    if name == "thumb":
        return base + Style(color=thumb, reverse=True)
    return base + Style(color=thumb, bgcolor=track.rich_color, reverse=name == "below")


def _sgr_parameters(screen: ReaderScreen, style: Style) -> str:
    """Return what turns a style on, after the output filters and in the colours of the terminal."""
    background = screen.list_pane.articles.background_colors[1]
    segments = [Segment("x", style)]
    for line_filter in screen.app.get_line_filters():
        segments = line_filter.apply(segments, background)
    system = screen.app.console._color_system or ColorSystem.TRUECOLOR
    return Strip.render_ansi(segments[0].style or Style(), system)
