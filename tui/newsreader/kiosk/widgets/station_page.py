"""The station itself: its name, when its counter is open, how to reach it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.context import KioskContext
from newsreader.settings.station import Contact
from newsreader.ui.styles import StyleMap, TextStyle

MAX_WIDTH = 60
"""Cells of a line."""

_STYLES = {
    "name": TextStyle("heading", "bold"),
    "rule": TextStyle("link"),
    "contact": TextStyle("heading", "bold"),
    "text": TextStyle("foreground"),
}


class StationPage(Widget):
    """The name as a heading, a message if there is one, then each contact with its hours and number."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StationPage { height: 1fr; width: 100%; background: $background; color: $foreground; }
    """

    message: reactive[str] = reactive("")
    """A sentence below the name, or none."""

    def __init__(self, context: KioskContext, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._kiosk = context

    def render(self) -> Text:
        """Draw as many contacts as fit; the first ones are the most important."""
        width, height = self.size
        margin = 3 if width >= 72 else 2
        room = max(min(width - 2 * margin, MAX_WIDTH), 1)
        lines: list[tuple[str, str]] = [(line, "name") for line in wrap_lines(self._kiosk.station_name, room)]
        lines.append(("━" * min(12, room), "rule"))
        if self.message:
            lines += [("", ""), *((line, "text") for line in wrap_lines(self.message, room))]
        contacts = [list(self._contact(contact, room)) for contact in self._kiosk.station.contacts]
        has_space = len(lines) + sum(len(each) + 1 for each in contacts) <= height - 2
        for contact in contacts:
            lines += [("", ""), *contact] if has_space else contact
        above = max((height - len(lines)) // 4, 0)
        return self._draw([("", "")] * above + lines[: height - above], margin)

    def _contact(self, contact: Contact, width: int) -> Iterator[tuple[str, str]]:
        language = self._kiosk.language
        yield from ((line, "contact") for line in wrap_lines(contact.name_in(language), width))
        details = " · ".join(filter(None, (contact.hours_in(language), contact.number)))
        if details:
            yield from ((line, "text") for line in wrap_lines(details, width))

    def _draw(self, lines: Sequence[tuple[str, str]], margin: int) -> Text:
        text, styles = Text(no_wrap=True), StyleMap(self, _STYLES)
        for line, part in lines:
            text.append(" " * margin)
            text.append(line, style=styles.part(part))
            text.append("\n")
        return text
