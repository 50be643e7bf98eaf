"""The reader's app: early keys, the first frame, signals, faults in threads."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from newsreader.library.library import Library
from newsreader.reader.commands import key_table
from newsreader.reader.list_pane import ListPane
from newsreader.reader.screen import ReaderScreen
from newsreader.reader.screen_cache import ScreenCacheFile
from newsreader.reader.screen_capture import capture
from newsreader.settings.settings import Settings
from newsreader.ui.alternate_screen import AlternateScreen
from newsreader.ui.base_app import BaseApp, cause, freeze_gc, set_colour_mode
from newsreader.ui.memory import limit_malloc
from newsreader.ui.themes import THEME_NAMES

LONGEST_HOLD = 2.0
"""Seconds after which the first frame is painted over and keys are answered in any case."""


def run(
    library: Library,
    settings: Settings,
    problems: Sequence[str],
    screen: AlternateScreen,
    cache_file: ScreenCacheFile | None,
) -> int:
    """Run the reader until it is left; the exit status.

    `screen` may show the first frame already: that is drawn over when the list is ready, and how it looks is
    kept in `cache_file` for the next start. Raises what ended the program.
    """
    set_colour_mode()
    limit_malloc()
    app = ReaderApp(library, settings, problems, screen, cache_file)
    threading.excepthook = app.fault_in_thread
    try:
        app.run()
    finally:
        threading.excepthook = threading.__excepthook__
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


class ReaderApp(BaseApp):
    """Open the reader's screen, and end when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Leave", show=False, priority=True)]

    def __init__(
        self,
        library: Library,
        settings: Settings,
        problems: Sequence[str] = (),
        screen: AlternateScreen | None = None,
        cache_file: ScreenCacheFile | None = None,
    ) -> None:
        super().__init__(settings.symbols)
        self.alternate_screen, self._cache_file = screen, cache_file
        self._held = ExitStack()
        self._keys_wait = False
        self._early_keys: list[events.Event] = []
        self._library, self._settings = library, settings
        self._problems = list(problems)
        self.fault: Exception | None = None
        self.theme = self._first_theme()

    def _first_theme(self) -> str:
        """The chosen theme, if there is one of that name; else the one that suits the terminal."""
        chosen = str(self._library.session.get("theme") or self._settings.theme)
        if chosen not in {*THEME_NAMES, "auto"}:
            self._problems.append(f"There is no theme called {chosen}; there are {', '.join(THEME_NAMES)}.")
        return self.fitting_theme(chosen)

    def on_mount(self) -> None:
        """Open the screen; handle signals, so that the terminal is left as it was."""
        self._hold()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end, 128 + number)
        self.call_later(freeze_gc)
        keys = key_table(self._settings.preset, self._settings.keys)
        problems = [*self._problems, *keys.problems]
        self.push_screen(ReaderScreen(self._library, self._settings, keys, problems, self.size.width))

    def _hold(self) -> None:
        """Hold back keys, and painting over a first frame, until the list is ready or takes too long."""
        self._keys_wait = True
        if self.alternate_screen is not None and self.alternate_screen.was_shown:
            self._held.enter_context(self.batch_update())
            self._held.callback(self._draw_all)
        self.set_timer(LONGEST_HOLD, self._let_go)

    async def on_event(self, event: events.Event) -> None:
        """Hold back keys until there is something for them to act on."""
        if self._keys_wait and isinstance(event, events.Key | events.Paste):
            self._early_keys.append(event)
        else:
            await super().on_event(event)

    async def _let_go(self) -> None:
        self._held.close()
        self._keys_wait = False
        early, self._early_keys = self._early_keys, []
        for event in early:
            await self.on_event(event)

    def _draw_all(self) -> None:
        self.screen.refresh(layout=True)

    @on(ListPane.Ready)
    async def _list_ready(self) -> None:
        await self._let_go()
        if self._cache_file is not None:
            self.call_after_refresh(self._write_cache, self._cache_file)

    def _write_cache(self, file: ScreenCacheFile) -> None:
        """Keep how the first screen looks, for the next start."""
        screen = self.screen
        if isinstance(screen, ReaderScreen) and screen.size == (file.width, file.height):
            cache = capture(screen)
            if cache is not None:
                self.run_worker(lambda: file.write(cache), thread=True, group="screen-cache")

    def _end(self, status: int) -> None:
        self.exit(return_code=status)

    async def action_leave(self) -> None:
        """Leave at once, with everything kept."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                await screen.action_run("exit")
                return
        self.exit(0)

    def fault_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """End for a fault in a thread as for any other; Python would print it over the screen."""
        if isinstance(arguments.exc_value, Exception):
            self.fault = self.fault or arguments.exc_value
            self.call_later(self.exit, return_code=1)

    def _handle_exception(self, error: Exception) -> None:
        self.fault = self.fault or cause(error)  # `run` raises it itself
        super()._handle_exception(error)
