"""Help and advice: the station's own numbers first, then every category of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.widgets.card_pane import CardPane
from newsreader.kiosk.widgets.heading import mark_english
from newsreader.kiosk.widgets.help_pane import HelpPane
from newsreader.kiosk.widgets.standard_buttons import back_button, last_buttons
from newsreader.kiosk.widgets.touch_buttons import Button


class HelpScreen(CardScreen):
    """Shows the help pane."""

    def make_pane(self) -> CardPane:
        """Make the pane, which has its own cards."""
        return HelpPane(self.context, self.heading, id="pane")

    def on_mount(self) -> None:
        self.query_one(HelpPane).load()

    def heading(self) -> str:
        return mark_english(self.translations, self.translations("advice.title"))

    def buttons(self) -> Sequence[Button]:
        """Leave out the button that leads here."""
        return (
            back_button(self.translations),
            *self.pane.page_buttons(),
            *last_buttons(self.translations, help=False),
        )

    def action_help(self) -> None:
        """Stay: this is help."""
