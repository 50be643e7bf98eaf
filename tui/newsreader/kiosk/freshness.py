"""How true the display's news are: when it last looked, whether it could, and how long nothing new came.

What the display saw come goes by the clock that only goes forward, so that a jump of the clock on the wall
changes nothing of it. The age of files that came before goes by the clock on the wall, taken anew at every
look: a machine that starts with a wrong clock is right as soon as its clock is. A file of the future tells
nothing. Nor does an article's own date: with tomorrow's date, or a wrong one, old news would be fresh when
its day comes.
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
    """What is known of the content's age; told of every look at the folders. Use it in one thread."""

    def __init__(self, stale: int, clock: Clock) -> None:
        """`stale`: hours without anything new after which the news are old; 0 for never."""
        self._after = stale * HOUR
        self._clock = clock
        self._looked: float | None = None
        self._reached = True
        self._seen: float | None = None
        """When something came while we looked, seconds of the clock that only goes forward."""
        self._kept: float | None = None
        """The same of what was there before, as far as its files tell."""

    def looked(self, newest: float | None, *, moved: bool) -> None:
        """A look at all folders was a success.

        `newest`: when an article last changed or came, seconds since 1970 (`Library.newest_change`); None
        where nothing tells. `moved`: whether this look found something that the one before did not.
        """
        now = self._clock.running()
        if moved and self._looked is not None:
            self._seen = now
        self._looked, self._reached = now, True
        self._kept = None if newest is None else now - max(self._clock.now().timestamp() - newest, 0.0)

    def failed(self) -> None:
        """A look failed, or found a folder away; what was seen before is shown on."""
        self._reached = False

    @property
    def updated(self) -> datetime | None:
        """When the last successful look was, by the clock on the wall as it is now; None before the first."""
        if self._looked is None:
            return None
        return self._before(self._clock.running() - self._looked)

    @property
    def unreachable(self) -> bool:
        """Whether the last look failed."""
        return not self._reached

    @property
    def stale_since(self) -> datetime | None:
        """When the newest of the articles came, where that is so long ago that it must be said; else None."""
        known = [came for came in (self._seen, self._kept) if came is not None]
        if not known or not self._after:
            return None
        age = self._clock.running() - max(known)
        return self._before(age) if age >= self._after else None

    def _before(self, seconds: float) -> datetime:
        """So long ago on the wall; also over a change to winter time, where `-` would not do."""
        return datetime.fromtimestamp(self._clock.now().timestamp() - seconds, LONDON)


def look(
    library: Library, clock: Clock, stop: Callable[[], bool] | None = None
) -> Callable[[Freshness], None]:
    """Look at all folders, in a thread, and return what to tell a `Freshness` of it in its own.

    A folder that is away, or an index that cannot be kept, is a failure and never raises.
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
    """Whether something came; an index that was made anew, and so holds nothing but new articles, says no."""
    return (update.added > 0 or update.changed > 0) and update.added < update.total
