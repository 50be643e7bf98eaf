"""What stands around the body of every screen: status lines above, buttons and emergency numbers below."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.spoken_dates import clock_time
from newsreader.kiosk.widgets.banner_line import BannerLine
from newsreader.kiosk.widgets.emergency_line import EmergencyLine
from newsreader.kiosk.widgets.note_line import NoteLine
from newsreader.kiosk.widgets.station_header import StationHeader
from newsreader.kiosk.widgets.too_small_notice import TooSmallNotice
from newsreader.kiosk.widgets.touch_buttons import Button, ButtonBar


class Chrome:
    """The widgets around a body, for a screen to compose."""

    def __init__(self, context: KioskContext, buttons: Sequence[Button]) -> None:
        self._context = context
        self.header = StationHeader(id="header")
        self.banner = BannerLine(id="banner")
        self.note = NoteLine(id="note")
        self.buttons = ButtonBar(buttons, id="buttons")
        self.emergency = EmergencyLine(context, id="emergency")
        self.too_small = TooSmallNotice(context)

    @property
    def above(self) -> tuple[Widget, ...]:
        """The widgets above the body."""
        return self.header, self.banner, self.note

    @property
    def below(self) -> tuple[Widget, ...]:
        """The widgets below the body, and the notice that covers all."""
        return self.buttons, self.emergency, self.too_small

    @property
    def notice_height(self) -> int:
        """Lines of the banner and the note."""
        return sum(each.outer_size.height for each in (self.banner, self.note) if each.display)

    def refresh(self) -> None:
        """Bring the status lines up to date."""
        context = self._context
        self.header.text = context.station_name, context.updated, clock_time(context.clock.now())
        self.note.text = context.status_message
        self.banner.show(context.banner, context.translations)

    def retranslate(self) -> None:
        """Switch to the current language."""
        self.emergency.refresh()
        self.too_small.refresh()
        self.refresh()

    def resize(self) -> None:
        """Cover everything where the terminal is too small."""
        self.too_small.display = TooSmallNotice.is_needed(*self.too_small.app.size)
