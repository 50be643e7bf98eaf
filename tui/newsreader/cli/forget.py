"""`newsreader forget`: erase read marks, searches, the index and the logs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from newsreader.articles.clean_text import clean_line
from newsreader.cli.command import Command
from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.output import write
from newsreader.library.reading_state import ReadingState
from newsreader.library.state_file import NAME
from newsreader.settings.paths import Paths, user_paths


def _forget(yes: bool) -> int:
    here = user_paths()
    if not yes:
        if not sys.stdin.isatty():
            raise CommandError("Nothing was erased. Without a terminal to ask, say --yes.", Status.USAGE)
        question = "Erase what was read, saved and searched, the index and the logs?"
        if not click.confirm(question, default=False, err=True):
            write("Nothing was erased.")
            return Status.DONE
    erased = [*_erase_state(here), *_erase_files("index", _cache_files(here))]
    erased += _erase_files("log", [*here.state.glob("*.log"), *here.state.glob("*.log.*")])
    for line in erased or ["Nothing was kept, so nothing was erased."]:
        write(line)
    return Status.DONE


def _erase_state(here: Paths) -> Iterator[str]:
    """Empty the state file, which a running reader may have open, and delete copies that were set aside."""
    if (here.state / NAME).is_file():
        state = ReadingState.open(here.state)
        try:
            if state.path.parent != here.state:
                raise CommandError(f"Nothing was erased. {' '.join(state.notices)}", Status.NO_OUTPUT)
            gone = state.erase()
        finally:
            state.close()
        yield (
            f"Erased: read marks ({gone.read:,}), saved articles ({gone.saved:,}), places in articles "
            f"({gone.places:,}), searches ({gone.queries:,}), and what the last session had open."
        )
    aside = here.state.glob(f"{Path(NAME).stem}-*{Path(NAME).suffix}*")
    yield from _erase_files("reading state that was set aside", list(aside))


def _cache_files(here: Paths) -> list[Path]:
    return [file for folder in ("index", "first-screen") for file in (here.cache / folder).glob("*")]


def _erase_files(what: str, files: list[Path]) -> Iterator[str]:
    """Delete files; a line that tells how many, and one for each that cannot be deleted."""
    sizes: list[int] = []
    for file in files:
        try:
            size = file.lstat().st_size
            file.unlink()
            sizes.append(size)
        except FileNotFoundError:  # another program deleted it first
            continue
        except OSError as error:
            raise CommandError(
                f"{clean_line(str(file))} cannot be deleted ({error.strerror}). Delete it by hand.",
                Status.NO_OUTPUT,
            ) from error
    if sizes:
        files_word = "file" if len(sizes) == 1 else "files"
        yield f"Erased: the {what} ({len(sizes)} {files_word}, {sum(sizes) / 1e6:,.1f} MB)."


command = Command(
    "forget",
    callback=_forget,
    help="Erase what the program keeps about you: which articles were read and saved, the places in them, "
    "the searches, the index and the logs. Articles and settings stay.",
    params=[click.Option(["--yes"], is_flag=True, help="Do not ask.")],
    examples=[("newsreader forget", "after asking"), ("newsreader forget --yes", "without asking")],
)
