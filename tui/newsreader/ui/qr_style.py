"""Names of `qr_view` that the display still uses."""

from newsreader.ui.qr_view import can_draw_blocks as draws_blocks
from newsreader.ui.qr_view import qr_text as drawn

__all__ = ["drawn", "draws_blocks"]
