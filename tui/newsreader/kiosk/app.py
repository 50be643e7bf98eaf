"""The display as a program on the screen: what is shown when, and what all its screens share."""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen

from newsreader.kiosk import spoken_dates
from newsreader.kiosk.banner import Banner, Watch
from newsreader.kiosk.clock import Clock
from newsreader.kiosk.content import Content
from newsreader.kiosk.crash_guard import CrashGuard
from newsreader.kiosk.freshness import Freshness
from newsreader.kiosk.gestures import GestureRouter, is_touch
from newsreader.kiosk.hardening.locked_app import LockedApp
from newsreader.kiosk.hardening.process import faults_to
from newsreader.kiosk.heartbeat import Heartbeat
from newsreader.kiosk.log import Log
from newsreader.kiosk.playlist import Slide
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.screens.neutral_screen import NeutralScreen
from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.screens.warning_screen import WarningScreen
from newsreader.kiosk.translations import LANGUAGES, Translations
from newsreader.kiosk.visitor_session import Presence, VisitorSession
from newsreader.library.errors import LibraryError
from newsreader.library.library import Library
from newsreader.links.catalogue.lazy_catalogue import LazyCatalogue
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.passcode import Attempts
from newsreader.settings.paths import places
from newsreader.settings.settings import Settings
from newsreader.settings.station import Station
from newsreader.ui.base_app import cause, freeze_gc, set_colour_mode
from newsreader.ui.memory import limit_malloc

TICK = 0.5
"""Seconds between two looks at the time."""
TIDY = 60.0
"""Seconds after which what is no longer used is cleared away while nobody is there; after a visit at once."""
REVIEW = 15.0
"""Seconds after which what is shown by itself is put together again: articles expire without a change."""
DEEPEST = 16
"""Screens that may lie upon one another: who goes round in circles finds no way back beyond that."""
FAULTY = 70
"""The exit status after too many faults: EX_SOFTWARE of sysexits.h."""


def run(station: Station, roots: Sequence[Path], settings: Settings) -> int:
    """Shows the display until staff or the system end it; the exit status.

    Nothing is kept of what visitors read: the reading state lies in a folder that goes with the program.
    """
    set_colour_mode()
    limit_malloc()
    with tempfile.TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True) as state:

        def opening() -> Library:
            return Library.open(roots, cache=places().cache, state=Path(state))

        app = KioskApp(station, opening, settings=settings)
        faults_to(app.journal.fault)
        try:
            app.run()
        finally:
            app.close()
    if app.parting:
        sys.stdout.write(f"{app.parting}\n")
    return app.return_code or 0


class KioskApp(LockedApp):
    """Goes from rotation to visit to warning and back, and keeps what all screens share."""

    def __init__(
        self,
        station: Station,
        opening: Callable[[], Library],
        clock: Clock = Clock(),  # noqa: B008 - frozen
        settings: Settings = Settings(),  # noqa: B008 - frozen
    ) -> None:
        """`opening` opens the library; it is called in a thread, and again later if it raises."""
        super().__init__(settings.symbols)
        self.station, self.clock = station, clock
        own = [Path(path) for path in station.catalogue]
        self.catalogue = LazyCatalogue(lambda: [*catalogue_paths(settings), *own])
        """What can be referred to; may be called in a thread."""
        self.journal = Log()
        self.words = Translations(station.language)
        self.visit = VisitorSession(station.idle, station.warning, clock.running)
        self.freshness = Freshness(station.stale, clock)
        self.content = Content(opening, clock, self._looked, self._changed, self._content_failed)
        self.banner: Banner | None = None
        self.attempts = Attempts(clock.running)
        """Of the staff code, for the life of the program."""
        self.parting = ""
        """What is said on the terminal when staff have ended the program."""
        self._watch = Watch(station.banner, self.journal.note)
        self._heartbeat = Heartbeat(station.heartbeat, tell=self.journal.note)
        self._beaten = -self._heartbeat.interval
        self._painted = 0
        self._hands = GestureRouter(clock.running, staff=bool(station.code))
        self._faults = CrashGuard(clock.running)
        self._left_out: set[str] = set()
        """The ids of articles that could not be shown."""
        self._recovering = False
        self._shown = Presence.ROTATION
        """The state that the screens show."""
        self._forgotten = False
        """Whether a visit has ended, and nobody has touched anything since."""
        self._slides: dict[str, tuple[Slide, ...]] = {}
        self.settled = False
        """Whether it is known what there is to show: before that, nothing is said to be missing."""
        self._reviewed = clock.running()
        self._reviews = self._taken = 0
        self._tidied = clock.running()
        self.theme = self.fitting_theme(station.theme)

    def close(self) -> None:
        """Lets go of the articles; after the end."""
        self._heartbeat.end()
        self.content.end()

    # What the screens ask for

    @property
    def language(self) -> str:
        """`en` or `cy`: the language in force."""
        return self.words.language

    @property
    def station_name(self) -> str:
        """What the display is called, in the language in force."""
        station = self.station
        return (station.name_cy if self.language == "cy" else "") or station.name or self.words("frame.name")

    @property
    def library(self) -> Library:
        """The articles. Raises ContentError while they cannot be opened."""
        return self.content.library

    @property
    def slides(self) -> tuple[Slide, ...]:
        """What is shown by itself, in the language in force as soon as that is known."""
        slides = self._slides.get(self.language) or self._slides.get(self.station.language, ())
        return tuple(slide for slide in slides if slide.headline.id not in self._left_out)

    @property
    def updated(self) -> str:
        """When the display last looked at its articles, in words; "" before the first look."""
        moment = self.freshness.updated
        return "" if moment is None else spoken_dates.updated(moment, self.language, self.clock.now())

    @property
    def concern(self) -> str:
        """What a visitor must know of the news as a whole: that they are old, or may be; "" mostly."""
        if self.freshness.unreachable and self.content.there:
            return self.words("note.unreachable")
        since = self.freshness.stale_since
        if since is not None and self.slides:
            return self.words("note.stale", date=spoken_dates.long_date(f"{since:%Y-%m-%d}", self.language))
        return ""

    # From screen to screen

    def go(self, screen: Screen[None]) -> None:
        """Opens a screen of the visit over what is shown.

        A wish that comes late, from a screen that went with its visit, opens nothing.
        """
        if self._forgotten:
            return
        self.push_screen(screen)
        if len(self._screen_stack) > DEEPEST:
            self.call_next(self._replace_screen, self._screen_stack.pop(2))

    def back(self) -> None:
        """Closes the screen that is shown; the rotation stays."""
        if len(self.screen_stack) > 2:
            self.pop_screen()

    def start_over(self) -> None:
        """Ends the visit: everything is forgotten, and built anew as at a start."""
        self._forget()
        self._show_only(RotationScreen())

    def leave_page(self) -> None:
        """The same at once, by way of a page that tells nothing of the visit."""
        self._forget()
        self._show_only(RotationScreen(), NeutralScreen())

    def farewell(self) -> None:
        """Ends the program: staff wish it."""
        self.parting = Translations(self.station.language)("staff.parting")
        self.end(0)

    def change_language(self) -> None:
        """The other language, at once on what is shown, and on the rest when it is shown again."""
        at = LANGUAGES.index(self.language) + 1
        self.words = Translations(LANGUAGES[at % len(LANGUAGES)])
        self.call_later(self._reword, self.screen)
        self.review()

    async def _reword(self, screen: Screen[Any]) -> None:
        """Tells a screen of the other language, unless it is gone or yet to be put together, in that one."""
        if screen in self.screen_stack and screen.is_mounted and isinstance(screen, KioskScreen):
            await screen.reword()

    def _forget(self) -> None:
        """Takes away what a visitor may have left."""
        self.visit.end()
        self._forgotten = True
        self._shown = Presence.ROTATION
        self.words = Translations(self.station.language)
        self._hands.forget()
        self.capture_mouse(None)
        self._mouse_down_widget = None
        self.cursor_position = Offset(0, 0)
        self.show_cursor(False)

    def _show_only(self, *screens: Screen[None]) -> None:
        """Puts screens in the place of all that there are."""
        with self.batch_update():
            while len(self.screen_stack) > 1:
                self.pop_screen()
            for screen in screens:
                self.push_screen(screen)

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """Takes a screen away that is no longer shown, once it stands.

        Textual removes what it has by then: of a screen opened and closed at once, what it puts together
        later would stay for ever.
        """
        await screen._mounted_event.wait()
        return await super()._replace_screen(screen)

    # Time

    def on_mount(self) -> None:
        """Shows the rotation, and begins to look at content and time."""
        self.set_interval(TICK, self.tick)
        self.push_screen(RotationScreen())
        self.content.start()
        self.call_later(freeze_gc)

    def tick(self) -> None:
        """Looks what the time has brought; a fault in that is one of the screen that is shown."""
        try:
            self._look_around()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told
            self._handle_exception(error)

    def _look_around(self) -> None:
        self._follow_visit()
        self._tidy()
        self.banner = self._watch.look(self.clock.now())
        if self.clock.running() - self._reviewed >= REVIEW:
            self.review()
        if isinstance(self.screen, KioskScreen) and self.screen.is_mounted:
            self.screen.refresh_frame()
            self.screen.tick()
        if self.focused is None:
            self.cursor_position = Offset(0, 0)  # a screen that is being taken away may have moved it
        self._beat()

    def _follow_visit(self) -> None:
        """Shows the state that holds now."""
        state = self.visit.look()
        if state is self._shown:
            if self._forgotten and not isinstance(self.screen, RotationScreen | NeutralScreen):
                self.start_over()  # whatever went wrong: nothing of a visit outlasts it
            return
        before, self._shown = self._shown, state
        if state is Presence.WARNING:
            self.push_screen(WarningScreen())
        elif state is Presence.ROTATION:
            self.start_over()
        elif before is Presence.WARNING and isinstance(self.screen, WarningScreen):
            self.pop_screen()

    def _tidy(self) -> None:
        """Clears away screens and slides that are gone: each is a circle, and the collector rests."""
        if self._shown is not Presence.ROTATION:
            self._tidied = -TIDY
        elif self.clock.running() - self._tidied >= TIDY:
            self._tidied = self.clock.running()
            self.call_later(gc.collect)

    def _beat(self) -> None:
        """Tells that the display lives, where it has painted since it last said so."""
        now = self.clock.running()
        if now - self._beaten < self._heartbeat.interval:
            return
        if self.painted > self._painted:
            self._painted, self._beaten = self.painted, now
            self._heartbeat.beat()
        else:
            self.prove()

    # Hands

    async def on_event(self, event: events.Event) -> None:
        """Notes that somebody is there, and looks whether it is staff."""
        if not is_touch(event) or self._admits(event):
            await super().on_event(event)

    def _admits(self, event: events.Event) -> bool:
        """Whether a touch is for the screen: not one that answers the warning, nor the last of the chord."""
        self._follow_visit()
        answered = self.visit.state is Presence.WARNING
        self.visit.touched()
        self._forgotten = False
        self._follow_visit()
        if self._hands.are_staff(event, self.size):
            from newsreader.kiosk.screens.staff_screen import StaffScreen

            self.go(StaffScreen())
            answered = True
        return self._hands.mean(event, answered=answered)

    # Content; what comes from its threads waits for its turn

    def _looked(self, tell: Callable[[Freshness], None]) -> None:
        self.call_later(tell, self.freshness)

    def _changed(self) -> None:
        self.call_later(self._content_changed)

    def _content_failed(self, error: Exception) -> None:
        if isinstance(error, LibraryError):
            self.journal.note(str(error))
        else:
            self.journal.fault(error)
        self._changed()

    def _content_changed(self) -> None:
        self.review()
        for screen in self.screen_stack:
            if isinstance(screen, KioskScreen) and screen.is_mounted:
                screen.content_changed()

    def review(self) -> None:
        """Puts together anew what is shown by itself, in a thread."""
        self._reviewed = self.clock.running()
        self._reviews += 1
        number, complete = self._reviews, self.content.complete
        if self.content.there:
            languages = tuple(dict.fromkeys((self.station.language, self.language)))
            self.run_worker(
                lambda: self._collect(number, languages, complete),
                thread=True,
                group="slides",
                exclusive=True,
            )
        else:
            self._take(number, {}, complete)

    def _collect(self, number: int, languages: Sequence[str], complete: bool) -> None:
        from newsreader.kiosk.playlist import slides

        found = {}
        try:
            for language in languages:
                found[language] = slides(
                    self.library, self.station, self.catalogue(), language, self.clock.now()
                )
        except LibraryError as error:
            self.journal.note(str(error))
        except Exception as error:  # noqa: BLE001 - what was found before is shown on; it is told
            self.journal.fault(error)
        else:
            self.call_later(self._take, number, found, complete)

    def _take(self, number: int, slides: dict[str, tuple[Slide, ...]], complete: bool) -> None:
        """Shows what a review has brought, unless a later one came first: a thread that began before there
        were articles may end after one that found them."""
        if number < self._taken:
            return
        self._taken = number
        self._slides = slides
        self.settled = self.settled or complete
        for screen in self.screen_stack:
            if isinstance(screen, RotationScreen) and screen.is_mounted:
                screen.slides_changed()

    # Faults

    async def _dispatch_message(self, message: Message) -> None:
        """Survives what a key or a message raises: Textual's own loop would end with it."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Goes back to the rotation, built anew, without the article that was shown; after too many faults
        ends, to be started anew."""
        self.journal.fault(cause(error))
        if self._recovering:
            return
        if not self.is_running or self._faults.another():
            self._recovering = True
            self._return_code = FAULTY
            self.end(FAULTY)
            return
        self._recovering = True
        headline = getattr(self.screen, "headline", None)
        if headline is not None:
            self._left_out.add(headline.id)
            self.journal.note(f"Left out from now on, for it could not be shown: {headline.path}")
        self.call_later(self._recover)

    def _recover(self) -> None:
        self.start_over()
        self.call_later(self._recovered)

    def _recovered(self) -> None:
        self._recovering = False
