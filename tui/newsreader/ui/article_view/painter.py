"""From lines to what the terminal is given: the column in its pane, the numbers of the links beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from newsreader.document.lines import Line, Mark, MarkKind
from newsreader.ui.article_view.page import numbers_on
from newsreader.ui.styles import StyleMap

GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """Where the text stands in a pane, in cells."""

    pane: int
    left: int
    text: int
    beside: int
    """Cells to the right of the text, for the numbers of the links."""

    @property
    def gap(self) -> int:
        """Cells between the text and the numbers."""
        return GAP if self.beside > GAP + 2 else 1

    @classmethod
    def within(cls, pane: int, most: int) -> Column:
        """The column of a pane, centred, with `most` cells of text at most.

        The room for numbers is kept whether there are any or not, so that nothing moves when they come.
        The last cell of the pane is the scroll bar's.
        """
        beside = GAP + 4 if pane >= 50 else 4 if pane >= 40 else 3
        margin = 2 if pane >= 40 else 1
        text = max(min(most, pane - margin - beside - 1), 1)
        left = max(min((pane - text) // 2, pane - text - beside - 1), margin)
        return cls(pane, left, text, beside)


class Painter:
    """Draws lines of a page in a column."""

    def __init__(self, looks: StyleMap) -> None:
        self._looks = looks

    def strip(self, line: Line, column: Column, *, head: bool) -> Strip:
        """A line as a strip of the pane's width."""
        looks = self._looks
        base = looks.base
        segments = [Segment(" " * column.left, base)]
        cells = column.left
        if head:
            part = looks.part("title" if line.spans and line.spans[0].role == "heading-1" else "byline")
            for span in line:
                marked = looks.text(span.role, (MarkKind.SELECTED,)) if span.marks else part
                segments.append(Segment(span.text, marked))
                cells += cell_len(span.text)
        else:
            for span in line:
                style = looks.text(span.role, [mark.kind for mark in span.marks] if span.marks else ())
                segments.append(Segment(span.text, style))
                cells += cell_len(span.text)
            numbers = numbers_on(line)
            if numbers:
                gap = column.left + column.text + column.gap - cells
                segments.append(Segment(" " * max(gap, 0), base))
                beside = self._numbers(numbers, column.beside - column.gap)
                segments += beside
                cells += max(gap, 0) + sum(cell_len(segment.text) for segment in beside)
        if cells < column.pane:
            segments.append(Segment(" " * (column.pane - cells), base))
            return Strip(segments, column.pane)
        return Strip(segments, cells).crop(0, column.pane)

    def message(self, lines: Sequence[str], row: int, column: Column, height: int) -> Strip:
        """A row of a pane that shows only a sentence, in its middle."""
        base = self._looks.base
        index = row - max((height - len(lines)) // 2, 0)
        if not 0 <= index < len(lines):
            return Strip.blank(column.pane, base)
        text = lines[index]
        cells = cell_len(text)
        left = max((column.pane - cells) // 2, 0)
        right = max(column.pane - left - cells, 0)
        look = self._looks.part("message")
        return Strip([Segment(" " * left, base), Segment(text, look), Segment(" " * right, base)])

    def _numbers(self, marks: Sequence[Mark], room: int) -> list[Segment]:
        """The numbers of the links on a line, as many as there is room for."""
        looks = self._looks
        segments: list[Segment] = []
        for mark in marks:
            text = str(mark.entry)
            gap = " " if segments else ""
            if len(gap) + len(text) > room:
                if segments and room > 0:
                    segments.append(Segment("…", looks.part("number")))
                break
            room -= len(gap) + len(text)
            if gap:
                segments.append(Segment(gap, looks.base))
            current = mark.kind is MarkKind.LINK_CURRENT
            segments.append(Segment(text, looks.part("number-current" if current else "number")))
        return segments
