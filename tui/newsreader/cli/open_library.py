"""Opening the library for a command: which content, up to date, with progress and warnings on stderr."""

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
from newsreader.settings.paths import places
from newsreader.settings.settings import Settings

if TYPE_CHECKING:
    from newsreader.library.library import Library


def settings_in_force() -> Settings:
    """The person's settings; what is wrong with them is told."""
    loaded = load(places().config_file)
    for problem in loaded.problems:
        warn(problem)
    return loaded.settings


@contextmanager
def opened(named: Sequence[Path], settings: Settings) -> Iterator[Library]:
    """The library of the named content, else of the configured, after a look at the disk.

    Raises CommandError where it cannot be read.
    """
    with library_of(content_roots(named, os.environ, settings)) as library:
        update(library, ProgressLine())
        yield library


@contextmanager
def library_of(roots: Sequence[Path]) -> Iterator[Library]:
    """The library of some roots as it was last known. Raises CommandError where they cannot be read."""
    from newsreader.library.library import Library

    here = places()
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
    """How far the reading of the files has come, on a terminal, for those who have to wait."""

    def __init__(self, patience: float = 0.4) -> None:
        self._shown_at = time.monotonic() + patience
        self._shown = False

    def show(self, progress: Progress) -> None:
        """Show it, if a person looks on and the last time is a while ago."""
        now = time.monotonic()
        if now < self._shown_at or not _obeys_lines():
            return
        self._shown_at = now + 0.1
        self._shown = True
        done = f"{progress.done:,} of {progress.total:,}" if progress.total else "counting"
        sys.stderr.write(f"\r\x1b[KReading articles: {done}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away again."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def _obeys_lines() -> bool:
    """Whether stderr is a terminal that can take a line back."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
