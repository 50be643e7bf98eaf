"""What tells that the file of an index is damaged, and how a question is answered all the same."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

SIGNS = (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError)
"""What reading a damaged index raises, if `is_damage` agrees."""

_CODES = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA}
)
"""Not those of a full disk, a file that is held or one that may not be read: these leave the file as it is.

SQLITE_ERROR comes where a table or column is not there, or a text is no UTF-8."""


class Mendable(Protocol):
    """What stands on an index that can be made again."""

    def mend(self) -> None:
        """Make it again from the files."""


P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=Mendable)


def is_damage(error: Exception) -> bool:
    """Whether the file of the database is to blame, not what is around it."""
    return not isinstance(error, sqlite3.Error) or getattr(error, "sqlite_errorcode", None) in {None, *_CODES}


def mending(method: Callable[Concatenate[M, P], T]) -> Callable[Concatenate[M, P], T]:
    """Ask once more, of an index made again, where the one there is turns out to be damaged.

    That may take as long as a first start; but it is rare, and a wrong or missing answer would be worse.
    """

    @wraps(method)
    def answered(self: M, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except SIGNS as error:
            if not is_damage(error) or isinstance(error, sqlite3.ProgrammingError):
                raise
        self.mend()
        return method(self, *args, **kwargs)

    return answered
