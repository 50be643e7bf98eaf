"""What is shown while nobody is there: one article after the other, with a code to take it along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from urllib.parse import urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from newsreader.kiosk.playlist import Slide
from newsreader.kiosk.screens.advice_screen import NeedList
from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.screens.card_screen import page_buttons, page_words
from newsreader.kiosk.spoken_dates import near_date
from newsreader.kiosk.visitor_session import Presence
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.kiosk.widgets.heading import Heading
from newsreader.kiosk.widgets.progress import Progress
from newsreader.kiosk.widgets.qr_card import QrCard, fitting
from newsreader.kiosk.widgets.slide_view import SlideView, Told
from newsreader.kiosk.widgets.station_page import StationPage
from newsreader.ui.qr_style import draws_blocks

_TEXT = 32
"""Cells of text that must stay beside a code."""


class RotationScreen(KioskScreen):
    """The bottom of every visit, and what a start shows: articles, or where there are none, help by need.

    Until it is known whether there are articles, the station's own page.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter,space", "do('read')", show=False),
        Binding("s", "do('pause')", show=False),
    ]
    DEFAULT_CSS = """
    RotationScreen #show { height: 1fr; width: 100%; padding: 0 1 0 2; }
    RotationScreen #words { height: 1fr; width: 1fr; padding: 0 2 0 0; }
    RotationScreen.-wide #show { padding: 0 2 0 3; }
    RotationScreen StationPage, RotationScreen #help { display: none; }
    RotationScreen.-opening StationPage, RotationScreen.-help #help { display: block; }
    RotationScreen.-opening #show, RotationScreen.-help #show { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._slides: tuple[Slide, ...] = ()
        self._at = 0
        self._since = 0.0
        """When the slide came, seconds of the clock that only goes forward."""
        self._stopped: float | None = None
        """How long the slide had been shown when it was stopped; None while it goes on."""
        self._day: date | None = None
        """The day for which the slide's date is told: `Today` holds until midnight."""

    # What is shown

    def compose_body(self) -> ComposeResult:
        """The slide with its code beside it, and how far it is; or help; or the station's page."""
        kiosk = self.kiosk
        with Horizontal(id="show"):
            with Vertical(id="words"):
                yield SlideView(id="slide")
                yield Progress(id="progress")
            yield QrCard(id="code")
        with Vertical(id="help"):
            yield Heading(id="heading")
            yield NeedList(kiosk, id="needs")
        yield StationPage(kiosk.station, kiosk.station_name, self.words, id="station")

    def buttons(self) -> Sequence[Button]:
        """From the left: the show and the article, or the pages of the help, then everything else."""
        words, several, paused = self.words, len(self._slides) > 1, self._stopped is not None
        show = (
            Button("pause", words("buttons.go_on" if paused else "buttons.pause"), "s", enabled=several),
            Button("previous", words("buttons.back"), "p", enabled=several),
            Button("next", words("buttons.next"), "n", enabled=several),
            Button("read", words("buttons.read"), "r"),
        )
        rest = (
            Button("news", words("buttons.all_news"), "w", enabled=self.kiosk.content.there),
            Button("help", words("buttons.help"), "h"),
            Button("language", words("buttons.language"), "c"),
        )
        if self._slides:
            return (*show, *rest)
        return (*self._page_buttons(), rest[-1]) if self._helps else rest

    def _page_buttons(self) -> tuple[Button, ...]:
        """None where one page holds all the help."""
        needs = self.query_one(NeedList) if self.stands else None
        if needs is None or needs.pages == 1:
            return ()
        return page_buttons(self, back=needs.page > 1, on=needs.page < needs.pages)

    @property
    def _helps(self) -> bool:
        """Whether help is shown, for there are no articles."""
        return self._slide is None and self.kiosk.settled

    def on_mount(self) -> None:
        """Begins with the first article."""
        self.set_class(self.app.size.width >= 80, "-wide")
        self._slides = self.kiosk.slides
        self._show()

    async def reword(self) -> None:
        """The same article, in the other language where there is one."""
        await super().reword()
        if self.stands:
            self.query_one(StationPage).reword(self.kiosk.station_name, self.words)
            self.query_one(NeedList).show_all()
            self._show(keep_time=True)

    def slides_changed(self) -> None:
        """Takes up other articles at the next step; at once where the one that is shown is gone."""
        fresh = self.kiosk.slides
        shown = self._slide
        if shown is None or not fresh:
            self._slides, self._at, self._stopped = fresh, 0, None
            self._show()
            return
        places = [number for number, slide in enumerate(fresh) if slide.headline.id == shown.headline.id]
        gone = not places
        self._at = min(self._at, len(fresh) - 1) if gone else places[0]
        again = gone or fresh[self._at] != shown
        self._slides = fresh
        if gone:
            self._show()
        elif again:
            self._show(keep_time=True)
        else:
            self._say_place()
            self.refresh_buttons()

    @property
    def _slide(self) -> Slide | None:
        return self._slides[self._at] if self._at < len(self._slides) else None

    def _show(self, *, keep_time: bool = False) -> None:
        """Draws the article that is due, from the start of its time."""
        if not self.stands:
            return
        slide = self._slide
        self._day = self.kiosk.clock.now().date()
        self.headline = slide.headline if slide else None
        if not keep_time:
            self._since = self.kiosk.clock.running()
            if self._stopped is not None:
                self._stopped = 0.0
        self.set_class(slide is None and not self._helps, "-opening")
        self.query_one(StationPage).say(self.words("rotation.opening"))
        self._show_help()
        self.refresh_buttons()
        if slide is not None and self.query_one("#body").size:
            code = self._fit_code(slide)
            self.query_one(SlideView).show(self._told(slide, scanned=code))
            self._say_place()

    def _show_help(self) -> None:
        """Help, where there are no articles; begun anew when it comes, else left as it is."""
        needs = self.query_one(NeedList)
        if self._helps and not self.has_class("-help"):
            needs.begin()
        self.set_class(self._helps, "-help")
        self.query_one(Heading).say(self.words("rotation.empty"), page_words(self, needs.page, needs.pages))

    def _fit_code(self, slide: Slide) -> bool:
        """Draws the code where it leaves enough room for the text; whether it did."""
        body = self.query_one("#body").size
        width = body.width - _TEXT - (7 if self.has_class("-wide") else 5)
        plain = not draws_blocks(self)
        made = fitting(slide.code, width, body.height, ascii_only=plain) if slide.code and body else None
        card = self.query_one(QrCard)
        card.draw(made)
        if made is not None:
            card.styles.margin = ((body.height - made.height) // 2, 0, 0, 0)
        return made is not None

    def _told(self, slide: Slide, *, scanned: bool) -> Told:
        words = self.words
        foot = ""
        if scanned:
            named = slide.code_name
            foot = words("rotation.scan_for", what=named) if named else words("rotation.scan")
        elif slide.code:
            foot = words("rotation.more_at", host=_host(slide.code))
        mark = words("rotation.appeal") if slide.appeal else ""
        return Told(mark, slide.area, self._date(slide), slide.title, slide.lead, foot, scanned)

    def _date(self, slide: Slide) -> str:
        kiosk = self.kiosk
        return near_date(slide.date, kiosk.language, kiosk.clock.now()) if slide.date else ""

    def on_resize(self) -> None:
        """What fits beside the text may be something else."""
        self.set_class(self.app.size.width >= 80, "-wide")
        self.call_after_refresh(self._show, keep_time=True)

    def content_changed(self) -> None:
        """It may be known by now that there is nothing to show."""
        if self._slide is None:
            self._show(keep_time=True)

    # Time

    def tick(self) -> None:
        """Goes on to the next article when its time has come."""
        if self._shown_for() >= self.kiosk.station.rotation:
            if self._helps:
                self._turn_help()
            elif self._stopped is None and len(self._slides) > 1:
                self._step(1)
        if self._day != self.kiosk.clock.now().date():
            self._show(keep_time=True)
        self._say_place()

    def _turn_help(self) -> None:
        """The next page of the help, or the first again, while nobody is there to turn it."""
        self._since = self.kiosk.clock.running()
        needs = self.query_one(NeedList)
        if self.kiosk.visit.state is Presence.ROTATION and not needs.turn(1):
            needs.show(needs.count)

    def _shown_for(self) -> float:
        """Seconds since the slide came, or the page of the help."""
        return self.kiosk.clock.running() - self._since

    def _say_place(self) -> None:
        if self._slide is None:
            return
        number, count = self._at + 1, len(self._slides)
        words = self.words("rotation.place", number=number, count=count)
        if self._stopped is not None:
            words = f"{words}  ·  {self.words('rotation.paused')}"
        moves = count > 1 and self._stopped is None
        total = self.kiosk.station.rotation if moves else 0
        self.query_one(Progress).say(words, int(self._shown_for()) if moves else 0, total)

    async def on_screen_resume(self) -> None:
        """The article that was covered is shown for its whole time once more."""
        self._since = self.kiosk.clock.running()

    # What is done

    def _step(self, step: int) -> None:
        if self._slides:
            self._at = (self._at + step) % len(self._slides)
            self._show()

    def do_next(self) -> None:
        """The next article."""
        self._step(1)

    def do_previous(self) -> None:
        """The one before."""
        self._step(-1)

    def do_pause(self) -> None:
        """Stands still, or goes on again."""
        if not self._slides:
            return
        if self._stopped is None:
            self._stopped = self._shown_for()
        else:
            self._since = self.kiosk.clock.running() - self._stopped
            self._stopped = None
        self.refresh_buttons()
        self._say_place()

    def do_page_down(self) -> None:
        """The next page of the help."""
        if self.stands and self._helps:
            self.query_one(NeedList).turn(1)

    def do_page_up(self) -> None:
        """The page before."""
        if self.stands and self._helps:
            self.query_one(NeedList).turn(-1)

    @on(CardList.Turned)
    def _turned(self, event: CardList.Turned) -> None:
        event.stop()
        if self.stands:
            self._show_help()
            self.refresh_buttons()

    @on(CardList.Chosen)
    def _chosen(self, event: CardList.Chosen) -> None:
        event.stop()
        self.query_one(NeedList).open(event.index)

    def do_read(self) -> None:
        """Opens the article."""
        if self.headline is not None:
            from newsreader.kiosk.screens.article_screen import ArticleScreen

            self.kiosk.go(ArticleScreen(self.headline))

    def do_start_over(self) -> None:
        """From the first article, with nothing left of the visit."""
        self.kiosk.start_over()

    def on_click(self, event: events.Click) -> None:
        """A touch anywhere on the article opens it; on the station's page, it leads to help."""
        if not self.stands or not self.query_one("#body").region.contains_point(event.screen_offset):
            return
        if self.headline is not None:
            self.do_read()
        elif not self._helps:
            self.do_help()


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
