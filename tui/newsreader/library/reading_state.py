"""What the reader did: read, saved, the place in each article, the session. Its own file, never thrown away.

Keyed by what survives a move of the article's file (see `articles.identity`). Every change is one short
transaction, so that a kill at any moment loses at most that change; several programs may write, and each sees
what the others did.
"""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library.errors import LibraryError
from newsreader.library.index.recovery import is_damage
from newsreader.library.index.schema import WRITABLE, refuse_unless_regular

if TYPE_CHECKING:
    import tempfile

APPLICATION = 0x4E777352
"""`NwsR` in the header of the file: reading state of this program."""
VERSION = 1
NAME = "reading.db"

STEPS: dict[int, str] = {
    0: """
CREATE TABLE mark (
    identity INTEGER PRIMARY KEY, read INTEGER NOT NULL, saved INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE place (identity INTEGER PRIMARY KEY, offset INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE session (
    scope TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (scope, name)
) WITHOUT ROWID;
CREATE TABLE query (text TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
""",
}
"""What turns a file of one version into the next; 0 is an empty one."""

_SHAPE = {
    "identity, read, saved, at": "mark",
    "identity, offset, at": "place",
    "scope, name, value": "session",
    "text, at": "query",
}
"""What must be in a file of this version."""

PLACES_KEPT = 20_000
QUERIES_KEPT = 50

Marks = dict[int, tuple[bool, bool]]
"""Of each identity: read, saved."""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A change of marks that can be undone."""

    read: bool | None
    saved: bool | None
    """What was set; None where that mark was left alone."""
    before: Marks
    """The marks of those that it changed."""

    @property
    def undone(self) -> str:
        """What undoing it did."""
        done = []
        if self.read is not None:
            done.append("unread" if self.read else "marked as read")
        if self.saved is not None:
            done.append("unsaved" if self.saved else "saved")
        words = f"{' and '.join(done)} again"
        return words.capitalize() if len(self.before) == 1 else f"{len(self.before):,} articles {words}"


@dataclass(frozen=True, slots=True)
class Erased:
    """How much `ReadingState.erase` erased."""

    read: int
    saved: int
    places: int
    queries: int


class ReadingState:
    """The reading state of one user. Methods may be called from any thread."""

    def __init__(
        self,
        path: Path,
        notices: Iterable[str] = (),
        temporary: tempfile.TemporaryDirectory[str] | None = None,
    ):
        self.path = path
        self.notices = tuple(notices)
        """Sentences for the user about what could not be kept."""
        self._temporary = temporary
        self._lock = threading.RLock()
        self._connection = _connect(path)
        self._undo: list[UndoStep] = []
        self._mine = 0

    @classmethod
    def open(cls, folder: Path) -> ReadingState:
        """The state kept in `folder`, which is made; a temporary one, with a notice, where that cannot be.

        Raises LibraryError where no file at all can be written.
        """
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            refuse_unless_regular(path)
            notices = prepare(path)
            return cls(path, notices)
        except (OSError, sqlite3.OperationalError) as error:
            import tempfile  # takes as long to import as the state to open

            why = f"{path} cannot be written ({_reason(error)})"
            try:
                temporary = tempfile.TemporaryDirectory(
                    prefix="newsreader-state-", ignore_cleanup_errors=True
                )
                elsewhere = Path(temporary.name) / NAME
                prepare(elsewhere)
                return cls(elsewhere, [f"What you read and save is forgotten at the end: {why}."], temporary)
            except (OSError, sqlite3.Error) as nowhere:
                raise LibraryError(f"{why}, and no temporary file either ({_reason(nowhere)}).") from nowhere

    def close(self) -> None:
        """Let go of the file; a temporary one goes."""
        with self._lock:
            self._connection.close()
            if self._temporary is not None:
                self._temporary.cleanup()

    def version(self) -> tuple[int, int]:
        """A value that differs after any change, by this program or another."""
        with self._lock:
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self._mine

    def marked(self, what: str) -> set[int]:
        """The identities that are `read` or `saved`."""
        column = {"read": "read", "saved": "saved"}[what]
        with self._lock:
            rows = self._connection.execute(f"SELECT identity FROM mark WHERE {column}")  # noqa: S608 - one of two
            return {identity for (identity,) in rows}

    def marks(self, identities: Sequence[int]) -> Marks:
        """Read and saved of each of a few hundred identities; those never marked are left out."""
        with self._lock:
            marks = ",".join("?" * len(identities))
            query = f"SELECT identity, read, saved FROM mark WHERE identity IN ({marks})"  # noqa: S608
            rows = self._connection.execute(query, identities)
            return {identity: (bool(read), bool(saved)) for identity, read, saved in rows}

    def mark(
        self,
        identities: Sequence[int],
        *,
        read: bool | None = None,
        saved: bool | None = None,
        undoable: bool = True,
    ) -> None:
        """Set the marks that are given; `undo` takes back only what is `undoable` and changed something."""
        before: Marks = {}
        with self._lock, self._change():
            for start in range(0, len(identities), 500):
                some = identities[start : start + 500]
                known = self.marks(some)
                for identity in some:
                    old = known.get(identity, (False, False))
                    if old != _merged(old, read, saved):
                        before[identity] = old
            self._write({identity: _merged(old, read, saved) for identity, old in before.items()})
            if undoable and before:
                self._undo.append(UndoStep(read, saved, before))
                del self._undo[:-50]

    def undo(self) -> str | None:
        """Take back the last undoable change made here, and nothing else; what that did, in words.

        None where there is none left.
        """
        with self._lock:
            if not self._undo:
                return None
            change = self._undo.pop()
            with self._change():
                identities = list(change.before)
                now: Marks = {}
                for start in range(0, len(identities), 500):
                    now |= self.marks(identities[start : start + 500])
                self._write(
                    {
                        identity: _merged(
                            now.get(identity, (False, False)),
                            None if change.read is None else read,
                            None if change.saved is None else saved,
                        )
                        for identity, (read, saved) in change.before.items()
                    }
                )
            return change.undone

    def place(self, identity: int) -> int | None:
        """The offset in the body that stood at the top when the article was left."""
        with self._lock:
            row = self._connection.execute(
                "SELECT offset FROM place WHERE identity = ?", (identity,)
            ).fetchone()
        return row[0] if row and isinstance(row[0], int) else None

    def remember_place(self, identity: int, offset: int) -> None:
        """Keep the place in an article; 0 forgets it."""
        with self._lock, self._change():
            if offset:
                self._connection.execute(
                    "REPLACE INTO place VALUES (?, ?, ?)", (identity, offset, int(time.time()))
                )
            else:
                self._connection.execute("DELETE FROM place WHERE identity = ?", (identity,))
            if identity % 256 == 0:
                self._connection.execute(
                    "DELETE FROM place WHERE identity IN"
                    " (SELECT identity FROM place ORDER BY at DESC LIMIT -1 OFFSET ?)",
                    (PLACES_KEPT,),
                )

    def recall(self, scope: str, name: str) -> object:
        """A value of the session, as JSON knows values; None when it was never kept."""
        with self._lock:
            row = self._connection.execute(
                "SELECT value FROM session WHERE scope = ? AND name = ?", (scope, name)
            ).fetchone()
        if row is None:
            return None
        with suppress(ValueError):
            value: object = json.loads(row[0])
            return value
        return None

    def remember(self, scope: str, name: str, value: object) -> None:
        """Keep a value of the session: whatever JSON can hold."""
        with self._lock, self._change():
            self._connection.execute(
                "REPLACE INTO session VALUES (?, ?, ?)", (scope, name, json.dumps(value))
            )

    def queries(self) -> list[str]:
        """The last queries, the latest first."""
        with self._lock:
            return [
                text
                for (text,) in self._connection.execute("SELECT text FROM query ORDER BY at DESC LIMIT 50")
            ]

    def remember_query(self, text: str) -> None:
        """Keep a query among the last ones."""
        with self._lock, self._change():
            self._connection.execute("REPLACE INTO query VALUES (?, ?)", (text, time.time_ns()))
            self._connection.execute(
                "DELETE FROM query WHERE text IN (SELECT text FROM query ORDER BY at DESC LIMIT -1 OFFSET ?)",
                (QUERIES_KEPT,),
            )

    def erase(self) -> Erased:
        """Erase all that is kept, also from the free pages of the file; what there was."""
        with self._lock:
            count = "SELECT (SELECT count(*) FROM mark WHERE read), (SELECT count(*) FROM mark WHERE saved)"
            count += ", (SELECT count(*) FROM place), (SELECT count(*) FROM query)"
            erased = Erased(*self._connection.execute(count).fetchone())
            self._connection.execute("PRAGMA secure_delete = ON")
            with _transaction(self._connection):
                for table in ("mark", "place", "query", "session"):
                    self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of four
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._undo.clear()
            self._mine += 1
        return erased

    def _write(self, marks: Marks) -> None:
        now = int(time.time())
        gone = [(identity,) for identity, (read, saved) in marks.items() if not read and not saved]
        kept = [(identity, read, saved, now) for identity, (read, saved) in marks.items() if read or saved]
        self._connection.executemany("DELETE FROM mark WHERE identity = ?", gone)
        self._connection.executemany("REPLACE INTO mark VALUES (?, ?, ?, ?)", kept)

    @contextmanager
    def _change(self) -> Iterator[None]:
        """All of a block, or none of it; what cannot be kept, as on a full disk, is told."""
        self._mine += 1
        try:
            with suppress(sqlite3.OperationalError):  # what hinders a beginning hinders the block as well
                self._connection.execute("BEGIN IMMEDIATE")
            yield
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            notice = f"What you read or save now cannot be kept: {self.path} cannot be written ({error})."
            if notice not in self.notices:
                self.notices = (*self.notices, notice)
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def _merged(old: tuple[bool, bool], read: bool | None, saved: bool | None) -> tuple[bool, bool]:
    """Read and saved with what is given put over `old`."""
    return old[0] if read is None else read, old[1] if saved is None else saved


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of a block, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = NORMAL")
    # A text with a byte that went bad is no reason to lose the rest.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


def prepare(path: Path) -> list[str]:
    """Make the file, bring it to this version, or set it aside where that cannot be; what was done, for the
    user."""
    try:
        return _migrate(path)
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # the latter where SQLite quotes what is damaged
        return [_set_aside(path, "is damaged or not ours"), *_migrate(path)]


def _migrate(path: Path) -> list[str]:
    if path.exists():
        with path.open("rb") as file:
            if file.read(19)[18:] > bytes([WRITABLE]):
                raise sqlite3.DatabaseError("a format that cannot be written")
    connection = _connect(path)
    try:
        application, version, empty = _look(connection)
        if (not empty and application != APPLICATION) or version > VERSION:
            connection.close()
            why = "was written by a newer version" if application == APPLICATION else "is not ours"
            return [_set_aside(path, why), *_migrate(path)]
        if not empty and version == VERSION:
            _ask_to_write(path)
            return []
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        with _transaction(connection):
            version, _ = _version(connection)  # as another program left it
            for step in range(version, VERSION):
                for statement in filter(str.strip, STEPS[step].split(";")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        return []
    finally:
        connection.close()


def _look(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Whose file it is, its version, and whether it is empty. Raises DatabaseError where it is damaged."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version, empty = _version(connection)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        if (empty and pages > 1) or (not empty and application == APPLICATION and version < 1):
            raise sqlite3.DatabaseError("the list of tables is damaged")
        if not empty and (application, version) == (APPLICATION, VERSION):
            for columns, table in _SHAPE.items():
                connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608 - our own names
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("damaged")
    except sqlite3.OperationalError as error:
        if is_damage(error):
            raise sqlite3.DatabaseError(str(error)) from error
        raise
    return application, version, empty


def _version(connection: sqlite3.Connection) -> tuple[int, bool]:
    """The version of the tables, 0 where there are none; and whether there are none."""
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
        return 0, True
    return connection.execute("PRAGMA user_version").fetchone()[0], False


def _ask_to_write(path: Path) -> None:
    """Raise OSError where the file cannot be changed; SQLite would only tell at the first change."""
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _set_aside(path: Path, why: str) -> str:
    """Rename the file with what belongs to it, and say so."""
    aside = path.with_name(
        f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 1000}{path.suffix}"
    )
    for end in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return f"What you had read and saved begins anew: the file {why}. It was kept as {aside}."


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
