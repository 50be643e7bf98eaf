"""How the reader opens: the library, what can be shown of it at once, then the program on the screen."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from newsreader import __version__
from newsreader.library.library import Library
from newsreader.reader.first_frame import first_frame
from newsreader.reader.restored_session import RestoredSession, remembered
from newsreader.reader.screen_cache import ScreenCacheFile
from newsreader.settings.paths import Paths, user_paths
from newsreader.settings.settings import Settings
from newsreader.ui.alternate_screen import AlternateScreen
from newsreader.ui.charset import symbols_of
from newsreader.ui.memory import load_no_ssl

_MATTERS = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM")
"""Variables that the colours on the screen depend on."""


FRAMES = 240
"""A second, at most: between a key and the list that answers it lie two of them."""


def run(roots: Sequence[Path], settings: Settings, problems: Sequence[str]) -> int:
    """Opens the reader and stays in it; the exit status.

    Raises ContentError where no root can be read, and whatever the program could not deal with itself: the
    caller has the words for both.
    """
    where = user_paths()
    library = Library.open(roots, cache=where.cache, state=where.state)
    try:
        with AlternateScreen() as screen:
            cache_file = show_at_once(library, settings, screen, where)
            load_no_ssl()
            _draw_soon()
            from newsreader.reader.app import run as run_app

            return run_app(library, settings, problems, screen, cache_file)
    finally:
        library.close()


def show_at_once(
    library: Library, settings: Settings, screen: AlternateScreen, where: Paths
) -> ScreenCacheFile | None:
    """Shows the first screen as it will be, where an earlier start has left how it looks here.

    Where its like is kept; None where the reading state cannot be asked.
    """
    try:
        kept = remembered(library.session, settings)
        theme = library.session.get("theme")
        symbols = symbols_of(os.environ, settings.symbols)
        file = ScreenCacheFile.of(
            where.cache / "first-screen", screen.size, _choices(kept, settings, theme, str(symbols))
        )
        cache = file.read()
        frame = first_frame(library, kept, cache, symbols, datetime.now()) if cache else None
    except sqlite3.Error:
        return None  # the screen says what is wrong
    if frame is not None:
        screen.show(frame)
    return file


def _draw_soon() -> None:
    """Has Textual wait 4 ms at most to draw what has changed, and not 17; before it is imported."""
    from textual import constants

    setattr(constants, "MAX_FPS", FRAMES)  # noqa: B010 - declared as final, of what its environment says


def _choices(kept: RestoredSession, settings: Settings, theme: object, symbols: str) -> list[object]:
    """All but the terminal's size that decides how the screen looks around the list."""
    keys = sorted(settings.keys.items())
    look = (settings.theme, settings.sidebar_width, settings.preset, keys, theme, symbols)
    return [__version__, *look, kept.view, kept.choice.only, [os.environ.get(name) for name in _MATTERS]]
