"""Start the reader. Runs before the first paint, so everything it can do without is imported later."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from newsreader.cli.command_list import COMMANDS
from newsreader.cli.exit_status import CommandError, Status
from newsreader.settings.content_paths import content_roots
from newsreader.settings.load import load
from newsreader.settings.paths import user_paths


def start(paths: Sequence[str]) -> int:
    """Open the reader on folders and articles, else on the configured content; the exit status."""
    for path in paths:
        if not os.path.lexists(path):
            raise _missing(path)
    if not _has_terminal():
        raise CommandError(
            "The reader needs a terminal for its input and output. "
            "For a pipe or a file, use `newsreader list`, `show` or `search`.",
            Status.USAGE,
        )
    if os.environ.get("TERM") == "dumb":
        raise CommandError(
            "The reader cannot draw on this terminal (TERM=dumb). "
            "Use `newsreader list`, `show` or `search`, which print lines.",
            Status.USAGE,
        )
    sanitize_environment(os.environ)
    loaded = load(user_paths().config_file)
    roots = content_roots(paths, os.environ, loaded.settings)
    gc.disable()  # nothing loaded at the start is garbage; the app enables it later
    from newsreader.library.errors import LibraryError
    from newsreader.reader.start import run

    try:
        return run(roots, loaded.settings, _clean(loaded.problems))
    except LibraryError as error:
        raise CommandError(str(error), Status.UNREADABLE) from error


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def sanitize_environment(environ: os._Environ[str]) -> None:
    """Remove the variables that Textual obeys: drivers to import, keys to press, sizes.

    Call this before Textual is imported, which reads them.
    """
    for name in [name for name in environ if name.startswith("TEXTUAL") or name in {"COLUMNS", "LINES"}]:
        del environ[name]


def _clean(problems: Sequence[str]) -> tuple[str, ...]:
    if not problems:
        return ()
    from newsreader.articles.clean_text import clean_line

    return tuple(clean_line(problem) for problem in problems)


def _missing(path: str) -> CommandError:
    from difflib import get_close_matches

    close = get_close_matches(path, COMMANDS, 1)
    if close and os.sep not in path:
        return CommandError(
            f"There is no command, folder or file called {path}. Did you mean `newsreader {close[0]}`?",
            Status.USAGE,
        )
    folder = Path(path).parent
    # Path.is_dir raises for a name that is too long.
    there = os.path.isdir(folder)  # noqa: PTH112
    hint = "" if there else f" Its folder, {folder}, does not exist either."
    return CommandError(f"There is no folder or file {path}.{hint}", Status.UNREADABLE)
