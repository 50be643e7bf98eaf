"""What the station itself offers: its name, when its counter is open, how to reach it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from newsreader.kiosk.translations import Translations
from newsreader.settings.station import Contact, Station
from newsreader.ui.text_wrap import wrapped

WIDEST = 60
"""Cells of a line at most."""


class StationPage(Widget):
    """The name as a heading, a sentence if there is one, then each contact with its hours and number."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "station--name",
        "station--rule",
        "station--what",
        "station--how",
    }
    DEFAULT_CSS = """
    StationPage { height: 1fr; width: 100%; background: $background; color: $foreground; }
    StationPage > .station--name { text-style: bold; color: $heading; }
    StationPage > .station--rule { color: $link; }
    StationPage > .station--what { text-style: bold; color: $heading; }
    StationPage > .station--how { color: $foreground; }
    """

    def __init__(self, station: Station, name: str, words: Translations, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._station, self._heading, self._words = station, name, words
        self._sentence = ""

    def reword(self, name: str, words: Translations) -> None:
        """The same in another language."""
        self._heading, self._words = name, words
        self.refresh()

    def say(self, sentence: str) -> None:
        """Says a sentence below the name, or none."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.refresh()

    def render(self) -> Text:
        """As many contacts as there is room for; the first ones are the most important."""
        width, height = self.size
        margin = 3 if width >= 72 else 2
        room = max(min(width - 2 * margin, WIDEST), 1)
        lines: list[tuple[str, str]] = [(line, "name") for line in wrapped(self._heading, room)]
        lines.append(("━" * min(12, room), "rule"))
        if self._sentence:
            lines += [("", ""), *((line, "how") for line in wrapped(self._sentence, room))]
        contacts = [list(self._contact(contact, room)) for contact in self._station.contacts]
        airy = len(lines) + sum(len(each) + 1 for each in contacts) <= height - 2
        for contact in contacts:
            lines += [("", ""), *contact] if airy else contact
        above = max((height - len(lines)) // 4, 0)
        return self._drawn([("", "")] * above + lines[: height - above], margin)

    def _contact(self, contact: Contact, room: int) -> Iterator[tuple[str, str]]:
        welsh = self._words.language == "cy"
        name = (contact.name_cy if welsh else "") or contact.name
        hours = (contact.hours_cy if welsh else "") or contact.hours
        how = " · ".join(each for each in (hours, contact.number) if each)
        yield from ((line, "what") for line in wrapped(name, room))
        if how:
            yield from ((line, "how") for line in wrapped(how, room))

    def _drawn(self, lines: Sequence[tuple[str, str]], margin: int) -> Text:
        text = Text(no_wrap=True)
        for line, look in lines:
            style = self.get_component_rich_style(f"station--{look}", partial=True) if look else Style.null()
            text.append(" " * margin)
            text.append(line, style=style)
            text.append("\n")
        return text
