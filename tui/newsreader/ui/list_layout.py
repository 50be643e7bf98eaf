"""The geometry of the sidebar's list: what stands on which line, in constant time at any length."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from newsreader.library.headlines import Listing, Section

ROWS = 2
"""Lines of one headline: its title, and where and when."""


@dataclass(frozen=True, slots=True)
class RowPosition:
    """A place in the list: a section's heading (`row` -1) or one of its articles."""

    section: int
    row: int = -1

    @property
    def height(self) -> int:
        """Lines that it takes."""
        return 1 if self.row < 0 else ROWS


class ListLayout:
    """A listing with some of its headings folded, as lines."""

    def __init__(self, listing: Listing, unfolded: frozenset[str]) -> None:
        self.listing = listing
        self.unfolded = unfolded
        heights = (
            1 + (ROWS * section.total if section.id in unfolded else 0) for section in listing.sections
        )
        self._tops = [0, *accumulate(heights)]

    @property
    def height(self) -> int:
        """Lines in all."""
        return self._tops[-1]

    @property
    def first(self) -> RowPosition | None:
        """The first article if its heading stands open, else the first heading; None in an empty list."""
        if not self.listing.sections:
            return None
        return RowPosition(0, 0 if self.listing.sections[0].id in self.unfolded else -1)

    def section(self, spot: RowPosition) -> Section:
        """The section that a spot is in."""
        return self.listing.sections[spot.section]

    def line_of(self, spot: RowPosition) -> int:
        """The first line of a spot."""
        return self._tops[spot.section] + (1 + ROWS * spot.row if spot.row >= 0 else 0)

    def spot_at(self, line: int) -> RowPosition:
        """What stands on a line; beyond the ends, what stands at the end."""
        line = max(0, min(line, self.height - 1))
        section = bisect_right(self._tops, line) - 1
        return RowPosition(section, (line - self._tops[section] - 1) // ROWS)

    def top_showing(self, spot: RowPosition, top: int, visible: int) -> int:
        """The first line in sight, scrolled as little from `top` as shows a spot, and the heading of a first
        one; `visible` lines are in sight."""
        line = self.line_of(spot)
        first, stop = line - 1 if spot.row == 0 else line, line + spot.height
        if first < top:
            return first
        return max(top, stop - visible)

    def moved(self, spot: RowPosition, items: int) -> RowPosition:
        """The spot so many headings and headlines further, or as far as there are any."""
        for _ in range(abs(items)):
            line = self.line_of(spot)
            line = line + spot.height if items > 0 else line - 1
            if not 0 <= line < self.height:
                break
            spot = self.spot_at(line)
        return spot

    def at(self, spot: RowPosition) -> int:
        """The position in the listing of a spot's article; of a heading, the one before its first."""
        return self.section(spot).start + spot.row

    def key(self, spot: RowPosition) -> int | None:
        """The key of a spot's article; None of a heading."""
        return None if spot.row < 0 else self.listing.keys[self.at(spot)]

    def spot_of_key(self, key: int) -> RowPosition | None:
        """Where an article stands, folded or not."""
        try:
            at = self.listing.keys.index(key)
        except ValueError:
            return None
        section = bisect_right([section.start for section in self.listing.sections], at) - 1
        return RowPosition(section, at - self.listing.sections[section].start)

    def spot_in_sight(self, key: int) -> RowPosition | None:
        """Where an article stands; under a heading that is folded, the heading."""
        spot = self.spot_of_key(key)
        if spot is not None and self.section(spot).id not in self.unfolded:
            return RowPosition(spot.section)
        return spot

    def spot_of_section(self, name: str) -> RowPosition | None:
        """Where a heading stands."""
        return next(
            (RowPosition(i) for i, section in enumerate(self.listing.sections) if section.id == name), None
        )

    def spot_of_beginning(self, beginning: str) -> RowPosition | None:
        """The first heading that begins so, or that has a word which does, in any case."""
        wanted = beginning.casefold().strip()
        labels = [section.label.casefold() for section in self.listing.sections]
        whole = (number for number, label in enumerate(labels) if label.startswith(wanted))
        within = (number for number, label in enumerate(labels) if f" {wanted}" in label)
        found = next(whole, next(within, None)) if wanted else None
        return None if found is None else RowPosition(found)

    def keys_between(self, first: int, stop: int) -> list[int]:
        """The keys of the articles on the lines `[first, stop)`."""
        keys: list[int] = []
        line = first
        while line < min(stop, self.height):
            spot = self.spot_at(line)
            if spot.row >= 0:
                keys.append(self.listing.keys[self.at(spot)])
            line = self.line_of(spot) + spot.height
        return keys

    def keys_from(self, spot: RowPosition, step: int) -> array[int]:
        """The keys after (1) or before (-1) a spot, nearest first, folded or not."""
        here, keys = self.at(spot), self.listing.keys
        return keys[here + 1 :] if step > 0 else keys[: here + (spot.row < 0)][::-1]
