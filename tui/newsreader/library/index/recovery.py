"""Tell a damaged index from a passing fault, and have queries repeated after either."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

DAMAGE_ERRORS = (sqlite3.DatabaseError, zlib.error, UnicodeDecodeError, MemoryError)
"""What reading a damaged index raises, if `is_damage` agrees. A damaged length makes SQLite ask for more
memory than there is."""

_DAMAGE_CODES = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA}
)
"""SQLITE_ERROR stands for a missing table or column, or text that is not UTF-8. A full disk, a lock or a
missing permission are not damage: the file stays."""
_TRANSIENT_CODES = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN})
"""What may come while another program replaces the file."""
_PAUSES = (0.0, 0.05, 0.2)
"""Seconds before each retry; replacing an index takes a few milliseconds."""
_MAX_REPAIRS = 3
"""Repairs within one query; another program may damage the index again meanwhile."""


class Repairable(Protocol):
    """Something whose index can be made again."""

    @property
    def replaced(self) -> int:
        """How often the index was replaced."""

    def repair(self, replaced: int) -> None:
        """Have the index made again, unless it was replaced since `replaced` was read."""


P = ParamSpec("P")
T = TypeVar("T")
M = TypeVar("M", bound=Repairable)
Row = tuple[Any, ...]


def require(row: Row | None) -> Row:
    """Return a row that every sound index has. Raises sqlite3.DatabaseError where it is missing."""
    if row is None:
        raise sqlite3.DatabaseError("a row is missing")
    return row


def is_damage(error: Exception) -> bool:
    """Whether the index file itself is to blame."""
    if isinstance(error, sqlite3.Error):
        code = _primary_code(error)
        return code is None or code in _DAMAGE_CODES  # our own errors have no code
    return not isinstance(error, OSError)


def _primary_code(error: sqlite3.Error) -> int | None:
    """The error code without SQLite's extended part; None for an error that we raised."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def repair_and_retry(method: Callable[Concatenate[M, P], T]) -> Callable[Concatenate[M, P], T]:
    """Retry a query after a passing fault, and have the index made again where it stays damaged."""

    @wraps(method)
    def retrying(self: M, /, *args: P.args, **kwargs: P.kwargs) -> T:
        pauses, damaged, repairs = iter(_PAUSES), 0, 0
        while True:
            replaced = self.replaced
            try:
                return method(self, *args, **kwargs)
            except sqlite3.ProgrammingError:  # the library is closed
                raise
            except DAMAGE_ERRORS as error:
                transient = isinstance(error, sqlite3.Error) and _primary_code(error) in _TRANSIENT_CODES
                damaged += is_damage(error)
                if not (transient or is_damage(error)) or repairs == _MAX_REPAIRS:
                    raise
                if damaged > 1:  # the first may be a file that was being replaced
                    self.repair(replaced)
                    pauses, damaged, repairs = iter(_PAUSES), 0, repairs + 1
                elif (pause := next(pauses, None)) is None:
                    raise
                else:
                    time.sleep(pause)

    return retrying
