"""Decide when so many errors have occurred that the display should restart."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

MAX_ERRORS = 5
"""Errors within `PERIOD` that are tolerated."""
PERIOD = 60.0
"""Seconds."""


class CrashGuard:
    """Count errors in a sliding period."""

    def __init__(self, running: Callable[[], float]) -> None:
        self._running = running
        self._times: deque[float] = deque(maxlen=MAX_ERRORS + 1)

    def is_exceeded_by_another(self) -> bool:
        """Count an error; return whether there are too many."""
        now = self._running()
        self._times.append(now)
        return len(self._times) > MAX_ERRORS and now - self._times[0] < PERIOD
