"""Keep the library up to date while the reader is open: look at the folders, then watch them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Filter, Progress, Status, Update, View
from newsreader.library.library import Library
from newsreader.ui.memory import trim_heap

GLANCE = 1.0
"""Seconds between looks at what another program did to the same articles."""
STARTED = 3.0
"""Seconds from the end of the first look at the folders until what only a start needs can be freed."""
TIDY = 60.0
"""Seconds between givings back of memory that is no longer used; each takes a thousandth of one."""
LISTED_IN_A_SECOND = 20_000
"""Articles so many of which let a filling list wait for a second more."""


class LibraryUpdates(Widget):
    """Shows nothing itself; posts what its threads bring."""

    DEFAULT_CSS = "LibraryUpdates { display: none; }"

    @dataclass
    class Changed(Message):
        """Counts, progress or what is wrong with the folders have changed."""

        listed: bool = False
        """Whether there may be other articles to list."""
        content: bool = False
        """Whether files of articles have changed."""
        elsewhere: bool = False
        """Whether another program may have changed index or marks."""
        complete: bool = False
        """Whether the folders have been looked at for the first time."""

    @dataclass
    class Progressed(Message):
        """An update of the index goes on."""

        progress: Progress

    @dataclass
    class Updated(Message):
        """An update of the index has ended."""

        update: Update
        watched: bool = False
        """Whether the watch noticed a change, and nobody looked at all folders."""

    class Damaged(Message):
        """The index turned out to be damaged, and is to be built again."""

    @dataclass
    class Told(Message):
        """A thread has something to tell the person."""

        sentence: str

    @dataclass
    class RootsChecked(Message):
        """The roots that cannot be read now."""

        away: frozenset[Path]

    def __init__(self, library: Library, key: Callable[[str], str]) -> None:
        super().__init__()
        self._library, self._key = library, key
        self._last_visit: datetime | None = None
        self._ending = Event()
        self._told: set[str] = set()
        self._away: frozenset[Path] = frozenset()
        self._version: tuple[int, ...] = ()
        self._relist_timer: Timer | None = None
        self.progress: Progress | None = None
        """How far an update has come that has not yet made everything searchable."""
        self.complete = False
        """Whether the folders have been looked at once."""
        self.rebuilding = False
        """Whether the index was damaged and is being built again."""
        self.watching = False
        """Whether changes of the folders are noticed as they happen."""
        self.arrived = 0
        """Articles that have come since the person last looked at the top of the list."""
        self.unreadable = 0
        """Files that could not be read when the folders were first looked at."""

    @property
    def filling(self) -> bool:
        """Whether an empty list is empty only because the articles are still being read."""
        return self.rebuilding or (self.progress is not None and not self.complete)

    def on_unmount(self) -> None:
        """End the watch."""
        self._ending.set()

    def begin(self) -> None:
        """Tell what is wrong already, and look at the folders once the first paint is done."""
        self._last_visit = self._library.session.begin()
        self._library.on_damage = lambda: self._post(self.Damaged())
        self._tell(self._library.notices)
        self.call_after_refresh(self.look)
        self.set_interval(GLANCE, self._look_for_others)

    # What others do

    def look(self) -> None:
        """Look at the folders in the background."""

        def look() -> None:
            worker = get_current_worker()
            try:
                update = self._library.update(
                    lambda progress: self._post(self.Progressed(progress)), lambda: worker.is_cancelled
                )
            except LibraryError as error:
                self._post(self.Told(str(error)))
                return
            if not worker.is_cancelled:
                self._post(self.Updated(update))

        self.run_worker(look, thread=True, group="update", exclusive=True)

    def start_watch(self) -> None:
        """Notice every change of the folders from now on."""
        ending = self._ending

        def watch() -> None:
            try:
                self._library.watch(lambda update: self._post(self.Updated(update, watched=True)), ending)
            except LibraryError as error:
                self._post(self.Told(f"{error} {self._key('refresh')} looks at the folders."))

        self.watching = True
        Thread(target=watch, name="watch", daemon=True).start()

    def _look_for_others(self) -> None:
        """Take up what another program has changed; this one's changes count too."""
        version = self._library.version()
        self._tell(self._library.notices)  # such as of a state file that was deleted
        if version != self._version and self.progress is None:
            self._version = version
            self.post_message(self.Changed(elsewhere=True))

    def check_roots(self) -> None:
        """See in the background whether every root is still there; comes as `RootsChecked`."""

        def check() -> None:
            self._post(self.RootsChecked(frozenset(self._library.unreadable_roots())))

        self.run_worker(check, thread=True, group="roots", exclusive=True)

    def seen(self) -> None:
        """The person looks at the top of the list, where new articles are."""
        self.arrived = 0
        self.post_message(self.Changed())

    # What the threads bring

    @on(Progressed)
    def _take_progress(self, event: Progressed) -> None:
        begins, progress = self.progress is None, event.progress
        self.progress = None if progress.searchable else progress
        listed = begins or progress.searchable
        self.post_message(self.Changed(listed=listed))
        if not listed and self._relist_timer is None and progress.done < progress.total:
            pause = max(1.0, progress.done / LISTED_IN_A_SECOND)
            self._relist_timer = self.set_timer(pause, self._relist)

    def _relist(self) -> None:
        self._relist_timer = None
        self.post_message(self.Changed(listed=True))

    @on(Updated)
    def _take_update(self, event: Updated) -> None:
        first, self.complete, self.progress = not self.complete, True, None
        update = event.update
        if first:
            self.unreadable = update.unreadable
            self.start_watch()
            self.set_timer(STARTED, trim_heap)
            self.set_interval(TIDY, trim_heap)
            self._count_new()
        else:
            self.arrived += update.arrived
        if not event.watched:
            self.rebuilding = False
        changed = first or update.has_changes
        self.post_message(self.Changed(listed=changed, content=changed, complete=first))
        self._tell(self._library.notices)

    def _count_new(self) -> None:
        """Tell how much has come since the last visit."""
        if self._last_visit is None:
            return
        since = f"{self._last_visit.astimezone():%A %-d %B}"

        def count() -> None:
            new = len(self._library.listing(View.DATE, Filter(status=Status.NEW)).keys)
            if new:
                self._post(self.Told(f"{new:,} new since {since}. Press {self._key('only')} to list them."))

        self.run_worker(count, thread=True, group="new", exclusive=True)

    @on(Damaged)
    def _rebuild(self) -> None:
        if not self.rebuilding:
            self.rebuilding = True
            self.post_message(self.Changed())
            self._tell(self._library.notices)
            self.look()

    @on(Told)
    def _take_told(self, event: Told) -> None:
        self._tell([event.sentence])

    @on(RootsChecked)
    def _take_roots(self, event: RootsChecked) -> None:
        gone, back, self._away = event.away - self._away, self._away - event.away, event.away
        self._told -= {_away(root) for root in back}
        self._tell([*map(_away, sorted(gone)), *(f"{root} can be read again." for root in sorted(back))])
        if back:  # the watch has lost sight of them
            self._ending.set()
            self._ending = Event()
            self.start_watch()

    def _tell(self, sentences: Iterable[str]) -> None:
        """Tell each sentence once."""
        for sentence in sentences:
            if sentence not in self._told:
                self._told.add(sentence)
                self.notify(sentence, markup=False, timeout=8)

    def _post(self, message: Message) -> None:
        self.post_message(message)


def _away(root: Path) -> str:
    """What the library says of such a root, too."""
    return f"{root} cannot be read now; its articles are listed as they were last seen."
