"""Lists of any length: arrays of keys, cut into sections by the dates that the keys themselves hold.

All that a list needs of 100,000 articles are three arrays (20 bytes an article) and what was read. They are
kept ready in the index; masks over them are made and counted by loops in C, so that a list takes some ten
milliseconds.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import and_

from newsreader.articles.dates.date_words import ENGLISH_DAYS, ENGLISH_MONTHS
from newsreader.library import date_order, text_folding
from newsreader.library.headlines import AreaCount, Filter, Listing, Section, Status, View
from newsreader.library.index.arrays import IndexArrays, area_order, load
from newsreader.library.index.recovery import there
from newsreader.library.reading_state import ReadingState

DAYS = 14
"""So many days have a section of their own."""
MONTHS = 12
"""So many months after them; what is older goes by years."""

_MONTH_NAMES = tuple(name.title() for name in ENGLISH_MONTHS)
_DAY_NAMES = tuple(name.title() for name in ENGLISH_DAYS)
_FLIP = bytes([1, 0]) + bytes(range(2, 256))

EXPIRED = "SELECT key FROM article WHERE expires < ?1 AND expires < substr(?1, 1, length(expires))"
"""Keys of what has expired at a moment; an expiry that is a day, a month or a year lasts to its end."""

Mask = bytes
"""One byte for each article: 1 where it belongs, else 0."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What was read and saved on a shelf, at one moment."""

    version: tuple[int, int]
    generation: int
    read: Mask
    saved: Mask


class Lists:
    """Makes lists of one index; what costs more than a moment is kept until something changed."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], state: ReadingState) -> None:
        self._connection = connection
        self._state = state
        self._shelf: IndexArrays | None = None
        self._marked: Marked | None = None

    def shelf(self) -> IndexArrays:
        """All articles, as of now."""
        connection = self._connection()
        find = "SELECT value FROM meta WHERE name = 'generation'"
        generation = there(connection.execute(find).fetchone())[0]
        shelf = self._shelf
        if shelf is None or shelf.generation != generation:
            self._shelf = shelf = load(connection)
        return shelf

    def listing(self, view: View, choice: Filter, since_visit: int | None) -> Listing:
        """The articles of a choice in the order of a view; new are those added after `since_visit`."""
        shelf = self.shelf()
        start, stop, mask = self._chosen(shelf, choice, since_visit)
        unread = self._marks(shelf).read.translate(_FLIP)
        if view is View.AREA:
            whole = bytes(start) + (mask or b"\1" * (stop - start)) + bytes(len(shelf.keys) - stop)
            keys, sections = sections_by_area(shelf, whole, unread)
            return Listing(view, choice, keys, sections, sum(section.unread for section in sections))
        keys = shelf.keys if stop - start == len(shelf.keys) else shelf.keys[start:stop]
        unread = unread[start:stop]
        if mask is not None:
            keys, unread = array("q", compress(keys, mask)), bytes(compress(unread, mask))
        try:
            sections = list(sections_by_date(keys, unread))
        except (IndexError, OverflowError, ValueError) as error:
            raise sqlite3.DatabaseError("a key that no article can have") from error
        return Listing(view, choice, keys, sections, unread.count(1))

    def areas(self, choice: Filter, since_visit: int | None) -> list[AreaCount]:
        """Every area with its articles in a choice, whatever areas that names; alphabetical."""
        shelf = self.shelf()
        start, stop, mask = self._chosen(shelf, choice, since_visit, all_areas=True)
        areas: Sequence[int] = shelf.areas[start:stop]
        unread = self._marks(shelf).read.translate(_FLIP)[start:stop]
        if mask is not None:
            areas, unread = list(compress(areas, mask)), bytes(compress(unread, mask))
        totals, of_unread = _tally(areas), _tally(compress(areas, unread))
        return [
            AreaCount(shelf.names[number], totals[number], of_unread.get(number, 0))
            for number in sorted(totals, key=lambda number: area_order(shelf.names[number]))
        ]

    def _marks(self, shelf: IndexArrays) -> Marked:
        version, marked = self._state.version(), self._marked
        if marked is None or marked.version != version or marked.generation != shelf.generation:
            read, saved = self._state.marked("read"), self._state.marked("saved")
            self._marked = marked = Marked(
                version,
                shelf.generation,
                bytes(map(read.__contains__, shelf.identities)) if read else bytes(len(shelf.keys)),
                bytes(map(saved.__contains__, shelf.identities)) if saved else bytes(len(shelf.keys)),
            )
        return marked

    def _chosen(
        self, shelf: IndexArrays, choice: Filter, since_visit: int | None, *, all_areas: bool = False
    ) -> tuple[int, int, Mask | None]:
        """A stretch of the shelf, and which of it belong; None for all."""
        low, high = date_order.row_range(choice.since, choice.until)
        if choice.undated:
            low, high = 0, date_order.first_row(1) - 1 if not choice.since and not choice.until else -1
        start = bisect_left(shelf.keys, -date_order.bucket_of(high), key=_backwards)
        stop = max(bisect_right(shelf.keys, -date_order.bucket_of(low), key=_backwards), start)
        mask: Mask | None = None
        for part in self._masks(shelf, choice, since_visit, start, stop, all_areas=all_areas):
            mask = part if mask is None else bytes(map(and_, mask, part))
        return start, stop, mask

    def _masks(
        self,
        shelf: IndexArrays,
        choice: Filter,
        since_visit: int | None,
        start: int,
        stop: int,
        *,
        all_areas: bool,
    ) -> Iterator[Mask]:
        keys = shelf.keys[start:stop]
        if choice.areas and not all_areas:
            wanted = {text_folding.fold(name) for name in choice.areas}
            numbers = {number for number, name in shelf.names.items() if text_folding.fold(name) in wanted}
            yield bytes(map(numbers.__contains__, shelf.areas[start:stop]))
        if not choice.expired:
            expired = self._keys(EXPIRED, date_order.now_in_london())
            if expired:
                yield bytes(map(expired.__contains__, keys)).translate(_FLIP)
        if choice.only is Status.UNREAD:
            yield self._marks(shelf).read[start:stop].translate(_FLIP)
        elif choice.only is Status.SAVED:
            yield self._marks(shelf).saved[start:stop]
        elif choice.only is Status.NEW:
            new = (
                set()
                if since_visit is None
                else self._keys("SELECT key FROM article WHERE added > ?", since_visit)
            )
            yield bytes(map(new.__contains__, keys))
        words = text_folding.fold(choice.words).split()
        if words:
            found = self._keys(
                f"SELECT key FROM glance WHERE {' AND '.join(['instr(text, ?)'] * len(words))}",  # noqa: S608
                *words,
            )
            yield bytes(map(found.__contains__, keys))

    def _keys(self, query: str, *values: object) -> set[int]:
        return {key for (key,) in self._connection().execute(query, values)}


def sections_by_date(keys: array[int], unread: Mask) -> Iterator[Section]:
    """Days, then months, then years, then what has no date; `keys` newest first."""
    start, days, months = 0, 0, 0
    while start < len(keys):
        number = date_order.bucket_of(keys[start])
        year, month, day = date_order.parts(number)
        if not number:
            name, label, first = "undated", "Undated", 0
        elif day and days < DAYS:
            days += 1
            name, label = f"{year:04}-{month:02}-{day:02}", day_label(year, month, day)
            first = date_order.bucket(year, month, day)
        elif month and months < MONTHS:
            months += 1 if days >= DAYS or not day else 0
            name, label = f"{year:04}-{month:02}", f"{_MONTH_NAMES[month - 1]} {year}"
            first = date_order.bucket(year, month)
        else:
            name, label, first = f"{year:04}", f"{year}", date_order.bucket(year)
        stop = bisect_right(keys, -first, key=_backwards)
        yield Section(name, label, start, stop, unread.count(1, start, stop))
        start = stop


def sections_by_area(shelf: IndexArrays, mask: Mask, unread: Mask) -> tuple[array[int], list[Section]]:
    """The chosen keys put together by area, in alphabetical order, and a section for each."""
    places = shelf.by_area()
    chosen = bytes(map(mask.__getitem__, places))
    unread_chosen = bytes(map(and_, map(unread.__getitem__, places), chosen))
    keys = array("q", compress(map(shelf.keys.__getitem__, places), chosen))
    sections, start, low = [], 0, 0
    for number, high in shelf.ends:
        total = chosen.count(1, low, high)
        if total:
            name, count = shelf.names[number], unread_chosen.count(1, low, high)
            sections.append(Section(name, name or "No area", start, start + total, count))
        start, low = start + total, high
    return keys, sections


def day_label(year: int, month: int, day: int) -> str:
    """`Friday 15 March 2019`."""
    from datetime import date

    return f"{_DAY_NAMES[date(year, month, day).weekday()]} {day} {_MONTH_NAMES[month - 1]} {year}"


def _backwards(row: int) -> int:
    return -(row >> date_order.PLACE_BITS)


def _tally(numbers: object) -> dict[int, int]:
    from collections import Counter

    return Counter(numbers)  # type: ignore[call-overload,no-any-return]
