"""The page that covers what a visitor has left in a hurry."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.widgets.station_page import StationPage
from newsreader.kiosk.widgets.touch_buttons import Button

DURATION = 10.0
"""Seconds until the rotation goes on, if nobody touches anything."""


class NeutralScreen(KioskScreen):
    """The station's name, hours and numbers, which anybody might have been reading.

    Nothing on it says that something was left, and nothing leads back.
    """

    AUTO_FOCUS = ""

    def __init__(self, context: KioskContext) -> None:
        super().__init__(context)
        self._shown_at = context.clock.running()

    def compose_body(self) -> ComposeResult:
        yield StationPage(self.context)

    def buttons(self) -> Sequence[Button]:
        """Return what any page has."""
        t = self.translations
        return (
            Button("news", t("buttons.all_news"), enabled=self.context.content.is_open),
            Button("help", t("buttons.help"), "h"),
            Button("language", t.next_name, "c"),
        )

    async def retranslate(self) -> None:
        """Switch the language of the page too."""
        self.retranslate_chrome()
        if self.is_ready:
            self.query_one(StationPage).refresh()

    def tick(self) -> None:
        """Close after a while."""
        if self.context.clock.running() - self._shown_at >= DURATION:
            self.action_go_back()
