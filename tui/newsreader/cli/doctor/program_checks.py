"""Checks of the program itself: what it runs on, reads and writes."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib import metadata
from pathlib import Path

from newsreader import __version__
from newsreader.articles.article import Severity
from newsreader.articles.files import Found, walk
from newsreader.cli.doctor.check_result import Check, Verdict
from newsreader.library import state_file
from newsreader.library.watch import tells_of_changes
from newsreader.reader.commands import key_table
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.load import Loaded
from newsreader.settings.paths import Paths, shipped_content

OLDEST, NEWEST = (3, 11), (3, 14)
"""Tested Python versions: from the first up to, not including, the second."""
ROOM = 100 * 1024 * 1024
"""Bytes that should be free: an index of 50,000 articles with its temporary files."""
FEWEST_COLOURS = 8

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*([^;]*)")
_BOUND = re.compile(r"(>=|<)\s*([\d.]+)")


def check_program() -> Iterator[tuple[str, Callable[[], Iterator[Check]]]]:
    """Yield the checks that do not depend on the user."""
    yield "python", _python
    yield "libraries", _libraries
    yield "clock", lambda: clock(time.time())


def check_user(
    loaded: Loaded, roots: Sequence[Path], here: Paths, environ: Mapping[str, str]
) -> Iterator[tuple[str, Callable[[], Iterator[Check]]]]:
    """Yield the checks of the user's terminal, settings, content and files."""
    yield "terminal", lambda: terminal(environ)
    yield "settings", lambda: _settings(loaded)
    yield "content", lambda: content(roots)
    yield "watching", lambda: watching(roots, Path("/proc/sys/fs/inotify/max_user_watches"))
    yield "catalogue", lambda: _catalogue(loaded)
    yield "index-folder", lambda: folder("index-folder", here.cache)
    yield "state-folder", lambda: folder("state-folder", here.state)
    yield "reading-state", lambda: reading_marks(here.state / state_file.NAME)


def _python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    if OLDEST <= sys.version_info[:2] < NEWEST:
        yield Check("python", Verdict.OK, f"newsreader {__version__} runs on Python {version}.")
    else:
        yield Check(
            "python",
            Verdict.WARNING,
            f"Python {version} is not one that the program is tested with.",
            "Install it for Python 3.11, 3.12 or 3.13.",
        )


def _libraries() -> Iterator[Check]:
    needed = list(requirements())
    if not needed:
        yield Check("libraries", Verdict.UNKNOWN, "The list of required libraries was not found.")
        return
    wrong = list(filter(None, (_wrong(name, bounds) for name, bounds in needed)))
    for what in wrong:
        yield Check(
            "libraries", Verdict.ERROR, what, "Reinstall newsreader in a virtual environment of its own."
        )
    if not wrong:
        textual = metadata.version("textual")
        yield Check(
            "libraries",
            Verdict.OK,
            f"All {len(needed)} libraries have suitable versions, including Textual {textual}.",
        )


def requirements() -> Iterator[tuple[str, str]]:
    """Yield the required libraries with their version bounds, from the package or the checkout."""
    try:
        lines = metadata.requires("newsreader") or []
    except metadata.PackageNotFoundError:
        import tomllib

        project = shipped_content().parent / "pyproject.toml"
        lines = tomllib.loads(project.read_text())["project"]["dependencies"] if project.is_file() else []
    for line in lines:
        found = _REQUIREMENT.match(line)
        if found and "extra ==" not in line:
            yield found[1], found[2]


def _wrong(name: str, bounds: str) -> str:
    """Return what is wrong with a library, or `""`."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return f"The library {name} is not installed."
    return "" if fits(version, bounds) else f"The library {name} is {version}, but {bounds} is required."


def fits(version: str, bounds: str) -> bool:
    """Return whether a version, by its numbers alone, is within bounds such as `>=8.2.8,<8.3`."""
    has = _numbers(version)
    return all(
        has >= _numbers(bound) if sign == ">=" else has < _numbers(bound)
        for sign, bound in _BOUND.findall(bounds)
    )


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def clock(now: float) -> Iterator[Check]:
    """Check that the clock is not before the program was installed. `now`: seconds since 1970."""
    made = Path(__file__).stat().st_mtime
    shown = time.strftime("%d %B %Y %H:%M", time.gmtime(now))
    if now < made - 86400:
        yield Check(
            "clock",
            Verdict.ERROR,
            f"The clock says {shown} UTC, before this program was installed.",
            "Set it, and keep it synchronised: timedatectl set-ntp true.",
        )
    else:
        yield Check("clock", Verdict.OK, f"The clock says {shown} UTC.")


def terminal(environ: Mapping[str, str]) -> Iterator[Check]:
    """Check whether the reader can draw here."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Check(
            "terminal", Verdict.UNKNOWN, "This is not run in a terminal, so the terminal was not checked."
        )
    else:
        yield from _colours(environ.get("TERM", ""))
    from newsreader.ui.charset import Symbols, symbols_of

    # Python's own answer is no use: it turns a C locale into UTF-8 first (PEP 538).
    if symbols_of(environ) is not Symbols.ASCII:
        yield Check("locale", Verdict.OK, "The locale is UTF-8.")
    else:
        yield Check(
            "locale",
            Verdict.WARNING,
            "The locale is not UTF-8, so characters and lines are replaced by ASCII.",
            "Set a UTF-8 locale: export LANG=C.UTF-8.",
        )


def _colours(term: str) -> Iterator[Check]:
    import curses

    if term in ("", "dumb"):
        yield Check(
            "terminal",
            Verdict.ERROR,
            f"TERM is {term or 'not set'}, so the reader cannot place text.",
            "Set it to the terminal's type, such as: export TERM=xterm-256color.",
        )
        return
    try:
        curses.setupterm(term, fd=sys.stdout.fileno())
        colours = max(curses.tigetnum("colors"), 0)
    except curses.error:
        yield Check(
            "terminal",
            Verdict.WARNING,
            f"The system does not know the terminal {term}, so its colours are guessed.",
            "Install its terminfo entry (Debian: ncurses-term), or set TERM to a known terminal.",
        )
        return
    few = colours < FEWEST_COLOURS
    yield Check(
        "terminal",
        Verdict.WARNING if few else Verdict.OK,
        f"The terminal is {term}, with {colours:,} colours.",
        "Set TERM to a terminal with colours, such as xterm-256color." if few else "",
    )


def _settings(loaded: Loaded) -> Iterator[Check]:
    problems = [*loaded.problems, *key_table(loaded.settings.preset, loaded.settings.keys).problems]
    for problem in problems:
        yield Check("settings", Verdict.WARNING, problem, "Correct or remove that line.")
    if not problems:
        chosen = len(loaded.chosen)
        yield Check("settings", Verdict.OK, f"The settings are valid; {chosen} of them are set.")


def content(roots: Sequence[Path]) -> Iterator[Check]:
    """Check that each root is readable and holds an article."""
    for root in roots:
        name = str(root)
        if root.is_file():
            readable = os.access(root, os.R_OK)
        elif root.is_dir():
            readable = os.access(root, os.R_OK | os.X_OK)
        else:
            yield Check(
                "content",
                Verdict.ERROR,
                f"{name} does not exist.",
                "Create it, or name another folder in the settings: newsreader config shows where.",
            )
            continue
        if not readable:
            yield Check("content", Verdict.ERROR, f"{name} cannot be read.", f"chmod -R a+rX {name}")
        elif root.is_dir() and not any(isinstance(each, Found) for each in walk(root)):
            yield Check("content", Verdict.WARNING, f"{name} contains no article.", "Add Markdown files.")
        else:
            yield Check("content", Verdict.OK, f"{name} can be read.")


def watching(roots: Sequence[Path], limit: Path) -> Iterator[Check]:
    """Check that the system reports changes below the roots.

    `limit`: file with the number of folders that one user may watch.
    """
    silent = [root for root in roots if root.exists() and not tells_of_changes(root.resolve())]
    for root in silent:
        yield Check(
            "watching",
            Verdict.NOTE,
            f"The disk of {root} does not report changes, so it is scanned periodically.",
        )
    try:
        most = int(limit.read_text())
    except (FileNotFoundError, ValueError):
        yield Check("watching", Verdict.UNKNOWN, "The limit of watched folders is not known here.")
        return
    folders = sum(1 for root in roots if root not in silent for _ in os.walk(root))
    if folders > most * 0.8:
        yield Check(
            "watching",
            Verdict.WARNING,
            f"The content has {folders:,} folders; all programs together may watch {most:,}.",
            f"As root: sysctl fs.inotify.max_user_watches={max(2 * folders, 2 * most)}",
        )
    else:
        yield Check("watching", Verdict.OK, f"{folders:,} folders are watched, of {most:,} allowed.")


def _catalogue(loaded: Loaded) -> Iterator[Check]:
    from newsreader.links.catalogue.loader import load_catalogue

    _, findings = load_catalogue(catalogue_paths(loaded.settings))
    wrong = [each for each in findings if each.severity is not Severity.NOTE]
    for each in wrong[:3]:
        verdict = Verdict.ERROR if each.severity is Severity.ERROR else Verdict.WARNING
        yield Check("catalogue", verdict, f"{each.path}:{each.line}: {each.message}", each.remedy)
    if len(wrong) > 3:
        more = f"The catalogue has {len(wrong) - 3} more problems."
        yield Check("catalogue", Verdict.WARNING, more, "newsreader check lists them all.")
    if not wrong:
        yield Check("catalogue", Verdict.OK, "The catalogue of resources is valid.")


def folder(name: str, place: Path) -> Iterator[Check]:
    """Check that a folder can be written or created, and has room."""
    there = place
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield Check(
            name,
            Verdict.ERROR,
            f"{place} cannot be written: this user has no write permission for {there}.",
            f"Change its owner with chown, or its mode: chmod u+rwx {there}",
        )
        return
    disk = os.statvfs(there)
    free = disk.f_bavail * disk.f_frsize
    if free < ROOM:
        message = f"{place} has {free // 1024 // 1024:,} MB free."
        yield Check(name, Verdict.WARNING, message, f"Free some space: at least {ROOM // 1024 // 1024} MB.")
    elif disk.f_files and disk.f_favail < 1000:
        message = f"The disk of {place} has room for {disk.f_favail:,} more files."
        yield Check(name, Verdict.WARNING, message, "Delete files that are no longer needed.")
    else:
        yield Check(name, Verdict.OK, f"{place} can be written, with {free / 1024**3:,.1f} GB free.")


def reading_marks(file: Path) -> Iterator[Check]:
    """Check the file of read and saved marks."""
    if not file.exists():
        yield Check("reading-state", Verdict.OK, "Nothing has been read yet, so there is no reading state.")
        return
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == state_file.APPLICATION
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield _broken_state(file, f"cannot be read ({type(error).__name__})")
        return
    if not ours:
        yield _broken_state(file, "belongs to another program")
    elif version > state_file.VERSION:
        yield _broken_state(file, f"was written by a newer newsreader (version {version} of the file)")
    elif not sound:
        yield _broken_state(file, "is damaged")
    else:
        yield Check(
            "reading-state", Verdict.OK, f"The reading state is sound (version {version} of the file)."
        )


def _broken_state(file: Path, why: str) -> Check:
    return Check(
        "reading-state",
        Verdict.WARNING,
        f"The reading state {file} {why}.",
        "The next start renames it and creates a new one; nothing is deleted.",
    )
