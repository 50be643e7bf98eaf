"""The display's two clocks: monotonic time and London wall time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""Time zone of every station and of article dates."""


def _now() -> datetime:
    return datetime.now(LONDON)


@dataclass(frozen=True, slots=True)
class Clock:
    """Source of time for the display; tests replace it."""

    running: Callable[[], float] = time.monotonic
    """Monotonic seconds; used for all waiting."""
    now: Callable[[], datetime] = _now
    """Aware London time. It may jump, so it is used only for what is shown and for ends at a given time."""
