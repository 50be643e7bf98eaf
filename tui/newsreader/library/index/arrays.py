"""All articles of an index as arrays, newest first: everything that a list needs, in 20 bytes an article."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import adler32

from newsreader.library import date_order, text_folding
from newsreader.library.index.recovery import require

Columns = tuple["array[int]", "array[int]", "array[int]"]
"""Key, identity and area of every article, newest first."""


@dataclass(slots=True)
class IndexArrays:
    """All articles of an index, newest first; the order by area is made when it is first asked for."""

    generation: int
    keys: array[int]
    identities: array[int]
    areas: array[int]
    """Area numbers."""
    names: dict[int, str]
    """The area of each number."""
    area_positions: array[int] | None = None
    """See `by_area`."""
    area_ends: Sequence[tuple[int, int]] = ()
    """For each area, alphabetically: its number, and where it ends in `by_area`."""

    def by_area(self) -> array[int]:
        """Return the positions of all articles in `keys`, by area, each newest first."""
        if self.area_positions is None:
            groups: dict[int, list[int]] = {}
            for position, number in enumerate(self.areas):
                if number in groups:
                    groups[number].append(position)
                else:
                    groups[number] = [position]
            positions, ends = array("i"), []
            for number in sorted(groups, key=lambda number: area_sort_key(self.names[number])):
                positions.extend(groups[number])
                ends.append((number, len(positions)))
            self.area_ends, self.area_positions = ends, positions
        return self.area_positions


class _AreaNames(dict[int, str]):
    """Area names by number; an unknown number is damage."""

    def __missing__(self, number: int) -> str:
        raise sqlite3.DatabaseError("an area has no name")


def load(connection: sqlite3.Connection) -> IndexArrays:
    """Load the arrays that the last update stored, else read the articles row by row."""
    connection.execute("BEGIN")  # one snapshot of the arrays, the names and the generation
    try:
        find = "SELECT value FROM meta WHERE name = 'generation'"
        generation = require(connection.execute(find).fetchone())[0]
        names = _AreaNames(connection.execute("SELECT id, name FROM area"))
        stored = connection.execute(
            "SELECT keys, identities, areas, checksum FROM list_arrays WHERE generation = ?", (generation,)
        ).fetchone()
        return IndexArrays(generation, *(_unpacked(*stored) if stored else read_articles(connection)), names)
    finally:
        connection.execute("COMMIT")


def store(connection: sqlite3.Connection) -> None:
    """Store the arrays of the present generation, for the next start. Needs an open transaction."""
    columns = [column.tobytes() for column in read_articles(connection)]
    connection.execute("DELETE FROM list_arrays")
    connection.execute(
        "INSERT INTO list_arrays SELECT value, ?, ?, ?, ? FROM meta WHERE name = 'generation'",
        (*columns, _checksum(columns)),
    )


def read_articles(connection: sqlite3.Connection) -> Columns:
    """Read key, identity and area of every article, newest first."""
    keys, identities, areas = array("q"), array("q"), array("i")
    rows = connection.execute(
        "SELECT key, identity, area FROM article INDEXED BY article_by_identity"  # noqa: S608
        f" ORDER BY key >> {date_order.PLACE_BITS} DESC, minute DESC, identity, key"
    )
    for key, identity, area in rows:
        keys.append(key)
        identities.append(identity)
        areas.append(area)
    return keys, identities, areas


def _unpacked(keys: bytes, identities: bytes, areas: bytes, checksum: int) -> Columns:
    columns = array("q"), array("q"), array("i")
    try:
        for column, data in zip(columns, (keys, identities, areas), strict=True):
            column.frombytes(data)
        if checksum != _checksum((keys, identities, areas)):
            raise ValueError("wrong checksum")
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("the list arrays are damaged") from error
    return columns


def _checksum(columns: Sequence[bytes]) -> int:
    checksum = 1
    for data in columns:
        checksum = adler32(data, checksum)
    return checksum


def area_sort_key(name: str) -> tuple[bool, str]:
    """Return what sorts areas alphabetically, articles without an area last."""
    return not name, text_folding.fold(name)
