"""What a terminal shows that is too small for the display: still the number to call."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget

from newsreader.kiosk.translations import Translations
from newsreader.ui.text_wrap import wrapped

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""Columns and lines below which no screen shows anything worth reading."""


class TooSmallNotice(Widget):
    """A few words over everything else."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TooSmallNotice { layer: above; width: 100%; height: 100%; display: none; }
    TooSmallNotice { background: $background; color: $foreground; }
    """

    def __init__(self, words: Translations) -> None:
        super().__init__()
        self._words = words

    def reword(self, words: Translations) -> None:
        """The same in another language."""
        self._words = words
        self.refresh()

    @staticmethod
    def needed(width: int, height: int) -> bool:
        """Whether a screen of so many columns and lines is too small."""
        return width < LEAST_WIDTH or height < LEAST_HEIGHT

    def render(self) -> Text:
        """The numbers, then why there is nothing else."""
        words, size = self._words, self.app.size
        numbers = f"999 {words('emergency.short')}\n101 {words('emergency.other_short')}"
        why = words("frame.small", width=LEAST_WIDTH, height=LEAST_HEIGHT)
        lines = [*numbers.splitlines(), *wrapped(why, size.width)]
        return Text("\n".join(lines[: size.height]), no_wrap=True)
