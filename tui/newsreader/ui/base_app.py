"""What the reader and the display have in common as programs on a screen."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input
from textual.worker import WorkerFailed

from newsreader.ui.blank_widgets import alike
from newsreader.ui.driver import TolerantDriver
from newsreader.ui.output_filters import CharsetFilter, ControlFilter, colours_of, symbols_of
from newsreader.ui.themes import THEME_WORDS, THEMES


class BlankScreen(Screen[None]):
    """Is there, as Textual wants it, and never seen."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blanks."""
        return alike(super().render_lines, crop)


class BaseApp(App[int]):
    """Holds the themes and the walls before the terminal, and keeps Textual's own words off the screen."""

    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, symbols: str = "auto") -> None:
        # Asked for no colours, Textual turns them into greys unless it leaves them to the terminal.
        super().__init__(watch_css=False, ansi_color=True if "NO_COLOR" in os.environ else None)
        self._symbols = symbols_of(os.environ, symbols)
        self._walls: tuple[LineFilter, ...] = (ControlFilter(), CharsetFilter(self._symbols))
        for theme in THEMES:
            self.register_theme(theme)

    def fitting_theme(self, chosen: str) -> str:
        """The theme of that name where the terminal can show it; for any other, the one that suits it."""
        if self.no_color:
            return "terminal"
        return chosen if chosen in THEME_WORDS else "dark" if _has_many_colours() else "sixteen"

    def get_default_screen(self) -> Screen[None]:
        """The screen below all others."""
        return BlankScreen(id="_default")

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system, made tolerant."""
        chosen = super().get_driver_class()
        return TolerantDriver if issubclass(TolerantDriver, chosen) else chosen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own filters, then the walls before the terminal."""
        return [*super().get_line_filters(), *(wall for wall in self._walls if wall.enabled)]

    async def on_event(self, event: events.Event) -> None:
        """Does what a key or a paste is for before the next one is looked at.

        Textual hands a key to what has the focus when it comes and looks for its command later. Letters typed
        fast after `/` would be taken for commands then, not for what is searched for; and Ctrl+U would also
        delete the word that is typed after it.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if isinstance(self.focused, Input) and (isinstance(event, events.Paste) or event.is_printable):
                await self.focused.on_event(event)
                return
            if isinstance(event, events.Key) and await self._is_command(event.key):
                return
        await super().on_event(event)

    async def _is_command(self, key: str) -> bool:
        """Carries out the command of a key, if it has one."""
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _fatal_error(self) -> None:
        """Ends without a word, where Textual prints source and variables."""
        self._close_messages_no_wait()


def cause(error: Exception) -> Exception:
    """What went wrong: of a failed worker, the fault within it."""
    inner = error.error if isinstance(error, WorkerFailed) else error
    return inner if isinstance(inner, Exception) else error


def set_colour_mode() -> None:
    """Asks for no colours where the terminal has none; before the program is made."""
    if not _has_colours(os.environ.get("TERM", "")):
        os.environ["NO_COLOR"] = "1"


def freeze_gc() -> None:
    """Leaves what the start loaded out of the garbage collector's rounds; they come less often.

    Its full rounds held keys up while a large article was read: at 3 MB the worst slice of that took some
    100 ms with them and 26 ms without.
    """
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    gc.enable()


def _has_colours(term: str) -> bool:
    return "256" in term or "truecolor" in os.environ.get("COLORTERM", "") or colours_of(term) >= 8


def _has_many_colours() -> bool:
    return "256" in os.environ.get("TERM", "") or os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}
