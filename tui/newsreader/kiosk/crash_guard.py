"""How many faults the display may survive before it is better begun anew."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

MOST = 5
"""Faults within `WITHIN` seconds that are survived."""
WITHIN = 60.0


class CrashGuard:
    """Counts faults by the time that passes."""

    def __init__(self, running: Callable[[], float]) -> None:
        self._running = running
        self._came: deque[float] = deque(maxlen=MOST + 1)

    def another(self) -> bool:
        """One more; whether that is too many."""
        now = self._running()
        self._came.append(now)
        return len(self._came) > MOST and now - self._came[0] < WITHIN
