"""Which line of the list of articles shows what, in constant time at any length."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from newsreader.library.headlines import Listing, Section

HEADLINE_LINES = 2
"""Lines of a headline: its title, and its area and date."""


@dataclass(frozen=True, slots=True)
class RowPosition:
    """A row of the list: a section's heading (`row` -1) or one of its articles."""

    section: int
    row: int = -1

    @property
    def height(self) -> int:
        """The number of its lines."""
        return 1 if self.row < 0 else HEADLINE_LINES


class ListLayout:
    """A listing with some of its sections folded, as lines."""

    def __init__(self, listing: Listing, unfolded: frozenset[str]) -> None:
        self.listing = listing
        self.unfolded = unfolded
        heights = (
            1 + (HEADLINE_LINES * section.total if section.id in unfolded else 0)
            for section in listing.sections
        )
        self._tops = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """The number of lines."""
        return self._tops[-1]

    @property
    def first(self) -> RowPosition | None:
        """The first article if its section is unfolded, else the first heading; None in an empty list."""
        if not self.listing.sections:
            return None
        return RowPosition(0, 0 if self.listing.sections[0].id in self.unfolded else -1)

    def section(self, row: RowPosition) -> Section:
        """Return the section of a row."""
        return self.listing.sections[row.section]

    # Lines

    def line_of(self, row: RowPosition) -> int:
        """Return the first line of a row."""
        return self._tops[row.section] + (1 + HEADLINE_LINES * row.row if row.row >= 0 else 0)

    def lines_of(self, row: RowPosition) -> tuple[int, int]:
        """Return the lines `[first, stop)` of a row."""
        line = self.line_of(row)
        return line, line + row.height

    def row_at(self, line: int) -> RowPosition:
        """Return the row on a line; beyond the ends, the first or the last."""
        line = max(0, min(line, self.height - 1))
        section = bisect_right(self._tops, line) - 1
        return RowPosition(section, (line - self._tops[section] - 1) // HEADLINE_LINES)

    def context_of(self, row: RowPosition) -> int:
        """Return the number of lines above a row that become visible with it: a heading."""
        return int(row.row == 0)

    def moved(self, row: RowPosition, steps: int) -> RowPosition:
        """Return the row so many rows further, or the last one."""
        for _ in range(abs(steps)):
            first, stop = self.lines_of(row)
            line = stop if steps > 0 else first - 1
            if not 0 <= line < self.height:
                break
            row = self.row_at(line)
        return row

    # Articles

    def index_of(self, row: RowPosition) -> int:
        """Return the index in the listing of a row's article; of a heading, the one before its first."""
        return self.section(row).start + row.row

    def key_of(self, row: RowPosition) -> int | None:
        """Return the key of a row's article; None for a heading."""
        return None if row.row < 0 else self.listing.keys[self.index_of(row)]

    def row_of_key(self, key: int) -> RowPosition | None:
        """Return the row of an article, folded or not."""
        try:
            index = self.listing.keys.index(key)
        except ValueError:
            return None
        section = bisect_right([section.start for section in self.listing.sections], index) - 1
        return RowPosition(section, index - self.listing.sections[section].start)

    def unfolded_row_of_key(self, key: int) -> RowPosition | None:
        """Return the row of an article, or the heading of its folded section."""
        row = self.row_of_key(key)
        if row is not None and self.section(row).id not in self.unfolded:
            return RowPosition(row.section)
        return row

    def heading_of(self, section_id: str) -> RowPosition | None:
        """Return the heading of a section."""
        sections = enumerate(self.listing.sections)
        return next((RowPosition(index) for index, section in sections if section.id == section_id), None)

    def heading_starting_with(self, text: str) -> RowPosition | None:
        """Return the first heading that starts so, else the first with a word that does; ignore case."""
        wanted = text.casefold().strip()
        labels = [section.label.casefold() for section in self.listing.sections]
        starts = (index for index, label in enumerate(labels) if label.startswith(wanted))
        words = (index for index, label in enumerate(labels) if f" {wanted}" in label)
        found = next(starts, next(words, None)) if wanted else None
        return None if found is None else RowPosition(found)

    def keys_between(self, first: int, stop: int) -> list[int]:
        """Return the keys of the articles on the lines `[first, stop)`."""
        keys: list[int] = []
        line = first
        while line < min(stop, self.height):
            row = self.row_at(line)
            if (key := self.key_of(row)) is not None:
                keys.append(key)
            line = self.lines_of(row)[1]
        return keys

    def keys_from(self, row: RowPosition, step: int) -> array[int]:
        """Return the keys after (1) or before (-1) a row, nearest first, folded or not."""
        index, keys = self.index_of(row), self.listing.keys
        return keys[index + 1 :] if step > 0 else keys[: index + (row.row < 0)][::-1]
