"""One row of said text as spans that may go to a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.document.cell_width import SOFT, UNPLAIN, cells, clusters
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role, Span
from newsreader.document.wrap import Row

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
ISOLATES = Span("\u2068", Role.TEXT), Span("\u2069", Role.TEXT)
"""Around what is written from right to left, so that a terminal that orders text does not reorder the panes
beside it. They take no room; a terminal that knows nothing of direction shows the letters in stored order.
"""


def row_spans(said: InlineText, row: Row, room: int) -> list[Span]:
    """The spans of one row, without the places to break, its hyphen drawn."""
    spans = said.spans(row.start, row.end)
    text = said.text[row.start : row.end]
    if UNPLAIN.search(text):
        if any(mark in text for mark in SOFT):
            spans = [part for span in spans for part in _without_soft(span)]
        if cells(text) > room:
            spans = [Span(_squeezed(span.text, room), span.role, span.start) for span in spans]
        if _RIGHT_TO_LEFT.search(text):
            spans = [ISOLATES[0], *spans, ISOLATES[1]]
    if row.hyphen:
        spans.append(Span("-", spans[-1].role if spans else Role.TEXT))
    return spans


def _without_soft(span: Span) -> Iterator[Span]:
    at = 0
    for part in re.split(f"[{SOFT}]", span.text):
        if part:
            yield Span(part, span.role, span.start + at if span.start >= 0 else -1)
        at += len(part) + 1


def _squeezed(text: str, room: int) -> str:
    """`text` with what is wider than the room itself shown as a dot."""
    return "".join(text[start:end] if size <= room else "·" for start, end, size in clusters(text))
