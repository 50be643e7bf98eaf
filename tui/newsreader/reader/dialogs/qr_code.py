"""A dialog with a large QR code, and what it says in plain letters."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from newsreader.document.cell_width import cells
from newsreader.document.wrap import wrap_lines
from newsreader.links.phone_numbers import grouped, national
from newsreader.reader.dialogs.dialog import Dialog
from newsreader.ui.qr_view import QrView, can_draw_blocks, qr_text
from newsreader.ui.text_fit import cut

_SIDE_PADDING = 4
"""Cells to the left and right of the card's contents."""
_OTHER_LINES = 6
"""Lines of padding above, below and between the card's contents, and the hint."""

_SCHEMES = {"tel": "Scan to call", "sms": "Scan to send a text", "mailto": "Scan to write"}


class QrScreen(Dialog[None]):
    """Show the code of an address or a number until a key is pressed."""

    CSS_PATH = "qr_code.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q,enter,space", "dismiss", "Close", id="close", tooltip="Goes back."),
    ]

    def __init__(self, target: str, name: str) -> None:
        super().__init__()
        self.target, self.name_shown = target, name

    def compose(self) -> ComposeResult:
        """The name, the code, the address, a hint."""
        with Vertical(id="qr-card"):
            yield Static(id="qr-name", markup=False)
            yield QrView(id="qr-code")
            yield Static(id="qr-address", markup=False)
            yield Static(f"{_scan_hint(self.target)} · any key goes back", id="qr-hint", markup=False)

    def on_mount(self) -> None:
        """Draw for the size of the screen."""
        self._draw(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size of the screen."""
        self._draw(event.size)

    def _draw(self, size: Size) -> None:
        """Draw with padding where there is room, else without, else say what room the code needs."""
        from newsreader.links.qr import make_qr

        made = make_qr(self.target, ascii_only=not can_draw_blocks(self))
        least = made.width if made is not None else 0
        width = min(max(least, min(cells(self.target), 72), 40), size.width - _SIDE_PADDING)
        name, address = self.name_shown, spaced(self.target, width)
        words = len(wrap_lines(name, width)) + len(wrap_lines(address, width))
        tight = least > width or (made is not None and made.height + words + _OTHER_LINES > size.height)
        if tight:
            width = size.width
            name, address = cut(name, width), cut(address, width)
        if made is None:
            shown = Text("The address is too long for a code.")
        elif made.width <= width and made.height + (2 if tight else 0) <= size.height:
            shown = qr_text(made.rows)
        else:
            need = f"{made.width} by {made.height + 2}"
            shown = Text(f"The code needs a window of {need}; this one is too small for it.")
            tight, address = False, spaced(self.target, width)
        card = self.query_one("#qr-card")
        card.set_class(tight, "-tight")
        card.styles.width = width if tight else min(width + _SIDE_PADDING, size.width)
        self.query_one("#qr-name", Static).update(Text(name))
        self.query_one("#qr-code", Static).update(shown)
        self.query_one("#qr-address", Static).update(Text(address, overflow="fold"))

    def on_key(self, event: events.Key) -> None:
        """Close on any key."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """Close on a click anywhere."""
        self.dismiss()


def spaced(target: str, width: int) -> str:
    """An address as it is; a number with spaces between its digits, if there is room."""
    scheme, _, rest = target.partition(":")
    if scheme not in _SCHEMES:
        return target
    if scheme == "mailto":
        return rest
    number, _, extension = rest.partition(";ext=")
    parts = [" ".join(part) for part in grouped(national(number)).split(" ")]
    spaced_out = "   ".join([*parts, f"ext {extension}"] if extension else parts)
    return spaced_out if cells(spaced_out) <= width else rest


def _scan_hint(target: str) -> str:
    return _SCHEMES.get(target.partition(":")[0], "Scan to open")
