"""The two clocks of the display: one that only goes forward, and the one on the wall."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""The time of every station: dates of articles are told in it too."""


def _now() -> datetime:
    return datetime.now(LONDON)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where every part of the display takes the time from, so that a test can bring its own."""

    running: Callable[[], float] = time.monotonic
    """Seconds since some moment; never set, never turned back. All waiting goes by it."""
    now: Callable[[], datetime] = _now
    """The time of day in London, with its zone. It may jump: only what is shown, and what ends at a given
    time, goes by it."""
