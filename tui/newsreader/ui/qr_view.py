"""Draw QR codes: black on white in every theme, and without glyphs where the terminal has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.filter import LineFilter, NoColor
from textual.widgets import Static

from newsreader.ui.output_filters import CharsetFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

QR_STYLE = Style(color="#ffffff", bgcolor="#000000", reverse=True)
"""Black on white: not every scanner reads the other. Reversed, so that it is right on a dark terminal without
colours too."""
_DARK = Style(color="#000000", bgcolor="#000000", reverse=False)
_BLOCK = "▀"
_DARK_MODULES = re.compile("#+")


def can_draw_blocks(widget: Widget) -> bool:
    """Whether the terminal has a glyph for half blocks."""
    filters = [each for each in widget.app.get_line_filters() if isinstance(each, CharsetFilter)]
    return all(each.draw(_BLOCK) == _BLOCK for each in filters)


def qr_text(rows: Sequence[str]) -> Text:
    """Style a code of half blocks, or one of `##` for dark modules, which needs no glyph."""
    code = "\n".join(rows)
    text = Text(code.replace("#", " "), style=QR_STYLE)
    for match in _DARK_MODULES.finditer(code):
        text.stylize(_DARK, *match.span())
    return text


class QrView(Static):
    """Shows a code, which keeps its black and white where colours are off."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    QrView { width: auto; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def get_line_filters(self) -> list[LineFilter]:
        """Return all but the filter that removes colours."""
        return [each for each in super().get_line_filters() if not isinstance(each, NoColor)]
