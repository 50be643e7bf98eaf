"""A finger on the glass, or a mouse: whether it taps or drags."""

from __future__ import annotations

from dataclasses import dataclass

SLACK = 2
"""Rows that a finger must move before it drags: one is within the tremble of a tap."""


@dataclass(slots=True)
class DragTracker:
    """Follows one press from down to up."""

    start: tuple[int, int] | None = None
    """Where it came down; None while it is up."""
    _last: int = 0
    _dragging: bool = False

    def down(self, x: int, y: int) -> None:
        """It comes down."""
        self.start, self._last, self._dragging = (x, y), y, False

    def moved(self, y: int) -> int:
        """How many rows what lies beneath is to follow, down if positive; 0 while it does not drag."""
        if self.start is None or (not self._dragging and abs(y - self.start[1]) < SLACK):
            return 0
        self._dragging = True
        rows, self._last = y - self._last, y
        return rows

    def up(self) -> bool:
        """It goes up; whether it dragged."""
        dragged = self._dragging
        self.start, self._dragging = None, False
        return dragged
