"""What tells that the file of an index is damaged, and how a question is answered all the same."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

SIGNS = (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError, MemoryError)
"""What reading a damaged index raises, if `is_damage` agrees. Where a length is damaged, SQLite asks for more
memory than there is."""

_CODES = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA}
)
"""Not those of a full disk, a file that is held or one that may not be read: these leave the file as it is.

SQLITE_ERROR comes where a table or column is not there, or a text is no UTF-8."""


_PASSING = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN})
"""What may come where another program makes the file again in the moment in which it is opened here."""
_PAUSES = (0.0, 0.05, 0.2)
"""Seconds before each further look; an empty index is put in its place within a few thousandths."""


class Repairable(Protocol):
    """What stands on an index that can be made again."""

    def reconnect(self) -> None:
        """Open its file anew."""

    def mend(self) -> None:
        """Make it again from the files, or have that done and an empty one asked meanwhile."""


P = ParamSpec("P")
T = TypeVar("T")
Row = tuple[Any, ...]
M = TypeVar("M", bound=Repairable)


def there(row: Row | None) -> Row:
    """A row that a sound index has. Raises sqlite3.DatabaseError where it is lost."""
    if row is None:
        raise sqlite3.DatabaseError("a row is lost")
    return row


def is_damage(error: Exception) -> bool:
    """Whether the file of the database is to blame, not what is around it."""
    return not isinstance(error, sqlite3.Error) or _code(error) in {None, *_CODES}


def _code(error: sqlite3.Error) -> int | None:
    """What kind of error it is, without SQLite's finer distinctions; None for one of our own."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _passes(error: Exception) -> bool:
    return isinstance(error, sqlite3.Error) and _code(error) in _PASSING


def mending(method: Callable[Concatenate[M, P], T]) -> Callable[Concatenate[M, P], T]:
    """Ask once more where the file turns out to be damaged: of the file opened anew, then of what `mend` has
    left. Where it only cannot be read now, ask a few times before the error is raised."""

    @wraps(method)
    def answered(self: M, /, *args: P.args, **kwargs: P.kwargs) -> T:
        for pause in (None, *_PAUSES):
            if pause is not None:
                time.sleep(pause)
                self.reconnect()
            try:
                return method(self, *args, **kwargs)
            except SIGNS as error:
                closed = isinstance(error, sqlite3.ProgrammingError)
                if closed or not (is_damage(error) or (_passes(error) and pause != _PAUSES[-1])):
                    raise
                if pause is not None and is_damage(error):
                    break
        self.mend()
        return method(self, *args, **kwargs)

    return answered
