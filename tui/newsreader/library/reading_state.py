"""What the user did with articles: read, saved, the place in each, the session. It is never deleted.

Keyed by an identity that survives a move of the article's file (see `articles.article_id`). Every change is
one short transaction, so that a kill loses at most that change; several programs may write, and each sees
what the others did.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.library import state_file
from newsreader.library.errors import LibraryError
from newsreader.library.index.index_file import FileId, file_id
from newsreader.library.state_file import NAME

if TYPE_CHECKING:
    import tempfile

MAX_PLACES = 20_000
MAX_QUERIES = 50
MAX_UNDO = 50

Marks = dict[int, tuple[bool, bool]]
"""Read and saved of each identity."""
NO_MARKS = (False, False)


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
        notices: Sequence[str] = (),
        temporary: tempfile.TemporaryDirectory[str] | None = None,
    ):
        self.path = path
        self.notices = tuple(notices)
        """Sentences for the user about what could not be kept."""
        self._temporary = temporary
        self._lock = threading.RLock()
        self._connection = state_file.connect(path)
        self._file_id: FileId = file_id(path)
        self._undo: list[UndoStep] = []
        self._changes = 0

    @classmethod
    def open(cls, folder: Path) -> ReadingState:
        """Open the state in `folder`, or a temporary one, with a notice, where that cannot be written.

        Raises LibraryError where no file at all can be written.
        """
        path = folder / NAME
        try:
            return cls(path, state_file.prepare(path))
        except (OSError, sqlite3.OperationalError) as error:
            import tempfile  # takes as long to import as the state to open

            why = f"{path} cannot be written ({_reason(error)})"
            try:
                temporary = tempfile.TemporaryDirectory(
                    prefix="newsreader-state-", ignore_cleanup_errors=True
                )
                elsewhere = Path(temporary.name) / NAME
                state_file.prepare(elsewhere)
                return cls(elsewhere, [f"What you read and save is forgotten at the end: {why}."], temporary)
            except (OSError, sqlite3.Error) as nowhere:
                raise LibraryError(f"{why}, and no temporary file either ({_reason(nowhere)}).") from nowhere

    def close(self) -> None:
        """Close the file, and delete a temporary one."""
        with self._lock:
            self._connection.close()
            if self._temporary is not None:
                self._temporary.cleanup()

    def file(self) -> Path:
        """Return the path of the file, after restoring it if it was deleted or replaced."""
        with self._lock:
            if file_id(self.path) != self._file_id:
                self._restore()
        return self.path

    def _restore(self) -> None:
        try:
            notices = state_file.prepare(self.path)
            state_file.carry_over(self._connection, self.path)
            connection = state_file.connect(self.path)
        except sqlite3.ProgrammingError:  # closed
            raise
        except (OSError, sqlite3.Error) as error:
            self._notify(
                f"What you read or save now cannot be kept: {self.path} was deleted and cannot be made again"
                f" ({_reason(error)})."
            )
            return
        self._connection.close()
        self._connection, self._file_id = connection, file_id(self.path)
        self._changes += 1
        for notice in notices:
            self._notify(notice)
        self._notify(
            f"{self.path} was deleted while in use. What you had read and saved was written to it again."
        )

    def _notify(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)

    def version(self) -> tuple[int, int]:
        """Return a value that differs after any change, by this program or another."""
        return self._rows("PRAGMA data_version")[0][0], self._changes

    def marked(self, mark: str) -> set[int]:
        """Return the identities that are `read` or `saved`."""
        column = {"read": "read", "saved": "saved"}[mark]
        return {identity for (identity,) in self._rows(f"SELECT identity FROM mark WHERE {column}")}  # noqa: S608

    def marks(self, identities: Sequence[int]) -> Marks:
        """Return read and saved of each identity that was ever marked."""
        query = "SELECT identity, read, saved FROM mark WHERE identity IN ({})"
        with self._lock:
            rows = select_in(self._connection, query, identities)
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
        with self._change():
            known = self.marks(identities)
            before = {identity: known.get(identity, NO_MARKS) for identity in identities}
            before = {identity: old for identity, old in before.items() if old != _merged(old, read, saved)}
            self._write({identity: _merged(old, read, saved) for identity, old in before.items()})
            if undoable and before:
                self._undo.append(UndoStep(read, saved, before))
                del self._undo[:-MAX_UNDO]

    def undo(self) -> str | None:
        """Take back the last undoable change made here, and nothing else; return what that did, in words.

        None where there is none left.
        """
        with self._lock:
            if not self._undo:
                return None
            step = self._undo.pop()
            with self._change():
                now = self.marks(list(step.before))
                self._write(
                    {
                        identity: _merged(
                            now.get(identity, NO_MARKS),
                            None if step.read is None else read,
                            None if step.saved is None else saved,
                        )
                        for identity, (read, saved) in step.before.items()
                    }
                )
            return step.undone

    def place(self, identity: int) -> int | None:
        """Return the offset in the body that was at the top when the article was left."""
        rows = self._rows("SELECT offset FROM place WHERE identity = ?", identity)
        return rows[0][0] if rows and isinstance(rows[0][0], int) else None

    def remember_place(self, identity: int, offset: int) -> None:
        """Store the place in an article; 0 deletes it."""
        with self._change():
            if offset:
                place = (identity, offset, int(time.time()))
                self._connection.execute("REPLACE INTO place VALUES (?, ?, ?)", place)
            else:
                self._connection.execute("DELETE FROM place WHERE identity = ?", (identity,))
            if identity % 256 == 0:  # now and then
                self._delete_old("place", "identity", MAX_PLACES)

    def recall(self, scope: str, name: str) -> object:
        """Return a value of the session, as JSON has values; None where there is none."""
        rows = self._rows("SELECT value FROM session WHERE scope = ? AND name = ?", scope, name)
        with suppress(ValueError):
            value: object = json.loads(rows[0][0]) if rows else None
            return value
        return None

    def remember(self, scope: str, name: str, value: object) -> None:
        """Store a value of the session: anything that JSON can hold."""
        with self._change():
            row = (scope, name, json.dumps(value))
            self._connection.execute("REPLACE INTO session VALUES (?, ?, ?)", row)

    def queries(self) -> list[str]:
        """Return the last queries, the latest first."""
        return [
            text for (text,) in self._rows("SELECT text FROM query ORDER BY at DESC LIMIT ?", MAX_QUERIES)
        ]

    def remember_query(self, text: str) -> None:
        """Store a query among the last ones."""
        with self._change():
            self._connection.execute("REPLACE INTO query VALUES (?, ?)", (text, time.time_ns()))
            self._delete_old("query", "text", MAX_QUERIES)

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def erase(self) -> Erased:
        """Erase everything, also from the free pages of the file; return how much there was."""
        with self._lock:
            count = "SELECT (SELECT count(*) FROM mark WHERE read), (SELECT count(*) FROM mark WHERE saved)"
            count += ", (SELECT count(*) FROM place), (SELECT count(*) FROM query)"
            erased = Erased(*self._rows(count)[0])
            self._connection.execute("PRAGMA secure_delete = ON")
            with state_file.transaction(self._connection):
                for table in state_file.TABLES:
                    self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._undo.clear()
            self._changes += 1
        return erased

    def _write(self, marks: Marks) -> None:
        now = int(time.time())
        gone = [(identity,) for identity, (read, saved) in marks.items() if not read and not saved]
        kept = [(identity, read, saved, now) for identity, (read, saved) in marks.items() if read or saved]
        self._connection.executemany("DELETE FROM mark WHERE identity = ?", gone)
        self._connection.executemany("REPLACE INTO mark VALUES (?, ?, ?, ?)", kept)

    def _delete_old(self, table: str, column: str, limit: int) -> None:
        self._connection.execute(
            f"DELETE FROM {table} WHERE {column} IN"  # noqa: S608 - our own names
            f" (SELECT {column} FROM {table} ORDER BY at DESC LIMIT -1 OFFSET ?)",
            (limit,),
        )

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Commit all of a block, or none of it, with a notice where it cannot be kept, as on a full disk."""
        with self._lock:
            self.file()
            self._changes += 1
            try:
                with suppress(sqlite3.OperationalError):  # what hinders a beginning hinders the block as well
                    self._connection.execute("BEGIN IMMEDIATE")
                yield
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._notify(
                    f"What you read or save now cannot be kept: {self.path} cannot be written ({error})."
                )
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")


def select_in(connection: sqlite3.Connection, query: str, values: Sequence[int]) -> Iterator[Any]:
    """Yield the rows of a query with `IN ({})`, for any number of values."""
    for start in range(0, len(values), 500):
        some = values[start : start + 500]
        yield from connection.execute(query.format(",".join("?" * len(some))), some)


def _merged(old: tuple[bool, bool], read: bool | None, saved: bool | None) -> tuple[bool, bool]:
    return old[0] if read is None else read, old[1] if saved is None else saved


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
