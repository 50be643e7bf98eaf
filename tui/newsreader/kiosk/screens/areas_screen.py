"""The areas to choose from, in alphabetical order."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.kiosk import navigation
from newsreader.kiosk.background import run_in_thread
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.visitor_news import news_areas
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.touch_buttons import Button
from newsreader.library.headlines import AreaCount


class AreasScreen(CardScreen):
    """Areas with their numbers of articles, in columns where there is room."""

    LINES = 2
    MIN_WIDTH = 29

    def __init__(self, context: KioskContext) -> None:
        super().__init__(context)
        self._areas: Sequence[AreaCount] = ()
        self._is_listed = False

    def on_mount(self) -> None:
        self.content_changed()

    def content_changed(self) -> None:
        """Count the areas again, in a thread."""
        context = self.context

        def count() -> list[AreaCount]:
            return news_areas(context.library, context.station) if context.content.is_open else []

        run_in_thread(self, count, self._show, group="list")

    def _show(self, areas: Sequence[AreaCount]) -> None:
        current = self._areas[self.pane.list.index].name if self._areas else ""
        self._areas, self._is_listed = areas, True
        self.fill(next((at for at, area in enumerate(self._areas) if area.name == current), 0))

    def heading(self) -> str:
        """Name the first letters of the page, if there are several pages."""
        cards, title = self.pane.list, self.translations("areas.title")
        if cards.pages < 2:
            return title
        first, last = (self._areas[index].name for index in (cards.first, cards.stop - 1))
        return f"{title}  {first[:1].upper()} – {last[:1].upper()}"

    def count(self) -> int:
        return len(self._areas)

    def empty_message(self) -> str:
        """Say that it takes a moment, or that there are none."""
        return self.translations("areas.none" if self._is_listed else "news.waiting")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        return [Card(area.name, self._articles(area.total)) for area in self._areas[start:stop]]

    def _articles(self, count: int) -> str:
        if count == 1:
            return self.translations("areas.one")
        return self.translations("areas.articles", count=f"{count:,}")

    def open_card(self, index: int) -> None:
        self.go(navigation.News(self._areas[index].name))

    def own_buttons(self) -> Sequence[Button]:
        """Return the button for the headlines of all areas."""
        return (Button("news", self.translations("buttons.all_news"), "w"),)

    def action_areas(self) -> None:
        """Stay: these are the areas."""
