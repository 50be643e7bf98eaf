"""A stencil drawn from the reader's screen, as Textual has just drawn that for the first time."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from newsreader.reader.first_frame import looks
from newsreader.reader.screen import ReaderScreen
from newsreader.reader.screen_cache import ScreenCache
from newsreader.ui.article_view.article_view import ArticleView
from newsreader.ui.bar import Bar


def trace(screen: ReaderScreen) -> ScreenCache | None:
    """How the screen looks around its list; None where it is no longer as a start leaves it."""
    around = screen.query_one("#list-pane").content_region  # the list's own leaves out its scroll bar
    if around.x or not around or not _is_untouched(screen):
        return None
    width = screen.size.width
    strips = _emptied(screen.article_pane.view, screen._compositor.render_strips())
    rows = []
    for y, strip in enumerate(strips):
        start = around.right if around.y <= y < around.bottom else width if y == 0 else 0
        rows.append(strip.crop(start, width).render(screen.app.console))
    return ScreenCache(
        width=width,
        height=screen.size.height,
        list_top=around.y,
        list_width=around.width,
        list_height=around.height,
        rows=tuple(rows),
        looks=looks(lambda kind, name: _numbers(screen, _style(screen, kind, name))),
    )


def _emptied(view: ArticleView, strips: list[Strip]) -> Iterator[Strip]:
    """The lines of the screen without the sentence that stands where no article does."""
    blank = Strip.blank(view.region.width, view.visual_style.rich_style)
    for y, strip in enumerate(strips):
        if view.region.y <= y < view.region.bottom:
            sides = strip.crop(0, view.region.x), strip.crop(view.region.right)
            yield Strip.join((sides[0], blank, sides[1]))
        else:
            yield strip


def _is_untouched(screen: ReaderScreen) -> bool:
    """Whether nothing is open, typed, told or laid over, and the list has the focus."""
    return (
        screen.is_current
        and screen.article_pane.opened is None
        and not screen.list_pane.search.open
        and not screen.list_pane.filter.words
        and screen.list_pane.articles.has_focus
        and not screen.list_pane.field.display
        and not screen.article_pane.field.display
        and not screen.has_class("-zen")
        and not list(screen.app._notifications)
    )


def _style(screen: ReaderScreen, kind: str, name: str) -> Style:
    if kind == "bar":
        return screen.query_one("#header", Bar).look(name)
    if kind == "scroll":
        return _scroll_style(screen, name)
    return screen.list_pane.articles.look(name, "cursor" if kind == "list cursor" else "")


def _scroll_style(screen: ReaderScreen, name: str) -> Style:
    """As Textual's `ScrollBar` and its renderer make it."""
    styles, ground = screen.list_pane.articles.styles, screen.list_pane.articles.background_colors[0]
    back: Color = styles.scrollbar_background
    back = back if back.a == 1 else ground + back
    bar = (back + styles.scrollbar_color).rich_color
    base = screen.list_pane.articles.look("")
    if name == "back":
        return base + Style(bgcolor=back.rich_color)
    if name == "thumb":
        return base + Style(color=bar, reverse=True)
    return base + Style(color=bar, bgcolor=back.rich_color, reverse=name == "below")


def _numbers(screen: ReaderScreen, style: Style) -> str:
    """What turns a style on, behind the walls and in the colours that the terminal has."""
    background = screen.list_pane.articles.background_colors[1]
    segments = [Segment("x", style)]
    for line_filter in screen.app.get_line_filters():
        segments = line_filter.apply(segments, background)
    system = screen.app.console._color_system or ColorSystem.TRUECOLOR
    return Strip.render_ansi(segments[0].style or Style(), system)
