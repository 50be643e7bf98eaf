"""The application that the reader and the display are built on."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.widgets import Input
from textual.worker import WorkerFailed

from newsreader.ui.driver import TolerantDriver
from newsreader.ui.output_filters import CharsetFilter, ControlFilter, colours_of, symbols_of
from newsreader.ui.themes import THEME_NAMES, THEMES


class BaseApp(App[int]):
    """Has the themes and the output filters, and keeps Textual's tracebacks off the screen."""

    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, symbols: str = "auto") -> None:
        # With NO_COLOR, Textual would turn colours into greys.
        super().__init__(watch_css=False, ansi_color=True if "NO_COLOR" in os.environ else None)
        self._symbols = symbols_of(os.environ, symbols)
        self._output_filters: tuple[LineFilter, ...] = (ControlFilter(), CharsetFilter(self._symbols))
        for theme in THEMES:
            self.register_theme(theme)

    def fitting_theme(self, chosen: str) -> str:
        """Return the theme of that name, or the one that suits the terminal."""
        if self.no_color:
            return "terminal"
        return chosen if chosen in THEME_NAMES else "dark" if _has_many_colours() else "sixteen"

    def get_driver_class(self) -> type[Driver]:
        """Return the tolerant driver, unless Textual chose one that is not for a terminal."""
        chosen = super().get_driver_class()
        return TolerantDriver if issubclass(TolerantDriver, chosen) else chosen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's own filters and those for what the terminal may get."""
        return [*super().get_line_filters(), *(each for each in self._output_filters if each.enabled)]

    async def on_event(self, event: events.Event) -> None:
        """Finish a key or a paste before the next one is taken.

        Textual sends a key to the focused widget and looks for its binding later. Letters typed fast after
        `/` would run commands, and Ctrl+U would also delete the word that is typed after it.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(self.focused, Input) and (isinstance(event, events.Paste) or event.is_printable):
                await self.focused.on_event(event)
                return
            if isinstance(event, events.Key) and await self._run_binding(event.key):
                return
        await super().on_event(event)

    async def _run_binding(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _fatal_error(self) -> None:
        """End without printing source and variables."""
        self._close_messages_no_wait()


def cause(error: Exception) -> Exception:
    """Return the error, or the one that made a worker fail."""
    inner = error.error if isinstance(error, WorkerFailed) else error
    return inner if isinstance(inner, Exception) else error


def set_colour_mode() -> None:
    """Set NO_COLOR if the terminal has no colours; to be called before the app is made."""
    if not _has_colours(os.environ.get("TERM", "")):
        os.environ["NO_COLOR"] = "1"


def freeze_gc() -> None:
    """Exclude what the start loaded from garbage collection, and collect less often.

    Full collections delay keys while a large article is read: at 3 MB the worst slice of layout took 100 ms
    with them and 26 ms without.
    """
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()


def _has_colours(term: str) -> bool:
    return "256" in term or "truecolor" in os.environ.get("COLORTERM", "") or colours_of(term) >= 8


def _has_many_colours() -> bool:
    return "256" in os.environ.get("TERM", "") or os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}
