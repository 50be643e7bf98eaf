"""The display: which screen is shown when, and what happens as time passes."""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import events, on
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen

from newsreader.kiosk.banner import BannerWatcher
from newsreader.kiosk.clock import Clock
from newsreader.kiosk.content import Content
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.crash_guard import CrashGuard
from newsreader.kiosk.freshness import Freshness
from newsreader.kiosk.gestures import GestureRouter, is_touch
from newsreader.kiosk.hardening.locked_app import LockedApp
from newsreader.kiosk.hardening.process import report_errors_to
from newsreader.kiosk.heartbeat import Heartbeat
from newsreader.kiosk.navigation import (
    Back,
    ChangeLanguage,
    Destination,
    EndDisplay,
    Go,
    LeavePage,
    NavigationRequest,
    Staff,
    StartOver,
)
from newsreader.kiosk.playlist_loader import PlaylistLoader
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.screens.neutral_screen import NeutralScreen
from newsreader.kiosk.screens.rotation_screen import RotationScreen
from newsreader.kiosk.screens.routes import screen_for
from newsreader.kiosk.screens.warning_screen import WarningScreen
from newsreader.kiosk.translations import Translations
from newsreader.kiosk.visitor_session import Presence
from newsreader.library.errors import LibraryError
from newsreader.library.library import Library
from newsreader.links.catalogue.lazy_catalogue import LazyCatalogue
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import Settings
from newsreader.settings.station import Station
from newsreader.ui.base_app import cause, freeze_gc, set_colour_mode
from newsreader.ui.memory import limit_malloc

TICK = 0.5
"""Seconds between two ticks."""
COLLECT_INTERVAL = 60.0
"""Seconds between two garbage collections while nobody is there."""
MAX_SCREENS = 16
"""Screens in the stack; beyond that, the oldest of a visit are dropped."""
EXIT_CRASHED = 70
"""The exit status after too many faults: EX_SOFTWARE of sysexits.h."""


def run(station: Station, roots: Sequence[Path], settings: Settings) -> int:
    """Run the display until staff or the system end it, and return the exit status.

    The reading state lives in a temporary folder, so nothing of what visitors read is kept.
    """
    set_colour_mode()
    limit_malloc()
    with tempfile.TemporaryDirectory(prefix="newsreader-", ignore_cleanup_errors=True) as state:

        def open_library() -> Library:
            return Library.open(roots, cache=user_paths().cache, state=Path(state))

        app = KioskApp(station, open_library, settings=settings)
        report_errors_to(app.context.log.fault)
        try:
            app.run()
        finally:
            app.close()
    if app.exit_message:
        sys.stdout.write(f"{app.exit_message}\n")
    return app.return_code or 0


class KioskApp(LockedApp):
    """Routes between rotation, the visitor's screens and the idle warning, and survives faults."""

    def __init__(
        self,
        station: Station,
        open_library: Callable[[], Library],
        clock: Clock = Clock(),  # noqa: B008 - frozen
        settings: Settings = Settings(),  # noqa: B008 - frozen
    ) -> None:
        """`open_library` is called in a thread, and again later if it raises."""
        super().__init__(settings.symbols)
        own = [Path(path) for path in station.catalogue]
        content = Content(open_library, clock, self._scanned, self._changed, self._content_failed)
        catalogue = LazyCatalogue(lambda: [*catalogue_paths(settings), *own])
        self.context = KioskContext(station, clock, content, catalogue)
        self.playlist = PlaylistLoader(self, self.context, self._slides_changed)
        self.exit_message = ""
        """Printed in the terminal after staff have ended the program."""
        log = self.context.log
        self._banner_watch = BannerWatcher(station.banner, log.note)
        self._heartbeat = Heartbeat(station.heartbeat, tell=log.note)
        self._last_beat = -self._heartbeat.interval
        self._last_painted = 0
        self._gestures = GestureRouter(clock.running, staff=bool(station.code))
        self._crash_guard = CrashGuard(clock.running)
        self._is_recovering = False
        self._presence = Presence.ROTATION
        """The state that the screens show."""
        self._is_reset = False
        """Whether a visit has ended and nobody has touched anything since."""
        self._collected_at = clock.running()
        self.theme = self.fitting_theme(station.theme)

    def on_mount(self) -> None:
        self.set_interval(TICK, self.tick)
        self.push_screen(RotationScreen(self.context))
        self.context.content.start()
        self.call_later(freeze_gc)

    def close(self) -> None:
        """Release the articles, after the end."""
        self._heartbeat.end()
        self.context.content.end()

    # Navigation

    @on(Go)
    def _go(self, request: Go) -> None:
        if self._is_current(request):
            self.go(request.destination)

    def go(self, destination: Destination) -> None:
        """Open a screen on top of the current one."""
        self.push_screen(screen_for(destination, self.context))
        if len(self._screen_stack) > MAX_SCREENS:
            self.call_next(self._replace_screen, self._screen_stack.pop(2))

    @on(Back)
    def _back(self, request: Back) -> None:
        if self._is_current(request) and len(self.screen_stack) > 2:  # the rotation stays
            self.pop_screen()

    @on(StartOver)
    def _start_over(self, request: StartOver) -> None:
        if self._is_current(request):
            self.start_over()

    def start_over(self) -> None:
        """End the visit: forget everything, and rebuild the rotation as at the start."""
        self._forget_visit()
        self._show_only(RotationScreen(self.context))

    @on(LeavePage)
    def _leave_page(self) -> None:
        self._forget_visit()
        self._show_only(RotationScreen(self.context), NeutralScreen(self.context))

    @on(ChangeLanguage)
    def _change_language(self) -> None:
        self.context.next_language()
        self.call_later(self._retranslate, self.screen)
        self.playlist.start()

    @on(EndDisplay)
    def _end_display(self) -> None:
        self.exit_message = Translations(self.context.station.language)("staff.parting")
        self.end(0)

    def _is_current(self, request: NavigationRequest) -> bool:
        """Ignore the wish of a screen that went, or was covered, while the wish was on its way."""
        return request.origin is self.screen

    async def _retranslate(self, screen: Screen[Any]) -> None:
        """Switch a screen's language, unless it has gone, or will be composed in the new language anyway."""
        if screen in self.screen_stack and screen.is_mounted and isinstance(screen, KioskScreen):
            await screen.retranslate()

    def _forget_visit(self) -> None:
        """Clear all that a visitor may have left."""
        self.context.session.end()
        self.context.reset_language()
        self._is_reset = True
        self._presence = Presence.ROTATION
        self._gestures.forget()
        self.capture_mouse(None)
        self._mouse_down_widget = None
        self.cursor_position = Offset(0, 0)
        self.show_cursor(False)

    def _show_only(self, *screens: Screen[None]) -> None:
        """Replace all screens."""
        with self.batch_update():
            while len(self.screen_stack) > 1:
                self.pop_screen()
            for screen in screens:
                self.push_screen(screen)

    async def _replace_screen(self, screen: Screen[Any]) -> Screen[Any]:
        """Remove a screen only once it is mounted.

        Textual removes the widgets that exist by then: of a screen opened and closed at once, those composed
        later would leak.
        """
        await screen._mounted_event.wait()
        return await super()._replace_screen(screen)

    # Time

    def tick(self) -> None:
        """Do what is due; a fault in that is one of the screen on top."""
        try:
            self._tick()
        except Exception as error:  # noqa: BLE001 - logged there
            self._handle_exception(error)

    def _tick(self) -> None:
        context = self.context
        self._follow_session()
        self._collect_garbage()
        context.banner = self._banner_watch.poll(context.clock.now())
        if self.playlist.is_due:
            self.playlist.start()
        if isinstance(self.screen, KioskScreen) and self.screen.is_mounted:
            self.screen.refresh_chrome()
            self.screen.tick()
        if self.focused is None:
            self.cursor_position = Offset(0, 0)  # a screen that is being removed may have moved it
        self._beat()

    def _follow_session(self) -> None:
        """Show the screen of the state that the session is in."""
        presence = self.context.session.look()
        if presence is self._presence:
            if self._is_reset and not isinstance(self.screen, RotationScreen | NeutralScreen):
                self.start_over()  # whatever went wrong: nothing outlasts its visit
            return
        before, self._presence = self._presence, presence
        if presence is Presence.WARNING:
            self.push_screen(WarningScreen(self.context))
        elif presence is Presence.ROTATION:
            self.start_over()
        elif before is Presence.WARNING and isinstance(self.screen, WarningScreen):
            self.pop_screen()

    def _collect_garbage(self) -> None:
        """Collect screens and slides that have gone, at once after a visit and then once a minute.

        Each is a reference cycle, and Python's own collection is slowed down.
        """
        now = self.context.clock.running()
        if self._presence is not Presence.ROTATION:
            self._collected_at = -COLLECT_INTERVAL
        elif now - self._collected_at >= COLLECT_INTERVAL:
            self._collected_at = now
            self.call_later(gc.collect)

    def _beat(self) -> None:
        """Send a heartbeat, if the terminal has been painted since the last one."""
        now = self.context.clock.running()
        if now - self._last_beat < self._heartbeat.interval:
            return
        if self.painted > self._last_painted:
            self._last_painted, self._last_beat = self.painted, now
            self._heartbeat.beat()
        else:
            self.force_repaint()

    # Input

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there, and watch for the staff's unlock sequence."""
        if not is_touch(event) or self._admits(event):
            await super().on_event(event)

    def _admits(self, event: events.Event) -> bool:
        """Whether the screen gets a touch: not one that answers the warning or ends the unlock sequence."""
        session = self.context.session
        self._follow_session()
        answered = session.state is Presence.WARNING
        session.touched()
        self._is_reset = False
        self._follow_session()
        if self._gestures.unlocks(event, self.size):
            self.go(Staff())
            answered = True
        return self._gestures.is_for_screen(event, answered=answered)

    # Articles; called in threads of the content

    def _scanned(self, report: Callable[[Freshness], None]) -> None:
        self.call_later(report, self.context.freshness)

    def _changed(self) -> None:
        self.call_later(self._content_changed)

    def _content_failed(self, error: Exception) -> None:
        if isinstance(error, LibraryError):
            self.context.log.note(str(error))
        else:
            self.context.log.fault(error)
        self._changed()

    def _content_changed(self) -> None:
        self.playlist.start()
        for screen in self.screen_stack:
            if isinstance(screen, KioskScreen) and screen.is_mounted:
                screen.content_changed()

    def _slides_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, RotationScreen) and screen.is_mounted:
                screen.slides_changed()

    # Faults

    async def _dispatch_message(self, message: Message) -> None:
        """Survive what a key or a message raises; Textual's own loop would end."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - logged there
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Restart from the rotation, without the article that was shown; after too many faults, exit."""
        log = self.context.log
        log.fault(cause(error))
        if self._is_recovering:
            return
        self._is_recovering = True
        if not self.is_running or self._crash_guard.is_exceeded_by_another():
            self._return_code = EXIT_CRASHED
            self.end(EXIT_CRASHED)
            return
        headline = getattr(self.screen, "headline", None)
        if headline is not None:
            self.context.excluded.add(headline.id)
            log.note(f"Left out from now on, for it could not be shown: {headline.path}")
        self.call_later(self._recover)

    def _recover(self) -> None:
        self.start_over()
        self.call_later(self._recovered)

    def _recovered(self) -> None:
        self._is_recovering = False
