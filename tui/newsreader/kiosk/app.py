"""The display as a program on the screen: what is shown when, and what all its screens share."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from textual import events
from textual.message import Message
from textual.screen import Screen

from newsreader.kiosk.banner import Banner
from newsreader.kiosk.clock import Clock
from newsreader.kiosk.content import Content
from newsreader.kiosk.locked import Locked
from newsreader.kiosk.programme import Slide
from newsreader.kiosk.screens.frame import Frame
from newsreader.kiosk.screens.rotation import RotationScreen
from newsreader.kiosk.visit import State, Visit
from newsreader.kiosk.words import LANGUAGES, Words
from newsreader.library.library import Library
from newsreader.resources.catalogue import Catalogue
from newsreader.settings.places import places
from newsreader.settings.settings import Settings
from newsreader.settings.station import Station
from newsreader.ui.program import cause, rest_the_collector, settle_colours

TICK = 0.5
"""Seconds between two looks at the time."""
REVIEW = 15.0
"""Seconds after which what is shown by itself is put together again: articles expire without a change."""


def run(station: Station, roots: Sequence[Path], settings: Settings) -> int:
    """Shows the display until staff or the system end it; the exit status.

    Nothing is kept of what visitors read: the reading state lies in a folder that goes with the program.
    """
    settle_colours()
    with tempfile.TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True) as state:

        def opening() -> Library:
            return Library.open(roots, cache=places().cache, state=Path(state))

        app = KioskApp(station, opening, settings=settings)
        threading.excepthook = app.fault_in_thread
        try:
            app.run()
        finally:
            threading.excepthook = threading.__excepthook__
            app.content.end()
    return app.return_code or 0


class KioskApp(Locked):
    """Goes from rotation to visit to warning and back, and keeps what all screens share."""

    def __init__(
        self,
        station: Station,
        opening: Callable[[], Library],
        clock: Clock = Clock(),  # noqa: B008 - frozen
        settings: Settings = Settings(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(settings.symbols)
        self.station, self.clock, self._settings = station, clock, settings
        self.words = Words(station.language)
        self.visit = Visit(station.idle, station.warning, clock.running)
        self.content = Content(
            opening,
            lambda: self._from_thread(self._content_changed),
            lambda error: self._from_thread(lambda: self.content_failed(error)),
        )
        self.slides: tuple[Slide, ...] = ()
        self.banner: Banner | None = None
        self._shown = State.ROTATION
        self._reviewed = clock.running()
        self.theme = self.fitting_theme(station.theme)

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
    def time(self) -> str:
        """The time of day, in London."""
        return f"{self.clock.now():%H:%M}"

    @property
    def updated(self) -> str:
        """When the display last looked at its articles, in words."""
        return ""

    def catalogue(self) -> Catalogue:
        """What can be referred to; read at the first call, which may come from any thread."""
        with self._catalogue_lock:
            return self._catalogue

    @cached_property
    def _catalogue_lock(self) -> threading.Lock:
        return threading.Lock()

    @cached_property
    def _catalogue(self) -> Catalogue:
        from newsreader.resources.catalogue import load
        from newsreader.settings.content import catalogue_paths

        own = (Path(path) for path in self.station.catalogue)
        return load([*catalogue_paths(self._settings), *own])[0]

    # From screen to screen

    def go(self, screen: Screen[None]) -> None:
        """Opens a screen of the visit over what is shown."""
        self.push_screen(screen)

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
        self.start_over()

    def change_language(self) -> None:
        """The other language, at once on what is shown, and on the rest when it is shown again."""
        at = LANGUAGES.index(self.language) + 1
        self._speak(LANGUAGES[at % len(LANGUAGES)])

    def _speak(self, language: str) -> None:
        self.words = Words(language)
        if isinstance(self.screen, Frame):
            self.call_later(self.screen.reword)
        self.review()

    def _forget(self) -> None:
        """Takes away what a visitor may have left."""
        self.visit.end()
        self._shown = State.ROTATION
        self.words = Words(self.station.language)
        self._clipboard = ""
        self.capture_mouse(None)

    def _show_only(self, *screens: Screen[None]) -> None:
        """Puts screens in the place of all that there are."""
        with self.batch_update():
            while len(self.screen_stack) > 1:
                self.pop_screen()
            for screen in screens:
                self.push_screen(screen)

    # Time

    def on_mount(self) -> None:
        """Shows the rotation, and begins to look at content and time."""
        self.set_interval(TICK, self.tick)
        self.push_screen(RotationScreen())
        self.content.start()
        self.call_later(rest_the_collector)

    def tick(self) -> None:
        """Looks what the time has brought."""
        state = self.visit.look()
        if state is not self._shown:
            self._enter(state)
        if self.clock.running() - self._reviewed >= REVIEW:
            self.review()
        if isinstance(self.screen, Frame) and self.screen.is_mounted:
            self.screen.refresh_frame()
            self.screen.tick()

    def _enter(self, state: State) -> None:
        before, self._shown = self._shown, state
        if state is State.ROTATION and before is not State.ROTATION:
            self.start_over()

    async def on_event(self, event: events.Event) -> None:
        """Notes that somebody is there."""
        if _is_touch(event):
            self.visit.touched()
            self._shown = self.visit.state
        await super().on_event(event)

    # Content

    def _from_thread(self, call: Callable[[], None]) -> None:
        self.call_later(call)

    def _content_changed(self) -> None:
        self.review()
        for screen in self.screen_stack:
            if isinstance(screen, Frame) and screen.is_mounted:
                screen.content_changed()

    def content_failed(self, error: Exception) -> None:
        """The articles cannot be read now; it is tried again."""

    def review(self) -> None:
        """Puts together anew what is shown by itself, in a thread."""
        self._reviewed = self.clock.running()
        if self.content.there:
            self.run_worker(self._collect, thread=True, group="slides", exclusive=True)

    def _collect(self) -> None:
        from newsreader.kiosk import programme

        if hasattr(programme, "slides"):
            slides = programme.slides(self.library, self.station, self.language, self.clock.now())
        else:
            slides = tuple(
                Slide(each, each.title, each.area, each.date, each.description, False, "en", each.url, "")
                for each in self.library.newest(self.station.slides)
            )
        self.call_later(self._take, slides)

    def _take(self, slides: tuple[Slide, ...]) -> None:
        self.slides = slides
        for screen in self.screen_stack:
            if isinstance(screen, RotationScreen) and screen.is_mounted:
                screen.slides_changed()

    # Faults

    async def _dispatch_message(self, message: Message) -> None:
        """Survives what a key or a time of ours raises: Textual's own loop would end with it."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        self.fault = cause(error)
        super()._handle_exception(error)

    def fault_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """A fault in a thread is one like any other; Python would print it over the screen."""
        if isinstance(arguments.exc_value, Exception):
            self.call_later(self._handle_exception, arguments.exc_value)


def _is_touch(event: events.Event) -> bool:
    """Whether it comes from somebody's hand."""
    if isinstance(event, events.MouseMove):
        return bool(event.button)
    return isinstance(event, events.Key | events.MouseDown | events.MouseUp | events.MouseScrollDown
                      | events.MouseScrollUp | events.Paste)  # fmt: skip
