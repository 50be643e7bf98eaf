"""A QR code as large as fits."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from newsreader.ui.qr_view import QrView, qr_text

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
            code = make_qr(target, border=border, ascii_only=ascii_only, capitals=capitals)
            if code is not None and code.width <= width and code.height <= height:
                return code
    return None


class QrCard(QrView):
    """Shows a code, or takes no room."""

    def show(self, code: QrCode | None) -> None:
        """Show a code, or nothing."""
        self.update(qr_text(code.rows) if code is not None else "")
        self.display = code is not None
