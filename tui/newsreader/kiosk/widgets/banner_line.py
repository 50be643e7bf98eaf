"""The emergency banner, below the first line of every screen."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.banner import Banner, Level
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.shortened import shortened_lines
from newsreader.ui.styles import StyleMap, TextStyle

_MARKS = {Level.INFORMATION: "i", Level.WARNING: "!", Level.EMERGENCY: "!!!"}
_STYLES: dict[str, TextStyle] = {
    Level.INFORMATION: TextStyle("link", "bold reverse"),
    Level.WARNING: TextStyle("unread", "bold reverse"),
    Level.EMERGENCY: TextStyle("urgent", "bold reverse"),
}
_SCREEN_SHARE = 3
"""The banner takes at most one part in so many of the screen's height."""


class BannerLine(Widget):
    """Full width, as high as its text. Its level shows as a word and a mark, not only as a colour."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    BannerLine { height: auto; width: 100%; display: none; padding: 0 1; color: $foreground; }
    BannerLine.-information { border-top: solid $link; border-bottom: solid $link; }
    BannerLine.-warning { border-top: heavy $unread; border-bottom: heavy $unread; }
    BannerLine.-emergency { border-top: double $urgent; border-bottom: double $urgent; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._banner: Banner | None = None
        self._translations = Translations("en")

    def show(self, banner: Banner | None, translations: Translations) -> None:
        """Show a banner, or none."""
        if (banner, translations) == (self._banner, self._translations):
            return
        self._banner, self._translations = banner, translations
        self.display = banner is not None
        for level in Level:
            self.set_class(banner is not None and banner.level is level, f"-{level}")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Text:
        """Draw the level in reverse, then the text."""
        text = Text("\n".join(self._lines(self.size.width)), no_wrap=True)
        if self._banner is not None:
            text.stylize(StyleMap(self, _STYLES).part(self._banner.level), 0, len(self._level()))
        return text

    def _level(self) -> str:
        if self._banner is None:
            return ""
        level = self._banner.level
        return f" {_MARKS[level]} {self._translations(f'banner.{level}')} "

    def _lines(self, width: int) -> list[str]:
        """Break the level and the text into lines, shortened if they take too much of the screen."""
        banner, translations = self._banner, self._translations
        if banner is None:
            return []
        text = banner.text_cy if translations.language == "cy" and banner.text_cy else banner.text
        level = self._level()
        lines = wrap_lines("x" * cell_len(level) + f" {text}", width)
        lines = shortened_lines(lines, max(self.app.size.height // _SCREEN_SHARE - 2, 1), width)
        return [level + lines[0][cell_len(level) :], *lines[1:]]
