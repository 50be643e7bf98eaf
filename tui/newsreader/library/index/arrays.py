"""Every article of an index as arrays, newest first: all that a list needs, in 20 bytes an article."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.library import date_order, text_folding
from newsreader.library.index.recovery import there


@dataclass(slots=True)
class IndexArrays:
    """Every article of an index, newest first; the order by area is made when it is first asked for."""

    generation: int
    keys: array[int]
    identities: array[int]
    areas: array[int]
    """Numbers of areas."""
    names: dict[int, str]
    """Of each number, the area."""
    places: array[int] | None = None
    """See `by_area`."""
    ends: Sequence[tuple[int, int]] = ()
    """Of each area, in alphabetical order: its number, and where in `by_area` it ends."""

    def by_area(self) -> array[int]:
        """The places of all articles in `keys`, by area, each newest first."""
        places = self.places
        if places is None:
            found: dict[int, list[int]] = {}
            for place, number in enumerate(self.areas):
                if number in found:
                    found[number].append(place)
                else:
                    found[number] = [place]
            places, ends = array("i"), []
            for number in sorted(found, key=lambda number: area_order(self.names[number])):
                places.extend(found[number])
                ends.append((number, len(places)))
            self.ends, self.places = ends, places
        return places


class _Names(dict[int, str]):
    """Every area has a name, unless the index is damaged."""

    def __missing__(self, number: int) -> str:
        raise sqlite3.DatabaseError("an area has no name")


def load(connection: sqlite3.Connection) -> IndexArrays:
    """The arrays that the last update kept, else read row by row."""
    connection.execute("BEGIN")  # one moment for the arrays, the names and the generation
    try:
        find = "SELECT value FROM meta WHERE name = 'generation'"
        generation = there(connection.execute(find).fetchone())[0]
        names = _Names(connection.execute("SELECT id, name FROM area"))
        kept = connection.execute(
            "SELECT keys, identities, areas FROM shelf WHERE generation = ?", (generation,)
        ).fetchone()
        if kept is None:
            return IndexArrays(generation, *read_shelf(connection), names)
        keys, identities, areas = array("q"), array("q"), array("i")
        for numbers, data in zip((keys, identities, areas), kept, strict=True):
            numbers.frombytes(data)
        if not len(keys) == len(identities) == len(areas):
            raise sqlite3.DatabaseError("the arrays do not fit one another")
        return IndexArrays(generation, keys, identities, areas, names)
    finally:
        connection.execute("COMMIT")


def read_shelf(connection: sqlite3.Connection) -> tuple[array[int], array[int], array[int]]:
    """Key, identity and area of every article, newest first."""
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


def area_order(name: str) -> tuple[bool, str]:
    """What sorts areas: alphabetical, what has none last."""
    return not name, text_folding.fold(name)
