"""How to reach a service or open a page: number, address and QR code for a visitor's phone."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.widgets.contact_card import ContactCard
from newsreader.kiosk.widgets.qr_card import QrCard, largest_code
from newsreader.kiosk.widgets.standard_buttons import back_button, last_buttons
from newsreader.kiosk.widgets.touch_buttons import Button, button_height, rows_of
from newsreader.links.qr import QrCode
from newsreader.ui.qr_view import can_draw_blocks

MIN_TEXT_WIDTH = 26
"""Cells for the text beside the code."""


class ContactScreen(KioskScreen):
    """Shows the code as large as fits, with the text beside it.

    A code too high for the body stands at the left edge, from the top down to the emergency line, with
    everything else beside it.
    """

    DEFAULT_CSS = """
    ContactScreen #code-and-text { height: 1fr; }
    ContactScreen QrCard { display: none; }
    ContactScreen #code { margin: 0 1 0 1; }
    ContactScreen.-edge #edge-code { dock: left; }
    ContactScreen.-edge #emergency { dock: bottom; }
    """

    def __init__(self, context: KioskContext, method: ContactMethod) -> None:
        super().__init__(context)
        self._method = method
        self._code, self._edge_code = QrCard(id="code"), QrCard(id="edge-code")
        self._layout_key: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield self._edge_code
        yield from super().compose()

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="code-and-text"):
            yield self._code
            yield ContactCard(self.context, self._method, id="contact")

    def buttons(self) -> Sequence[Button]:
        """Return Back first, leaving last."""
        return (back_button(self.translations), *last_buttons(self.translations))

    def on_mount(self) -> None:
        self._place_code()

    def on_resize(self) -> None:
        """Place the code again."""
        self._place_code()

    def tick(self) -> None:
        """Place the code again if a banner has come or gone."""
        self._place_code()

    async def retranslate(self) -> None:
        """Switch the language; the buttons may need more room then."""
        self.retranslate_chrome()
        if self.is_ready:
            self.query_one(ContactCard).refresh()
        self._place_code()

    def _place_code(self) -> None:
        """Show the code in the body, or at the edge if it is too high for that and there is no banner."""
        if not self.is_ready:
            return
        width, height = self.app.size
        has_banner, notices = self.chrome.banner.display, self.chrome.notice_height
        key = (width, height, notices, has_banner, self.translations.language)
        if key == self._layout_key:
            return
        self._layout_key = key
        buttons = button_height(height) * len(rows_of(self.buttons(), width))
        body = self._fit(width - MIN_TEXT_WIDTH - 2, height - 2 - notices - buttons)
        edge = None if body is not None or has_banner else self._fit(width - MIN_TEXT_WIDTH, height - 1)
        self._code.show(body)
        self._edge_code.show(edge)
        self.set_class(edge is not None, "-edge")
        self.query_one(ContactCard).has_code = body is not None or edge is not None

    def _fit(self, width: int, height: int) -> QrCode | None:
        """Return the code with the largest modules that fit; without block characters, in ASCII only."""
        target = self._method.code
        if target is None:
            return None
        in_ascii = largest_code(target, width, height, ascii_only=True)
        return in_ascii if in_ascii or not can_draw_blocks(self) else largest_code(target, width, height)
