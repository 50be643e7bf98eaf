"""A screen with one list of cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.kiosk.widgets.card_pane import CardPane
from newsreader.kiosk.widgets.standard_buttons import back_button, last_buttons
from newsreader.kiosk.widgets.touch_buttons import Button


class CardScreen(KioskScreen):
    """Shows a card pane, and is the source of its cards."""

    LINES: ClassVar[int] = 2
    """Lines of text on a card."""
    MIN_WIDTH: ClassVar[int] = 0
    """Cells of the narrowest card in columns; 0 for a single column."""

    def __init__(self, context: KioskContext) -> None:
        super().__init__(context)
        self.pane = self.make_pane()

    def make_pane(self) -> CardPane:
        """Make the pane."""
        return CardPane(self, lines=self.LINES, min_width=self.MIN_WIDTH, id="pane")

    def compose_body(self) -> ComposeResult:
        """Compose the pane."""
        yield self.pane

    def on_mount(self) -> None:
        self.fill(0)

    async def retranslate(self) -> None:
        """Switch the language, and stay at the same card."""
        self.retranslate_chrome()
        self.fill()

    # What a screen adds

    def heading(self) -> str:
        """Return the heading."""
        return ""

    def count(self) -> int:
        """Return the number of cards."""
        return 0

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Return the cards `[start, stop)`."""
        return ()

    def empty_message(self) -> str:
        """Return what is shown instead of cards if there are none."""
        return ""

    def open_card(self, index: int) -> None:
        """Open what a card stands for."""

    def own_buttons(self) -> Sequence[Button]:
        """Return buttons between those for pages and those of every screen."""
        return ()

    # Common to all

    def fill(self, index: int | None = None) -> None:
        """Show the cards again, with the cursor on one of them, or where it is."""
        if self.is_ready:
            self.pane.fill(index)
            self._refresh_page()

    def buttons(self) -> Sequence[Button]:
        """Return Back first, leaving last."""
        return (
            back_button(self.translations),
            *self.pane.page_buttons(),
            *self.own_buttons(),
            *last_buttons(self.translations),
        )

    @on(CardPane.PageChanged)
    def _refresh_page(self) -> None:
        if self.is_ready:
            self.refresh_buttons()
            if self.focused is None:  # the button that had the focus is disabled now
                self.pane.list.focus()

    @on(CardList.Chosen)
    def _choose(self, event: CardList.Chosen) -> None:
        event.stop()
        self.open_card(event.index)

    def action_page_down(self) -> None:
        if self.is_ready:
            self.pane.list.turn(1)

    def action_page_up(self) -> None:
        if self.is_ready:
            self.pane.list.turn(-1)
