"""Who stands before the display, as far as it can know: nobody, somebody, or somebody who may have left."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Presence(StrEnum):
    """What the display is doing."""

    ROTATION = "rotation"
    """Nobody is there: it shows the news by itself."""
    BROWSING = "browsing"
    """Somebody uses it."""
    WARNING = "warning"
    """Somebody used it a while ago, and is asked whether they are still there."""


class VisitorSession:
    """Goes from state to state by what is touched and by the time that passes; seconds of one clock only.

    A visit ends when nobody answered the warning, or at once on the visitor's wish. Whoever shows the states
    calls `look` now and then, and learns whether another one holds.
    """

    def __init__(self, idle: float, warning: float, running: Callable[[], float]) -> None:
        self._idle, self._warning, self._running = idle, warning, running
        self._last = running()
        self.state = Presence.ROTATION
        self.number = 0
        """Counts the visits since the start."""

    def touched(self) -> None:
        """Somebody touched the screen or pressed a key: a visit begins, or goes on."""
        self._last = self._running()
        if self.state is Presence.ROTATION:
            self.number += 1
        self.state = Presence.BROWSING

    def look(self) -> Presence:
        """The state that holds now."""
        waited = self._running() - self._last
        if self.state is Presence.BROWSING and waited >= self._idle:
            self.state = Presence.WARNING
        if self.state is Presence.WARNING and waited >= self._idle + self._warning:
            self.end()
        return self.state

    def end(self) -> None:
        """The visit is over."""
        self.state = Presence.ROTATION
        self._last = self._running()

    @property
    def left(self) -> int:
        """Whole seconds until the visit ends, while the warning is shown; never below 1 before it has."""
        passed = self._running() - self._last - self._idle
        return max(1, -int(-(self._warning - passed) // 1))
