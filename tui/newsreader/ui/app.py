"""The reader as a program on the screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.widgets import Input
from textual.worker import WorkerFailed

from newsreader.library.library import Library
from newsreader.settings.places import places
from newsreader.settings.settings import Settings
from newsreader.ui.commands import UnknownCommandError, commands
from newsreader.ui.driver import TolerantDriver
from newsreader.ui.screens.reader import ReaderScreen
from newsreader.ui.terminal import Drawable, Harmless, colours_of, symbols_of
from newsreader.ui.themes import THEME_WORDS, THEMES


def run(roots: Sequence[Path], settings: Settings, problems: Sequence[str]) -> int:
    """Opens the reader and stays in it; the exit status.

    Raises ContentError where no root can be read, and whatever the program could not deal with itself: the
    caller has the words for both.
    """
    where = places()
    if not _has_colours(os.environ.get("TERM", "")):
        os.environ["NO_COLOR"] = "1"
    library = Library.open(roots, cache=where.cache, state=where.state)
    try:
        app = NewsApp(library, settings, problems)
        threading.excepthook = app.fault_in_thread
        app.run()
    finally:
        threading.excepthook = threading.__excepthook__
        library.close()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _has_colours(term: str) -> bool:
    return "256" in term or "truecolor" in os.environ.get("COLORTERM", "") or colours_of(term) >= 8


def _rest_the_collector() -> None:
    """Leaves what the start loaded out of the garbage collector's rounds; they come less often.

    Its full rounds held keys up while a large article was read: at 3 MB the worst slice of that took some
    100 ms with them and 26 ms without.
    """
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()


class NewsApp(App[int]):
    """Holds the themes, the walls before the terminal, and the reader's screen."""

    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", "Leave", show=False, priority=True)]

    def __init__(self, library: Library, settings: Settings, problems: Sequence[str] = ()) -> None:
        # Asked for no colours, Textual turns them into greys unless it leaves them to the terminal.
        super().__init__(watch_css=False, ansi_color=True if "NO_COLOR" in os.environ else None)
        self._library, self._settings = library, settings
        self._problems = list(problems)
        self.fault: Exception | None = None
        self._symbols = symbols_of(os.environ, settings.symbols)
        self._walls: tuple[LineFilter, ...] = (Harmless(), Drawable(self._symbols))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme()

    def _first_theme(self) -> str:
        """The theme that was chosen, if there is one of that name; else the one that suits the terminal."""
        if self.no_color:
            return "terminal"
        chosen = self._library.session.get("theme") or self._settings.theme
        if chosen in THEME_WORDS:
            return str(chosen)
        if chosen != "auto":
            self._problems.append(f"There is no theme called {chosen}; there are {', '.join(THEME_WORDS)}.")
        many = "256" in os.environ.get("TERM", "") or os.environ.get("COLORTERM", "") in {
            "truecolor",
            "24bit",
        }
        return "dark" if many else "sixteen"

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system, made tolerant."""
        chosen = super().get_driver_class()
        return TolerantDriver if issubclass(TolerantDriver, chosen) else chosen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, then the walls before the terminal."""
        return [*super().get_line_filters(), *(wall for wall in self._walls if wall.enabled)]

    def on_mount(self) -> None:
        """Opens the reader's screen; an end from outside leaves the terminal as it was."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._end, 128 + number)
        given = commands()
        try:
            given = commands(self._settings.preset, self._settings.keys)
        except UnknownCommandError as error:
            self._problems.append(f"{error} The keys of the settings were passed over.")
        self.set_keymap({command.id: ",".join(command.keys) for command in given})
        self.call_later(_rest_the_collector)
        screen = ReaderScreen(self._library, self._settings, given)
        screen.problems = tuple(self._problems)
        screen.expect(self.size.width)
        self.push_screen(screen)

    async def on_event(self, event: events.Event) -> None:
        """Carries out the command of a key before the next key is looked at.

        Textual hands a key to what has the focus when it comes and looks for its command later. Letters typed
        fast after `/` would be taken for commands then, not for what is searched for.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and not isinstance(self.focused, Input):
            for first in (True, False):
                if await self._check_bindings(event.key, priority=first):
                    return
        await super().on_event(event)

    def _end(self, status: int) -> None:
        self.exit(return_code=status)

    def action_leave(self) -> None:
        """Leaves at once, with everything kept."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.leave()
                return
        self.exit(0)

    def fault_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        """Ends for a fault in a thread of ours as for any other; Python would print it over the screen."""
        if isinstance(arguments.exc_value, Exception):
            self.fault = self.fault or arguments.exc_value
            self.call_later(self.exit, return_code=1)

    def _fatal_error(self) -> None:
        """Ends without a word, where Textual prints source and variables. `run` raises the fault itself."""
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.fault = self.fault or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)
