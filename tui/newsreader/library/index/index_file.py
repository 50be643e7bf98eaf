"""The file of an index: opened, made, thrown away and made again, or kept in a temporary folder.

Several programs share it. Readers take what was committed last and never wait; to write one must hold
`writing`, a lock that the system takes back from a program that was killed.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library.errors import LibraryError
from newsreader.library.index import schema
from newsreader.library.index.schema import Fitness
from newsreader.library.index.stored_paths import stored

if TYPE_CHECKING:
    import tempfile

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without it has no locks between programs
    fcntl = None  # type: ignore[assignment]

CACHE = 512
"""Kilobytes of the index that a connection holds in memory: every thread has one, and the system's own cache
is nearly as quick."""

_TEMPORARY = "newsreader-index-"
_MEMORY = Path(":memory:")
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Index:
    """One index file, with a connection for each thread that asks."""

    def __init__(
        self, path: Path, attached: Path | None, temporary: tempfile.TemporaryDirectory[str] | None = None
    ):
        self.path = path
        self._attached = attached
        self._temporary = temporary
        self._connections: dict[int, tuple[threading.Thread, int, sqlite3.Connection]] = {}
        self._opening = 0
        """Goes up when the file must be opened anew; each thread closes its own connection then."""
        self._lock = threading.Lock()
        self._making = threading.Lock()
        """Held while the file is made anew, and while it is opened: SQLite finds its log by its name."""
        self._closed = False
        self.set_aside = False
        """Whether the file is damaged and not looked at: until `restart`, everybody sees an empty index."""

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit; the reading state is attached to it as `state`."""
        thread = threading.current_thread()
        held = self._connections.get(thread.ident or 0)
        if held is not None and held[0] is thread:
            if held[1] == self._opening and not self._closed:
                return held[2]
            held[2].close()
        opening, connection = self._opening, self._connect()
        with self._lock:
            if self._closed:
                connection.close()
                raise sqlite3.ProgrammingError("The library is closed.")
            for number, (other, _, old) in list(self._connections.items()):
                if not other.is_alive():
                    old.close()
                    del self._connections[number]
            self._connections[thread.ident or 0] = (thread, opening, connection)
        return connection

    def _connect(self) -> sqlite3.Connection:
        with self._making:
            aside = self.set_aside
            connection = connect(_MEMORY if aside else self.path)
        if aside:
            schema.create(connection)
        if self._attached is not None:
            connection.execute("ATTACH ? AS state", (stored(str(self._attached)),))
        return connection

    def close(self) -> None:
        """Answer no more questions; a temporary index goes.

        A connection that another thread may be using is closed when that thread asks again: to close it here
        would end the process.
        """
        with self._lock:
            self._closed = True
            for thread, _, connection in self._connections.values():
                if thread is threading.current_thread() or not thread.is_alive():
                    connection.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    @contextmanager
    def writing(self, wait: Callable[[], bool]) -> Iterator[bool]:
        """Hold the one writer's lock; False when `wait`, asked ten times a second, said to give up."""
        with locked(self.path, wait) as held:
            yield held

    @property
    def temporary(self) -> bool:
        """Whether it goes when it is closed."""
        return self._temporary is not None

    def elsewhere(self, why: str) -> tuple[Index, str]:
        """An empty temporary index in the place of this one, and a sentence that says so."""
        index, notices = _temporary_index(self.path, self._attached, why)
        return index, notices[0]

    def disconnect(self) -> None:
        """Have every thread open the file anew when it asks next, but not in the middle of a question."""
        self._opening += 1

    def put_aside(self) -> None:
        """Answer every question as an empty index would, until `restart`."""
        self.set_aside = True
        self.disconnect()

    def restart(self) -> None:
        """Throw away what the file holds, as when it turns out to be damaged, and make it again.

        Waits for whoever writes to it.
        """
        self.put_aside()
        with locked(self.path, lambda: True), self._making:
            _make(self.path)
        self.set_aside = False
        self.disconnect()


def open_index(folder: Path, name: str, attached: Path | None) -> tuple[Index, list[str]]:
    """The index of that name in a cache folder, made where needed, and sentences about what could not be as
    wished."""
    path = folder / f"{name}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        why = _ready(path)
        if why is None:
            return Index(path, attached), []
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return _temporary_index(path, attached, why)


def _temporary_index(path: Path, attached: Path | None, why: str) -> tuple[Index, list[str]]:
    import tempfile  # takes as long to import as an index to open

    try:
        temporary = tempfile.TemporaryDirectory(prefix=_TEMPORARY, ignore_cleanup_errors=True)
        elsewhere = Path(temporary.name) / path.name
        _make(elsewhere)
    except (OSError, sqlite3.Error) as nowhere:
        raise LibraryError(f"The index cannot be kept anywhere: {why}; {nowhere}.") from nowhere
    notice = f"The index is temporary and will be made again next time: {path} cannot be used ({why})."
    return Index(elsewhere, attached, temporary), [notice]


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit that waits for others up to ten seconds."""
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    return connection


def boot() -> str:
    """A name for the time since the machine started; empty where the system does not tell."""
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return ""


@contextmanager
def locked(path: Path, wait: Callable[[], bool]) -> Iterator[bool]:
    """Hold the lock beside `path`; False when `wait`, asked ten times a second, said to give up."""
    if fcntl is None:
        yield True
        return
    handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        held = False
        while not held:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                held = True
            except BlockingIOError:
                if not wait():
                    break
                time.sleep(0.1)
        yield held
    finally:
        os.close(handle)


def _ready(path: Path) -> str | None:
    """Have a sound index at `path`; why not, where it must be left alone."""
    if schema.fitness(path) is Fitness.SOUND:
        return _why_not_writable(path)
    until = time.monotonic() + 10
    with locked(path, lambda: time.monotonic() < until) as held:
        if not held:
            return "another program has held it for ten seconds"
        match schema.fitness(path):  # once more: another program may have made it meanwhile
            case Fitness.SOUND:
                return _why_not_writable(path)
            case Fitness.FOREIGN if _is_database(path):
                return "it is a file of another program"
            case Fitness.FOREIGN:
                path.replace(path.with_name(path.name + ".unknown"))
        _make(path)
    return None


def _why_not_writable(path: Path) -> str | None:
    connection = connect(path)
    try:
        row = connection.execute("SELECT value FROM meta WHERE name = 'boot'").fetchone()
        if row is not None and row[0] != boot():
            # Written without waiting for the disk, and the machine went down before the end: nothing in it is
            # sure.
            connection.close()
            with locked(path, lambda: True):
                _make(path)
            return None
    finally:
        connection.close()
    return None if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "it may not be written"


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _make(path: Path) -> None:
    """Have an empty index at `path`, in the place of whatever is there.

    It is made beside it and put there whole: another program may open the path at any moment.
    """
    fresh = path.with_name(path.name + ".new")
    _discard(fresh)
    connection = connect(fresh)
    try:
        schema.create(connection)
    finally:
        connection.close()
    _discard(path)
    fresh.replace(path)


def _discard(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
