"""The areas to choose from, in alphabetical order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.worker import get_current_worker

from newsreader.kiosk.screens.base_screen import Button
from newsreader.kiosk.screens.card_screen import CardScreen
from newsreader.kiosk.visitor_news import news_areas
from newsreader.kiosk.widgets.card import Card
from newsreader.library.headlines import AreaCount


class AreasScreen(CardScreen):
    """Areas with how many articles each has; side by side where there is room."""

    LINES = 2
    NARROWEST = 29

    @dataclass
    class Listed(Message):
        """The areas are known."""

        areas: Sequence[AreaCount]

    def __init__(self) -> None:
        super().__init__()
        self._areas: Sequence[AreaCount] = ()
        self._listed = False

    def on_mount(self) -> None:
        """Asks for the areas; they come in a moment."""
        self.content_changed()

    def content_changed(self) -> None:
        """Asks for the areas anew."""
        kiosk = self.kiosk

        def look() -> None:
            worker = get_current_worker()
            areas = news_areas(kiosk.library, kiosk.station) if kiosk.content.there else []
            if not worker.is_cancelled:
                self.post_message(self.Listed(areas))

        self.run_worker(look, thread=True, group="list", exclusive=True)

    @on(Listed)
    def _show(self, event: Listed) -> None:
        name = self._areas[self.index].name if self._areas else ""
        self._areas, self._listed = event.areas, True
        self.fill(next((at for at, area in enumerate(self._areas) if area.name == name), 0))

    def where(self) -> str:
        """That these are areas, and between which letters those in sight lie."""
        choices, title = self.choices, self.words("areas.title")
        if choices.pages < 2:
            return title
        first, last = (self._areas[index].name for index in (choices.first, choices.stop - 1))
        return f"{title}  {first[:1].upper()} – {last[:1].upper()}"

    def count(self) -> int:
        """How many areas there are."""
        return len(self._areas)

    def nothing(self) -> str:
        """That it takes a moment, or that there is nothing."""
        return self.words("areas.none") if self._listed else self.words("news.waiting")

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """Areas with how many articles they have."""
        return [Card(area.name, self._articles(area.total)) for area in self._areas[start:stop]]

    def _articles(self, count: int) -> str:
        return self.words("areas.one") if count == 1 else self.words("areas.articles", count=f"{count:,}")

    def chosen(self, index: int) -> None:
        """Shows the headlines of the area."""
        from newsreader.kiosk.screens.news_screen import NewsScreen

        self.kiosk.go(NewsScreen(self._areas[index].name))

    def own_buttons(self) -> Sequence[Button]:
        """The headlines of all areas."""
        return (Button("news", self.words("buttons.all_news"), "w"),)

    def do_areas(self) -> None:
        """These are the areas."""
