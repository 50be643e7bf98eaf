"""The headlines, newest first: of all areas of the station, or of one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from newsreader.kiosk.screens.article_screen import ArticleScreen
from newsreader.kiosk.screens.base_screen import Button
from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.spoken_dates import long_date
from newsreader.kiosk.visitor_news import news_keys
from newsreader.kiosk.widgets.card import Card
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline

LONGEST = 600
"""Characters of a title that a card can show."""


class NewsScreen(CardScreen):
    """Headlines to choose from."""

    LINES = 3

    @dataclass
    class Listed(Message):
        """The headlines of a language are known."""

        language: str
        keys: Sequence[int]
        index: int
        """Where the headline stands that was under the cursor before."""

    def __init__(self, area: str | None = None) -> None:
        super().__init__()
        self.area = area
        self._keys: Sequence[int] = array("q")
        self._listed = False
        self._current: Headline | None = None
        """The headline under the cursor when the list was last looked at."""

    def on_mount(self) -> None:
        """Asks for the list; it comes in a moment."""
        self._ask(None)

    async def reword(self) -> None:
        """In the other language; the list too."""
        await super().reword()
        self.content_changed()

    def content_changed(self) -> None:
        """Asks for the list anew; the cursor stays on its headline."""
        found = self._headlines(self.index, self.index + 1) if self._keys else []
        self._ask(found[0] if found else None)

    def _ask(self, current: Headline | None) -> None:
        language, kiosk = self.kiosk.language, self.kiosk

        def look() -> None:
            worker = get_current_worker()
            keys: Sequence[int] = array("q")
            index = 0
            if kiosk.content.there:
                keys = news_keys(kiosk.library, kiosk.station, self.area, language)
                index = self._index_of(current, keys)
            if not worker.is_cancelled:
                self.post_message(self.Listed(language, keys, index))

        self.run_worker(look, thread=True, group="list", exclusive=True)

    def _index_of(self, headline: Headline | None, keys: Sequence[int]) -> int:
        if headline is None:
            return 0
        try:
            return keys.index(self.kiosk.library.find(headline.id).key)
        except (LibraryError, ValueError):  # it is gone, or in another language
            return 0

    @on(Listed)
    def _show(self, event: Listed) -> None:
        if event.language == self.kiosk.language:
            self._keys, self._listed = event.keys, True
            self.fill(event.index)

    # The list

    def where(self) -> str:
        """The area, or all of the station's."""
        areas = self.kiosk.station.areas
        return self.area or (areas[0] if len(areas) == 1 else self.words("news.title"))

    def count(self) -> int:
        """How many headlines there are."""
        return len(self._keys)

    def nothing(self) -> str:
        """That it takes a moment, or that there is nothing."""
        return self.words("news.none") if self._listed else self.words("news.waiting")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Headlines with their day, and with their area where there are several."""
        found = {headline.key: headline for headline in self._headlines(start, stop)}
        return [self._card(found.get(key)) for key in self._keys[start:stop]]

    def _headlines(self, start: int, stop: int) -> list[Headline]:
        keys = self._keys[start:stop]
        return self.kiosk.library.headlines(list(keys)) if keys and self.kiosk.content.there else []

    def _card(self, headline: Headline | None) -> Card:
        if headline is None:  # it has just gone; the list is about to be made anew
            return Card("…")
        parts = [long_date(headline.date, self.kiosk.language)]
        if self.area is None and len(self.kiosk.station.areas) != 1 and headline.area:
            parts.insert(0, headline.area)
        return Card(headline.title[:LONGEST], " · ".join(parts))

    def chosen(self, index: int) -> None:
        """Opens the article."""
        for headline in self._headlines(index, index + 1):
            self.kiosk.go(ArticleScreen(headline, self.area))

    def own_buttons(self) -> Sequence[Button]:
        """The areas, unless this is one of them or the only one."""
        if self.area is not None or len(self.kiosk.station.areas) == 1:
            return ()
        return (Button("areas", self.words("buttons.areas"), "a"),)

    def do_news(self) -> None:
        """All headlines, where these are only those of an area."""
        if self.area is not None:
            super().do_news()
