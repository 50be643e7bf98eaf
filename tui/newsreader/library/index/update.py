"""Bring an index up to date: look at the folders, read what changed, keep it, newest first as far as that is
known."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field

from newsreader.library.headlines import Progress, Update
from newsreader.library.index.index_file import Index, boot, connect
from newsreader.library.index.index_rows import Read, read_row
from newsreader.library.index.recovery import there
from newsreader.library.index.stored_paths import stored
from newsreader.library.index.writer import Writer
from newsreader.library.reader_pool import Job, ReaderPool, ReadersError
from newsreader.library.roots import Root
from newsreader.library.scan import Changed, Scan, Touched, device_of

FEW = 150
"""So many files are read here: starting processes takes longer than that."""
LARGE = 256 * 1024
"""Bytes above which a file is read by a process that can be stopped, however few there are."""
AT_ONCE = 32
"""Files read here before the rest of a first build, so that there is something to see."""
GLANCE = 1000
"""Files after which a first build stops looking for a moment and reads so many: to find a hundred thousand
takes a second."""
SAMPLE = 32
"""Files that the dictionary of a new index is drawn from."""
WORDS_AT_ONCE = 500
BACKLOG = 3_000
"""Articles whose words may wait in memory while more come in: about 30 MB."""

CACHE = 32 * 1024
"""Kilobytes of the index held in memory while a large part is made: with the usual 2 MB each row takes twice
the time."""

Report = Callable[[Progress], None]
Stop = Callable[[], bool]


@dataclass
class Outcome:
    """What an update did, and what it found that the user should hear of."""

    update: Update
    away: list[Root]
    """Roots that are not there now, and whose articles were kept."""


def bring_up_to_date(
    index: Index,
    roots: Sequence[Root],
    progress: Report | None = None,
    stop: Stop | None = None,
    only: Collection[str] | None = None,
) -> Outcome:
    """Update the index with everything, or `only` with what became of some files.

    With `stop` answering true it ends early, and the next update goes on from there.
    """
    started = time.monotonic()
    stop = stop or (lambda: False)
    report = _paced(progress)
    # A connection of its own, so that who is told of progress may ask the library for a list: closing it
    # takes back whatever was not committed.
    with closing(connect(index.path)) as connection:
        job = _Job(index, connection, roots, report, progress or (lambda _: None), stop, only)
        with index.writing(_waiting(connection, report, stop)) as held:
            if held:
                job.run()
        return Outcome(_summary(connection, job.counts, started), job.away)


@dataclass
class _Counts:
    added: int = 0
    changed: int = 0
    removed: int = 0
    unreadable: int = 0


@dataclass
class _Job:
    index: Index
    connection: sqlite3.Connection
    roots: Sequence[Root]
    report: Callable[[int, int], None]
    tell: Report
    stop: Stop
    only: Collection[str] | None
    counts: _Counts = field(default_factory=_Counts)
    away: list[Root] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def run(self) -> None:
        complete = self._meta("complete")
        self.writer = Writer(self.connection, int(time.time()) if complete else 0)
        self.places = {number: root.folder for number, root in self._numbered()}
        if self.only is None or not complete:
            scan = Scan(self.connection, self._numbered())
        else:
            scan = Touched(self.connection, self._numbered(), paths=self.only)
        todo: list[Changed] = []
        for file in self._scanned(scan):
            todo.append(file)
            if scan.seen == GLANCE and not complete:
                todo = self._read_some(todo)
        self.away = scan.away
        self.total = len(todo)
        todo.sort(key=Changed.likely_date, reverse=True)
        self._read(todo)
        if self.stop():
            self.writer.commit()
            return
        self._finish(scan, bool(complete))

    def _scanned(self, scan: Scan) -> Iterator[Changed]:
        for change in scan.changes():
            yield change
            if scan.seen % 1000 == 0:
                self.report(0, 0)
                if self.stop():
                    return

    def _read_some(self, found: list[Changed]) -> list[Changed]:
        """Read a screen of what was found so far, for a person who waits; what is left of it."""
        found.sort(key=Changed.likely_date, reverse=True)
        self._read_here([file for file in found[:AT_ONCE] if file.size <= LARGE])
        self.report(self.done, self.done)
        return found[AT_ONCE:] + [file for file in found[:AT_ONCE] if file.size > LARGE]

    def _read(self, todo: list[Changed]) -> None:
        here = todo if len(todo) <= FEW else todo[:AT_ONCE]
        rest = [file for file in here if file.size > LARGE] + todo[len(here) :]
        here = [file for file in here if file.size <= LARGE]
        if rest:
            self._read_with_processes(here, rest)
        else:
            self._read_here(here)
        while not self.stop() and self.writer.take_words(WORDS_AT_ONCE):
            self.writer.commit(due=True)

    def _read_here(self, files: list[Changed]) -> None:
        if not self.writer.dictionary:
            self.writer.learn([read_row(self.places[file.root], file.path, b"") for file in files[:SAMPLE]])
        for file in files:
            if self.stop():
                return
            self._keep(file, read_row(self.places[file.root], file.path, self.writer.dictionary))
            self.writer.commit(due=True)
        self.writer.commit()

    def _read_with_processes(self, first: list[Changed], rest: list[Changed]) -> None:
        """Read the first few here, while the processes start, and the rest there."""
        self._hurry(len(rest))
        waiting: dict[Job, Changed] = {(self.places[file.root], file.path): file for file in rest}
        try:
            with ReaderPool(min(os.cpu_count() or 1, (len(rest) + FEW - 1) // FEW)) as readers:
                self._read_here(first)
                first = []
                readers.use(self.writer.dictionary)
                readers.submit(list(waiting))
                self._collect(readers, waiting)
        except ReadersError:  # no process can be started: read what is left here, too
            self._read_here([*first, *waiting.values()])

    def _collect(self, readers: ReaderPool, waiting: dict[Job, Changed]) -> None:
        """The list first: words are taken in when nothing has come, or when too many wait."""
        while not readers.idle() and not self.stop():
            came = False
            enough = self.writer.backlog() >= WORDS_AT_ONCE
            for job, read in readers.results(0 if enough else 0.2):
                self._keep(waiting.pop(job), read)
                came = True
            if (enough and not came) or self.writer.backlog() > BACKLOG:
                self.writer.take_words(WORDS_AT_ONCE)
            self.writer.commit(due=True)

    def _keep(self, file: Changed, read: Read) -> None:
        if self.writer.put(file, read):
            self.counts.changed += 1
        elif read.row is not None:
            self.counts.added += 1
        if read.row is None and read.findings:
            self.counts.unreadable += 1
        self.done += 1
        self.report(self.done, self.total)

    def _hurry(self, files: int) -> None:
        """Do not wait for the disk while a large part is made, and put its words together at the end; the
        mark tells if the machine went down meanwhile, or the program."""
        if files > 1000:
            self.writer.note("boot", boot())
            self.writer.merge_later(True)
            self.writer.commit()
            self.connection.execute("PRAGMA synchronous = OFF")
            self.connection.execute(f"PRAGMA cache_size = -{CACHE}")

    def _finish(self, scan: Scan, complete: bool) -> None:
        for folder, name in scan.gone:
            self.writer.remove(folder, name)
            self.counts.removed += 1
        whole = not isinstance(scan, Touched)
        if whole:
            self.writer.report(scan.findings)
        some = self.counts.added + self.counts.changed + self.counts.removed
        if len(self.roots) > 1 and some:
            self.writer.settle_ids()
        for number, root in self._numbered():
            if whole and root not in scan.away:
                self._keep_device(number, device_of(root.folder))
        if not complete:
            self.writer.note("complete", 1)
        self.writer.commit()
        if not self._is_shelved():
            self.writer.shelve()
        if some:
            self.tell(Progress(self.total, self.total, searchable=True))
        hurried = self._meta("boot") is not None
        if hurried or (whole and some * 20 > scan.seen):
            self.writer.tidy(self.stop)
            self.writer.learn_spelling()
            self.writer.commit()
        if hurried:
            self._settle(anew=some * 5 > scan.seen)

    def _is_shelved(self) -> bool:
        find = "SELECT 1 FROM shelf, meta WHERE name = 'generation' AND value = generation"
        return self.connection.execute(find).fetchone() is not None

    def _settle(self, *, anew: bool) -> None:
        """Give back free space, and have all of it on the disk before the mark goes; `anew` writes the index
        once more, row by row in order, which makes it smaller by a tenth."""
        self.connection.executescript("PRAGMA incremental_vacuum")  # `execute` would take one step of it
        if anew:
            with suppress(sqlite3.OperationalError):  # no room for a second one: it may stay as it is
                self.connection.execute("VACUUM")
        self.connection.execute("PRAGMA busy_timeout = 100")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.connection.execute("PRAGMA busy_timeout = 10000")
        handle = os.open(self.index.path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.writer.merge_later(False)
        self.writer.note("boot", None)
        self.writer.commit()

    def _numbered(self) -> list[tuple[int, Root]]:
        numbered = []
        for root in self.roots:
            place = (stored(str(root.folder)), stored(root.only or ""))
            find = "SELECT id FROM root WHERE folder = ? AND only = ?"
            row = self.connection.execute(find, place).fetchone()
            if row is None:
                self.connection.execute("INSERT INTO root (folder, only) VALUES (?, ?)", place)
                row = there(self.connection.execute(find, place).fetchone())
            numbered.append((row[0], root))
        return numbered

    def _keep_device(self, number: int, device: int | None) -> None:
        row = self.connection.execute("SELECT device FROM root WHERE id = ?", (number,)).fetchone()
        if there(row)[0] != device:
            self.connection.execute("UPDATE root SET device = ? WHERE id = ?", (device, number))

    def _meta(self, name: str) -> object:
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None


def _paced(progress: Report | None) -> Callable[[int, int], None]:
    """Tell of progress ten times a second at most, and of the last step."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if progress is not None and (time.monotonic() - last >= 0.1 or done == total > 0):
            last = time.monotonic()
            progress(Progress(done, total))

    return report


def _waiting(
    connection: sqlite3.Connection, report: Callable[[int, int], None], stop: Stop
) -> Callable[[], bool]:
    """What to do while another program updates the same index: tell how far it has come."""

    def wait() -> bool:
        report(connection.execute("SELECT count(*) FROM article").fetchone()[0], 0)
        return not stop()

    return wait


def _summary(connection: sqlite3.Connection, counts: _Counts, started: float) -> Update:
    total = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    seconds = time.monotonic() - started
    return Update(counts.added, counts.changed, counts.removed, counts.unreadable, seconds, total)
