"""Blocks as lines of a width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newsreader.document.blocks import Block, Item, Kind, Quote
from newsreader.document.cell_width import UNPLAIN, cells, clusters
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Line, Role, Span
from newsreader.document.passages import lines_between
from newsreader.document.row_spans import row_spans
from newsreader.document.tables import draw_table
from newsreader.document.wrap import Row, wrap

_EMPTY = Line()
_HANGING = "↪ "
_INDENT = 2


def _least(width: int) -> int:
    """Cells that are left for text whatever it stands in."""
    return width * 2 // 5 if width >= 20 else min(width, 8, max(width - 4, 4))


def draw(blocks: Iterable[Block], width: int, said: Callable[[Block], InlineText]) -> Iterator[Line]:
    """The lines of `blocks`, none wider than `width`, with the blank lines between them."""
    before: Block | None = None
    for block in blocks:
        if not block.shows(said(block)):
            continue
        if before is not None and lines_between(before, block):
            yield _blank(before, block, width)
        before = block
        yield from _draw_block(block, width, said)


def _blank(before: Block, block: Block, width: int) -> Line:
    """A blank line, along which the bars of a quotation around both blocks go on."""
    shared = 0
    for container, other in zip(before.path, block.path, strict=False):
        if container is not other:
            break
        shared += 1
    margins = _margins(block)
    left_out = len(margins) - len(_fitting(margins, width))
    count = sum(isinstance(container, Quote | Item) for container in block.path[:shared])
    spans = [span for _, span, _ in margins[left_out:count]]
    while spans and not spans[-1].text.strip():
        spans.pop()
    return make_line(spans) if spans else _EMPTY


def _margins(block: Block) -> list[tuple[Span, Span, int]]:
    """What stands left of the text for each thing it is in: on the first line, on the others, its cells."""
    found: list[tuple[Span, Span, int]] = []
    for number, container in enumerate(block.path):
        if isinstance(container, Quote):
            bar = Span("▌ ", Role.MARKER)
            found.append((bar, bar, 2))
        elif isinstance(container, Item):
            size = max(container.listing.digits, cells(container.marker)) + 1
            blank = Span(" " * size, Role.TEXT)
            marker = container.marker.rjust(size - 1) + " "
            found.append((Span(marker, Role.MARKER) if number >= block.opens else blank, blank, size))
    return found


def _fitting(margins: list[tuple[Span, Span, int]], width: int) -> list[tuple[Span, Span, int]]:
    """The innermost of `margins`, as many as leave room for text."""
    room = width - _least(width)
    kept = len(margins)
    while kept and margins[kept - 1][2] <= room:
        kept -= 1
        room -= margins[kept][2]
    return margins[kept:]


def _draw_block(block: Block, width: int, said: Callable[[Block], InlineText]) -> Iterator[Line]:
    margins = _fitting(_margins(block), width)
    room = width - sum(size for _, _, size in margins)
    first = [span for span, _, _ in margins]
    others = [span for _, span, _ in margins]
    for spans in _content(block, room, said):
        yield make_line([*first, *spans])
        first = others


def _content(block: Block, room: int, said: Callable[[Block], InlineText]) -> Iterator[list[Span]]:
    """The lines of the block itself, as spans."""
    if block.kind is Kind.RULE:
        yield [Span("─" * room, Role.RULE)]
    elif block.kind is Kind.TABLE:
        said(block)
        yield from draw_table(block.cells or [], block.aligns, room)
    elif block.kind is Kind.CODE:
        yield from _code(said(block), room)
    else:
        text = said(block)
        rows = wrap(text.text, room)
        while len(rows) > 1 and rows[-1].start == rows[-1].end:
            rows.pop()
        for row in rows:
            yield row_spans(text, row, room)


def _code(said: InlineText, room: int) -> Iterator[list[Span]]:
    """Code, set in; what is longer than a line goes on in the next, which says so."""
    margin = [Span(" " * _INDENT, Role.CODE_BLOCK)] if room >= 8 * _INDENT else []
    room -= _INDENT if margin else 0
    hanging = [Span(_HANGING, Role.MARKER)] if room >= 8 else []
    start = 0
    for text in said.text.split("\n"):
        begin, end = start, start + len(text)
        stop = _fits(said.text, begin, end, room)
        yield [*margin, *row_spans(said, Row(begin, stop), room)]
        while stop < end:
            begin, stop = stop, _fits(said.text, stop, end, room - (2 if hanging else 0))
            yield [*margin, *hanging, *row_spans(said, Row(begin, stop), room)]
        start = end + 1


def _fits(text: str, start: int, end: int, room: int) -> int:
    """How far `text[start:end]` fits in `room` cells; at least one cluster."""
    stop = min(start + room, end)
    if not UNPLAIN.search(text, start, stop):
        space = text.rfind(" ", stop - room // 3, stop) if stop < end else -1
        return space + 1 if space > start and text[start:space].strip() else stop
    used = 0
    for begin, finish, size in clusters(text[start : min(end, start + 8 * room)]):
        if used + size > room and begin:
            return start + begin
        used += size
        stop = start + finish
    return stop


def make_line(spans: list[Span]) -> Line:
    """A line of `spans` and its width."""
    return Line(tuple(spans), sum(cells(span.text) for span in spans))
