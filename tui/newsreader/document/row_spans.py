"""Convert one wrapped row of text to spans that are safe to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.document.cell_width import BREAK_OPPORTUNITIES, NOT_NARROW, cells, clusters
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role, Span
from newsreader.document.wrap import Row

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
ISOLATES = Span("\u2068", Role.TEXT), Span("\u2069", Role.TEXT)
"""Put around right-to-left text, so that a terminal that reorders it leaves the panes beside it alone.

They have no width; a terminal that does not reorder shows the letters in memory order.
"""


def row_spans(inline: InlineText, row: Row, room: int) -> list[Span]:
    """Return the spans of one row, without break opportunities and with its hyphen."""
    spans = inline.spans(row.start, row.end)
    text = inline.text[row.start : row.end]
    if NOT_NARROW.search(text):
        if any(character in text for character in BREAK_OPPORTUNITIES):
            spans = [part for span in spans for part in _without_break_opportunities(span)]
        if cells(text) > room:
            spans = [Span(_narrowed(span.text, room), span.role, span.start) for span in spans]
        if _RIGHT_TO_LEFT.search(text):
            spans = [ISOLATES[0], *spans, ISOLATES[1]]
    if row.hyphen:
        spans.append(Span("-", spans[-1].role if spans else Role.TEXT))
    return spans


def _without_break_opportunities(span: Span) -> Iterator[Span]:
    at = 0
    for part in re.split(f"[{BREAK_OPPORTUNITIES}]", span.text):
        if part:
            yield Span(part, span.role, span.start + at if span.start >= 0 else -1)
        at += len(part) + 1


def _narrowed(text: str, room: int) -> str:
    """Replace clusters that are wider than the row by a dot."""
    return "".join(text[start:end] if width <= room else "·" for start, end, width in clusters(text))
