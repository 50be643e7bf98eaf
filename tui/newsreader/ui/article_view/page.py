"""An article as one column: its title and source, then its body, in lines and in positions.

A position is an offset in the body. The head stands before it at negative positions, so that a selection can
begin in the title and end in the text. -1 is no position: it is the offset of what is drawn and not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from newsreader.document.cell_width import cells, clusters
from newsreader.document.lines import Line, Mark, MarkKind, Role, Span
from newsreader.ui.text_wrap import wrap

if TYPE_CHECKING:
    from newsreader.document.document import Document
    from newsreader.document.highlights import HighlightsIn
    from newsreader.document.layout import Layout

DOT = " · "
LINKS = (MarkKind.LINK, MarkKind.LINK_CURRENT)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the view shows."""

    title: str
    byline: str
    """The line under the title: `Bedfordshire · 15 March 2019 · 2 min`."""
    document: Document
    language: str = ""
    """As in the front matter: `cy`; maybe empty."""


class Page:
    """An article laid out for a width."""

    def __init__(self, shown: Shown, width: int) -> None:
        from newsreader.document.layout import Layout

        self.shown = shown
        self.width = width
        self.layout: Layout = Layout(shown.document, width)
        self._said, self._head = _head(shown, width)
        self._touching: HighlightsIn | None = None

    @property
    def head_height(self) -> int:
        """The number of lines before the body."""
        return len(self._head)

    @property
    def height(self) -> int:
        """The number of lines, as far as is known."""
        return len(self._head) + self.layout.height + 1

    def reach_end(self) -> None:
        """Finds where the body ends, so that no line is laid out where its end only seems to be."""
        while self.shown.document.chunks.load_next():
            pass

    @property
    def first(self) -> int:
        """The first position: where the title begins."""
        return -len(self._said) - 1

    @property
    def end(self) -> int:
        """The position after the last."""
        return len(self.shown.document.body)

    def lines(self, first: int, stop: int) -> list[Line]:
        """The lines `[first, stop)`, with empty ones where the page has ended."""
        head = self._head[max(first, 0) : max(stop, 0)]
        marked = [self._marked(line) for line in head]
        below = max(first - len(self._head), 0)
        until = stop - len(self._head)
        body = self.layout.lines(below, until) if until > below else []
        missing = stop - first - len(marked) - len(body)
        return [*marked, *body, *[Line()] * missing]

    def mark_by(self, touching: HighlightsIn) -> None:
        """What the lines mark from now on, in positions."""
        self._touching = touching
        self.layout.highlight_by(touching)

    def line_of(self, position: int) -> int:
        """The line that a position stands on."""
        if position >= 0:
            return len(self._head) + self.layout.line_of(position)
        for number, line in enumerate(self._head):
            if any(span.start != -1 and position < span.start + len(span.text) for span in line):
                return number
        return len(self._head) - 1

    def offset_of(self, line: int) -> int:
        """The offset in the body at which a line begins; 0 for the head."""
        return max(self.layout.offset_of(line - len(self._head)), 0) if line > len(self._head) else 0

    def moved(self, line: int, by: int) -> int:
        """The number of the line exactly `by` lines from `line`, however wrong the guesses between were."""
        body = line - len(self._head)
        if body <= 0:
            return max(line + by, 0)
        if body + by <= 0:
            here = self.layout.offset_of(body)
            beside = body - self.layout.line_of(here)
            self.layout.lines(0, body)
            body = self.layout.line_of(here) + beside
        if body + by <= 0:
            return max(len(self._head) + body + by, 0)
        return len(self._head) + self.layout.scrolled(body, by)

    def position_at(self, number: int, cell: int) -> int:
        """The position nearest to a cell of a line."""
        (line,) = self.lines(number, number + 1)
        nearest: int | None = None
        at = 0
        for span in line:
            wide = cells(span.text)
            if span.start != -1:
                if cell < at:
                    return span.start if nearest is None else nearest
                if cell < at + wide:
                    return span.start + _index_at(span.text, cell - at)
                nearest = span.start + len(span.text)
            at += wide
        if nearest is not None:
            return nearest
        return self.offset_of(number) if number >= len(self._head) else self.first

    def cell_of(self, position: int) -> tuple[int, int]:
        """The line and the cell of a position."""
        number = self.line_of(position)
        (line,) = self.lines(number, number + 1)
        at = 0
        for span in line:
            if span.start != -1 and span.start <= position <= span.start + len(span.text):
                return number, at + cells(span.text[: position - span.start])
            at += cells(span.text)
        return number, 0

    def beside(self, number: int, cell: int, step: int) -> int:
        """The position one character on (1) or back (-1) from a cell, over the ends of lines."""
        here = self.position_at(number, cell)
        for distance in (1, 2):
            there = self.position_at(number, cell + step * distance) if cell + step * distance >= 0 else here
            if there != here:
                return there
        return self.position_at(self.said_from(number + step, step), 0 if step > 0 else self.width)

    def said_from(self, number: int, step: int) -> int:
        """The first line from here on (1) or back (-1) that says something; the last one where none does."""
        while 0 <= number < self.height:
            if any(span.start != -1 for span in self.lines(number, number + 1)[0]):
                return number
            number += step
        return min(max(number, 0), self.height - 1)

    def entry_at(self, number: int, cell: int) -> Mark | None:
        """The link under a cell of a line."""
        (line,) = self.lines(number, number + 1)
        at = 0
        for span in line:
            at += cells(span.text)
            if cell < at:
                return next((mark for mark in span.marks if mark.kind in LINKS), None)
        return None

    def word_at(self, number: int, cell: int) -> tuple[int, int] | None:
        """The stretch of positions of the word under a cell of a line."""
        (line,) = self.lines(number, number + 1)
        said = [(character, place) for span in line for character, place in _characters(span)]
        position = self.position_at(number, cell)
        index = next((index for index, (_, place) in enumerate(said) if place == position), None)
        if index is None or not said[index][0].isalnum():
            return None
        start = stop = index
        while start > 0 and _of_word(said[start - 1][0]):
            start -= 1
        while stop + 1 < len(said) and _of_word(said[stop + 1][0]):
            stop += 1
        while not said[start][0].isalnum():
            start += 1
        while not said[stop][0].isalnum():
            stop -= 1
        return said[start][1], said[stop][1] + 1

    def plain(self, start: int, end: int) -> str:
        """What stands between two positions, as plain text."""
        shift = len(self._said) + 1
        head = self._said[max(start + shift, 0) : max(min(end, -1) + shift, 0)] if start < -1 else ""
        body = self.layout.plain_text(max(start, 0), end) if end > 0 else ""
        return "\n\n".join(part for part in (head, body) if part)

    def _marked(self, line: Line) -> Line:
        """A line of the head with the selection on it."""
        marks = self._touching(self.first, -1) if self._touching else ()
        if not marks:
            return line
        return Line(tuple(part for span in line for part in _split(span, marks)), line.cells)


def numbers_on(line: Line) -> list[Mark]:
    """The links that begin on a line, in its order, each entry once."""
    found: dict[int, Mark] = {}
    for span in line:
        for mark in span.marks:
            if mark.kind in LINKS and span.start <= mark.start < span.start + len(span.text):
                found.setdefault(mark.entry, mark)
    return list(found.values())


def _head(shown: Shown, width: int) -> tuple[str, tuple[Line, ...]]:
    """What the head says, and its lines: air, the title, its source, air."""
    said = f"{shown.title}\n{shown.byline}" if shown.byline else shown.title
    shift = -len(said) - 1
    lines = [Line()]
    stretches = [(start, end, Role.HEADING_1) for start, end in wrap(shown.title, width)]
    after = len(shown.title) + 1
    stretches += [(after + start, after + end, Role.NOTE) for start, end in _by_part(shown.byline, width)]
    for start, end, role in stretches:
        text = said[start:end]
        lines.append(Line((Span(text, role, start + shift),), cells(text)))
    lines.append(Line())
    return said, tuple(lines)


def _by_part(byline: str, width: int) -> list[tuple[int, int]]:
    """The lines of a byline, broken between its parts where they can be."""
    lines: list[tuple[int, int]] = []
    at = 0
    for part in byline.split(DOT) if byline else ():
        end = at + len(part)
        if lines and cells(byline[lines[-1][0] : end]) <= width:
            lines[-1] = (lines[-1][0], end)
        else:
            lines += [(at + first, at + last) for first, last in wrap(part, width)]
        at = end + len(DOT)
    return lines


def _split(span: Span, marks: Sequence[Mark]) -> Iterator[Span]:
    """A span cut where marks begin and end."""
    stop = span.start + len(span.text)
    if span.start == -1:
        yield span
        return
    edges = {span.start, stop}
    edges |= {edge for mark in marks for edge in (mark.start, mark.end) if span.start < edge < stop}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        over = tuple(mark for mark in marks if mark.start <= start and end <= mark.end)
        yield Span(span.text[start - span.start : end - span.start], span.role, start, over)


def _index_at(text: str, cell: int) -> int:
    """The index of the character in a cell of a text; of the first of a cluster."""
    if text.isascii():
        return cell
    at = 0
    for start, _, wide in clusters(text):
        at += wide
        if cell < at:
            return start
    return len(text)


def _characters(span: Span) -> Iterator[tuple[str, int]]:
    """Every character that a span says, with its position."""
    if span.start != -1:
        yield from zip(span.text, range(span.start, span.start + len(span.text)), strict=True)


def _of_word(character: str) -> bool:
    return character.isalnum() or character in "'’-_@./"
