"""An article as one column of lines: its title and byline, then its body.

A position is an offset in the body. The head comes before it at negative positions, so that a selection can
start in the title and end in the body. -1 is no position: decoration has that offset.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsreader.document.cell_width import cells, clusters
from newsreader.document.highlights import Highlights, highlighted
from newsreader.document.lines import Line, Mark, MarkKind, Role, Span
from newsreader.document.wrap import wrap

if TYPE_CHECKING:
    from newsreader.document.document import Document
    from newsreader.document.highlights import HighlightsIn

_SEPARATOR = " · "
_LINKS = (MarkKind.LINK, MarkKind.LINK_CURRENT)
_IN_WORDS = frozenset("'’-_@./")
"""What a word selected by a double click may hold: names, addresses."""


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article as the view shows it."""

    title: str
    byline: str
    """The line below the title: `Bedfordshire · 15 March 2019 · 2 min`."""
    document: Document


class Page:
    """An article laid out for a width."""

    def __init__(self, shown: ShownArticle, width: int) -> None:
        from newsreader.document.layout import Layout

        self.width = width
        self.layout = Layout(shown.document, width)
        self._document = shown.document
        self._head_text, self._head = _lay_out_head(shown, width)
        self._highlights: HighlightsIn = Highlights().touching

    @property
    def head_height(self) -> int:
        """The number of lines before the body."""
        return len(self._head)

    @property
    def height(self) -> int:
        """The number of lines, as far as is known."""
        return len(self._head) + self.layout.height + 1

    def load_all(self) -> None:
        """Split the whole body into chunks, so that its end is known."""
        while self._document.chunks.load_next():
            pass

    @property
    def first(self) -> int:
        """The first position: where the title starts."""
        return -len(self._head_text) - 1

    @property
    def end(self) -> int:
        """The position after the last."""
        return len(self._document.body)

    def lines(self, first: int, stop: int) -> list[Line]:
        """Return the lines `[first, stop)`, empty ones after the end."""
        head = [highlighted(line, self._highlights) for line in self._head[max(first, 0) : max(stop, 0)]]
        start, end = max(first - len(self._head), 0), stop - len(self._head)
        body = self.layout.lines(start, end) if end > start else []
        return [*head, *body, *[Line()] * (stop - first - len(head) - len(body))]

    def highlight_by(self, highlights: HighlightsIn) -> None:
        """Set what the lines highlight, in positions."""
        self._highlights = highlights
        self.layout.highlight_by(highlights)

    def line_of(self, position: int) -> int:
        """Return the line of a position."""
        if position >= 0:
            return len(self._head) + self.layout.line_of(position)
        for number, line in enumerate(self._head):
            if any(span.start != -1 and position < span.start + len(span.text) for span in line):
                return number
        return len(self._head) - 1

    def offset_of(self, line: int) -> int:
        """Return the offset in the body at which a line starts; 0 for the head."""
        return max(self.layout.offset_of(line - len(self._head)), 0) if line > len(self._head) else 0

    def scrolled(self, line: int, by: int) -> int:
        """Return the number of the line exactly `by` lines from `line`, however wrong estimates were."""
        body = line - len(self._head)
        if body <= 0:
            return max(line + by, 0)
        if body + by <= 0:
            offset = self.layout.offset_of(body)
            below = body - self.layout.line_of(offset)
            self.layout.lines(0, body)
            body = self.layout.line_of(offset) + below
        if body + by <= 0:
            return max(len(self._head) + body + by, 0)
        return len(self._head) + self.layout.scrolled(body, by)

    # Positions and cells

    def _line(self, number: int) -> Line:
        return self.lines(number, number + 1)[0]

    def position_at(self, number: int, cell: int) -> int:
        """Return the position nearest to a cell of a line."""
        nearest: int | None = None
        left = 0
        for span in self._line(number):
            width = cells(span.text)
            if span.start != -1:
                if cell < left:
                    return span.start if nearest is None else nearest
                if cell < left + width:
                    return span.start + _index_at(span.text, cell - left)
                nearest = span.start + len(span.text)
            left += width
        if nearest is not None:
            return nearest
        return self.offset_of(number) if number >= len(self._head) else self.first

    def cell_of(self, position: int) -> tuple[int, int]:
        """Return the line and the cell of a position."""
        number = self.line_of(position)
        left = 0
        for span in self._line(number):
            if span.start != -1 and span.start <= position <= span.start + len(span.text):
                return number, left + cells(span.text[: position - span.start])
            left += cells(span.text)
        return number, 0

    def next_position(self, number: int, cell: int, step: int) -> int:
        """Return the position one character right (1) or left (-1) of a cell, across the ends of lines."""
        here = self.position_at(number, cell)
        for distance in (1, 2):  # a wide character takes two cells
            beside = cell + step * distance
            if beside >= 0 and (position := self.position_at(number, beside)) != here:
                return position
        return self.position_at(self.text_line(number + step, step), 0 if step > 0 else self.width)

    def text_line(self, number: int, step: int) -> int:
        """Return the first line with text from here down (1) or up (-1), or the last line tried."""
        while 0 <= number < self.height:
            if any(span.start != -1 for span in self._line(number)):
                return number
            number += step
        return min(max(number, 0), self.height - 1)

    def link_at(self, number: int, cell: int) -> Mark | None:
        """Return the link at a cell of a line."""
        left = 0
        for span in self._line(number):
            left += cells(span.text)
            if cell < left:
                return next((mark for mark in span.marks if mark.kind in _LINKS), None)
        return None

    def word_at(self, number: int, cell: int) -> tuple[int, int] | None:
        """Return the positions `[start, end)` of the word at a cell of a line."""
        text = [(character, place) for span in self._line(number) for character, place in _characters(span)]
        position = self.position_at(number, cell)
        index = next((index for index, (_, place) in enumerate(text) if place == position), None)
        if index is None or not text[index][0].isalnum():
            return None
        start = stop = index
        while start > 0 and _is_in_word(text[start - 1][0]):
            start -= 1
        while stop + 1 < len(text) and _is_in_word(text[stop + 1][0]):
            stop += 1
        while not text[start][0].isalnum():
            start += 1
        while not text[stop][0].isalnum():
            stop -= 1
        return text[start][1], text[stop][1] + 1

    def plain_text(self, start: int, end: int) -> str:
        """Return the text between two positions, without decoration."""
        shift = len(self._head_text) + 1
        head = self._head_text[max(start + shift, 0) : max(min(end, -1) + shift, 0)] if start < -1 else ""
        body = self.layout.plain_text(max(start, 0), end) if end > 0 else ""
        return "\n\n".join(part for part in (head, body) if part)


def links_starting_on(line: Line) -> list[Mark]:
    """Return the links that start on a line, in its order, each entry once."""
    found: dict[int, Mark] = {}
    for span in line:
        for mark in span.marks:
            if mark.kind in _LINKS and span.start <= mark.start < span.start + len(span.text):
                found.setdefault(mark.entry, mark)
    return list(found.values())


def _lay_out_head(shown: ShownArticle, width: int) -> tuple[str, tuple[Line, ...]]:
    """Return the text of the head, and its lines: blank, the title, the byline, blank."""
    text = f"{shown.title}\n{shown.byline}" if shown.byline else shown.title
    below = len(shown.title) + 1
    rows = [(row.start, row.end, Role.HEADING_1) for row in wrap(shown.title, width)]
    rows += [(below + start, below + end, Role.NOTE) for start, end in _wrap_byline(shown.byline, width)]
    lines = [Line()]
    for start, end, role in rows:
        lines.append(Line((Span(text[start:end], role, start - len(text) - 1),), cells(text[start:end])))
    return text, (*lines, Line())


def _wrap_byline(byline: str, width: int) -> list[tuple[int, int]]:
    """Break a byline between its parts where that is possible."""
    rows: list[tuple[int, int]] = []
    at = 0
    for part in byline.split(_SEPARATOR) if byline else ():
        end = at + len(part)
        if rows and cells(byline[rows[-1][0] : end]) <= width:
            rows[-1] = (rows[-1][0], end)
        else:
            rows += [(at + row.start, at + row.end) for row in wrap(part, width)]
        at = end + len(_SEPARATOR)
    return rows


def _index_at(text: str, cell: int) -> int:
    """Return the index of the character at a cell; of a cluster, its first."""
    if text.isascii():
        return cell
    left = 0
    for start, _, width in clusters(text):
        left += width
        if cell < left:
            return start
    return len(text)


def _characters(span: Span) -> Iterator[tuple[str, int]]:
    """Return every character of a span's text with its position."""
    if span.start != -1:
        yield from zip(span.text, range(span.start, span.start + len(span.text)), strict=True)


def _is_in_word(character: str) -> bool:
    return character.isalnum() or character in _IN_WORDS
