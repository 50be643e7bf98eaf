"""Open, refresh and watch a display's articles for months, whatever happens to their folders."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

from newsreader.kiosk.clock import Clock
from newsreader.kiosk.freshness import Freshness, refresh
from newsreader.library.errors import ContentError
from newsreader.library.headlines import Update
from newsreader.library.library import Library

REFRESH_INTERVAL = 60.0
"""Seconds between two full refreshes, and before a failed one is retried."""
MIN_INTERVAL = 1.0
"""Least seconds between two refreshes, however often one is requested."""
MAX_LOAD = 300
"""Refreshes may take at most one part in this many of the time."""


class Content:
    """Keep the library open and fresh in background threads; callbacks run in these threads."""

    def __init__(
        self,
        opening: Callable[[], Library],
        clock: Clock,
        looked: Callable[[Callable[[Freshness], None]], None],
        changed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`looked` receives an update for a `Freshness`; `changed` is called when articles may have changed,
        `failed` with an error."""
        self._opening, self._clock = opening, clock
        self._looked, self._changed, self._failed = looked, changed, failed
        self._library: Library | None = None
        self._ending, self._wanted = Event(), Event()
        self._keeper = Thread(target=self._keep, name="content", daemon=True)
        self._watcher: Thread | None = None
        self.complete = False
        """Whether all folders have been read once, so that the list is complete."""

    def start(self) -> None:
        """Start the threads."""
        self._keeper.start()

    def end(self) -> None:
        """Stop and close everything; wait briefly for threads, which may hang on a network folder."""
        self._ending.set()
        self._wanted.set()
        for thread in (self._keeper, self._watcher):
            if thread is not None and thread.ident is not None:
                thread.join(2)
        if self._library is not None:
            self._library.close()

    @property
    def is_open(self) -> bool:
        """Whether the articles could be opened."""
        return self._library is not None

    @property
    def library(self) -> Library:
        """The open library. Raises ContentError while it cannot be opened."""
        if self._library is None:
            raise ContentError("The folders of articles cannot be read.")
        return self._library

    def _keep(self) -> None:
        """Open the library and refresh it periodically."""
        while not self._ending.is_set():
            start = time.monotonic()
            try:
                self._refresh()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next look may be a success
                self._fail(error)
            self._ending.wait(MIN_INTERVAL)
            self._wanted.wait(max(REFRESH_INTERVAL, MAX_LOAD * (time.monotonic() - start)))
            if not self._ending.is_set():
                self._wanted.clear()

    def _refresh(self) -> None:
        if self._library is None:
            library = self._opening()
            library.on_damage = self._wanted.set
            self._library = library
            self._changed()
        before = self._library.version()
        tell = refresh(self._library, self._clock, self._ending.is_set)
        if self._ending.is_set():
            return
        first, self.complete = not self.complete, True
        self._looked(tell)
        if first or self._library.version() != before:
            self._changed()
        if self._watcher is None or not self._watcher.is_alive():
            self._watcher = Thread(target=self._watch, args=(self._library,), name="watch", daemon=True)
            self._watcher.start()

    def _watch(self, library: Library) -> None:
        """Report changes as they happen; the next refresh restarts a watch that failed."""
        try:
            library.watch(self._tell, self._ending)
        except Exception as error:  # noqa: BLE001 - as above
            self._fail(error)

    def _tell(self, update: Update) -> None:
        self._changed()

    def _fail(self, error: Exception) -> None:
        if not self._ending.is_set():
            self.complete = True
            self._looked(Freshness.failed)
            self._failed(error)
