"""The services of one category of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk import contact_methods, navigation
from newsreader.kiosk.contact_methods import ContactMethod
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.heading import mark_english
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Category, Resource


class ServicesScreen(CardScreen):
    """Services with their numbers and purposes."""

    LINES = 3

    def __init__(
        self, context: KioskContext, category: Category, resources: Sequence[Resource], catalogue: Catalogue
    ) -> None:
        super().__init__(context)
        self._category, self._resources, self._catalogue = category, resources, catalogue

    def heading(self) -> str:
        return mark_english(self.translations, self._category.name)

    def count(self) -> int:
        return len(self._resources)

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        return [self._card(self._method(index)) for index in range(start, stop)]

    def _card(self, method: ContactMethod) -> Card:
        return Card(method.name, " · ".join(filter(None, (method.number, method.purpose))))

    def _method(self, index: int) -> ContactMethod:
        return contact_methods.of_resource(self._resources[index], self.context.station, self._catalogue)

    def open_card(self, index: int) -> None:
        self.go(navigation.Contact(self._method(index)))
