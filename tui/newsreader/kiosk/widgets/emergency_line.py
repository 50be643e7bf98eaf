"""The last line of every screen: the two numbers of the police, and when to call which."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from newsreader.kiosk.context import KioskContext


class EmergencyLine(Widget):
    """999 and 101 in reverse, so that they are found at once."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    EmergencyLine { height: 1; width: 100%; background: $background; color: $foreground; }
    """

    def __init__(self, context: KioskContext, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._kiosk = context

    def render(self) -> Text:
        """Draw the longest version that fits; the numbers always."""
        width = self.size.width
        line = Text()
        for line in self._versions():
            if cell_len(line.plain) <= width:
                break
        line.truncate(width)
        return line

    def _versions(self) -> Iterator[Text]:
        t = self._kiosk.translations
        for first, second in (("what", "what"), ("what", "short"), ("short", "short"), ("", "")):
            yield _line(
                (t("emergency.number"), t(f"emergency.{first}") if first else ""),
                (t("emergency.other_number"), t(f"emergency.other_{second}") if second else ""),
            )


def _line(*pairs: tuple[str, str]) -> Text:
    line = Text(no_wrap=True, end="")
    for number, text in pairs:
        line.append("   " if line else " ")
        line.append(f" {number} ", style="bold reverse")
        line.append(f" {text}" if text else "")
    return line
