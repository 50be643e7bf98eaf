"""Help and advice by need: the station's own numbers first, then every service of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import get_current_worker

from newsreader.kiosk import contact_methods
from newsreader.kiosk.screens.base_screen import Button
from newsreader.kiosk.screens.card_screen import CardScreen, in_english, last_buttons
from newsreader.kiosk.screens.code_screen import CodeScreen
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.kiosk.widgets.heading import Heading
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Category, Resource

if TYPE_CHECKING:
    from newsreader.kiosk.app import KioskApp

NAMED = 4
"""Services of a category that its card names."""


class NeedList(CardList):
    """Cards with the contacts of the station, then with the needs that there is help for."""

    @dataclass
    class Read(Message):
        """The catalogue has been read."""

        catalogue: Catalogue

    def __init__(self, kiosk: KioskApp, *, id: str | None = None) -> None:
        super().__init__(self._cards_of, lines=2, id=id)
        self._kiosk = kiosk
        self._sections: list[tuple[Category, list[Resource]]] = []
        self._catalogue: Catalogue | None = None

    def begin(self) -> None:
        """Shows the contacts at once, and all needs as soon as the catalogue is read."""
        kiosk = self._kiosk

        def look() -> None:
            worker = get_current_worker()
            catalogue = kiosk.catalogue()
            if not worker.is_cancelled:
                self.post_message(self.Read(catalogue))

        self.show_all()
        self.run_worker(look, thread=True, group="catalogue", exclusive=True)

    @on(Read)
    def _read(self, event: Read) -> None:
        event.stop()
        self._catalogue = event.catalogue
        self._sections = event.catalogue.by_category()
        self.show_all()

    def show_all(self) -> None:
        """Shows everything in the language in force, at the card under the cursor."""
        self.message = self._kiosk.words("news.waiting")
        self.show(len(self._kiosk.station.contacts) + len(self._sections), index=self.index)

    def _cards_of(self, start: int, stop: int) -> Sequence[Card]:
        """Contacts with number and hours, categories with the services they hold."""
        return [self._card_of(index) for index in range(start, stop)]

    def _card_of(self, index: int) -> Card:
        contacts = self._kiosk.station.contacts
        if index < len(contacts):
            contact, welsh = contacts[index], self._kiosk.language == "cy"
            name = (contact.name_cy if welsh else "") or contact.name
            hours = (contact.hours_cy if welsh else "") or contact.hours
            return Card(name, " · ".join(filter(None, (contact.number, hours))))
        category, resources = self._sections[index - len(contacts)]
        return Card(category.name, ", ".join(resource.name for resource in resources[:NAMED]))

    def open(self, index: int) -> None:
        """Shows the way to a contact, or the services of a category."""
        kiosk, contacts = self._kiosk, self._kiosk.station.contacts
        catalogue = self._catalogue or Catalogue()
        if index < len(contacts):
            way = contact_methods.of_contact(contacts[index], kiosk.station, catalogue, kiosk.language)
            kiosk.go(CodeScreen(way))
            return
        category, resources = self._sections[index - len(contacts)]
        if len(resources) == 1:
            kiosk.go(CodeScreen(contact_methods.of_resource(resources[0], kiosk.station, catalogue)))
        else:
            kiosk.go(NeedScreen(category, resources, catalogue))


class Advice(CardScreen):
    """The contacts of the station, then the needs that there is help for."""

    def compose_body(self) -> ComposeResult:
        """The line of words, the list."""
        yield Heading(id="heading")
        yield NeedList(self.kiosk, id="choices")

    @property
    def needs(self) -> NeedList:
        """The list."""
        return self.query_one(NeedList)

    def on_mount(self) -> None:
        """Reads the catalogue; the station's own contacts are there at once."""
        self.needs.begin()

    def fill(self, index: int = 0) -> None:
        """Shows the list in the language in force; it keeps its card by itself."""
        if self.stands:
            self.needs.show_all()
            self._say_page()

    def where(self) -> str:
        """That this is help."""
        return in_english(self, self.words("advice.title"))

    def chosen(self, index: int) -> None:
        """The way to a contact, or the services of a category."""
        self.needs.open(index)

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
        way = contact_methods.of_resource(resource, self.kiosk.station, self._catalogue)
        return Card(way.name, " · ".join(filter(None, (way.number, way.purpose))))

    def chosen(self, index: int) -> None:
        """The way to the service."""
        way = contact_methods.of_resource(self._resources[index], self.kiosk.station, self._catalogue)
        self.kiosk.go(CodeScreen(way))
