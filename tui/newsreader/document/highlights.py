"""Apply highlights to lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from newsreader.document.lines import Line, Mark, Span

HighlightsIn = Callable[[int, int], Sequence[Mark]]
"""Return the marks that overlap the span `[start, end)` of the body."""


class Highlights:
    """A set of marks, searchable by span."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self._marks = sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._furthest_ends = list(accumulate((mark.end for mark in self._marks), max))

    def touching(self, start: int, end: int) -> list[Mark]:
        """Return the marks that overlap `[start, end)`, in the order of their starts."""
        number = bisect_left(self._starts, end)
        found = []
        while number and self._furthest_ends[number - 1] > start:
            number -= 1
            if self._marks[number].end > start:
                found.append(self._marks[number])
        return found[::-1]


def highlighted(line: Line, touching: HighlightsIn) -> Line:
    """Return `line` with its spans split where marks start and end."""
    spans: list[Span] = []
    changed = False
    for span in line.spans:
        marks = touching(span.start, span.start + len(span.text)) if span.start != -1 else ()
        changed = changed or bool(marks)
        spans.extend(_split_span(span, marks) if marks else (span,))
    return Line(tuple(spans), line.cells) if changed else line


def _split_span(span: Span, marks: Sequence[Mark]) -> list[Span]:
    end = span.start + len(span.text)
    edges = {span.start, end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if span.start < edge < end)
    return [
        Span(
            span.text[left - span.start : right - span.start],
            span.role,
            left,
            tuple(mark for mark in marks if mark.start < right and mark.end > left),
        )
        for left, right in pairwise(sorted(edges))
    ]
