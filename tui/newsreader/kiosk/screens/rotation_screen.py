"""What is shown while nobody is there: one article after another, with a QR code to take it along."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from urllib.parse import urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from newsreader.kiosk import navigation
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.playlist import Slide
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.slideshow import Slideshow
from newsreader.kiosk.spoken_dates import near_date
from newsreader.kiosk.visitor_session import Presence
from newsreader.kiosk.widgets.help_pane import HelpPane
from newsreader.kiosk.widgets.progress import Progress
from newsreader.kiosk.widgets.qr_card import QrCard, largest_code
from newsreader.kiosk.widgets.slide_view import SlideText, SlideView
from newsreader.kiosk.widgets.station_page import StationPage
from newsreader.kiosk.widgets.touch_buttons import Button
from newsreader.ui.qr_view import can_draw_blocks

MIN_TEXT_WIDTH = 32
"""Cells of text that must stay beside a code."""
WIDE = 80
"""Columns from which there are wider margins."""


class RotationScreen(KioskScreen):
    """The bottom of every visit: slides, or help if there are no articles.

    Until that is known, it shows the station's page.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter,space", "read", show=False),
        Binding("s", "pause", show=False),
    ]
    DEFAULT_CSS = """
    RotationScreen #show { height: 1fr; width: 100%; padding: 0 1 0 2; }
    RotationScreen #words { height: 1fr; width: 1fr; padding: 0 2 0 0; }
    RotationScreen.-wide #show { padding: 0 2 0 3; }
    RotationScreen StationPage, RotationScreen HelpPane { display: none; }
    RotationScreen.-opening StationPage, RotationScreen.-help HelpPane { display: block; }
    RotationScreen.-opening #show, RotationScreen.-help #show { display: none; }
    """

    def __init__(self, context: KioskContext) -> None:
        super().__init__(context)
        self._show = Slideshow(context.clock.running)
        self._help = HelpPane(context, lambda: self.translations("rotation.empty"), id="help")
        self._today: date | None = None
        """The day for which the slide's date is written: `Today` holds until midnight."""

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="show"):
            with Vertical(id="words"):
                yield SlideView(id="slide")
                yield Progress(id="progress")
            yield QrCard(id="code")
        yield self._help
        yield StationPage(self.context, id="station")

    def on_mount(self) -> None:
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self._show.replace(self.context.slides)
        self._draw()

    def on_resize(self) -> None:
        """Fit the code again."""
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._draw)

    async def retranslate(self) -> None:
        """Show the translation of the article if there is one."""
        self.retranslate_chrome()
        if self.is_ready:
            self.query_one(StationPage).refresh()
            self._help.fill()
            self._draw()

    def content_changed(self) -> None:
        """Show help if it is known by now that there are no articles."""
        if self._show.current is None:
            self._draw()

    def slides_changed(self) -> None:
        """Take the new slides, staying at the article that is shown."""
        if self._show.replace(self.context.slides) or self._show.current is None:
            self._draw()
        else:
            self._refresh_progress()
            self.refresh_buttons()

    # Buttons

    def buttons(self) -> Sequence[Button]:
        """Return those for the slides, or for the pages of the help, then those for everything else."""
        t, several = self.translations, len(self._show.slides) > 1
        rest = (
            Button("news", t("buttons.all_news"), "w", enabled=self.context.content.is_open),
            Button("help", t("buttons.help"), "h"),
            Button("language", t.next_name, "c"),
        )
        if self._show.current is not None:
            pause = t("buttons.go_on" if self._show.is_paused else "buttons.pause")
            return (
                Button("pause", pause, "s", enabled=several),
                Button("previous", t("buttons.back"), "p", enabled=several),
                Button("next", t("buttons.next"), "n", enabled=several),
                Button("read", t("buttons.read"), "r"),
                *rest,
            )
        return (*self._help.page_buttons(), rest[-1]) if self._shows_help else rest

    @property
    def _shows_help(self) -> bool:
        return self._show.current is None and self.context.is_ready

    # Drawing

    def _draw(self) -> None:
        if not self.is_ready:
            return
        slide = self._show.current
        self._today = self.context.clock.now().date()
        self.headline = slide.headline if slide else None
        self.set_class(slide is None and not self._shows_help, "-opening")
        self.query_one(StationPage).message = self.translations("rotation.opening")
        if self._shows_help and not self.has_class("-help"):
            self._help.load()
        self.set_class(self._shows_help, "-help")
        self._help.refresh_heading()
        self.refresh_buttons()
        if slide is not None and self.query_one("#body").size:
            has_code = self._draw_code(slide)
            self.query_one(SlideView).slide = self._slide_text(slide, has_code=has_code)
            self._refresh_progress()

    def _draw_code(self, slide: Slide) -> bool:
        """Draw the code if it leaves enough room for the text; return whether it does."""
        body = self.query_one("#body").size
        width = body.width - MIN_TEXT_WIDTH - (7 if self.has_class("-wide") else 5)
        code = None
        if slide.code and body:
            code = largest_code(slide.code, width, body.height, ascii_only=not can_draw_blocks(self))
        card = self.query_one(QrCard)
        card.show(code)
        if code is not None:
            card.styles.margin = ((body.height - code.height) // 2, 0, 0, 0)
        return code is not None

    def _slide_text(self, slide: Slide, *, has_code: bool) -> SlideText:
        t, context = self.translations, self.context
        footer = ""
        if has_code:
            footer = t("rotation.scan_for", what=slide.code_name) if slide.code_name else t("rotation.scan")
        elif slide.code:
            footer = t("rotation.more_at", host=_host(slide.code))
        return SlideText(
            label=t("rotation.appeal") if slide.appeal else "",
            area=slide.area,
            date=near_date(slide.date, context.language, context.clock.now()) if slide.date else "",
            title=slide.title,
            excerpt=slide.excerpt,
            footer=footer,
            has_code=has_code,
        )

    def _refresh_progress(self) -> None:
        show = self._show
        if show.current is None:
            return
        text = self.translations("rotation.place", number=show.index + 1, count=len(show.slides))
        if show.is_paused:
            text = f"{text}  ·  {self.translations('rotation.paused')}"
        elapsed, total = (int(show.elapsed), self.context.station.rotation) if show.is_moving else (0, 0)
        self.query_one(Progress).state = text, elapsed, total

    # Time

    def tick(self) -> None:
        """Move on to the next slide, or page of help, when its time has come."""
        if self._show.elapsed >= self.context.station.rotation:
            if self._shows_help:
                self._turn_help()
            elif self._show.is_moving:
                self.action_next()
        if self._today != self.context.clock.now().date():
            self._draw()
        self._refresh_progress()

    def _turn_help(self) -> None:
        """Turn to the next page, or back to the first, unless somebody is there to turn it."""
        self._show.restart_time()
        if self.context.session.state is Presence.ROTATION and not self._help.list.turn(1):
            self._help.fill(0)

    async def on_screen_resume(self) -> None:
        """Show a slide that was covered for its whole time again."""
        self._show.restart_time()

    # Actions

    def action_next(self) -> None:
        self._step(1)

    def action_previous(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        self._show.step(step)
        self._draw()

    def action_pause(self) -> None:
        if self._show.current is not None:
            self._show.toggle_pause()
            self.refresh_buttons()
            self._refresh_progress()

    def action_page_down(self) -> None:
        if self._shows_help:
            self._help.list.turn(1)

    def action_page_up(self) -> None:
        if self._shows_help:
            self._help.list.turn(-1)

    @on(HelpPane.PageChanged)
    def _page_changed(self) -> None:
        self.refresh_buttons()

    def action_read(self) -> None:
        if self.headline is not None:
            self.go(navigation.Article(self.headline))

    def on_click(self, event: events.Click) -> None:
        """Open the article under a tap; from the station's page, open help."""
        if not self.is_ready or not self.query_one("#body").region.contains_point(event.screen_offset):
            return
        if self.headline is not None:
            self.action_read()
        elif not self._shows_help:
            self.action_help()


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
