"""Where a reader is in an article, kept while lines above it are laid out and the pane changes its size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.scroll_view import ScrollView

from newsreader.ui.article_view.column import Column
from newsreader.ui.article_view.page import Page, ShownArticle
from newsreader.ui.scroll_content import set_content_height, set_top

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.document.highlights import HighlightsIn

_IDLE = 0.15
"""Seconds after the last scroll before the rest is laid out: more than between the repeats of a held key."""
_SLICE = 0.008
"""Seconds of layout at a time, so that a key never waits for it."""
_PAUSE = 0.012
"""Seconds between two slices."""


class ScrollPosition:
    """The page of a pane and its first visible line, anchored to an offset in the body."""

    def __init__(self, pane: ScrollView, changed: Callable[[], None]) -> None:
        """`changed` is called when the position or the height of the page may have changed."""
        self._pane, self._changed = pane, changed
        self.page: Page | None = None
        self.column = Column.within(0, 1)
        self.anchor = 0
        """The offset in the body of the text at the top."""
        self._is_moving = False
        """Whether a change of `scroll_y` comes from here, not from the wheel."""
        self._timer: Timer | None = None

    @property
    def top(self) -> int:
        """The first visible line of the page."""
        return self._pane.scroll_offset.y

    @property
    def height(self) -> int:
        """The number of visible lines."""
        return self._pane.size.height

    @property
    def at_end(self) -> bool:
        """Whether the last line is visible."""
        return self.page is None or self.top + self.height >= self.page.height

    @property
    def percent(self) -> int:
        """How much of the article ends above the bottom of the pane."""
        height = self.page.height if self.page is not None else 0
        return min(100 * (self.top + self.height) // height, 100) if height else 100

    @property
    def is_laid_out(self) -> bool:
        """Whether nothing is left to lay out when idle."""
        return self.page is None or self.page.layout.complete

    def cell_at(self, x: int, y: int) -> tuple[int, int]:
        """Return the line and the cell of the text at a point of the pane."""
        return self.top + y, x - self.column.left

    # Layout

    def lay_out(self, shown: ShownArticle | None, max_text: int, highlights: HighlightsIn) -> None:
        """Lay an article out for the pane, with the anchor at the top."""
        size = self._pane.size
        self.column = Column.within(size.width, max_text)
        if shown is None or not size:
            self.page = None
            self._set_page_height(0)
            self._set_top(0)
        else:
            self.page = page = Page(shown, self.column.text)
            page.highlight_by(highlights)
            self.settle(page.line_of(self.anchor) if self.anchor else 0)
        self._pane.refresh()
        self._changed()
        self._lay_out_rest(_IDLE)

    def settle(self, top: int) -> None:
        """Make the lines from `top` on exact, and show them."""
        if self.page is not None:
            top = max(top, 0)
            self.page.lines(top, top + self.height)
            self._set_page_height(self.page.height)
            self._set_top(top)

    def _set_page_height(self, height: int) -> None:
        self._is_moving = True
        set_content_height(self._pane, height)
        self._is_moving = False

    def _set_top(self, top: int) -> None:
        self._is_moving = True
        set_top(self._pane, top)
        self._is_moving = False

    def _lay_out_rest(self, delay: float) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self.is_laid_out:
            self._timer = self._pane.set_timer(delay, self._lay_out_slice)

    def _lay_out_slice(self) -> None:
        """Lay out a little more of what is out of sight; what is visible stays where it is."""
        page = self.page
        if page is None:
            return
        top, bottom = self.top, self.top + self.height
        before = page.lines(top, bottom)
        below_anchor = top - page.line_of(self.anchor)
        page.layout.work(_SLICE)
        if top > page.head_height:
            top = page.line_of(self.anchor) + below_anchor
        self.settle(top)
        if page.lines(top, top + self.height) != before:
            self._pane.refresh()
        self._lay_out_rest(_PAUSE)
        self._changed()

    # Scrolling

    def scroll_to_line(self, top: int) -> None:
        """Bring a line to the top."""
        if self.page is None:
            return
        before = self.top
        self.settle(top)
        if self.top != before:
            self._pane.refresh()
            self._moved()

    def scroll_by(self, lines: int) -> None:
        """Scroll down by so many lines, or up if negative."""
        if self.page is not None:
            self.scroll_to_line(self.page.scrolled(self.top, lines))

    def scroll_to_end(self) -> None:
        """Bring the last line to the bottom."""
        page = self.page
        if page is None:
            return
        page.load_all()
        known = -1
        while known != page.height:
            known = page.height
            page.lines(known - self.height, known)
        self.scroll_to_line(known - self.height)

    def follow(self, old: int, new: int) -> None:
        """Take up a scroll that Textual has made, for the mouse wheel."""
        if self._is_moving or old == new or self.page is None:
            return
        is_near = abs(new - old) <= self.height
        self.settle(self.page.scrolled(old, new - old) if is_near else new)
        self._moved()

    def _moved(self) -> None:
        if self.page is not None:
            self.anchor = self.page.offset_of(self.top)
        self._changed()
        self._lay_out_rest(_IDLE)

    def reveal(self, position: int) -> None:
        """Scroll only if a position is not well in sight."""
        if self.page is None:
            return
        line, cell = self.page.cell_of(position)
        margin = min(2, (self.height - 1) // 2)
        if not self.top + margin <= line < self.top + self.height - margin:
            self.scroll_to_line(line - self.height // 3)
        self.place_cursor(line, cell)

    def place_cursor(self, line: int, cell: int = 0) -> None:
        """Put the terminal's cursor on the text, for screen readers, if the pane has the focus."""
        if self._pane.has_focus:
            offset = Offset(self.column.left + cell, line - self.top)
            self._pane.app.cursor_position = self._pane.content_region.offset + offset
