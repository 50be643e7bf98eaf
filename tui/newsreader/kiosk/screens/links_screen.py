"""What an article names: numbers to call, pages to look up, each a card."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk import contact_methods
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.screens.card_screen import CardScreen, in_english
from newsreader.kiosk.screens.code_screen import CodeScreen
from newsreader.kiosk.widgets.card import Card
from newsreader.links.reference import Entry, Group

ORDER = (Group.EMERGENCY, Group.HELP, Group.APPEAL, Group.WEB)
"""Help before all else, as in the reader's panel."""
DIALLED = "offer.dial"
"""Why there is no code for 999: it is dialled."""


class LinksScreen(CardScreen):
    """The entries of an article, by the numbers that mark them in its text."""

    LINES = 3

    def __init__(self, title: str, entries: Sequence[Entry], page: str | None = None) -> None:
        """`page` is the address of the article itself."""
        super().__init__()
        self.title_shown, self.page = title, page
        self._entries = sorted(entries, key=lambda entry: ORDER.index(entry.group))

    def where(self) -> str:
        """That these are the links, and of what."""
        return in_english(self, self.words("links.title"))

    def count(self) -> int:
        """How many there are."""
        return len(self._entries)

    def nothing(self) -> str:
        """That the article names nothing."""
        return self.words("links.none")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Names with numbers and purposes."""
        return [self._card(entry) for entry in self._entries[start:stop]]

    def _card(self, entry: Entry) -> Card:
        way = _way(self, entry, self.page)
        parts = [
            "" if way.nameless else way.number,
            way.purpose or (way.address if way.address != way.name else ""),
        ]
        if way.quote:
            parts.insert(1, self.words("code.quote", reference=way.quote))
        if way.empty and not way.quote:
            parts.append(self.words("links.words_only"))
        elif way.refusal and way.refusal != DIALLED:
            parts.append(self.words("links.no_code"))
        title = way.number if way.nameless else way.name
        if way.nameless and not way.quote:
            parts.append(self.words("code.of_article"))
        return Card(title, " · ".join(filter(None, parts)), str(entry.number))

    def chosen(self, index: int) -> None:
        """Shows how to reach it."""
        open_entry(self, self._entries[index], self.page)


def open_entry(screen: KioskScreen, entry: Entry, page: str | None) -> None:
    """Shows how to reach something that an article refers to."""
    screen.kiosk.go(CodeScreen(_way(screen, entry, page)))


def _way(screen: KioskScreen, entry: Entry, page: str | None) -> contact_methods.ContactMethod:
    kiosk = screen.kiosk
    return contact_methods.of_entry(
        entry, kiosk.station, kiosk.catalogue(), page=page, language=kiosk.language
    )
