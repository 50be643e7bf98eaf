"""`newsreader index`: update the index ahead of time."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.cli.command import PATHS, Command
from newsreader.cli.exit_status import Status
from newsreader.cli.open_library import ProgressLine, library_of, settings_in_force, update
from newsreader.cli.output import write
from newsreader.library.headlines import Progress
from newsreader.settings.content_paths import content_roots


class _LogProgress(ProgressLine):
    """Progress that in a log, unlike a terminal, takes a line for each tenth."""

    def __init__(self) -> None:
        super().__init__(patience=0)
        self._tenth = 0

    def show(self, progress: Progress) -> None:
        if sys.stderr.isatty():
            super().show(progress)
            return
        tenth = 10 * progress.done // progress.total if progress.total else 0
        if tenth > self._tenth:
            self._tenth = tenth
            sys.stderr.write(f"Reading articles: {progress.done:,} of {progress.total:,}\n")
            sys.stderr.flush()


def _index(paths: Sequence[Path], rebuild: bool) -> int:
    with library_of(content_roots(paths, os.environ, settings_in_force())) as library:
        if rebuild:
            library.rebuild()
        done = update(library, _LogProgress())
    write(
        f"{done.total:,} articles in the index: {done.added:,} added, {done.changed:,} changed, "
        f"{done.removed:,} removed, {done.unreadable:,} could not be read. It took {done.seconds:.1f} s."
    )
    return Status.DONE


command = Command(
    "index",
    callback=_index,
    help="Bring the index of the articles up to date. The other commands and the reader do so by themselves; "
    "this is for running ahead of time, as from a nightly job.",
    params=[
        PATHS,
        click.Option(["--rebuild"], is_flag=True, help="Delete the index and read every article again."),
    ],
    examples=[("newsreader index ~/news", "read what has changed since the last time")],
)
