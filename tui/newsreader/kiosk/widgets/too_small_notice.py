"""What a terminal shows that is too small for the display: still the numbers to call."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.context import KioskContext

MIN_WIDTH, MIN_HEIGHT = 40, 12
"""Columns and lines below which no screen shows anything worth reading."""


class TooSmallNotice(Widget):
    """A notice over everything else."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TooSmallNotice { layer: above; width: 100%; height: 100%; display: none; }
    TooSmallNotice { background: $background; color: $foreground; }
    """

    def __init__(self, context: KioskContext) -> None:
        super().__init__()
        self._kiosk = context

    @staticmethod
    def is_needed(width: int, height: int) -> bool:
        """Return whether a screen of so many columns and lines is too small."""
        return width < MIN_WIDTH or height < MIN_HEIGHT

    def render(self) -> Text:
        t, size = self._kiosk.translations, self.app.size
        reason = t("frame.small", width=MIN_WIDTH, height=MIN_HEIGHT)
        lines = [
            f"{t('emergency.number')} {t('emergency.short')}",
            f"{t('emergency.other_number')} {t('emergency.other_short')}",
            *wrap_lines(reason, size.width),
        ]
        return Text("\n".join(lines[: size.height]), no_wrap=True)
