"""The way in for staff, which nobody finds by accident: three keys, or the four corners of the screen."""

from __future__ import annotations

from collections.abc import Callable

KEYS = ("ctrl+o", "ctrl+u", "ctrl+t")
KEYS_WITHIN = 3.0
"""Seconds from the first of these keys to the last."""
CORNERS_WITHIN = 6.0
"""Seconds from the first corner to the last: clockwise from the top left."""
_CLOCKWISE = ("top left", "top right", "bottom right", "bottom left")
_REACH = (10, 8)
"""A corner is one part in so many of the screen's width and of its height; two columns and lines at least."""


class UnlockSequence:
    """Watches keys and touches, and tells when the last of a whole chord has come."""

    def __init__(self, running: Callable[[], float]) -> None:
        self._running = running
        self._keys = _Order(KEYS, KEYS_WITHIN)
        self._corners = _Order(_CLOCKWISE, CORNERS_WITHIN)

    def key(self, name: str) -> bool:
        """A key was pressed; whether the chord is whole with it."""
        return self._keys.comes(name, self._running())

    def touch(self, x: int, y: int, width: int, height: int) -> bool:
        """The screen was touched; whether the chord is whole with it."""
        return self._corners.comes(_corner(x, y, width, height), self._running())

    def forget(self) -> None:
        """Whoever comes next begins anew."""
        self._keys.forget()
        self._corners.forget()


class _Order:
    """Signs that must come one after the other, with nothing between them."""

    def __init__(self, signs: tuple[str, ...], within: float) -> None:
        self._signs, self._within = signs, within
        self._came: list[float] = []

    def comes(self, sign: str, now: float) -> bool:
        """Takes the next sign; whether it was the last."""
        if self._came and (now - self._came[0] > self._within or sign != self._signs[len(self._came)]):
            self._came.clear()
        if sign == self._signs[len(self._came)]:
            self._came.append(now)
        if len(self._came) < len(self._signs):
            return False
        self._came.clear()
        return True

    def forget(self) -> None:
        """None of them has come."""
        self._came.clear()


def _corner(x: int, y: int, width: int, height: int) -> str:
    """The corner that was touched; "" for none."""
    columns, lines = max(width // _REACH[0], 2), max(height // _REACH[1], 2)
    beside = "left" if x < columns else "right" if x >= width - columns else ""
    above = "top" if y < lines else "bottom" if y >= height - lines else ""
    return f"{above} {beside}" if above and beside else ""
