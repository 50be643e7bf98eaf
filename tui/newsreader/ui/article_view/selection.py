"""Select text with the mouse or the keyboard, in positions of the article and so across its blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.scroll_view import ScrollView

from newsreader.ui.article_view.marks import Marks
from newsreader.ui.article_view.scroll_position import ScrollPosition

if TYPE_CHECKING:
    from textual.timer import Timer

_AUTOSCROLL = 1 / 20
"""Seconds between two steps while the mouse is held beyond the pane."""


class Selection:
    """The selection of a pane, from the press of a button or a first key to its end."""

    def __init__(
        self, pane: ScrollView, position: ScrollPosition, marks: Marks, changed: Callable[[], None]
    ) -> None:
        self._pane, self._position, self._marks, self._changed = pane, position, marks, changed
        self._pressed: int | None = None
        """Where the mouse button went down, as a position."""
        self._pointer = 0, 0
        self._dragged = False
        self._fixed: int | None = None
        """The end of the selection that the keyboard leaves in place."""
        self._caret = 0
        """The end that the keyboard moves."""
        self._goal_cell: int | None = None
        """The cell that the caret keeps to while it moves by lines."""
        self._autoscroll: Timer | None = None

    @property
    def text(self) -> str:
        """The selected text, without decoration."""
        page, selected = self._position.page, self._marks.selected
        return page.plain_text(*selected) if page is not None and selected is not None else ""

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse button is down."""
        return self._pressed is not None

    def reset(self) -> None:
        """End what was begun in the last article."""
        self.release()
        self._fixed = self._goal_cell = None
        self._dragged = False

    def clear(self) -> None:
        """Select nothing."""
        self._fixed = self._goal_cell = None
        self._select(None)

    def select_all(self) -> None:
        """Select the article, with its title."""
        if (page := self._position.page) is not None:
            self._select((page.first, page.end))

    def _select(self, span: tuple[int, int] | None) -> None:
        if span is not None and span[0] >= span[1]:
            span = None
        if span != self._marks.selected:
            self._marks.selected = span
            self._changed()
            self._pane.refresh_bindings()

    # Mouse

    def press(self, x: int, y: int) -> None:
        """Start a selection at a point of the pane."""
        if self._position.page is not None:
            self._pressed = self._position.page.position_at(*self._position.cell_at(x, y))
            self._dragged = False
            self._pane.capture_mouse()

    def drag(self, x: int, y: int) -> None:
        """Select up to a point; beyond the pane, scroll."""
        self._pointer = x, y
        self._dragged = True
        self._fixed = None
        self._select_to_pointer()
        if 0 <= y < self._position.height:
            self._stop_autoscroll()
        elif self._autoscroll is None:
            self._autoscroll = self._pane.set_interval(_AUTOSCROLL, self._scroll_on)

    def _select_to_pointer(self) -> None:
        page = self._position.page
        if page is not None and self._pressed is not None:
            x, y = self._pointer
            y = min(max(y, 0), self._position.height - 1)
            position = page.position_at(*self._position.cell_at(x, y))
            self._select((min(self._pressed, position), max(self._pressed, position)))

    def _scroll_on(self) -> None:
        y = self._pointer[1]
        self._position.scroll_by(y if y < 0 else max(y - self._position.height + 1, 1))
        self._select_to_pointer()

    def _stop_autoscroll(self) -> None:
        if self._autoscroll is not None:
            self._autoscroll.stop()
            self._autoscroll = None

    def release(self) -> None:
        """End a drag."""
        if self._pressed is not None:
            self._pressed = None
            self._pane.release_mouse()
        self._stop_autoscroll()

    def click(self, x: int, y: int, chain: int) -> bool:
        """Select a word at a double click, a line at a triple one; True if it was a single click."""
        page = self._position.page
        if page is None or self._dragged:
            return False
        line, cell = self._position.cell_at(x, y)
        if chain == 2:
            self._select(page.word_at(line, cell))
        elif chain == 3:
            self._select((page.position_at(line, 0), page.position_at(line, page.width)))
        else:
            self.clear()
            return True
        return False

    # Keyboard

    def extend(self, lines: int, cells: int) -> None:
        """Move the end of the selection; without one, start at the first visible text."""
        page = self._position.page
        if page is None:
            return
        if self._fixed is None:
            start = page.position_at(page.text_line(self._position.top, 1), 0)
            self._fixed, self._caret = self._marks.selected or (start, start)
        line, cell = page.cell_of(self._caret)
        if lines:
            self._goal_cell = cell if self._goal_cell is None else self._goal_cell
            self._caret = page.position_at(page.text_line(line + lines, lines), self._goal_cell)
        else:
            self._goal_cell = None
            self._caret = page.next_position(line, cell, cells)
        self._select((min(self._fixed, self._caret), max(self._fixed, self._caret)))
        self._position.reveal(self._caret)
