"""Show an article: scroll through it, select text, step through its links, find words.

The widget takes events and hands them to its parts: the page (`page`), where the reader is in it
(`scroll_position`), what is highlighted (`marks`), the selection, the finder and the painter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive, var
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.strip import Strip

from newsreader.ui.article_view.finder import Finder
from newsreader.ui.article_view.marks import Marks
from newsreader.ui.article_view.page import ShownArticle
from newsreader.ui.article_view.painter import Painter
from newsreader.ui.article_view.scroll_position import ScrollPosition
from newsreader.ui.article_view.selection import Selection
from newsreader.ui.styles import ARTICLE_STYLES, StyleMap, TextStyle

if TYPE_CHECKING:
    from newsreader.links.reference import Entry

__all__ = ["ArticleView", "ShownArticle"]

_OVERLAP = 2
"""Lines of a page that stay visible on the next one."""


class ArticleView(ScrollView, inherit_bindings=False):
    """Shows an article, and says where the reader is in it."""

    ALLOW_SELECT = False  # Textual's own selection, which knows only what is visible
    STYLES: ClassVar[Mapping[str, TextStyle]] = ARTICLE_STYLES
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+right", "select(0, 1)", "Select right", show=False, id="select_right"),
        Binding("shift+left", "select(0, -1)", "Select left", show=False, id="select_left"),
        Binding("shift+down", "select(1, 0)", "Select a line down", show=False, id="select_down"),
        Binding("shift+up", "select(-1, 0)", "Select a line up", show=False, id="select_up"),
        Binding("ctrl+a", "select_all", "Select all", show=False, id="select_all"),
        Binding("ctrl+c", "copy_selection", "Copy the selection", show=False, id="copy_selection"),
        Binding("escape", "clear_selection", "Clear the selection", show=False, id="select_nothing"),
    ]

    text_width: var[int] = var(76, init=False)
    """The most cells of a line of text."""
    message: reactive[str] = reactive("", init=False)
    """Shown where there is no article."""

    @dataclass
    class Moved(Message):
        """The reader has scrolled, or another article is shown."""

        line: int
        """The first visible line, from 1."""
        percent: int
        """How much of the article has been visible: up to the last visible line."""
        place: int
        """The offset in the body of the first visible line, for coming back to it."""

    @dataclass
    class LinkChosen(Message):
        """A link of the text was clicked, or Enter pressed on it."""

        entry: int
        """The number of its entry."""

    @dataclass
    class Found(Message):
        """A find has matches, or another match is the current one."""

        index: int
        """Of the current match, from 1; 0 if there is none."""
        count: int

    @dataclass
    class CopyRequested(Message):
        """The reader wants the selected text."""

        text: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = True
        self.shown: ShownArticle | None = None
        """What `show` was given."""
        self._marks = Marks()
        self._position = ScrollPosition(self, self._report)
        self._selection = Selection(self, self._position, self._marks, self._update_highlights)
        self.finder = Finder(self._position, self._marks, self._show_matches)
        self._painter = Painter(StyleMap(self, self.STYLES))
        self._reported: tuple[int, int, int] | None = None

    def show(self, shown: ShownArticle | None, *, place: int | None = None) -> None:
        """Show an article from its start or from an offset in its body; None shows the message instead."""
        self._selection.reset()
        self._marks.clear()
        self.finder.reset(shown.document if shown is not None else None)
        self.shown, self._reported = shown, None
        self._position.anchor = place or 0
        self._lay_out()

    def _lay_out(self) -> None:
        self._painter.clear()
        self._position.lay_out(self.shown, self.text_width, self._marks.touching)

    def _update_highlights(self) -> None:
        if self._position.page is not None:
            self._position.page.highlight_by(self._marks.touching)
            self.refresh()

    def _show_matches(self) -> None:
        self._update_highlights()
        self.post_message(self.Found(*self.finder.found))

    # Position

    @property
    def line(self) -> int:
        """The first visible line, from 1."""
        return self._position.top + 1

    @property
    def percent(self) -> int:
        """How much of the article has been visible: up to the last visible line."""
        return self._position.percent

    @property
    def at_end(self) -> bool:
        """Whether the last line is visible."""
        return self._position.at_end

    @property
    def place(self) -> int:
        """The offset in the body of the first visible line."""
        return self._position.anchor

    @property
    def is_laid_out(self) -> bool:
        """Whether the whole article is laid out, and nothing is left for idle moments."""
        return self._position.is_laid_out

    def scroll_lines(self, count: int) -> None:
        """Scroll down by so many lines, or up if negative."""
        self._position.scroll_by(count)

    def page(self, pages: float) -> bool:
        """Scroll down by a page (1) or half a page (0.5), or up if negative; False at the end."""
        if self.at_end if pages > 0 else self._position.top == 0:
            return False
        lines = self.size.height // 2 if abs(pages) < 1 else self.size.height - _OVERLAP
        self.scroll_lines(max(lines, 1) * (1 if pages > 0 else -1))
        return True

    def to_start(self) -> None:
        """Show the title."""
        self._position.scroll_to_line(0)

    def to_end(self) -> None:
        """Show the last line."""
        self._position.scroll_to_end()

    def go_to(self, offset: int) -> None:
        """Bring the line of an offset in the body to the top."""
        if self._position.page is not None:
            self._position.scroll_to_line(self._position.page.line_of(offset))

    def _report(self) -> None:
        """Post where the reader is if that changed; find what waited for the article to be read whole."""
        now = (self.line, self.percent, self.place)
        if now != self._reported:
            self._reported = now
            self.post_message(self.Moved(*now))
        self._position.place_cursor(self._position.top)
        self.finder.resume()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the mouse wheel."""
        super().watch_scroll_y(old_value, new_value)
        self._position.follow(round(old_value), round(new_value))

    @on(ScrollTo)
    @on(ScrollUp)
    @on(ScrollDown)
    def _scrolled_by_bar(self, event: ScrollTo | ScrollUp | ScrollDown) -> None:
        """Follow the scroll bar without Textual's animation; a click beside its thumb turns a page."""
        event.prevent_default().stop()
        if not isinstance(event, ScrollTo):
            self.page(-1 if isinstance(event, ScrollUp) else 1)
        elif event.y is not None:
            self._position.scroll_to_line(round(event.y))

    def on_resize(self) -> None:
        """Lay out for another width, with the same paragraph at the top."""
        if self._position.page is None or self._position.column.pane != self.size.width:
            self._lay_out()
        else:
            self._position.settle(self._position.top)
            self._report()

    def watch_text_width(self) -> None:
        """Lay out again, with the same paragraph at the top."""
        self._lay_out()

    # Links

    def set_links(self, entries: Sequence[Entry]) -> None:
        """Highlight the places of these entries; no line moves."""
        if entries or self._marks.links:
            self._marks.set_links(entries)
            self._update_highlights()

    @property
    def current_entry(self) -> int | None:
        """The number of the entry whose link is the current one."""
        return self._marks.entry

    @current_entry.setter
    def current_entry(self, number: int | None) -> None:
        """Reveal a link of the entry, the nearest below first; None makes none current."""
        self._marks.select_entry(number, self.place)
        self._show_current_link()

    def step_link(self, step: int) -> bool:
        """Make the next (1) or previous (-1) link the current one; False if there are none."""
        page, start = self._position.page, self.place
        if step < 0 and page is not None:
            start = page.offset_of(self._position.top + self.size.height)
        if not self._marks.step_link(step, start):
            return False
        self._show_current_link()
        return True

    def _show_current_link(self) -> None:
        self._update_highlights()
        if (link := self._marks.current_link) is not None:
            self._position.reveal(link.start)

    def choose(self) -> bool:
        """Choose the current link, as a click does; False if there is none."""
        if (number := self._marks.entry) is None:
            return False
        self.post_message(self.LinkChosen(number))
        return True

    # Selection

    @property
    def selected_text(self) -> str:
        """The selected text, without decoration; empty if nothing is selected."""
        return self._selection.text

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a selection."""
        if event.button == 1:
            self._selection.press(event.x, event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is down; else show which links can be clicked."""
        if self._selection.is_dragging:
            self._selection.drag(event.x, event.y)
        elif (page := self._position.page) is not None:
            over_link = page.link_at(*self._position.cell_at(event.x, event.y)) is not None
            shape: Literal["pointer", "text"] = "pointer" if over_link else "text"
            if self.styles.pointer != shape:
                self.styles.pointer = shape

    def on_mouse_up(self) -> None:
        """End a selection."""
        self._selection.release()

    def on_click(self, event: events.Click) -> None:
        """Choose a link, or select a word or a line by a double or a triple click."""
        page = self._position.page
        if page is None or event.button != 1 or not self._selection.click(event.x, event.y, event.chain):
            return
        mark = page.link_at(*self._position.cell_at(event.x, event.y))
        if mark is not None:
            self._marks.select_link(mark.start, mark.entry)
            self._update_highlights()
            self.post_message(self.LinkChosen(mark.entry))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to others if nothing is selected."""
        return action not in ("copy_selection", "clear_selection") or self._marks.selected is not None

    def action_select(self, lines: int, cells: int) -> None:
        """Move the end of the selection by lines or by characters."""
        self._selection.extend(lines, cells)

    def action_select_all(self) -> None:
        """Select the article, with its title."""
        self._selection.select_all()

    def action_copy_selection(self) -> None:
        """Ask for the selected text to be copied."""
        self.post_message(self.CopyRequested(self.selected_text))

    def action_clear_selection(self) -> None:
        """Select nothing."""
        self._selection.clear()

    # Drawing

    def notify_style_update(self) -> None:
        """Draw with the colours of another theme."""
        super().notify_style_update()
        self._painter.clear()

    def on_focus(self) -> None:
        """Put the terminal's cursor where the reader is."""
        self._position.place_cursor(self._position.top)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw visible lines, without Textual's cache of a strip for each."""
        page, column = self._position.page, self._position.column
        if page is None:
            strips = self._painter.message(self.message, self.size, crop.line_range)
        else:
            top = self._position.top
            strips = self._painter.lines(page, column, top + crop.y, top + crop.bottom)
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
