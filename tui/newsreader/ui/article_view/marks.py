"""What is highlighted in an article: its links, the matches of a find, the selection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.document.highlights import Highlights
from newsreader.document.lines import Mark, MarkKind

if TYPE_CHECKING:
    from newsreader.links.reference import Entry

TextSpan = tuple[int, int]


class Link(NamedTuple):
    """A link of the text, and the number of its entry."""

    start: int
    end: int
    entry: int


class Marks:
    """The marks of one article, with a current link and a current match."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Highlight nothing."""
        self.links: list[Link] = []
        """In the order of the text."""
        self._link: int | None = None
        self._highlights = Highlights()
        self.matches: list[TextSpan] = []
        """In the order of the text."""
        self.match: int | None = None
        """The index of the current match."""
        self.selected: TextSpan | None = None
        """In positions: it may begin in the head."""

    def touching(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a character with `[start, end)`."""
        marks = self._highlights.touching(start, end)
        index = bisect_left(self.matches, (end,))
        while index and self.matches[index - 1][1] > start:
            index -= 1
            kind = MarkKind.MATCH_CURRENT if index == self.match else MarkKind.MATCH
            marks.append(Mark(*self.matches[index], kind))
        if self.selected is not None and self.selected[0] < end and self.selected[1] > start:
            marks.append(Mark(*self.selected, MarkKind.SELECTED))
        return marks

    # Links

    @property
    def current_link(self) -> Link | None:
        """The current link."""
        return None if self._link is None else self.links[self._link]

    @property
    def entry(self) -> int | None:
        """The number of the entry of the current link."""
        link = self.current_link
        return None if link is None else link.entry

    def set_links(self, entries: Sequence[Entry]) -> None:
        """Highlight the places of these entries only; keep the current link if it is among them."""
        current = self.current_link
        self.links = sorted(Link(*place, entry.number) for entry in entries for place in entry.places)
        self._select(self.links.index(current) if current in self.links else None)

    def _select(self, index: int | None) -> None:
        self._link = index
        self._highlights = Highlights(
            [
                Mark(
                    link.start,
                    link.end,
                    MarkKind.LINK_CURRENT if number == index else MarkKind.LINK,
                    link.entry,
                )
                for number, link in enumerate(self.links)
            ]
        )

    def step_link(self, step: int, position: int) -> bool:
        """Make the next or previous link current, round the ends; without one, start at `position`."""
        if not self.links:
            return False
        if self._link is not None:
            index = self._link + step
        else:
            index = bisect_left(self.links, (position,)) - (step < 0)
        self._select(index % len(self.links))
        return True

    def select_entry(self, number: int | None, position: int) -> None:
        """Make the first link of an entry from `position` on, else its first, the current one."""
        indices = [index for index, link in enumerate(self.links) if link.entry == number]
        if not indices:
            self._select(None)
        elif self._link not in indices:
            self._select(
                next((index for index in indices if self.links[index].start >= position), indices[0])
            )

    def select_link(self, start: int, number: int) -> None:
        """Make the link of an entry that begins at `start` the current one."""
        starts = ((link.start, link.entry) for link in self.links)
        self._select(next((index for index, link in enumerate(starts) if link == (start, number)), None))

    # Matches

    def set_matches(self, matches: Sequence[TextSpan], position: int) -> None:
        """Highlight these matches; the first from `position` on, else the first of all, is current."""
        self.matches = list(matches)
        self.match = bisect_left(self.matches, (position, -1)) % len(self.matches) if self.matches else None

    def step_match(self, step: int) -> None:
        """Make the next or previous match current, round the ends."""
        if self.match is not None:
            self.match = (self.match + step) % len(self.matches)
