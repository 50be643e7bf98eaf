"""The articles of a display: opened, kept up to date and watched, for months, whatever happens to them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from newsreader.library.errors import ContentError
from newsreader.library.headlines import Update
from newsreader.library.library import Library

AGAIN = 60.0
"""Seconds after which folders that could not be read are tried again."""


class Content:
    """Holds the library, in a thread that never gives up. What it calls, it calls from that thread."""

    def __init__(
        self,
        opening: Callable[[], Library],
        changed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._opening, self._changed, self._failed = opening, changed, failed
        self._library: Library | None = None
        self._ending = Event()
        self._thread = Thread(target=self._keep, name="content", daemon=True)

    def start(self) -> None:
        """Begins; `changed` is called whenever there may be something else to show, `failed` with why not."""
        self._thread.start()

    def end(self) -> None:
        """Lets go of everything. Waits a moment for the thread, which may hang on a folder far away."""
        self._ending.set()
        self._thread.join(2)
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
        while not self._ending.is_set():
            try:
                self._follow()
            except Exception as error:  # noqa: BLE001 - whatever it was, the news must go on; it is told
                if not self._ending.is_set():
                    self._failed(error)
            self._ending.wait(AGAIN)

    def _follow(self) -> None:
        """Opens, looks at the folders as a whole, then follows every change; returns at the end only."""
        if self._library is None:
            self._library = self._opening()
            self._changed()
        self._library.update(stop=self._ending.is_set)
        self._changed()
        self._library.watch(self._tell, self._ending)

    def _tell(self, update: Update) -> None:
        self._changed()
