"""Start the reader: open the library, show the first frame, then import Textual and run the app."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from newsreader import __version__
from newsreader.library.library import Library
from newsreader.reader.first_frame import first_frame
from newsreader.reader.restored_session import RestoredSession, restore
from newsreader.reader.screen_cache import ScreenCacheFile
from newsreader.settings.paths import Paths, user_paths
from newsreader.settings.settings import Settings
from newsreader.ui.alternate_screen import AlternateScreen
from newsreader.ui.charset import symbols_of

_COLOUR_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM")
"""Variables that the colours on the screen depend on."""


FRAMES = 240
"""Frames a second: two of them lie between a key and the list that answers it."""


def run(roots: Sequence[Path], settings: Settings, problems: Sequence[str]) -> int:
    """Run the reader; the exit status.

    Raises ContentError where no root can be read, and what ended the program.
    """
    where = user_paths()
    library = Library.open(roots, cache=where.cache, state=where.state)
    try:
        with AlternateScreen() as screen:
            cache_file = show_first_frame(library, settings, screen, where)
            _raise_frame_rate()
            from newsreader.reader.app import run as run_app

            return run_app(library, settings, problems, screen, cache_file)
    finally:
        library.close()


def show_first_frame(
    library: Library, settings: Settings, screen: AlternateScreen, where: Paths
) -> ScreenCacheFile | None:
    """Show the first frame, if an earlier start has kept how it looks in a terminal like this.

    Where its looks are kept; None where the reading state cannot be read.
    """
    try:
        kept = restore(library.session, settings)
        theme = library.session.get("theme")
        symbols = symbols_of(os.environ, settings.symbols)
        file = ScreenCacheFile.of(
            where.cache / "first-screen", screen.size, _look_parameters(kept, settings, theme, str(symbols))
        )
        cache = file.read()
        frame = first_frame(library, kept, cache, symbols, datetime.now()) if cache else None
    except sqlite3.Error:
        return None  # the screen says what is wrong
    if frame is not None:
        screen.show(frame)
    return file


def _raise_frame_rate() -> None:
    """Have Textual draw a change within 4 ms instead of 17; before it is imported."""
    from textual import constants

    setattr(constants, "MAX_FPS", FRAMES)  # noqa: B010 - declared as final, of what its environment says


def _look_parameters(kept: RestoredSession, settings: Settings, theme: object, symbols: str) -> list[object]:
    """What decides how the screen looks around the list, but for the terminal's size."""
    keys = sorted(settings.keys.items())
    look = (settings.theme, settings.sidebar_width, settings.preset, keys, theme, symbols)
    return [
        __version__,
        *look,
        kept.view,
        kept.filter.status,
        [os.environ.get(name) for name in _COLOUR_VARIABLES],
    ]
