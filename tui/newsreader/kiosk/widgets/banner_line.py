"""The emergency banner as it stands below the first line of every screen."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from newsreader.kiosk.banner import Banner, Level
from newsreader.kiosk.translations import Translations
from newsreader.ui.text_fit import cut
from newsreader.ui.text_wrap import wrapped

_MARKS = {Level.INFORMATION: "i", Level.WARNING: "!", Level.EMERGENCY: "!!!"}
_SHARE = 3
"""It takes at most one part in so many of the screen's height."""


class BannerLine(Widget):
    """Full width, as high as its text; its level is told by a word and a mark, and by colour."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"banner--level"}
    DEFAULT_CSS = """
    BannerLine { height: auto; width: 100%; display: none; padding: 0 1; color: $foreground; }
    BannerLine.-information { border-top: solid $link; border-bottom: solid $link; }
    BannerLine.-warning { border-top: heavy $unread; border-bottom: heavy $unread; }
    BannerLine.-emergency { border-top: double $urgent; border-bottom: double $urgent; text-style: bold; }
    BannerLine > .banner--level { text-style: bold reverse; }
    BannerLine.-information > .banner--level { color: $link; }
    BannerLine.-warning > .banner--level { color: $unread; }
    BannerLine.-emergency > .banner--level { color: $urgent; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._banner: Banner | None = None
        self._words: Translations | None = None

    def show(self, banner: Banner | None, words: Translations) -> None:
        """Shows a banner, or none."""
        if (banner, words) == (self._banner, self._words):
            return
        self._banner, self._words = banner, words
        self.display = banner is not None
        for level in Level:
            self.set_class(banner is not None and banner.level is level, f"-{level}")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text has."""
        return len(self._lines(width))

    def render(self) -> Text:
        """The level in a word on a ground of its own, then the text."""
        banner = self._banner
        if banner is None or self._words is None:
            return Text()
        shown = Text("\n".join(self._lines(self.size.width)), no_wrap=True)
        shown.stylize(self.get_component_rich_style("banner--level", partial=True), 0, len(self._level()))
        return shown

    def _level(self) -> str:
        if self._banner is None or self._words is None:
            return ""
        level = self._banner.level
        return f" {_MARKS[level]} {self._words(f'banner.{level}')} "

    def _lines(self, width: int) -> list[str]:
        """What stands there, with the level before it; cut where the screen has no room."""
        banner = self._banner
        if banner is None or self._words is None:
            return []
        text = banner.text_cy if self._words.language == "cy" and banner.text_cy else banner.text
        lead = self._level()
        lines = wrapped("x" * cell_len(lead) + f" {text}", width)
        most = max(self.app.size.height // _SHARE - 2, 1)
        if len(lines) > most:
            lines = [*lines[: most - 1], cut(lines[most - 1] + " …" * width, width)]
        return [lead + lines[0][cell_len(lead) :], *lines[1:]]
