"""Print a document: styled for a terminal, or as linear text for screen readers and `grep`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from newsreader.document.block_text import has_blank_line_between
from newsreader.document.blocks import Block, Item, Kind, Quote
from newsreader.document.document import Document
from newsreader.document.inline_text import InlineText
from newsreader.document.layout import Layout
from newsreader.document.lines import Mark, MarkKind, Role, Span
from newsreader.document.row_spans import ISOLATES
from newsreader.document.syntax_highlighting import load_pygments
from newsreader.document.wrap import wrap

_SGR_OF_ROLE = {
    Role.STRONG: "1",
    Role.EMPHASIS: "3",
    Role.STRONG_EMPHASIS: "1;3",
    Role.STRUCK: "9",
    Role.CODE: "36",
    Role.HEADING_1: "1;4",
    Role.HEADING_2: "1",
    Role.HEADING_3: "1;2",
    Role.MARKER: "2",
    Role.RULE: "2",
    Role.CODE_KEYWORD: "35",
    Role.CODE_STRING: "32",
    Role.CODE_COMMENT: "2;3",
    Role.CODE_NUMBER: "33",
    Role.CODE_NAME: "34",
    Role.IMAGE: "2;3",
}
_SGR_OF_MARK = {
    MarkKind.LINK: "4",
    MarkKind.LINK_CURRENT: "4;7",
    MarkKind.MATCH: "7",
    MarkKind.MATCH_CURRENT: "7;1",
}
_ASCII_MARKERS = {"☐": "[ ]", "☑": "[x]", "•": "-", "◦": "-", "▪": "-"}


def render(document: Document, width: int, *, colour: bool, marks: Sequence[Mark] = ()) -> Iterator[str]:
    """Yield the lines of `document` at `width`, without line ends; with `colour`, styled by SGR sequences."""
    layout = Layout(document, width)
    if colour:
        load_pygments()
    layout.set_marks(marks)
    for line in layout.all_lines():
        spans = [span for span in line.spans if span not in ISOLATES]
        yield "".join(map(_styled, spans)) if colour else "".join(span.text for span in spans).rstrip()


def _styled(span: Span) -> str:
    codes = [_SGR_OF_ROLE.get(span.role), *(_SGR_OF_MARK.get(mark.kind) for mark in span.marks)]
    sgr = ";".join(filter(None, codes))
    return f"\x1b[{sgr}m{span.text}\x1b[0m" if sgr else span.text


def plain(document: Document, width: int | None = None) -> Iterator[str]:
    """Yield `document` as linear text: no boxes or columns, one line a paragraph unless `width` is given.

    List items keep their bullet or number; each cell of a table is a line `Header: cell`.
    """
    document.find_definitions(inf)
    before: Block | None = None
    for number in range(len(document.chunks) + 1):
        for block in document.blocks(number):
            if not block.is_visible(document.text_of(block)):
                continue
            if before is not None and (
                block.path[:1] != before.path[:1] or has_blank_line_between(before, block)
            ):
                yield ""
            before = block
            yield from _linear(block, document.text_of(block), width)


def _linear(block: Block, inline: InlineText, width: int | None) -> Iterator[str]:
    if block.kind is Kind.RULE:
        yield "* * *"
    elif block.kind is Kind.CODE:
        yield from (f"    {line}" for line in inline.text.split("\n"))
    elif block.kind is Kind.TABLE:
        for text in _table_lines(block.cells or []):
            yield from _wrapped(text, "", width)
    else:
        prefix = _prefix(block)
        for text in _readable(inline).split("\n"):
            yield from _wrapped(text, prefix, width)
            prefix = " " * len(prefix)


def _prefix(block: Block) -> str:
    """Return what precedes the block's first line: quotation signs and list markers."""
    parts = []
    for number, container in enumerate(block.path):
        if isinstance(container, Quote):
            parts.append("> ")
        elif isinstance(container, Item):
            marker = _ASCII_MARKERS.get(container.marker, container.marker)
            parts.append(f"{marker} " if number >= block.first_new else " " * (len(marker) + 1))
    return "".join(parts)


def _readable(inline: InlineText) -> str:
    """Return the text with footnote marks and other decoration, without break opportunities."""
    return inline.text.replace("\u00ad", "").replace("\u200b", "").strip("\n")


def _table_lines(rows: list[list[InlineText]]) -> Iterator[str]:
    header, *body = [[_readable(cell).replace("\n", " ") for cell in row] for row in rows]
    if not body:
        yield from filter(None, header)
    for number, row in enumerate(body):
        if number:
            yield ""
        for head, cell in zip(header, row, strict=False):
            if head or cell:
                yield f"{head}: {cell}".removeprefix(": ").rstrip()


def _wrapped(text: str, prefix: str, width: int | None) -> Iterator[str]:
    if width is None or not text:
        yield (prefix + text).rstrip()
        return
    for row in wrap(text, max(width - len(prefix), 1)):
        yield (prefix + text[row.start : row.end] + "-" * row.hyphen).rstrip()
        prefix = " " * len(prefix)
