"""Help and advice by need: the station's own numbers first, then every service of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from newsreader.kiosk import ways
from newsreader.kiosk.screens.cards import CardScreen, in_english, last_buttons
from newsreader.kiosk.screens.code import CodeScreen
from newsreader.kiosk.screens.frame import Button
from newsreader.kiosk.widgets.card import Card
from newsreader.resources.catalogue import Catalogue, Category, Resource

NAMED = 4
"""Services of a category that its card names."""


class Advice(CardScreen):
    """The contacts of the station, then the needs that there is help for."""

    LINES = 2

    @dataclass
    class Read(Message):
        """The catalogue has been read."""

        catalogue: Catalogue

    def __init__(self) -> None:
        super().__init__()
        self._sections: list[tuple[Category, list[Resource]]] = []
        self._catalogue: Catalogue | None = None

    def on_mount(self) -> None:
        """Reads the catalogue; the station's own contacts are there at once."""
        kiosk = self.kiosk

        def look() -> None:
            worker = get_current_worker()
            catalogue = kiosk.catalogue()
            if not worker.is_cancelled:
                self.post_message(self.Read(catalogue))

        self.run_worker(look, thread=True, group="catalogue", exclusive=True)

    @on(Read)
    def _show(self, event: Read) -> None:
        self._catalogue = event.catalogue
        self._sections = event.catalogue.by_category()
        self.fill(self.index)

    def where(self) -> str:
        """That this is help."""
        return in_english(self, self.words("advice.title"))

    def count(self) -> int:
        """Contacts and categories."""
        return len(self.kiosk.station.contacts) + len(self._sections)

    def nothing(self) -> str:
        """That it takes a moment."""
        return self.words("news.waiting")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Contacts with number and hours, categories with the services they hold."""
        return [self._card(index) for index in range(start, stop)]

    def _card(self, index: int) -> Card:
        contacts = self.kiosk.station.contacts
        if index < len(contacts):
            contact, welsh = contacts[index], self.words.language == "cy"
            name = (contact.name_cy if welsh else "") or contact.name
            hours = (contact.hours_cy if welsh else "") or contact.hours
            return Card(name, " · ".join(filter(None, (contact.number, hours))))
        category, resources = self._sections[index - len(contacts)]
        return Card(category.name, ", ".join(resource.name for resource in resources[:NAMED]))

    def chosen(self, index: int) -> None:
        """The way to a contact, or the services of a category."""
        kiosk, contacts = self.kiosk, self.kiosk.station.contacts
        catalogue = self._catalogue or Catalogue()
        if index < len(contacts):
            way = ways.of_contact(contacts[index], kiosk.station, catalogue, kiosk.language)
            kiosk.go(CodeScreen(way))
            return
        category, resources = self._sections[index - len(contacts)]
        if len(resources) == 1:
            kiosk.go(CodeScreen(ways.of_resource(resources[0], kiosk.station, catalogue)))
        else:
            kiosk.go(NeedScreen(category, resources, catalogue))

    def buttons(self) -> Sequence[Button]:
        """Without the one that leads here."""
        return (
            Button("back", self.words("buttons.back"), "Esc"),
            *self._page_buttons(),
            *last_buttons(self, help=False),
        )

    def do_help(self) -> None:
        """This is help."""


class NeedScreen(CardScreen):
    """The services for one need."""

    LINES = 3

    def __init__(self, category: Category, resources: Sequence[Resource], catalogue: Catalogue) -> None:
        super().__init__()
        self._category, self._resources, self._catalogue = category, resources, catalogue

    def where(self) -> str:
        """The need, in the catalogue's words."""
        return in_english(self, self._category.name)

    def count(self) -> int:
        """How many services there are."""
        return len(self._resources)

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Services with their numbers and purposes."""
        return [self._card(resource) for resource in self._resources[start:stop]]

    def _card(self, resource: Resource) -> Card:
        way = ways.of_resource(resource, self.kiosk.station, self._catalogue)
        return Card(way.name, " · ".join(filter(None, (way.number, way.purpose))))

    def chosen(self, index: int) -> None:
        """The way to the service."""
        way = ways.of_resource(self._resources[index], self.kiosk.station, self._catalogue)
        self.kiosk.go(CodeScreen(way))
