"""The articles of a display: opened, looked at, and watched, for months, whatever happens to them."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

from newsreader.kiosk.clock import Clock
from newsreader.kiosk.freshness import Freshness, look
from newsreader.library.errors import ContentError
from newsreader.library.headlines import Update
from newsreader.library.library import Library

AGAIN = 60.0
"""Seconds between two looks at the folders as a whole, and until one that failed is tried again."""
REST = 1.0
"""Seconds between two looks at least, however often one is asked for."""
SHARE = 300
"""Such looks may take one part in so many of the time."""


class Content:
    """Holds the library, in threads that never give up. What it calls, it calls from these."""

    def __init__(
        self,
        opening: Callable[[], Library],
        clock: Clock,
        looked: Callable[[Callable[[Freshness], None]], None],
        changed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`looked` is given what to tell a `Freshness`; `changed` is told that there may be other articles,
        `failed` what went wrong."""
        self._opening, self._clock = opening, clock
        self._looked, self._changed, self._failed = looked, changed, failed
        self._library: Library | None = None
        self._ending, self._wanted = Event(), Event()
        self._keeper = Thread(target=self._keep, name="content", daemon=True)
        self._watcher: Thread | None = None
        self.complete = False
        """Whether the folders have been looked at as a whole, so that what is not listed is not there."""

    def start(self) -> None:
        """Begins, and goes on until the end."""
        self._keeper.start()

    def end(self) -> None:
        """Lets go of everything. Waits a moment for the threads, which may hang on a folder far away."""
        self._ending.set()
        self._wanted.set()
        for thread in (self._keeper, self._watcher):
            if thread is not None and thread.ident is not None:
                thread.join(2)
        if self._library is not None:
            self._library.close()

    @property
    def there(self) -> bool:
        """Whether the articles could be opened at all."""
        return self._library is not None

    @property
    def library(self) -> Library:
        """The articles. Raises ContentError while they cannot be opened."""
        if self._library is None:
            raise ContentError("The folders of articles cannot be read.")
        return self._library

    def _keep(self) -> None:
        """Opens the library and looks at its folders again and again."""
        while not self._ending.is_set():
            start = time.monotonic()
            try:
                self._look()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next look may be a success
                self._fail(error)
            self._ending.wait(REST)
            self._wanted.wait(max(AGAIN, SHARE * (time.monotonic() - start)))
            if not self._ending.is_set():
                self._wanted.clear()

    def _look(self) -> None:
        if self._library is None:
            library = self._opening()
            library.on_damage = self._wanted.set
            self._library = library
            self._changed()
        before = self._library.version()
        tell = look(self._library, self._clock, self._ending.is_set)
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
        """Tells of every change as it happens; after a failure the next look begins it again."""
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
