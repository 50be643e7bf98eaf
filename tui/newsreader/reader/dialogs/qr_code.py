"""A QR code as large as it comes, with what it says in plain letters beneath."""

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

_BESIDE = 4
"""Cells of air to the left and right of the card's contents."""
_AIR = 6
"""Lines of air above, below and between the card's contents, with its last line on how to go back."""

_SCHEMES = {"tel": "Scan to call", "sms": "Scan to send a text", "mailto": "Scan to write"}


class QrScreen(Dialog[None]):
    """Shows the code of an address or a number until a key is pressed."""

    CSS_PATH = "qr_code.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,Q,enter,space", "dismiss", "Close", id="close", tooltip="Goes back."),
    ]

    def __init__(self, target: str, name: str) -> None:
        super().__init__()
        self.target, self.name_shown = target, name

    def compose(self) -> ComposeResult:
        """From the top: whose code it is, the code, what it says, how to go back."""
        with Vertical(id="qr-card"):
            yield Static(id="qr-name", markup=False)
            yield QrView(id="qr-code")
            yield Static(id="qr-address", markup=False)
            yield Static(f"{_said(self.target)} · any key goes back", id="qr-hint", markup=False)

    def on_mount(self) -> None:
        """Draws for the size of the screen."""
        self._draw(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Draws for the new size of the screen."""
        self._draw(event.size)

    def _draw(self, size: Size) -> None:
        """Draws with air where there is room, else close together, else says what room it would take."""
        from newsreader.links.qr import make_qr

        made = make_qr(self.target, ascii_only=not can_draw_blocks(self))
        least = made.width if made is not None else 0
        width = min(max(least, min(cells(self.target), 72), 40), size.width - _BESIDE)
        name, address = self.name_shown, spaced(self.target, width)
        words = len(wrap_lines(name, width)) + len(wrap_lines(address, width))
        tight = least > width or (made is not None and made.height + words + _AIR > size.height)
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
        card.styles.width = width if tight else min(width + _BESIDE, size.width)
        self.query_one("#qr-name", Static).update(Text(name))
        self.query_one("#qr-code", Static).update(shown)
        self.query_one("#qr-address", Static).update(Text(address, overflow="fold"))

    def on_key(self, event: events.Key) -> None:
        """So does any key."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """A click anywhere goes back."""
        self.dismiss()


def spaced(target: str, width: int) -> str:
    """A number or an address to read and type: a number with air between its digits, if there is room."""
    scheme, _, rest = target.partition(":")
    if scheme not in _SCHEMES:
        return target
    if scheme == "mailto":
        return rest
    number, _, extension = rest.partition(";ext=")
    parts = [" ".join(part) for part in grouped(national(number)).split(" ")]
    airy = "   ".join([*parts, f"ext {extension}"] if extension else parts)
    return airy if cells(airy) <= width else rest


def _said(target: str) -> str:
    return _SCHEMES.get(target.partition(":")[0], "Scan to open")
