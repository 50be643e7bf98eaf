"""What is shown to whoever looks over a visitor's shoulder when they have left their page at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.widgets.station_page import StationPage

SHOWN = 10.0
"""Seconds until the rotation goes on, where nobody touches anything."""


class NeutralScreen(KioskScreen):
    """The station's own page, such as anybody might have been reading: its name, its hours, its numbers.

    Nothing on it says that something was left, and nothing leads back.
    """

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._since: float | None = None

    def compose_body(self) -> ComposeResult:
        """The station's page."""
        kiosk = self.kiosk
        yield StationPage(kiosk.station, kiosk.station_name, self.words)

    def buttons(self) -> Sequence[Button]:
        """What any page has."""
        words = self.words
        return (
            Button("news", words("buttons.all_news"), enabled=self.kiosk.content.there),
            Button("help", words("buttons.help"), "h"),
            Button("language", words("buttons.language"), "c"),
        )

    async def reword(self) -> None:
        """The same page."""
        await super().reword()
        if self.stands:
            self.query_one(StationPage).reword(self.kiosk.station_name, self.words)

    def on_mount(self) -> None:
        """Counts from now."""
        self._since = self.kiosk.clock.running()

    def tick(self) -> None:
        """Goes after a while."""
        if self._since is not None and self.kiosk.clock.running() - self._since >= SHOWN:
            self.kiosk.back()
