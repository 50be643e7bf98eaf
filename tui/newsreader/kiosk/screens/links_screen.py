"""What an article refers to: numbers to call and pages to look up, each on a card."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk import navigation
from newsreader.kiosk.contact_methods import ContactMethod, of_entry
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.heading import mark_english
from newsreader.links.reference import Entry, Group

ORDER = (Group.EMERGENCY, Group.HELP, Group.APPEAL, Group.WEB)
"""Help first, as in the reader's links pane."""


class LinksScreen(CardScreen):
    """The links of an article, with the numbers that mark them in its text."""

    LINES = 3

    def __init__(self, context: KioskContext, entries: Sequence[Entry], page: str | None = None) -> None:
        """`page` is the address of the article itself."""
        super().__init__(context)
        self._page = page
        self._entries = sorted(entries, key=lambda entry: ORDER.index(entry.group))

    def heading(self) -> str:
        return mark_english(self.translations, self.translations("links.title"))

    def count(self) -> int:
        return len(self._entries)

    def empty_message(self) -> str:
        return self.translations("links.none")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        return [self._card(entry) for entry in self._entries[start:stop]]

    def _card(self, entry: Entry) -> Card:
        method, t = self._method(entry), self.translations
        parts = [
            "" if method.is_unnamed else method.number,
            method.purpose or (method.address if method.address != method.name else ""),
        ]
        if method.reference:
            parts.insert(1, t("code.quote", reference=method.reference))
        if method.is_empty and not method.reference:
            parts.append(t("links.words_only"))
        elif (
            method.no_code_reason and method.no_code_reason != "no_code.dial"
        ):  # 999 is always dialled by hand
            parts.append(t("links.no_code"))
        if method.is_unnamed and not method.reference:
            parts.append(t("code.of_article"))
        title = method.number if method.is_unnamed else method.name
        return Card(title, " · ".join(filter(None, parts)), str(entry.number))

    def _method(self, entry: Entry) -> ContactMethod:
        context = self.context
        return of_entry(
            entry, context.station, context.catalogue(), page=self._page, language=context.language
        )

    def open_card(self, index: int) -> None:
        self.go(navigation.Contact(self._method(self._entries[index])))
