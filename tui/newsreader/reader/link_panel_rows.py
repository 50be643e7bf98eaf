"""The lines of the links pane: what it says of each entry, wrapped to a width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.document.wrap import wrap_lines
from newsreader.links.reference import Entry, Group

GROUPS = {
    Group.EMERGENCY: "Emergency",
    Group.HELP: "Help and advice",
    Group.APPEAL: "This appeal",
    Group.WEB: "Web",
}
"""In the order of the pane."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One line of the pane."""

    text: str = ""
    part: str = "note"
    """The name of its style."""
    number: int = 0
    """Of its entry; 0 for a heading or a blank line."""
    is_first: bool = False
    """Whether it is the first line of the entry, which shows the number."""


class LinkLayout:
    """Entries below the headings of their groups; a row is the number of an entry."""

    def __init__(self, entries: Sequence[Entry], width: int) -> None:
        """`width` is what the numbers leave."""
        self.lines = list(_lines(entries, width))
        self._numbers = [entry.number for entry in entries]
        self._firsts = [index for index, line in enumerate(self.lines) if line.is_first]

    @property
    def height(self) -> int:
        """The number of lines."""
        return len(self.lines)

    def __contains__(self, number: int) -> bool:
        return number in self._numbers

    def row_at(self, line: int) -> int:
        """Return the entry on a line, or the one above it."""
        return self._numbers[max(bisect_right(self._firsts, line) - 1, 0)]

    def lines_of(self, row: int) -> tuple[int, int]:
        """Return the lines `[first, stop)` of an entry."""
        first = stop = self._firsts[self._numbers.index(row)]
        while stop < len(self.lines) and self.lines[stop].number == row:
            stop += 1
        return first, stop

    def context_of(self, row: int) -> int:
        """Return the number of lines between an entry and the one above: a blank one, a heading."""
        first = above = self.lines_of(row)[0]
        while above > 0 and not self.lines[above - 1].number:
            above -= 1
        return first - above

    def moved(self, row: int, steps: int) -> int:
        """Return the entry so many entries further, or the last one."""
        index = self._numbers.index(row) + steps
        return self._numbers[min(max(index, 0), len(self._numbers) - 1)]


def _lines(entries: Sequence[Entry], width: int) -> Iterator[LinkLine]:
    group: Group | None = None
    for entry in entries:
        yield LinkLine()
        if entry.group is not group:
            group = entry.group
            yield LinkLine(GROUPS[group], "group")
        pieces = [(piece, part) for text, part in _texts(entry) for piece in wrap_lines(text, width)]
        for index, (piece, part) in enumerate(pieces):
            yield LinkLine(piece, part, entry.number, is_first=index == 0)


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what is said of an entry, each text with its style."""
    name = entry.successor or entry.name or entry.shown or entry.words
    shown = {_bare(name)}
    yield name, "name-address" if entry.target and _bare(name) == _bare(entry.shown) else "name"
    if entry.purpose:
        yield entry.purpose, "purpose"
    if entry.shown and _bare(entry.shown) not in shown:
        shown.add(_bare(entry.shown))
        yield entry.shown, "address" if entry.target else "no-address"
    if entry.reference:
        yield _instruction(entry, entry.reference), "quote"
    if entry.successor:
        yield f"The article says {entry.words or entry.name}.", "words"
    elif entry.words and _bare(entry.words) not in shown:
        yield f"“{entry.words}”", "words"
    if not entry.successor and any(each.status not in (None, "current") for each in entry.references):
        yield "May have ended.", "note"
    if entry.evidence == "M":
        yield "Not yet checked.", "note"


def _instruction(entry: Entry, reference: str) -> str:
    """Say what to quote, and whom to call if the article gives another number."""
    call = next((each.call for each in entry.references if each.call), None)
    if call and call not in (entry.name, entry.shown):
        return f"Call {call}, quote {reference}"
    return f"Quote {reference}"


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
