"""Help by need: the station's own contacts, then the categories of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on

from newsreader.kiosk import contact_methods, navigation
from newsreader.kiosk.background import run_in_thread
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.kiosk.widgets.card_pane import CardPane
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Category, Resource

MAX_NAMES = 4
"""Services of a category that its card names."""


class HelpCards:
    """The cards: a source for a card pane."""

    def __init__(self, context: KioskContext, heading: Callable[[], str]) -> None:
        self._context = context
        self.heading = heading
        self._catalogue = Catalogue()
        self._categories: list[tuple[Category, list[Resource]]] = []

    def add_catalogue(self, catalogue: Catalogue) -> None:
        """Add the categories of the catalogue, once it is loaded."""
        self._catalogue, self._categories = catalogue, catalogue.by_category()

    @property
    def translations(self) -> Translations:
        return self._context.translations

    def empty_message(self) -> str:
        return self.translations("news.waiting")

    def count(self) -> int:
        return len(self._context.station.contacts) + len(self._categories)

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        return [self._card(index) for index in range(start, stop)]

    def _card(self, index: int) -> Card:
        contacts, language = self._context.station.contacts, self._context.language
        if index < len(contacts):
            contact = contacts[index]
            details = filter(None, (contact.number, contact.hours_in(language)))
            return Card(contact.name_in(language), " · ".join(details))
        category, resources = self._categories[index - len(contacts)]
        return Card(category.name, ", ".join(resource.name for resource in resources[:MAX_NAMES]))

    def destination(self, index: int) -> navigation.Destination:
        """Return where a card leads: a contact, a category, or its only service."""
        station, catalogue = self._context.station, self._catalogue
        contacts = station.contacts
        if index < len(contacts):
            return navigation.Contact(
                contact_methods.of_contact(contacts[index], station, catalogue, self._context.language)
            )
        category, resources = self._categories[index - len(contacts)]
        if len(resources) == 1:
            return navigation.Contact(contact_methods.of_resource(resources[0], station, catalogue))
        return navigation.Services(category, resources, catalogue)


class HelpPane(CardPane):
    """Shows the contacts at once, and the categories as soon as the catalogue is loaded."""

    def __init__(self, context: KioskContext, heading: Callable[[], str], *, id: str | None = None) -> None:
        self._kiosk = context
        self._cards = HelpCards(context, heading)
        super().__init__(self._cards, id=id)

    def load(self) -> None:
        """Load the catalogue in a thread."""
        self.fill()
        run_in_thread(self, self._kiosk.catalogue, self._add_catalogue, group="catalogue")

    def _add_catalogue(self, catalogue: Catalogue) -> None:
        self._cards.add_catalogue(catalogue)
        self.fill()

    @on(CardList.Chosen)
    def _open(self, event: CardList.Chosen) -> None:
        event.stop()
        self.post_message(navigation.Go(self.screen, self._cards.destination(event.index)))
