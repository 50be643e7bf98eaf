"""Tables, fitted to a width by wrapping their cells, or as lines of `Header: cell` where that is no use."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.document.cell_width import cells
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role, Span
from newsreader.document.row_spans import row_spans
from newsreader.document.wrap import numbers, wrap

_LEAST = 6
"""Cells of the narrowest column that words are wrapped in; what needs less has less."""
_BAR = Span(" │ ", Role.MARKER)


def draw_table(rows: list[list[InlineText]], aligns: list[str], room: int) -> Iterator[list[Span]]:
    """The lines of a table whose first row is its header."""
    widths = fit(rows, room)
    if not widths:
        yield from linear(rows, room)
        return
    before = False
    for number, row in enumerate(rows):
        columns = [
            [row_spans(said, part, width) for part in wrap(said.text, width)]
            for said, width in zip(row, widths, strict=False)
        ]
        if number == 0:
            columns = [[[_strong(span) for span in spans] for spans in column] for column in columns]
        tall = any(len(column) > 1 for column in columns)
        if number > 1 and (tall or before):
            yield _rule(widths, "┄")
        before = tall
        for line in range(max((len(column) for column in columns), default=0)):
            yield _row([column[line] if line < len(column) else [] for column in columns], widths, aligns)
        if number == 0:
            yield _rule(widths, "─")


def _strong(span: Span) -> Span:
    return Span(span.text, Role.STRONG, span.start) if span.role is Role.TEXT else span


def _rule(widths: list[int], dash: str) -> list[Span]:
    cross = {"─": "─┼─", "┄": "┄┼┄"}[dash]
    return [Span(cross.join(dash * width for width in widths), Role.MARKER)]


def _row(parts: list[list[Span]], widths: list[int], aligns: list[str]) -> list[Span]:
    spans: list[Span] = []
    for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
        if number:
            spans.append(_BAR)
        spare = width - sum(cells(span.text) for span in part)
        align = aligns[number] if number < len(aligns) else ""
        left = spare if align == "right" else spare // 2 if align == "center" else 0
        if left:
            spans.append(Span(" " * left, Role.TEXT))
        spans.extend(part)
        if spare - left and number + 1 < len(widths):
            spans.append(Span(" " * (spare - left), Role.TEXT))
    return spans


def fit(rows: list[list[InlineText]], room: int) -> list[int]:
    """The width of each column so that all fit in `room`; none if they cannot be read at that.

    Each column wants the width of its widest cell, and takes no less than its longest word or telephone
    number, up to a bound; what is short of the wish is taken from the widest first.
    """
    count = len(rows[0]) if rows else 0
    if not count:
        return []
    wish = [1] * count
    least = [1] * count
    for row in rows:
        for number, said in enumerate(row[:count]):
            lines = said.text.split("\n")
            wish[number] = max(wish[number], *(cells(line) for line in lines))
            least[number] = max(least[number], _needs(said.text))
    free = room - 3 * (count - 1)
    if sum(wish) <= free:
        return wish
    least = [min(low, high) for low, high in zip(least, wish, strict=True)]
    if sum(least) > free:
        least = [min(low, _LEAST) for low in least]
    if sum(least) > free:
        return []
    low, high = 1, max(wish)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(max(min(want, middle), floor) for want, floor in zip(wish, least, strict=True)) <= free:
            low = middle
        else:
            high = middle - 1
    return [max(min(want, low), floor) for want, floor in zip(wish, least, strict=True)]


def _needs(text: str) -> int:
    """The cells of the longest word of a cell, up to a bound, or of a number that is written in groups."""
    words = max(map(cells, text.split()), default=1)
    found = max((end - start for start, end in numbers(text, 0, len(text))), default=1)
    return max(min(words, 2 * _LEAST), min(found, 3 * _LEAST))


def linear(rows: list[list[InlineText]], room: int) -> Iterator[list[Span]]:
    """The table as text: for each row a line `Header: cell` for each cell that is not empty."""
    header, *body = rows
    if not body:
        body = [[InlineText() for _ in header]]
    for number, row in enumerate(body):
        if number:
            yield []
        for head, cell in zip(header, row, strict=False):
            line = InlineText()
            for part, role in ((head, Role.STRONG), (cell, None)):
                if part is cell and head.text and cell.text:
                    line.draw(": ", Role.MARKER)
                for span in part.spans(0, len(part.text)):
                    if span.start < 0 or (part is head and number):
                        line.draw(span.text, span.role)
                    else:
                        line.add(
                            span.text, span.start, role if role and span.role is Role.TEXT else span.role
                        )
            if line.text:
                for piece in wrap(line.text, room):
                    yield row_spans(line, piece, room)
