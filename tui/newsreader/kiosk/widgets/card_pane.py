"""A heading above a list of cards, turned by whole pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from newsreader.kiosk.translations import Translations
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.kiosk.widgets.heading import Heading, page_label
from newsreader.kiosk.widgets.standard_buttons import page_buttons
from newsreader.kiosk.widgets.touch_buttons import Button


class CardSource(Protocol):
    """Where a pane has its cards from."""

    @property
    def translations(self) -> Translations:
        """Texts of the current language."""

    def heading(self) -> str:
        """Return the heading."""

    def count(self) -> int:
        """Return the number of cards."""

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Return the cards `[start, stop)`."""

    def empty_message(self) -> str:
        """Return what is shown instead of cards if there are none."""


class CardPane(Vertical):
    """Shows the cards of a source."""

    DEFAULT_CSS = "CardPane { height: 1fr; width: 100%; }"

    class PageChanged(Message):
        """Another page is in sight, or the number of pages has changed."""

    def __init__(
        self, source: CardSource, *, lines: int = 2, min_width: int = 0, id: str | None = None
    ) -> None:
        """`lines` and `min_width` are those of a card, as in `CardList`."""
        super().__init__(id=id)
        self._source = source
        self.heading = Heading(id="heading")
        self.list = CardList(source.cards, lines=lines, min_width=min_width, id="cards")

    def compose(self) -> ComposeResult:
        yield self.heading
        yield self.list

    def fill(self, index: int | None = None) -> None:
        """Fetch the cards again, with the cursor on one of them, or where it is."""
        self.list.message = self._source.empty_message()
        self.list.show(self._source.count(), index=self.list.index if index is None else index)
        self.refresh_heading()

    def refresh_heading(self) -> None:
        """Show the title and the page."""
        page = page_label(self._source.translations, self.list.page, self.list.pages)
        self.heading.text = self._source.heading(), page

    def page_buttons(self) -> tuple[Button, ...]:
        """Return the buttons that turn pages; none if one page holds all cards."""
        page, pages = self.list.page, self.list.pages
        if self.list.count and pages == 1:
            return ()
        return page_buttons(self._source.translations, up=page > 1, down=page < pages)

    @on(CardList.Turned)
    def _turned(self, event: CardList.Turned) -> None:
        event.stop()
        self.refresh_heading()
        self.post_message(self.PageChanged())
