"""Render tables: wrap the cells to fit, or print `Header: cell` lines where columns would be too narrow."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.document.cell_width import cells
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role, Span
from newsreader.document.row_spans import row_spans
from newsreader.document.wrap import grouped_numbers, wrap

_MIN_COLUMN = 6
"""Cells of the narrowest column in which words are wrapped; a column of less text is narrower."""
_SEPARATOR = Span(" │ ", Role.MARKER)


def render_table(rows: list[list[InlineText]], aligns: list[str], room: int) -> Iterator[list[Span]]:
    """Yield the lines of a table whose first row is its header."""
    widths = column_widths(rows, room)
    if not widths:
        yield from _labelled_lines(rows, room)
        return
    previous_tall = False
    for number, row in enumerate(rows):
        columns = [
            [row_spans(cell, part, width) for part in wrap(cell.text, width)]
            for cell, width in zip(row, widths, strict=False)
        ]
        if number == 0:
            columns = [[[_strong(span) for span in spans] for spans in column] for column in columns]
        height = max(map(len, columns), default=0)
        if number > 1 and (height > 1 or previous_tall):
            yield _rule(widths, "┄", "┄┼┄")
        previous_tall = height > 1
        for line in range(height):
            yield _row([column[line] if line < len(column) else [] for column in columns], widths, aligns)
        if number == 0:
            yield _rule(widths, "─", "─┼─")


def _strong(span: Span) -> Span:
    return Span(span.text, Role.STRONG, span.start) if span.role is Role.TEXT else span


def _rule(widths: list[int], dash: str, cross: str) -> list[Span]:
    return [Span(cross.join(dash * width for width in widths), Role.MARKER)]


def _row(parts: list[list[Span]], widths: list[int], aligns: list[str]) -> list[Span]:
    spans: list[Span] = []
    for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
        if number:
            spans.append(_SEPARATOR)
        spare = width - sum(cells(span.text) for span in part)
        align = aligns[number] if number < len(aligns) else ""
        left = spare if align == "right" else spare // 2 if align == "center" else 0
        if left:
            spans.append(Span(" " * left, Role.TEXT))
        spans.extend(part)
        if spare - left and number + 1 < len(widths):
            spans.append(Span(" " * (spare - left), Role.TEXT))
    return spans


def column_widths(rows: list[list[InlineText]], room: int) -> list[int]:
    """Return the width of each column so that all fit in `room`; an empty list if they would be unreadable.

    Each column gets the width of its widest cell if there is room, and at least that of its longest word or
    phone number, up to a limit. The widest columns are narrowed first.
    """
    count = len(rows[0]) if rows else 0
    if not count:
        return []
    widest = [1] * count
    narrowest = [1] * count
    for row in rows:
        for number, cell in enumerate(row[:count]):
            widest[number] = max(widest[number], *map(cells, cell.text.split("\n")))
            narrowest[number] = max(narrowest[number], _min_width(cell.text))
    free = room - 3 * (count - 1)
    if sum(widest) <= free:
        return widest
    narrowest = [min(low, high) for low, high in zip(narrowest, widest, strict=True)]
    if sum(narrowest) > free:
        narrowest = [min(low, _MIN_COLUMN) for low in narrowest]
    if sum(narrowest) > free:
        return []
    low, high = 1, max(widest)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(_limited(widest, narrowest, middle)) <= free:
            low = middle
        else:
            high = middle - 1
    return _limited(widest, narrowest, low)


def _limited(widest: list[int], narrowest: list[int], limit: int) -> list[int]:
    return [max(min(high, limit), low) for high, low in zip(widest, narrowest, strict=True)]


def _min_width(text: str) -> int:
    """Return the cells of the longest word or grouped number of a cell, up to a limit."""
    word = max(map(cells, text.split()), default=1)
    number = max((end - start for start, end in grouped_numbers(text, 0, len(text))), default=1)
    return max(min(word, 2 * _MIN_COLUMN), min(number, 3 * _MIN_COLUMN))


def _labelled_lines(rows: list[list[InlineText]], room: int) -> Iterator[list[Span]]:
    """Yield the table as text: a line `Header: cell` for each cell that is not empty."""
    header, *body = rows
    for number, row in enumerate(body or [[InlineText() for _ in header]]):
        if number:
            yield []
        for head, cell in zip(header, row, strict=False):
            line = InlineText()
            for span in head.spans(0, len(head.text)):
                role = Role.STRONG if span.role is Role.TEXT else span.role
                if span.start < 0 or number:  # the header is part of the article's text once
                    line.decorate(span.text, span.role)
                else:
                    line.append(span.text, span.start, role)
            if head.text and cell.text:
                line.decorate(": ", Role.MARKER)
            for span in cell.spans(0, len(cell.text)):
                if span.start < 0:
                    line.decorate(span.text, span.role)
                else:
                    line.append(span.text, span.start, span.role)
            if line.text:
                yield from (row_spans(line, piece, room) for piece in wrap(line.text, room))
