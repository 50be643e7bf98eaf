"""Render blocks as lines of a width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from newsreader.document.block_text import has_blank_line_between
from newsreader.document.blocks import Block, Item, Kind, Quote
from newsreader.document.cell_width import NOT_NARROW, cells, clusters
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Line, Role, Span
from newsreader.document.row_spans import row_spans
from newsreader.document.tables import render_table
from newsreader.document.wrap import Row, wrap

_CONTINUATION = "↪ "
_CODE_INDENT = 2

TextOf = Callable[[Block], InlineText]


class _Margin(NamedTuple):
    """What one container draws to the left of its text."""

    first: Span
    others: Span
    """On all lines but the first."""
    cells: int


def render_blocks(blocks: Iterable[Block], width: int, text_of: TextOf) -> Iterator[Line]:
    """Yield the lines of `blocks`, none wider than `width`, with the blank lines between them."""
    before: Block | None = None
    for block in blocks:
        if not block.is_visible(text_of(block)):
            continue
        if before is not None and has_blank_line_between(before, block):
            yield _blank_line(before, block, width)
        before = block
        yield from _render_block(block, width, text_of)


def _blank_line(before: Block, block: Block, width: int) -> Line:
    """Return a blank line, with the bars of the quotations around both blocks."""
    shared = 0
    for container, other in zip(before.path, block.path, strict=False):
        if container is not other:
            break
        shared += 1
    margins = _margins(block)
    dropped = len(margins) - len(_fitting(margins, width))
    count = sum(isinstance(container, Quote | Item) for container in block.path[:shared])
    spans = [margin.others for margin in margins[dropped:count]]
    while spans and not spans[-1].text.strip():
        spans.pop()
    return make_line(spans)


def _margins(block: Block) -> list[_Margin]:
    found: list[_Margin] = []
    for number, container in enumerate(block.path):
        if isinstance(container, Quote):
            bar = Span("▌ ", Role.MARKER)
            found.append(_Margin(bar, bar, 2))
        elif isinstance(container, Item):
            size = max(container.list.number_width, cells(container.marker)) + 1
            blank = Span(" " * size, Role.TEXT)
            marker = Span(container.marker.rjust(size - 1) + " ", Role.MARKER)
            found.append(_Margin(marker if number >= block.first_new else blank, blank, size))
    return found


def _fitting(margins: list[_Margin], width: int) -> list[_Margin]:
    """Return the innermost margins, as many as leave room for text."""
    least_text = width * 2 // 5 if width >= 20 else min(width, 8, max(width - 4, 4))
    room = width - least_text
    kept = len(margins)
    while kept and margins[kept - 1].cells <= room:
        kept -= 1
        room -= margins[kept].cells
    return margins[kept:]


def _render_block(block: Block, width: int, text_of: TextOf) -> Iterator[Line]:
    margins = _fitting(_margins(block), width)
    room = width - sum(margin.cells for margin in margins)
    first = [margin.first for margin in margins]
    for spans in _content(block, room, text_of):
        yield make_line([*first, *spans])
        first = [margin.others for margin in margins]


def _content(block: Block, room: int, text_of: TextOf) -> Iterator[list[Span]]:
    inline = text_of(block)
    if block.kind is Kind.RULE:
        yield [Span("─" * room, Role.RULE)]
    elif block.kind is Kind.TABLE:
        yield from render_table(block.cells or [], block.aligns, room)
    elif block.kind is Kind.CODE:
        yield from _code(inline, room)
    else:
        rows = wrap(inline.text, room)
        while len(rows) > 1 and rows[-1].start == rows[-1].end:
            rows.pop()
        for row in rows:
            yield row_spans(inline, row, room)


def _code(inline: InlineText, room: int) -> Iterator[list[Span]]:
    """Yield the lines of code, indented; a line that is too long continues on the next, with a sign."""
    margin = [Span(" " * _CODE_INDENT, Role.CODE_BLOCK)] if room >= 8 * _CODE_INDENT else []
    room -= _CODE_INDENT if margin else 0
    continuation = [Span(_CONTINUATION, Role.MARKER)] if room >= 8 else []
    start = 0
    for text in inline.text.split("\n"):
        begin, end = start, start + len(text)
        stop = _code_row_end(inline.text, begin, end, room)
        yield [*margin, *row_spans(inline, Row(begin, stop), room)]
        while stop < end:
            begin = stop
            stop = _code_row_end(inline.text, begin, end, room - (2 if continuation else 0))
            yield [*margin, *continuation, *row_spans(inline, Row(begin, stop), room)]
        start = end + 1


def _code_row_end(text: str, start: int, end: int, room: int) -> int:
    """Return how far `text[start:end]` fits in `room` cells; at least one cluster."""
    stop = min(start + room, end)
    if not NOT_NARROW.search(text, start, stop):
        space = text.rfind(" ", stop - room // 3, stop) if stop < end else -1
        return space + 1 if space > start and text[start:space].strip() else stop
    used = 0
    for begin, finish, width in clusters(text[start : min(end, start + 8 * room)]):
        if used + width > room and begin:
            return start + begin
        used += width
        stop = start + finish
    return stop


def make_line(spans: list[Span]) -> Line:
    """Return a line of `spans` with its width."""
    return Line(tuple(spans), sum(cells(span.text) for span in spans))
