"""Open, make and replace the file of an index, with a connection for each thread.

Several programs share the file. Readers see the last commit and never wait; a writer holds a lock that the
system releases when a program is killed.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader.library.errors import LibraryError
from newsreader.library.index import schema
from newsreader.library.index.schema import Fitness
from newsreader.library.index.stored_paths import encode_path
from newsreader.settings.private_files import make_private_folder, tighten_files

if TYPE_CHECKING:
    import tempfile

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without it has no locks between programs
    fcntl = None  # type: ignore[assignment]

_CACHE_KB = 512
"""Page cache of a connection: every thread has one, and the system's own cache is nearly as quick."""

_LOCK_SECONDS = 10.0
_MEMORY = Path(":memory:")

FileId = tuple[int, int] | None
"""Device and inode; None where there is no file."""
_DISABLED: FileId = (0, 0)


class _Held(NamedTuple):
    thread: threading.Thread
    files: tuple[FileId, FileId]
    connection: sqlite3.Connection


class Index:
    """One index file. Methods may be called from any thread."""

    def __init__(
        self,
        path: Path,
        state_file: Callable[[], Path] | None = None,
    ):
        self.path = path
        self._state_file = state_file
        """Returns the path of the reading state, which every connection attaches as `state`."""
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._connections: dict[int, _Held] = {}
        self._lock = threading.Lock()
        self._replacing = threading.Lock()
        """Held while the file is replaced, and while it is opened: SQLite finds its log by name."""
        self._closed = False
        self.disabled = False
        """Whether the file is damaged: until `clear`, every query sees an empty index."""
        self.replaced = 0
        """How often the file was replaced."""

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection, in autocommit; a new one when another file has taken the place.

        A deleted file is read for as long as a connection to it lasts. Raises sqlite3.DatabaseError where
        there is neither.
        """
        thread = threading.current_thread()
        held = self._connections.get(thread.ident or 0)
        files = self._files()
        if held is not None and held.thread is thread:
            if files in (held.files, (None, held.files[1])) and not self._closed:
                return held.connection
            self._connections.pop(thread.ident or 0).connection.close()
        connection = self._connect()
        with self._lock:
            if self._closed:
                connection.close()
                raise sqlite3.ProgrammingError("The library is closed.")
            for ident, other in list(self._connections.items()):
                if not other.thread.is_alive():
                    other.connection.close()
                    del self._connections[ident]
            self._connections[thread.ident or 0] = _Held(thread, files, connection)
        return connection

    def _files(self) -> tuple[FileId, FileId]:
        state = file_id(self._state_file()) if self._state_file else None
        return _DISABLED if self.disabled else file_id(self.path), state

    def _connect(self) -> sqlite3.Connection:
        with self._replacing:
            connection = connect(_MEMORY) if self.disabled else self.open_file()
            if self.disabled:
                schema.create(connection)
        if self._state_file is not None:
            connection.execute("ATTACH ? AS state", (encode_path(str(self._state_file())),))
        return connection

    def open_file(self) -> sqlite3.Connection:
        """Open a connection that the caller closes. Raises sqlite3.DatabaseError where the file is gone."""
        if not self.path.exists():  # SQLite would make an empty file
            raise sqlite3.DatabaseError("the index is gone")
        return connect(self.path)

    def close(self) -> None:
        """Close the connections, and delete a temporary index.

        A connection of another live thread is closed when that thread asks again: closing it in the middle of
        a query would crash the process.
        """
        with self._lock:
            self._closed = True
            for held in self._connections.values():
                if held.thread is threading.current_thread() or not held.thread.is_alive():
                    held.connection.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def clear(self) -> None:
        """Replace the file with an empty index, after waiting for whoever writes to it."""
        self.disabled = True
        with locked(self.path, lambda: True), self._replacing:
            _make(self.path)
        self.replaced += 1
        self.disabled = False

    def disable(self, replaced: int) -> None:
        """Disable a damaged file, unless it was replaced since `replaced` was read."""
        if replaced == self.replaced:
            self.disabled = True

    def move_to_temporary(self, why: str) -> str:
        """Go on with an empty temporary file; return a sentence that says so.

        Raises LibraryError where that cannot be made, or was made before.
        """
        import tempfile  # takes as long to import as an index to open

        if self._temporary is not None:
            raise LibraryError(f"The index cannot be kept anywhere: {why}.")
        try:
            temporary = tempfile.TemporaryDirectory(prefix="newsreader-index-", ignore_cleanup_errors=True)
            elsewhere = Path(temporary.name) / self.path.name
            _make(elsewhere)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(f"The index cannot be kept anywhere: {why}; {error}.") from error
        old, self.path, self._temporary = self.path, elsewhere, temporary
        self.replaced += 1
        self.disabled = False
        return f"The index is temporary and will be made again next time: {old} cannot be used ({why})."


def open_index(folder: Path, name: str, state_file: Callable[[], Path] | None) -> tuple[Index, list[str]]:
    """Open the index of that name in a cache folder, or a temporary one; with sentences for the user."""
    index = Index(folder / f"{name}.db", state_file)
    try:
        make_private_folder(folder)
        why = _prepare(index.path)
        tighten_files(folder)
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return index, [] if why is None else [index.move_to_temporary(why)]


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection in autocommit that waits for others up to ten seconds."""
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    return connection


@contextmanager
def locked(path: Path, wait: Callable[[], bool]) -> Iterator[bool]:
    """Hold the writer's lock beside `path`; False when `wait`, called ten times a second, returns False."""
    if fcntl is None:
        yield True
        return
    handle = _open_lock(path.with_name(path.name + ".lock"))
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


def _open_lock(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    try:
        return os.open(path, flags, 0o600)
    except IsADirectoryError:
        path.rename(path.with_name(f"{path.name}.unknown-{time.time_ns()}"))
        return os.open(path, flags, 0o600)


def file_id(path: Path) -> FileId:
    """Return the device and inode of a file, which tell whether another one has taken its place."""
    try:
        status = os.stat(path)  # noqa: PTH116 - asked before every query, and Path.stat takes longer
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _prepare(path: Path) -> str | None:
    """Make sure that a sound index is at `path`; return why not, where the file must be left alone."""
    if schema.fitness(path) is not Fitness.SOUND:
        until = time.monotonic() + _LOCK_SECONDS
        with locked(path, lambda: time.monotonic() < until) as held:
            if not held:
                return "another program has held it for ten seconds"
            found = schema.fitness(path)  # again: another program may have made it meanwhile
            if found is Fitness.OTHER_DATABASE:
                return "it is a file of another program"
            if found is Fitness.UNKNOWN:
                path.replace(path.with_name(path.name + ".unknown"))
            if found is not Fitness.SOUND:
                _make(path)
    return None if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "it may not be written"


def _make(path: Path) -> None:
    """Put an empty index at `path`, in place of whatever is there.

    It is made beside it and renamed: another program may open the path at any moment.
    """
    new = path.with_name(path.name + ".new")
    _delete(new)
    with closing(connect(new)) as connection:
        schema.create(connection)
    _delete(path)
    new.replace(path)


def _delete(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
