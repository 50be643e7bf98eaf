"""One card of a list: what it says, and how that is broken into rows."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from newsreader.ui.text_fit import cut
from newsreader.ui.text_wrap import wrapped

_LONGEST = 600
"""Characters of a text that can ever be in sight on a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to choose. Clean text, never markup."""

    title: str
    detail: str = ""
    """Beneath the title, on as many rows as it leaves."""
    number: str = ""
    """Before the title: the number by which a link is marked in its text."""


def edge(current: bool, first: bool) -> str:
    """The left edge of a card: a bar, or the mark of the cursor, which shows without colours too."""
    return "▎ " if not current else "▸ " if first else "  "


def card_rows(card: Card, width: int, most: int) -> list[list[tuple[str, str]]]:
    """What a card says, row by row, in pieces with their looks.

    A title that leaves no row for the detail shares its last one with it.
    """
    title = wrapped(card.title[:_LONGEST], width)
    if not card.detail:
        return [[(text, "title")] for text in _shortened(title, most, width)]
    if len(title) < most:
        detail = _shortened(wrapped(card.detail[:_LONGEST], width), most - len(title), width)
        return [*([(text, "title")] for text in title), *([(text, "detail")] for text in detail)]
    end = f" · {card.detail[:_LONGEST]}"
    room = max(width - cell_len(end), width // 3)
    first, last = title[: most - 1], " ".join(title[most - 1 :])
    shown = cut(last, room)
    return [
        *([(text, "title")] for text in first),
        [(shown, "title"), (cut(end, width - cell_len(shown)), "detail")],
    ]


def _shortened(lines: list[str], most: int, width: int) -> list[str]:
    """The first lines, with an ellipsis where some are left out."""
    if len(lines) <= most or most <= 0:
        return lines[: max(most, 0)]
    last = lines[most - 1]
    return [*lines[: most - 1], f"{last} …" if cell_len(last) + 2 <= width else cut(f"{last} …", width)]
