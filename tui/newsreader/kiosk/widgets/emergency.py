"""The last line of every screen: the two numbers of the police, and when to call which."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from newsreader.kiosk.translations import Translations


class Emergency(Widget):
    """999 and 101; each number stands on a ground of its own, so that it is found at once."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Emergency { height: 1; width: 100%; background: $background; color: $foreground; }
    """

    def __init__(self, words: Translations, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words

    def reword(self, words: Translations) -> None:
        """The same in another language."""
        self._words = words
        self.refresh()

    def render(self) -> Text:
        """As many words as there is room for; the numbers always."""
        width = self.size.width
        line = Text()
        for line in self._lines():
            if cell_len(line.plain) <= width:
                break
        line.truncate(width)
        return line

    def _lines(self) -> Iterator[Text]:
        words = self._words
        emergency = (words("emergency.what"), words("emergency.short"), "")
        other = (words("emergency.other_what"), words("emergency.other_short"), "")
        for what, other_what in zip((0, 0, 1, 2), (0, 1, 1, 2), strict=True):
            said = emergency[what], other[other_what]
            yield _line((words("emergency.number"), said[0]), (words("emergency.other_number"), said[1]))


def _line(*pairs: tuple[str, str]) -> Text:
    line = Text(no_wrap=True, end="")
    for number, what in pairs:
        line.append("   " if line else " ")
        line.append(f" {number} ", style="bold reverse")
        line.append(f" {what}" if what else "")
    return line
