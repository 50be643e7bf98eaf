"""Tell a tap from a drag."""

from __future__ import annotations

from dataclasses import dataclass

THRESHOLD = 2
"""Rows that a press must move to be a drag: one row is within the tremble of a tap."""


@dataclass(slots=True)
class DragTracker:
    """Follows one press of a finger or a mouse button."""

    start: tuple[int, int] | None = None
    """Where the press began; None while there is none."""
    _last: int = 0
    _is_drag: bool = False

    def press(self, x: int, y: int) -> None:
        """Begin a press."""
        self.start, self._last, self._is_drag = (x, y), y, False

    def move(self, y: int) -> int:
        """Return the rows to scroll by, positive for down; 0 if it is no drag yet."""
        if self.start is None or (not self._is_drag and abs(y - self.start[1]) < THRESHOLD):
            return 0
        self._is_drag = True
        rows, self._last = y - self._last, y
        return rows

    def release(self) -> bool:
        """End the press; return whether it was a drag."""
        was_drag = self._is_drag
        self.start, self._is_drag = None, False
        return was_drag
