"""Open the library for a command, up to date, with progress and warnings on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.output import warn
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Progress, Update
from newsreader.settings.content_paths import content_roots
from newsreader.settings.load import load
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import Settings

if TYPE_CHECKING:
    from newsreader.library.library import Library


def settings_in_force() -> Settings:
    """Load the settings, with a warning for each problem."""
    loaded = load(user_paths().config_file)
    for problem in loaded.problems:
        warn(problem)
    return loaded.settings


@contextmanager
def opened(named: Sequence[Path], settings: Settings) -> Iterator[Library]:
    """Open the library of the named content, else of the configured, and update it.

    Raises CommandError where it cannot be read.
    """
    with library_of(content_roots(named, os.environ, settings)) as library:
        update(library, ProgressLine())
        yield library


@contextmanager
def library_of(roots: Sequence[Path]) -> Iterator[Library]:
    """Open a library without an update. Raises CommandError where it cannot be read."""
    from newsreader.library.library import Library

    here = user_paths()
    try:
        library = Library.open(roots, cache=here.cache, state=here.state)
    except LibraryError as error:
        raise CommandError(str(error), Status.UNREADABLE) from error
    try:
        yield library
    finally:
        library.close()


def update(library: Library, line: ProgressLine) -> Update:
    """Bring the library up to date with the disk."""
    try:
        done = library.update(line.show)
    except LibraryError as error:
        raise CommandError(str(error), Status.UNREADABLE) from error
    finally:
        line.clear()
    for notice in library.notices:
        warn(notice)
    return done


class ProgressLine:
    """A progress line on a terminal, shown after `patience` seconds."""

    def __init__(self, patience: float = 0.4) -> None:
        self._shown_at = time.monotonic() + patience
        self._shown = False

    def show(self, progress: Progress) -> None:
        """Draw the line, at most ten times a second."""
        now = time.monotonic()
        if now < self._shown_at or not _can_erase():
            return
        self._shown_at = now + 0.1
        self._shown = True
        done = f"{progress.done:,} of {progress.total:,}" if progress.total else "counting"
        sys.stderr.write(f"\r\x1b[KReading articles: {done}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Erase the line."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def _can_erase() -> bool:
    """Return whether stderr is a terminal that can erase a line."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
