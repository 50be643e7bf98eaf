"""A visitor's session: idle, in use, or about to be reset."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Presence(StrEnum):
    """What the display is doing."""

    ROTATION = "rotation"
    """Nobody is there: the news rotates."""
    BROWSING = "browsing"
    """Somebody uses it."""
    WARNING = "warning"
    """Idle for a while: the visitor is asked whether they are still there."""


class VisitorSession:
    """State machine of a visit, driven by touches and monotonic time.

    A session ends when the warning goes unanswered, or when the visitor asks for it. The caller polls `look`.
    """

    def __init__(self, idle: float, warning: float, running: Callable[[], float]) -> None:
        self._idle, self._warning, self._running = idle, warning, running
        self._last = running()
        self.state = Presence.ROTATION
        self.number = 0
        """Sessions since the start."""

    def touched(self) -> None:
        """Begin or continue a session after a touch or key."""
        self._last = self._running()
        if self.state is Presence.ROTATION:
            self.number += 1
        self.state = Presence.BROWSING

    def look(self) -> Presence:
        """Return the current state."""
        waited = self._running() - self._last
        if self.state is Presence.BROWSING and waited >= self._idle:
            self.state = Presence.WARNING
        if self.state is Presence.WARNING and waited >= self._idle + self._warning:
            self.end()
        return self.state

    def end(self) -> None:
        """End the session."""
        self.state = Presence.ROTATION
        self._last = self._running()

    @property
    def left(self) -> int:
        """Whole seconds until the session ends, while the warning is shown; at least 1."""
        passed = self._running() - self._last - self._idle
        return max(1, -int(-(self._warning - passed) // 1))
