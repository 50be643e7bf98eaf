"""Freshness of the news: when it was last refreshed, whether that worked, and how old the newest article is.

Arrivals seen by this process are timed by the monotonic clock, so that a jump of the wall clock changes
nothing. The age of older files uses the wall clock, read at every refresh, so that a machine that starts with
a wrong clock recovers with it. Files and articles dated in the future count for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from newsreader.kiosk.clock import LONDON, Clock
from newsreader.library.errors import LibraryError

if TYPE_CHECKING:
    from newsreader.library.headlines import Update
    from newsreader.library.library import Library

HOUR = 3600


class Freshness:
    """Track the age of the content. Not thread-safe."""

    def __init__(self, stale: int, clock: Clock) -> None:
        """`stale`: hours without a new article after which the news is stale; 0 for never."""
        self._after = stale * HOUR
        self._clock = clock
        self._looked: float | None = None
        self._reached = True
        self._seen: float | None = None
        """Monotonic time of the last arrival seen."""
        self._kept: float | None = None
        """Monotonic time of the newest file that was there before."""

    def looked(self, newest: float | None, *, moved: bool) -> None:
        """Record a successful refresh.

        `newest`: Unix time of the newest change (`Library.newest_change`), if known. `moved`: whether this
        refresh found anything new.
        """
        now = self._clock.running()
        if moved and self._looked is not None:
            self._seen = now
        self._looked, self._reached = now, True
        self._kept = None if newest is None else now - max(self._clock.now().timestamp() - newest, 0.0)

    def failed(self) -> None:
        """Record a failed refresh or a missing folder."""
        self._reached = False

    @property
    def updated(self) -> datetime | None:
        """Wall time of the last successful refresh; None before the first."""
        if self._looked is None:
            return None
        return self._before(self._clock.running() - self._looked)

    @property
    def unreachable(self) -> bool:
        """Whether the last refresh failed."""
        return not self._reached

    @property
    def stale_since(self) -> datetime | None:
        """Wall time of the newest arrival if the news is stale, else None."""
        known = [came for came in (self._seen, self._kept) if came is not None]
        if not known or not self._after:
            return None
        age = self._clock.running() - max(known)
        return self._before(age) if age >= self._after else None

    def _before(self, seconds: float) -> datetime:
        """Return the wall time so many seconds ago, correct across a clock change."""
        return datetime.fromtimestamp(self._clock.now().timestamp() - seconds, LONDON)


def refresh(
    library: Library, clock: Clock, stop: Callable[[], bool] | None = None
) -> Callable[[Freshness], None]:
    """Refresh the library (in any thread) and return an update for a `Freshness` (in its own thread).

    A missing folder or an unusable index is a failure; this never raises LibraryError.
    """
    try:
        update = library.update(stop=stop)
        newest = library.newest_change(clock.now().timestamp())
    except LibraryError:
        return Freshness.failed
    if library.away:
        return Freshness.failed
    moved = _moved(update)
    return lambda freshness: freshness.looked(newest, moved=moved)


def _moved(update: Update) -> bool:
    """Return whether articles arrived; a rebuilt index, in which all are new, does not count."""
    return (update.added > 0 or update.changed > 0) and update.added < update.total
