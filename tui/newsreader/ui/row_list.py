"""A cursor in a list of rows of any height, and the window that follows it.

A widget composes a `RowList`: it gives it a layout of its rows, calls it for keys, asks it which row was
clicked and draws what the layout says. The reader's articles and links use it; it knows neither.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from newsreader.ui.scroll_content import set_content_height, set_top

if TYPE_CHECKING:
    from textual.scroll_view import ScrollView

Row = TypeVar("Row")
"""What stands for a row, by value: an index, a number."""

_OVERLAP = 2
"""Lines of a page that stay visible on the next one."""


class RowLayout(Protocol[Row]):
    """Which row is on which line."""

    @property
    def height(self) -> int:
        """The number of lines; 0 if there are no rows."""

    def row_at(self, line: int) -> Row:
        """Return the row on a line, or above it; beyond the ends, the first or the last."""

    def lines_of(self, row: Row) -> tuple[int, int]:
        """Return the lines `[first, stop)` of a row."""

    def context_of(self, row: Row) -> int:
        """Return the number of lines above a row that become visible with it: its heading."""

    def moved(self, row: Row, steps: int) -> Row:
        """Return the row so many rows further, or the last one."""


class RowList(Generic[Row]):
    """The cursor and the window of a pane."""

    def __init__(self, pane: ScrollView, before_reveal: Callable[[], None] | None = None) -> None:
        """`before_reveal` is called with the cursor on another row, and may change `footer_height`."""
        self._pane, self._before_reveal = pane, before_reveal
        self.layout: RowLayout[Row] | None = None
        self.cursor: Row | None = None
        """The row that keys act on; None in an empty list."""
        self.footer_height = 0
        """Lines at the bottom of the pane that are not the list's."""

    @property
    def top(self) -> int:
        """The first visible line."""
        return self._pane.scroll_offset.y

    @property
    def visible(self) -> int:
        """The number of visible lines."""
        return max(self._pane.size.height - self.footer_height, 0)

    @property
    def cursor_offset(self) -> int:
        """The lines between the top of the pane and the cursor."""
        if self.layout is None or self.cursor is None:
            return 0
        return self.layout.lines_of(self.cursor)[0] - self.top

    def show(self, layout: RowLayout[Row], cursor: Row | None, cursor_offset: int | None = None) -> None:
        """Show other rows; with `cursor_offset`, the cursor stays so far from the top of the pane."""
        self.layout, self.cursor = layout, cursor
        self._fit()
        if cursor is not None:
            if cursor_offset is not None:
                set_top(self._pane, layout.lines_of(cursor)[0] - cursor_offset)
            self.reveal()
        self._pane.refresh()

    def _fit(self) -> None:
        """Tell the scroll bar the height of the list."""
        if self._before_reveal is not None:
            self._before_reveal()
        if self.layout is not None:
            set_content_height(self._pane, self.layout.height + self.footer_height)

    # Moving

    def move(self, steps: int) -> bool:
        """Move the cursor down by so many rows, or up if negative; False if it stays."""
        if self.layout is None or self.cursor is None:
            return False
        return self.go_to(self.layout.moved(self.cursor, steps))

    def page(self, pages: float) -> bool:
        """Move the cursor down by so many pages, or up if negative; False if it stays."""
        if self.layout is None or self.cursor is None:
            return False
        line = self.layout.lines_of(self.cursor)[0] + int(pages * max(self.visible - _OVERLAP, 1))
        row = self.layout.row_at(line)
        return self.go_to(row) if row != self.cursor else self.move(1 if pages > 0 else -1)

    def to_end(self, *, last: bool) -> bool:
        """Move the cursor to the first or the last row; False if it stays."""
        if self.layout is None or self.cursor is None:
            return False
        return self.go_to(self.layout.row_at(self.layout.height if last else 0))

    def go_to(self, row: Row) -> bool:
        """Move the cursor to a row; False if it is there."""
        old, self.cursor = self.cursor, row
        if self._before_reveal is not None and row != old:
            self._fit()
            self._pane.refresh()
        if not self.reveal() and self.layout is not None:
            for changed in (old, row):
                if changed is not None:
                    first, stop = self.layout.lines_of(changed)
                    self._pane.refresh_lines(first, stop - first)
        return row != old

    def reveal(self) -> bool:
        """Scroll as little as shows the cursor and its heading; True if that scrolled."""
        if self.layout is None or self.cursor is None:
            return False
        first, stop = self.layout.lines_of(self.cursor)
        before = self.top
        top = top_showing(first - self.layout.context_of(self.cursor), stop, before, self.visible)
        if top != before:
            set_top(self._pane, top)
        self.place_cursor()
        return top != before

    def place_cursor(self) -> None:
        """Put the terminal's cursor on the row, for screen readers, if the pane has the focus."""
        from textual.geometry import Offset

        if self._pane.has_focus and self.cursor is not None:
            x, y = self._pane.content_region.offset
            self._pane.app.cursor_position = Offset(x + 1, y + self.cursor_offset)

    # Mouse

    def clicked(self, y: int) -> Row | None:
        """Return the row at a line of the pane."""
        line = self.top + y
        if self.layout is None or not (0 <= y < self.visible and line < self.layout.height):
            return None
        row = self.layout.row_at(line)
        first, stop = self.layout.lines_of(row)
        return row if first <= line < stop else None


def top_showing(first: int, stop: int, top: int, visible: int) -> int:
    """Return the first visible line, scrolled as little from `top` as shows the lines `[first, stop)`."""
    return min(max(top, stop - visible), first)
