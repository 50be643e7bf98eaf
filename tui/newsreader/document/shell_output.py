"""A document for the shell: in colour for a terminal, or as linear text for a screen reader and `grep`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.document.blocks import Block, Item, Kind, Quote
from newsreader.document.document import Document
from newsreader.document.inline_text import InlineText
from newsreader.document.layout import Layout
from newsreader.document.lines import Mark, MarkKind, Role, Span
from newsreader.document.passages import lines_between
from newsreader.document.row_spans import ISOLATES
from newsreader.document.syntax_highlighting import load_colours
from newsreader.document.wrap import wrap

_LOOKS = {
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
_MARKED = {
    MarkKind.LINK: "4",
    MarkKind.LINK_CURRENT: "4;7",
    MarkKind.MATCH: "7",
    MarkKind.MATCH_CURRENT: "7;1",
}
_SCREEN = 60
"""Lines drawn at a time."""


def render(document: Document, width: int, *, colour: bool, marks: Sequence[Mark] = ()) -> Iterator[str]:
    """The lines of `document` at `width`, without line ends; colour by SGR only, reset on each line."""
    layout = Layout(document, width)
    if colour:
        load_colours()
    while not document.work(1.0):
        pass
    layout.set_marks(marks)
    at = 0
    while at < layout.height:
        lines = layout.lines(at, at + _SCREEN)
        for line in lines:
            spans = [span for span in line.spans if span not in ISOLATES]
            yield "".join(map(_painted, spans)) if colour else "".join(span.text for span in spans).rstrip()
        at += len(lines)


def _painted(span: Span) -> str:
    looks = [
        look for look in (_LOOKS.get(span.role), *(_MARKED.get(mark.kind) for mark in span.marks)) if look
    ]
    return f"\x1b[{';'.join(looks)}m{span.text}\x1b[0m" if looks else span.text


def plain(document: Document, width: int | None = None) -> Iterator[str]:
    """`document` as linear text: no boxes, no columns, each paragraph on one line unless `width` is given.

    List items keep their bullet or number, a table becomes a line `Header: cell` for each of its cells.
    """
    while not document.work(1.0):
        pass
    before: Block | None = None
    for number in range(len(document.slices) + 1):
        for block in document.blocks(number):
            if not block.shows(document.said(block)):
                continue
            if before is not None and (block.path[:1] != before.path[:1] or lines_between(before, block)):
                yield ""
            before = block
            yield from _linear(block, document, width)


def _linear(block: Block, document: Document, width: int | None) -> Iterator[str]:
    said = document.said(block)
    if block.kind is Kind.RULE:
        yield "* * *"
        return
    if block.kind is Kind.CODE:
        for line in said.text.split("\n"):
            yield f"    {line}"
        return
    if block.kind is Kind.TABLE:
        for text in _cells(block.cells or []):
            yield from _folded(text, "", width)
        return
    lead = _lead(block)
    for text in _words(said).split("\n"):
        yield from _folded(text, lead, width)
        lead = " " * len(lead)


def _lead(block: Block) -> str:
    """What stands before the block's first line: its item's marker, set in, or the quotation's sign."""
    parts = []
    for number, container in enumerate(block.path):
        if isinstance(container, Quote):
            parts.append("> ")
        elif isinstance(container, Item):
            marker = {"☐": "[ ]", "☑": "[x]", "•": "-", "◦": "-", "▪": "-"}.get(
                container.marker, container.marker
            )
            parts.append(f"{marker} " if number >= block.opens else " " * (len(marker) + 1))
    return "".join(parts)


def _words(said: InlineText) -> str:
    """The text with footnote marks and the like, without places to break."""
    return said.text.replace("\u00ad", "").replace("\u200b", "").strip("\n")


def _cells(rows: list[list[InlineText]]) -> Iterator[str]:
    """A table as lines of `Header: cell`, its rows parted by a blank line."""
    header, *body = rows
    if not body:
        yield from (_on_one_line(cell) for cell in header if cell.text)
    for number, row in enumerate(body):
        if number:
            yield ""
        for head, cell in zip(header, row, strict=False):
            name, value = _on_one_line(head), _on_one_line(cell)
            if name or value:
                yield f"{name}: {value}".removeprefix(": ").rstrip()


def _on_one_line(cell: InlineText) -> str:
    return _words(cell).replace("\n", " ")


def _folded(text: str, lead: str, width: int | None) -> Iterator[str]:
    if width is None or not text:
        yield (lead + text).rstrip()
        return
    for row in wrap(text, max(width - len(lead), 1)):
        yield (lead + text[row.start : row.end] + "-" * row.hyphen).rstrip()
        lead = " " * len(lead)
