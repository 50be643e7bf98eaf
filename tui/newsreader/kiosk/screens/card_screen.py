"""A screen with one list to choose from, turned by whole pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.kiosk.widgets.heading import Heading


class CardScreen(KioskScreen):
    """Says where one is and which page; fills its list whenever it is put together."""

    LINES: ClassVar[int] = 2
    """Lines of text on a card."""
    NARROWEST: ClassVar[int] = 0
    """Cells of the narrowest card where cards may stand side by side; 0 where they may not."""

    def compose_body(self) -> ComposeResult:
        """The line of words, the list."""
        yield Heading(id="heading")
        yield CardList(self.cards, lines=self.LINES, narrowest=self.NARROWEST, id="choices")

    @property
    def choices(self) -> CardList:
        """The list."""
        return self.query_one(CardList)

    def on_mount(self) -> None:
        """Fills the list for the first time."""
        self.fill()

    async def reword(self) -> None:
        """In the other language, at the same card."""
        self.reword_frame()
        self.fill(self.index)

    @property
    def index(self) -> int:
        """The card under the cursor."""
        return self.choices.index if self.stands else 0

    # What a screen brings

    def where(self) -> str:
        """Where one is, in words."""
        return ""

    def count(self) -> int:
        """How many cards there are."""
        return 0

    def cards(self, start: int, stop: int) -> Sequence[Card]:
        """The cards `[start, stop)`."""
        return ()

    def chosen(self, index: int) -> None:
        """A card was chosen."""

    def nothing(self) -> str:
        """What is said where there are no cards."""
        return ""

    def own_buttons(self) -> Sequence[Button]:
        """Buttons between those for the pages and those of every screen."""
        return ()

    # What is the same for all

    def fill(self, index: int = 0) -> None:
        """Shows the cards anew, at one of them."""
        if not self.stands:
            return
        choices = self.choices
        choices.message = self.nothing()
        choices.show(self.count(), index=index)
        self._say_page()

    def buttons(self) -> Sequence[Button]:
        """Back first, leaving last; pages only where there are several."""
        words = self.words
        return (
            Button("back", words("buttons.back"), "Esc"),
            *self._page_buttons(),
            *self.own_buttons(),
            *last_buttons(self),
        )

    def _page_buttons(self) -> tuple[Button, ...]:
        """None where one page holds everything."""
        found = self.query(CardList)
        choices = found.first() if found else None
        page, pages = (choices.page, choices.pages) if choices is not None else (1, 1)
        if choices is not None and choices.count and pages == 1:
            return ()
        return page_buttons(self, back=page > 1, on=page < pages)

    def _say_page(self) -> None:
        if not self.stands:
            return
        choices = self.choices
        place = page_words(self, choices.page, choices.pages)
        self.query_one(Heading).say(self.where(), place)
        self.refresh_buttons()
        if self.focused is None:  # the button that had it cannot be pressed any more
            choices.focus()

    @on(CardList.Turned)
    def _turned(self, event: CardList.Turned) -> None:
        event.stop()
        self._say_page()

    @on(CardList.Chosen)
    def _chosen(self, event: CardList.Chosen) -> None:
        event.stop()
        self.chosen(event.index)

    def do_page_down(self) -> None:
        """The next page."""
        if self.stands:
            self.choices.turn(1)

    def do_page_up(self) -> None:
        """The page before."""
        if self.stands:
            self.choices.turn(-1)


def page_words(screen: KioskScreen, page: int, pages: int) -> str:
    """Which page of how many, where there are several."""
    return screen.words("choices.page", page=f"{page:,}", pages=f"{pages:,}") if pages > 1 else ""


def page_buttons(screen: KioskScreen, *, back: bool, on: bool) -> tuple[Button, ...]:
    """The buttons that turn pages, and whether there is one to turn to."""
    words = screen.words
    return (
        Button("page_up", words("buttons.page_up"), "PgUp", back),
        Button("page_down", words("buttons.page_down"), "PgDn", on),
    )


def last_buttons(screen: KioskScreen, *, help: bool = True) -> tuple[Button, ...]:
    """The buttons that end the row of every screen."""
    words = screen.words
    return (
        *([Button("help", words("buttons.help"), "h")] if help else []),
        Button("start_over", words("buttons.start_over"), "Home"),
        Button("language", words("buttons.language"), "c"),
        Button("leave_now", words("buttons.leave_now"), "x"),
    )


def in_english(screen: KioskScreen, where: str) -> str:
    """Where one is, with a word on the language of what stands there, if that is not the language in force.

    The catalogue is in English (WCAG 2.2, 3.1.2: the language of parts).
    """
    words = screen.words
    return where if words.language == "en" else f"{where} · {words('code.in_english')}"
