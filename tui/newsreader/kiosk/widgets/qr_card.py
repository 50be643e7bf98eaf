"""A QR code as large as its place allows, black on white in every theme."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.text import Text
from textual.filter import LineFilter, NoColor
from textual.widgets import Static

from newsreader.ui.qr_style import drawn

if TYPE_CHECKING:
    from newsreader.links.qr import QrCode

LEAST_QUIET = 2
"""Modules of white that a telephone's camera needs at least; the standard's four where there is room."""


@lru_cache(maxsize=64)
def fitting(target: str, width: int, height: int, *, ascii_only: bool = False) -> QrCode | None:
    """The code of an address that fits into so many cells: with as much white round it as there is room for.

    Where it does not fit as it is, its scheme and host are written in capitals, which take less room. None
    where it does not fit even so.
    """
    from newsreader.links.qr import QUIET_ZONE, make_qr

    for capitals in (False, True):
        for border in range(QUIET_ZONE, LEAST_QUIET - 1, -1):
            made = make_qr(target, border=border, ascii_only=ascii_only, capitals=capitals)
            if made is not None and made.width <= width and made.height <= height:
                return made
    return None


class QrCard(Static):
    """The code itself, which keeps its black and white even where no colours are wanted."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    QrCard { width: auto; height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def draw(self, made: QrCode | None) -> None:
        """Shows a code, or nothing."""
        self.update(drawn(made.rows) if made is not None else Text())
        self.display = made is not None

    def get_line_filters(self) -> list[LineFilter]:
        """All but the one that takes colours away."""
        return [each for each in super().get_line_filters() if not isinstance(each, NoColor)]
