"""A number, an address and their code, to be taken along on a visitor's own telephone. Nothing is opened."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal

from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.screens.card_screen import last_buttons
from newsreader.kiosk.widgets.banner_line import BannerLine
from newsreader.kiosk.widgets.contact_card import ContactCard
from newsreader.kiosk.widgets.note_line import NoteLine
from newsreader.kiosk.widgets.qr_card import QrCard, fitting
from newsreader.kiosk.widgets.touch_buttons import button_height, rows_of
from newsreader.links.qr import QrCode
from newsreader.ui.qr_style import draws_blocks

BESIDE = 26
"""Cells that the words beside the code need at least."""


class CodeScreen(KioskScreen):
    """Shows how to reach something: the code as large as fits, the rest beside it.

    Where the code is too high for the body of the screen, it stands at the screen's left edge from the top
    down to the numbers to call, and everything else beside it.
    """

    DEFAULT_CSS = """
    CodeScreen #code-place { height: 1fr; }
    CodeScreen QrCard { display: none; }
    CodeScreen #code { margin: 0 1 0 1; }
    CodeScreen.-edge #edge { dock: left; }
    CodeScreen.-edge #emergency { dock: bottom; }
    """

    def __init__(self, way: ContactMethod) -> None:
        super().__init__()
        self.way = way
        self._arranged: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        """The frame, with the place for a large code before it."""
        yield QrCard(id="edge")
        yield from super().compose()

    def compose_body(self) -> ComposeResult:
        """The code, the words."""
        with Horizontal(id="code-place"):
            yield QrCard(id="code")
            yield ContactCard(self.way, self.words, id="way")

    def buttons(self) -> Sequence[Button]:
        """Back first, leaving last."""
        return (Button("back", self.words("buttons.back"), "Esc"), *last_buttons(self))

    def on_mount(self) -> None:
        """Finds the place for the code before the first paint."""
        self._arrange()

    def on_resize(self) -> None:
        """Finds the place for the code anew."""
        self._arrange()

    def tick(self) -> None:
        """A banner may have come or gone, which takes room."""
        self._arrange()

    async def reword(self) -> None:
        """In the other language, whose buttons may take more room."""
        self.reword_frame()
        if self.stands:
            self.query_one(ContactCard).reword(self.words)
        self._arranged = ()
        self._arrange()

    def _arrange(self) -> None:
        """Shows the code where it is largest; without a banner, if need be, over the height of the screen."""
        if not self.stands:
            return
        width, height = self.app.size
        banner, note = self.query_one(BannerLine), self.query_one(NoteLine)
        taken = sum(each.outer_size.height for each in (banner, note) if each.display)
        room = (width, height, taken, int(banner.display))
        if room == self._arranged:
            return
        self._arranged = room
        buttons = button_height(height) * len(rows_of(self.buttons(), width))
        body = self._made(width - BESIDE - 2, height - 2 - taken - buttons)
        edge = None if body is not None or banner.display else self._made(width - BESIDE, height - 1)
        self.query_one("#code", QrCard).draw(body)
        self.query_one("#edge", QrCard).draw(edge)
        self.set_class(edge is not None, "-edge")
        self.query_one(ContactCard).say(code=body is not None or edge is not None)

    def _made(self, width: int, height: int) -> QrCode | None:
        """The code for so many cells, each of its modules as large as may be."""
        if self.way.code is None:
            return None
        if draws_blocks(self):
            return fitting(self.way.code, width, height, ascii_only=True) or fitting(
                self.way.code, width, height
            )
        return fitting(self.way.code, width, height, ascii_only=True)
