"""Make lists of any length: arrays of keys, split into sections by the dates that the keys encode.

A list of 100,000 articles needs three arrays (20 bytes an article) and the read marks. The arrays are stored
in the index; masks over them are made and counted by loops in C, so that a list takes some ten milliseconds.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import compress
from operator import and_

from newsreader.articles.dates.date_words import ENGLISH_DAYS, ENGLISH_MONTHS
from newsreader.library import date_order, text_folding
from newsreader.library.headlines import AreaCount, Filter, Listing, Section, Status, View
from newsreader.library.index.arrays import IndexArrays, area_sort_key, load
from newsreader.library.index.recovery import require
from newsreader.library.reading_state import ReadingState

DAYS = 14
"""The newest days have a section each."""
MONTHS = 12
"""The months after them; older articles are grouped by year."""

_MONTH_NAMES = tuple(name.title() for name in ENGLISH_MONTHS)
_DAY_NAMES = tuple(name.title() for name in ENGLISH_DAYS)
_INVERT = bytes([1, 0]) + bytes(range(2, 256))

EXPIRED = "SELECT key FROM article WHERE expires < ?1 AND expires < substr(?1, 1, length(expires))"
"""Keys that have expired at a given time; an expiry that is a day, a month or a year lasts to its end."""

Mask = bytes
"""One byte for each article: 1 where it is in the list, else 0."""


class Lists:
    """Makes the lists of one library, and caches what they have in common until something changes."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], state: ReadingState) -> None:
        self._connection = connection
        self._state = state
        self._arrays: IndexArrays | None = None
        self._masks: _MarkMasks | None = None

    def listing(self, view: View, chosen: Filter, since_visit: int | None) -> Listing:
        """Return the articles of a filter in the order of a view; new ones arrived after `since_visit`."""
        arrays = self._current_arrays()
        start, stop, mask = self._select(arrays, chosen, since_visit)
        unread = self._mark_masks(arrays).unread
        if view is View.AREA:
            whole = bytes(start) + (mask or b"\1" * (stop - start)) + bytes(len(arrays.keys) - stop)
            keys, sections = sections_by_area(arrays, whole, unread)
            return Listing(view, chosen, keys, sections, sum(section.unread for section in sections))
        keys = arrays.keys if stop - start == len(arrays.keys) else arrays.keys[start:stop]
        unread = unread[start:stop]
        if mask is not None:
            keys, unread = array("q", compress(keys, mask)), bytes(compress(unread, mask))
        try:
            sections = list(sections_by_date(keys, unread))
        except (IndexError, OverflowError, ValueError) as error:
            raise sqlite3.DatabaseError("a key is damaged") from error
        return Listing(view, chosen, keys, sections, unread.count(1))

    def areas(self, chosen: Filter, since_visit: int | None) -> list[AreaCount]:
        """Return every area with its articles in a filter, whatever areas that names, alphabetically."""
        arrays = self._current_arrays()
        start, stop, mask = self._select(arrays, replace(chosen, areas=frozenset()), since_visit)
        areas: Iterable[int] = arrays.areas[start:stop]
        unread = self._mark_masks(arrays).unread[start:stop]
        if mask is not None:
            areas, unread = list(compress(areas, mask)), bytes(compress(unread, mask))
        totals, of_unread = Counter(areas), Counter(compress(areas, unread))
        return [
            AreaCount(arrays.names[number], totals[number], of_unread[number])
            for number in sorted(totals, key=lambda number: area_sort_key(arrays.names[number]))
        ]

    def _current_arrays(self) -> IndexArrays:
        connection = self._connection()
        find = "SELECT value FROM meta WHERE name = 'generation'"
        generation = require(connection.execute(find).fetchone())[0]
        arrays = self._arrays
        if arrays is None or arrays.generation != generation:
            self._arrays = arrays = load(connection)
        return arrays

    def _mark_masks(self, arrays: IndexArrays) -> _MarkMasks:
        version, masks = (arrays.generation, *self._state.version()), self._masks
        if masks is None or masks.version != version:
            read, saved = self._state.marked("read"), self._state.marked("saved")
            self._masks = masks = _MarkMasks(
                version,
                _mask(read, arrays.identities).translate(_INVERT),
                _mask(saved, arrays.identities),
            )
        return masks

    def _select(
        self, arrays: IndexArrays, chosen: Filter, since_visit: int | None
    ) -> tuple[int, int, Mask | None]:
        """Return a slice of the arrays, and which of it is selected; None for all of it."""
        low, high = date_order.row_range(chosen.since, chosen.until)
        if chosen.undated:
            low, high = 0, date_order.first_row(1) - 1 if not chosen.since and not chosen.until else -1
        start = bisect_left(arrays.keys, -date_order.bucket_of(high), key=_descending)
        stop = max(bisect_right(arrays.keys, -date_order.bucket_of(low), key=_descending), start)
        mask: Mask | None = None
        for part in self._filter_masks(arrays, chosen, since_visit, slice(start, stop)):
            mask = part if mask is None else bytes(map(and_, mask, part))
        return start, stop, mask

    def _filter_masks(
        self, arrays: IndexArrays, chosen: Filter, since_visit: int | None, part: slice
    ) -> Iterator[Mask]:
        """Yield a mask of a part of the arrays for each condition of a filter."""
        keys = arrays.keys[part]
        if chosen.areas:
            wanted = {text_folding.fold(name) for name in chosen.areas}
            numbers = {number for number, name in arrays.names.items() if text_folding.fold(name) in wanted}
            yield _mask(numbers, arrays.areas[part])
        if not chosen.expired:
            expired = self._keys(EXPIRED, date_order.now_in_london())
            if expired:
                yield _mask(expired, keys).translate(_INVERT)
        if chosen.status is Status.UNREAD:
            yield self._mark_masks(arrays).unread[part]
        elif chosen.status is Status.SAVED:
            yield self._mark_masks(arrays).saved[part]
        elif chosen.status is Status.NEW:
            arrived = "SELECT key FROM article WHERE added > ?"
            yield _mask(self._keys(arrived, since_visit) if since_visit is not None else set(), keys)
        words = text_folding.fold(chosen.words).split()
        if words:
            conditions = " AND ".join(["instr(text, ?)"] * len(words))
            yield _mask(self._keys(f"SELECT key FROM filter_text WHERE {conditions}", *words), keys)  # noqa: S608

    def _keys(self, query: str, *values: object) -> set[int]:
        return {key for (key,) in self._connection().execute(query, values)}


@dataclass(frozen=True, slots=True)
class _MarkMasks:
    """Which articles of the arrays are unread and saved."""

    version: tuple[int, ...]
    unread: Mask
    saved: Mask


def _mask(members: set[int], values: array[int]) -> Mask:
    return bytes(map(members.__contains__, values)) if members else bytes(len(values))


def sections_by_date(keys: array[int], unread: Mask) -> Iterator[Section]:
    """Yield days, then months, then years, then undated articles; `keys` are newest first."""
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
        stop = bisect_right(keys, -first, key=_descending)
        yield Section(name, label, start, stop, unread.count(1, start, stop))
        start = stop


def sections_by_area(arrays: IndexArrays, mask: Mask, unread: Mask) -> tuple[array[int], list[Section]]:
    """Return the selected keys by area, alphabetically, and a section for each area."""
    positions = arrays.by_area()
    chosen = bytes(map(mask.__getitem__, positions))
    unread_chosen = bytes(map(and_, map(unread.__getitem__, positions), chosen))
    keys = array("q", compress(map(arrays.keys.__getitem__, positions), chosen))
    sections, start, low = [], 0, 0
    for number, high in arrays.area_ends:
        total = chosen.count(1, low, high)
        if total:
            name, count = arrays.names[number], unread_chosen.count(1, low, high)
            sections.append(Section(name, name or "No area", start, start + total, count))
        start, low = start + total, high
    return keys, sections


def day_label(year: int, month: int, day: int) -> str:
    """Return such as `Friday 15 March 2019`."""
    from datetime import date

    return f"{_DAY_NAMES[date(year, month, day).weekday()]} {day} {_MONTH_NAMES[month - 1]} {year}"


def _descending(row: int) -> int:
    return -(row >> date_order.PLACE_BITS)
