"""The headlines, newest first: of all areas of the station, or of one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from newsreader.kiosk import navigation
from newsreader.kiosk.background import run_in_thread
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.spoken_dates import long_date
from newsreader.kiosk.visitor_news import news_keys
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.touch_buttons import Button
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline


class NewsScreen(CardScreen):
    """Headlines to choose from."""

    LINES = 3

    def __init__(self, context: KioskContext, area: str | None = None) -> None:
        super().__init__(context)
        self._area = area
        self._keys: Sequence[int] = array("q")
        self._is_listed = False

    def on_mount(self) -> None:
        self._list(None)

    async def retranslate(self) -> None:
        """Switch the language of the list too."""
        await super().retranslate()
        self.content_changed()

    def content_changed(self) -> None:
        """List the headlines again; the cursor stays on its headline."""
        index = self.pane.list.index
        self._list(next(iter(self._headlines(index, index + 1)), None))

    def _list(self, current: Headline | None) -> None:
        context, language = self.context, self.context.language

        def collect() -> tuple[str, Sequence[int], int]:
            if not context.content.is_open:
                return language, array("q"), 0
            keys = news_keys(context.library, context.station, self._area, language)
            return language, keys, self._index_of(current, keys)

        run_in_thread(self, collect, self._show, group="list")

    def _index_of(self, headline: Headline | None, keys: Sequence[int]) -> int:
        if headline is None:
            return 0
        try:
            return keys.index(self.context.library.find(headline.id).key)
        except (LibraryError, ValueError):  # it has gone, or is in another language
            return 0

    def _show(self, found: tuple[str, Sequence[int], int]) -> None:
        language, keys, index = found
        if language == self.context.language:
            self._keys, self._is_listed = keys, True
            self.fill(index)

    # Cards

    def heading(self) -> str:
        areas = self.context.station.areas
        return self._area or (areas[0] if len(areas) == 1 else self.translations("news.title"))

    def count(self) -> int:
        return len(self._keys)

    def empty_message(self) -> str:
        """Say that it takes a moment, or that there are none."""
        return self.translations("news.none" if self._is_listed else "news.waiting")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        headlines = {headline.key: headline for headline in self._headlines(start, stop)}
        return [self._card(headlines.get(key)) for key in self._keys[start:stop]]

    def _headlines(self, start: int, stop: int) -> list[Headline]:
        keys = self._keys[start:stop]
        return self.context.library.headlines(list(keys)) if keys and self.context.content.is_open else []

    def _card(self, headline: Headline | None) -> Card:
        if headline is None:  # it has just gone; the list is about to be made again
            return Card("…")
        parts = [long_date(headline.date, self.context.language)]
        if self._area is None and len(self.context.station.areas) != 1 and headline.area:
            parts.insert(0, headline.area)
        return Card(headline.title, " · ".join(parts))

    def open_card(self, index: int) -> None:
        for headline in self._headlines(index, index + 1):
            self.go(navigation.Article(headline, self._area))

    def own_buttons(self) -> Sequence[Button]:
        """Return the button for areas, unless this is one of them or the only one."""
        if self._area is not None or len(self.context.station.areas) == 1:
            return ()
        return (Button("areas", self.translations("buttons.areas"), "a"),)

    def action_news(self) -> None:
        """Open all headlines, if these are of one area only."""
        if self._area is not None:
            super().action_news()
