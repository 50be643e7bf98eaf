"""The staff unlock sequence: three keys, or the four corners of the screen."""

from __future__ import annotations

from collections.abc import Callable

KEYS = ("ctrl+o", "ctrl+u", "ctrl+t")
KEYS_WITHIN = 3.0
"""Seconds from the first key to the last."""
CORNERS_WITHIN = 6.0
"""Seconds from the first corner to the last: clockwise from the top left."""
_CLOCKWISE = ("top left", "top right", "bottom right", "bottom left")
_REACH = (10, 8)
"""A corner is this fraction of the width and height, at least two columns and lines."""


class UnlockSequence:
    """Watch keys and touches for a complete sequence."""

    def __init__(self, running: Callable[[], float]) -> None:
        self._running = running
        self._keys = _Sequence(KEYS, KEYS_WITHIN)
        self._corners = _Sequence(_CLOCKWISE, CORNERS_WITHIN)

    def key(self, name: str) -> bool:
        """Handle a key; return whether it completes the sequence."""
        return self._keys.advance(name, self._running())

    def touch(self, x: int, y: int, width: int, height: int) -> bool:
        """Handle a touch; return whether it completes the sequence."""
        return self._corners.advance(_corner(x, y, width, height), self._running())

    def forget(self) -> None:
        """Reset both sequences."""
        self._keys.forget()
        self._corners.forget()


class _Sequence:
    """Steps that must follow one another within a time."""

    def __init__(self, steps: tuple[str, ...], within: float) -> None:
        self._steps, self._within = steps, within
        self._times: list[float] = []

    def advance(self, step: str, now: float) -> bool:
        """Handle a step; return whether it was the last one."""
        if self._times and (now - self._times[0] > self._within or step != self._steps[len(self._times)]):
            self._times.clear()
        if step == self._steps[len(self._times)]:
            self._times.append(now)
        if len(self._times) < len(self._steps):
            return False
        self._times.clear()
        return True

    def forget(self) -> None:
        """Start over."""
        self._times.clear()


def _corner(x: int, y: int, width: int, height: int) -> str:
    """Return the touched corner, or an empty text."""
    columns, lines = max(width // _REACH[0], 2), max(height // _REACH[1], 2)
    beside = "left" if x < columns else "right" if x >= width - columns else ""
    above = "top" if y < lines else "bottom" if y >= height - lines else ""
    return f"{above} {beside}" if above and beside else ""
