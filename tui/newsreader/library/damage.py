"""What tells that the file of an index is damaged, and how a question is answered all the same."""

from __future__ import annotations

import sqlite3
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


class Mendable(Protocol):
    """What stands on an index that can be made again."""

    def reconnect(self) -> None:
        """Open its file anew."""

    def mend(self) -> None:
        """Make it again from the files, or have that done and an empty one asked meanwhile."""


P = ParamSpec("P")
T = TypeVar("T")
Row = tuple[Any, ...]
M = TypeVar("M", bound=Mendable)


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


def _is_worth_another_look(error: Exception) -> bool:
    """Whether it may be that another program took the file away and made it again while it was open here."""
    if isinstance(error, sqlite3.ProgrammingError):
        return False
    return is_damage(error) or (isinstance(error, sqlite3.Error) and _code(error) == sqlite3.SQLITE_IOERR)


def mending(method: Callable[Concatenate[M, P], T]) -> Callable[Concatenate[M, P], T]:
    """Ask once more where the file turns out to be damaged: of the file opened anew, then of what `mend` has
    left."""

    @wraps(method)
    def answered(self: M, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except SIGNS as error:
            if not _is_worth_another_look(error):
                raise
        self.reconnect()
        try:
            return method(self, *args, **kwargs)
        except SIGNS as error:
            if not is_damage(error) or isinstance(error, sqlite3.ProgrammingError):
                raise
        self.mend()
        return method(self, *args, **kwargs)

    return answered
