"""One card of a list, and how its text is broken into lines."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.widgets.shortened import shortened_lines
from newsreader.ui.text_fit import cut

MAX_CHARACTERS = 600
"""Of a text that can ever be in sight on a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """Something to choose. Clean text, never markup."""

    title: str
    detail: str = ""
    """Below the title, in the lines that it leaves."""
    number: str = ""
    """Before the title: the number that marks a link in the text of an article."""


def edge(current: bool, first: bool) -> str:
    """Return the left edge of a line: a bar, or at the cursor a mark that shows without colours too."""
    return "▎ " if not current else "▸ " if first else "  "


def card_rows(card: Card, width: int, max_lines: int) -> list[list[tuple[str, str]]]:
    """Return the text of a card line by line, each in pieces with the names of their styles.

    A title that leaves no line for the detail shares its last one with it.
    """
    title = wrap_lines(card.title[:MAX_CHARACTERS], width)
    detail = card.detail[:MAX_CHARACTERS]
    if not detail:
        return [[(text, "title")] for text in shortened_lines(title, max_lines, width)]
    if len(title) < max_lines:
        below = shortened_lines(wrap_lines(detail, width), max_lines - len(title), width)
        return [*([(text, "title")] for text in title), *([(text, "detail")] for text in below)]
    end = f" · {detail}"
    last = cut(" ".join(title[max_lines - 1 :]), max(width - cell_len(end), width // 3))
    return [
        *([(text, "title")] for text in title[: max_lines - 1]),
        [(last, "title"), (cut(end, width - cell_len(last)), "detail")],
    ]
