"""What is marked in an article: its links, the matches of a find, and what is selected."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.document.highlights import Highlights
from newsreader.document.lines import Mark, MarkKind

if TYPE_CHECKING:
    from newsreader.links.reference import Entry

Stretch = tuple[int, int]


class Marks:
    """The marks of one article, each kind with its current one."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int, int]] = []
        """Every link as start, end and the number of its entry, in the order of the text."""
        self._links = Highlights()
        self._place: int | None = None
        self.matches: list[Stretch] = []
        """Every match of the find, in the order of the text."""
        self.match: int | None = None
        """The index of the current one of them."""
        self.selected: Stretch | None = None
        """What is selected, in positions: it may begin in the head."""

    @property
    def place(self) -> int | None:
        """The index of the current one of the links."""
        return self._place

    @place.setter
    def place(self, index: int | None) -> None:
        self._place = index
        self._links = Highlights(
            [
                Mark(start, end, MarkKind.LINK_CURRENT if number == index else MarkKind.LINK, entry)
                for number, (start, end, entry) in enumerate(self.places)
            ]
        )

    def touching(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with `[start, end)`, as the lines of a page ask for them."""
        found = self._links.touching(start, end)
        index = bisect_left(self.matches, (end,))
        while index and self.matches[index - 1][1] > start:
            index -= 1
            kind = MarkKind.MATCH_CURRENT if index == self.match else MarkKind.MATCH
            found.append(Mark(*self.matches[index], kind))
        if self.selected is not None and self.selected[0] < end and self.selected[1] > start:
            found.append(Mark(*self.selected, MarkKind.SELECTED))
        return found

    @property
    def entry(self) -> int | None:
        """The number of the entry whose link is the current one."""
        return None if self.place is None else self.places[self.place][2]

    def set_links(self, entries: Sequence[Entry]) -> None:
        """Marks the places of these entries only; the current one stays if it is among them."""
        current = None if self.place is None else self.places[self.place]
        self.places = sorted((start, end, entry.number) for entry in entries for start, end in entry.places)
        self.place = self.places.index(current) if current in self.places else None

    def step_link(self, step: int, position: int) -> Stretch | None:
        """Makes the next or previous link current, round the ends; from `position` where none is."""
        if not self.places:
            return None
        if self.place is None:
            after = bisect_left(self.places, (position, -1, -1))
            self.place = (after if step > 0 else after - 1) % len(self.places)
        else:
            self.place = (self.place + step) % len(self.places)
        start, end, _ = self.places[self.place]
        return start, end

    def to_entry(self, number: int | None, position: int) -> Stretch | None:
        """Makes the first link of an entry from `position` on, else its first, the current one."""
        indices = [index for index, (_, _, entry) in enumerate(self.places) if entry == number]
        if not indices:
            self.place = None
            return None
        if self.place not in indices:
            self.place = next((index for index in indices if self.places[index][0] >= position), indices[0])
        start, end, _ = self.places[self.place]
        return start, end

    def to_place(self, start: int, number: int) -> None:
        """Makes the link of an entry that begins at `start` the current one."""
        self.place = next(
            (index for index, place in enumerate(self.places) if place[0] == start and place[2] == number),
            None,
        )

    def set_matches(self, matches: Sequence[Stretch], position: int) -> None:
        """Marks these matches; the first from `position` on is the current one, else the first of all."""
        self.matches = list(matches)
        self.match = bisect_left(self.matches, (position, -1)) % len(self.matches) if self.matches else None

    def step_match(self, step: int) -> Stretch | None:
        """Makes the next or previous match the current one, round the ends."""
        if self.match is None:
            return None
        self.match = (self.match + step) % len(self.matches)
        return self.matches[self.match]
