"""A QR code as large as fits, black on white in every theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.text import Text
from textual.filter import LineFilter, NoColor
from textual.widgets import Static

from newsreader.ui.qr_style import drawn

if TYPE_CHECKING:
    from newsreader.links.qr import QrCode

MIN_QUIET_ZONE = 2
"""Modules of white that a phone's camera needs; the standard's four are used if there is room."""


@lru_cache(maxsize=64)
def largest_code(target: str, width: int, height: int, *, ascii_only: bool = False) -> QrCode | None:
    """Return the code of an address with the widest quiet zone that fits into so many cells.

    A code that is too large is tried with its scheme and host in capitals, which need fewer modules. None if
    that does not fit either.
    """
    from newsreader.links.qr import QUIET_ZONE, make_qr

    for capitals in (False, True):
        for border in range(QUIET_ZONE, MIN_QUIET_ZONE - 1, -1):
            made = make_qr(target, border=border, ascii_only=ascii_only, capitals=capitals)
            if made is not None and made.width <= width and made.height <= height:
                return made
    return None


class QrCard(Static):
    """Draws a code, whose black and white it keeps even where colours are off."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    QrCard { width: auto; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, code: QrCode | None) -> None:
        """Show a code, or nothing."""
        self.update(drawn(code.rows) if code is not None else Text())
        self.display = code is not None

    def get_line_filters(self) -> list[LineFilter]:
        """Leave out the filter that removes colours."""
        return [each for each in super().get_line_filters() if not isinstance(each, NoColor)]
