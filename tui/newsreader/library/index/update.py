"""Update an index: scan the folders, read what changed, newest first as far as paths tell, and store it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field

from newsreader.library.headlines import Progress, Update
from newsreader.library.index.index_file import Index, locked
from newsreader.library.index.index_rows import ReadResult, read_row
from newsreader.library.index.recovery import require
from newsreader.library.index.schema import boot_id
from newsreader.library.index.stored_paths import encode_path
from newsreader.library.index.writer import Writer
from newsreader.library.reader_pool import Job, ReaderPool, ReadersError
from newsreader.library.roots import Root
from newsreader.library.scan import ChangedFile, PathScan, Scan, device_of

FEW_FILES = 150
"""Up to so many files are read in this process: starting others takes longer."""
LARGE_FILE = 256 * 1024
"""Bytes above which a file is read by a process that can be stopped, however few there are."""
FIRST_FILES = 32
"""Files read before the rest of a first build, so that there is something to see."""
FIRST_SCAN = 1000
"""Files after which a first scan pauses to read the first files: a whole one may take a second."""
SAMPLE_FILES = 32
"""Files that the dictionary of a new index is drawn from."""
WORDS_BATCH = 500
MAX_BACKLOG = 3_000
"""Articles whose words may wait in memory: about 30 MB."""
BULK_FILES = 1000
"""Files above which an update does not wait for the disk."""
BULK_CACHE_KB = 32 * 1024
"""Page cache of such an update: with the usual one each row takes twice the time."""

Report = Callable[[Progress], None]
Stop = Callable[[], bool]


@dataclass
class Outcome:
    """What an update did."""

    update: Update
    away: list[Root]
    """Roots that could not be scanned; their articles were kept."""


def bring_up_to_date(
    index: Index,
    roots: Sequence[Root],
    progress: Report | None = None,
    stop: Stop | None = None,
    only: Collection[str] | None = None,
) -> Outcome:
    """Update the index from all files below the roots, or from `only` some paths.

    It ends early when `stop` returns True; the next update goes on from there.
    """
    started = time.monotonic()
    stop = stop or (lambda: False)
    report = _throttled(progress)
    # Not the thread's connection, as `progress` may query the library. Closing it rolls back.
    with closing(index.open_file()) as connection:
        updater = _Updater(index, connection, roots, report, progress or (lambda _: None), stop, only)

        def wait() -> bool:  # another program updates the index: show how far it has come
            report(_count(connection), 0)
            return not stop()

        with locked(index.path, wait) as held:
            if held:
                updater.run()
        seconds = time.monotonic() - started
        return Outcome(
            Update(
                updater.added,
                updater.changed,
                updater.removed,
                updater.unreadable,
                seconds,
                _count(connection),
            ),
            updater.away,
        )


@dataclass
class _Updater:
    index: Index
    connection: sqlite3.Connection
    roots: Sequence[Root]
    report: Callable[[int, int], None]
    report_now: Report
    stop: Stop
    only: Collection[str] | None
    away: list[Root] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    removed: int = 0
    unreadable: int = 0
    done: int = 0
    total: int = 0

    def run(self) -> None:
        complete = bool(self._meta("complete"))
        self.writer = Writer(self.connection, int(time.time()) if complete else 0)
        roots = self._numbered_roots()
        self.folders = {number: root.folder for number, root in roots}
        if self.only is None or not complete:
            scan = Scan(self.connection, roots)
        else:
            scan = PathScan(self.connection, roots, paths=self.only)
        todo: list[ChangedFile] = []
        for file in self._scanned(scan):
            todo.append(file)
            if scan.seen == FIRST_SCAN and not complete:
                todo = self._read_first(todo)
        self.away = scan.away
        self.total = len(todo)
        todo.sort(key=ChangedFile.likely_date, reverse=True)
        self._read(todo)
        if self.stop():
            self.writer.commit()
        else:
            self._finish(scan, complete)

    def _scanned(self, scan: Scan) -> Iterator[ChangedFile]:
        for file in scan.changed_files():
            yield file
            if scan.seen % 1000 == 0:
                self.report(0, 0)
                if self.stop():
                    return

    def _read_first(self, found: list[ChangedFile]) -> list[ChangedFile]:
        """Read a screenful of what was found so far, and return the rest."""
        found.sort(key=ChangedFile.likely_date, reverse=True)
        first = [file for file in found[:FIRST_FILES] if file.size <= LARGE_FILE]
        self._read_here(first)
        self.report(self.done, self.done)
        return found[FIRST_FILES:] + [file for file in found[:FIRST_FILES] if file.size > LARGE_FILE]

    def _read(self, todo: list[ChangedFile]) -> None:
        here = todo if len(todo) <= FEW_FILES else todo[:FIRST_FILES]
        rest = [file for file in here if file.size > LARGE_FILE] + todo[len(here) :]
        here = [file for file in here if file.size <= LARGE_FILE]
        if rest:
            self._read_with_processes(here, rest)
        else:
            self._read_here(here)
        while not self.stop() and self.writer.index_words(WORDS_BATCH):
            self.writer.commit(due=True)

    def _read_here(self, files: list[ChangedFile]) -> None:
        if not self.writer.dictionary:
            sample = [read_row(self.folders[file.root], file.path, b"") for file in files[:SAMPLE_FILES]]
            self.writer.learn_dictionary(sample)
        for file in files:
            if self.stop():
                return
            self._put(file, read_row(self.folders[file.root], file.path, self.writer.dictionary))
            self.writer.commit(due=True)
        self.writer.commit()

    def _read_with_processes(self, first: list[ChangedFile], rest: list[ChangedFile]) -> None:
        """Read the first files here, while the processes start, and the rest there."""
        if len(rest) > BULK_FILES:
            self._start_bulk()
        waiting: dict[Job, ChangedFile] = {(self.folders[file.root], file.path): file for file in rest}
        try:
            with ReaderPool(min(os.cpu_count() or 1, (len(rest) + FEW_FILES - 1) // FEW_FILES)) as pool:
                self._read_here(first)
                first = []
                pool.set_dictionary(self.writer.dictionary)
                pool.submit(list(waiting))
                self._collect(pool, waiting)
        except ReadersError:  # no process can be started: read the rest here
            self._read_here([*first, *waiting.values()])

    def _collect(self, pool: ReaderPool, waiting: dict[Job, ChangedFile]) -> None:
        """List articles first: words are indexed when no result is ready, or when too many wait."""
        while not pool.is_idle() and not self.stop():
            came = False
            enough = self.writer.backlog() >= WORDS_BATCH
            for job, result in pool.results(0 if enough else 0.2):
                self._put(waiting.pop(job), result)
                came = True
            if (enough and not came) or self.writer.backlog() > MAX_BACKLOG:
                self.writer.index_words(WORDS_BATCH)
            self.writer.commit(due=True)

    def _put(self, file: ChangedFile, result: ReadResult) -> None:
        if self.writer.put(file, result):
            self.changed += 1
        elif result.row is not None:
            self.added += 1
        if result.row is None and result.findings:
            self.unreadable += 1
        self.done += 1
        self.report(self.done, self.total)

    def _start_bulk(self) -> None:
        """Stop waiting for the disk; the boot id tells later if the machine went down meanwhile."""
        self.writer.set_meta("boot", boot_id())
        self.writer.set_bulk(True)
        self.writer.commit()
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute(f"PRAGMA cache_size = -{BULK_CACHE_KB}")

    def _finish(self, scan: Scan, complete: bool) -> None:
        for folder, name in scan.gone:
            self.writer.remove(folder, name)
            self.removed += 1
        whole = not isinstance(scan, PathScan)
        if whole:
            self.writer.put_scan_findings(scan.findings)
            for number, root in scan.roots:
                if root not in scan.away:
                    self._set_device(number, device_of(root.folder))
        changes = self.added + self.changed + self.removed
        if len(self.roots) > 1 and changes:
            self.writer.make_ids_unique()
        if not complete:
            self.writer.set_meta("complete", 1)
        self.writer.commit()
        if not self._has_arrays():
            self.writer.store_arrays()
        if changes:
            self.report_now(Progress(self.total, self.total, searchable=True))
        bulk = self._meta("boot") is not None
        if bulk or (whole and changes * 20 > scan.seen):
            self.writer.merge_words(self.stop)
            self.writer.learn_spelling()
            self.writer.commit()
        if bulk:
            self._finish_bulk(vacuum=changes * 5 > scan.seen)

    def _finish_bulk(self, *, vacuum: bool) -> None:
        """Free unused space, sync, and drop the boot id; `vacuum` makes the file a tenth smaller."""
        self.connection.executescript("PRAGMA incremental_vacuum")  # `execute` would take one step of it
        if vacuum:
            with suppress(sqlite3.OperationalError):  # no room for a copy: it may stay as it is
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
        self.writer.set_bulk(False)
        self.writer.set_meta("boot", None)
        self.writer.commit()

    def _has_arrays(self) -> bool:
        find = "SELECT 1 FROM list_arrays, meta WHERE name = 'generation' AND value = generation"
        return self.connection.execute(find).fetchone() is not None

    def _numbered_roots(self) -> list[tuple[int, Root]]:
        numbered = []
        for root in self.roots:
            place = (encode_path(str(root.folder)), encode_path(root.only or ""))
            self.connection.execute("INSERT OR IGNORE INTO root (folder, only) VALUES (?, ?)", place)
            find = "SELECT id FROM root WHERE folder = ? AND only = ?"
            numbered.append((require(self.connection.execute(find, place).fetchone())[0], root))
        return numbered

    def _set_device(self, number: int, device: int | None) -> None:
        change = "UPDATE root SET device = ? WHERE id = ? AND device IS NOT ?"
        self.connection.execute(change, (device, number, device))

    def _meta(self, name: str) -> object:
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None


def _throttled(progress: Report | None) -> Callable[[int, int], None]:
    """Report progress ten times a second at most, and the last step."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if progress is not None and (time.monotonic() - last >= 0.1 or done == total > 0):
            last = time.monotonic()
            progress(Progress(done, total))

    return report


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
