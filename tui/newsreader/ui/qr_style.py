"""How QR codes are drawn: black on white in every theme, and without glyphs where the terminal has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from newsreader.ui.output_filters import CharsetFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

INK = Style(color="#ffffff", bgcolor="#000000", reverse=True)
"""A QR code is black on white whatever the theme: not every scanner reads it the other way round. It is so by
reversing white on black, which is right too on a dark terminal that knows no colours.
"""
_DARK = Style(color="#000000", bgcolor="#000000", reverse=False)
_BLOCK = "▀"


def draws_blocks(widget: Widget) -> bool:
    """Whether the terminal can draw half blocks."""
    walls = [each for each in widget.app.get_line_filters() if isinstance(each, CharsetFilter)]
    return all(wall.draw(_BLOCK) == _BLOCK for wall in walls)


def drawn(rows: Sequence[str]) -> Text:
    """A code of half blocks, or one of `##` for dark modules, as text; the latter needs no glyph at all."""
    text = Text("\n".join(rows).replace("#", " "), style=INK)
    at = 0
    for row in rows:
        dark = row.find("#")
        while dark >= 0:
            end = dark
            while end < len(row) and row[end] == "#":
                end += 1
            text.stylize(_DARK, at + dark, at + end)
            dark = row.find("#", end)
        at += len(row) + 1
    return text
