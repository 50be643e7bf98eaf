"""Search as it is typed, on a pty: from each key to the list on the screen, and `rg` over the same files.

    python tests/bench/bench_search.py [N] [FOLDER]

Writes N invented articles (100,000 unless told) below FOLDER, if they are not there yet, and indexes them.
A key counts as answered when the first headline that answers to what is typed by then stands in the list.
Nothing is asserted: only the ratios carry over to another machine, when nothing else runs.
"""

# The path to the program comes first.
# ruff: noqa: E402
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "tui"), str(Path(__file__).parent)]

from bench_start import SHOWN, milliseconds, row
from bench_view import Terminal, say
from start_programs import archive, library, live_in, reader

from newsreader.library.library import Library

WORDS = ("burglary", "stolen bicycle", "fraud", "witnesses", "magistrates", "cannabis", "lorry", "ambulance")
"""What is typed, letter by letter."""
BETWEEN = 0.25
"""Seconds between keys: time for the settled answer, which is not to be taken for the next key's first."""
SORTS = {"date": False, "relevance": True}
"""How answers are ordered, and whether a quick first answer comes before the settled one."""


def first(held: Library, text: str, sort: str, *, settled: bool) -> str:
    """The beginning of the title that comes first for a text; empty where nothing answers."""
    hits = held.search(text, sort=sort, limit=40, typing=True, settled=settled, count=False).hits
    return hits[0].headline.title[:SHOWN] if hits else ""


def typed(terminal: Terminal, held: Library, text: str, sort: str) -> tuple[list[float], list[float]]:
    """Seconds from each key to a first answer, and to the settled one where that begins otherwise.

    What begins as what stood there before is left out, as nothing would tell them apart.
    """
    quick, last = [], []
    before = {""}
    for end in range(1, len(text) + 1):
        at_once = first(held, text[:end], sort, settled=not SORTS[sort])
        settled = first(held, text[:end], sort, settled=True)
        terminal.quiet(BETWEEN)
        start = time.perf_counter()
        os.write(terminal.fd, text[end - 1].encode())
        for title, times in ((at_once, quick), (settled, last)):
            if title not in before and (times is quick or settled != at_once):
                times.append(seen(terminal, title, start))
        before = {"", at_once, settled}
    return quick, last


def seen(terminal: Terminal, title: str, start: float) -> float:
    """Seconds from `start` to a title in the list; what is lit in it breaks it in pieces."""
    while title.encode() not in plain(terminal.written):
        if time.perf_counter() > start + 10:
            raise TimeoutError(f"{title!r} did not come")
        terminal.read(0.01)
    return time.perf_counter() - start


def plain(written: bytearray) -> bytes:
    """What was written, without its colours."""
    import re

    return re.sub(rb"\x1b\[[\d;]*m", b"", bytes(written))


def bench_sort(root: Path, held: Library, sort: str) -> tuple[list[float], list[float]]:
    """Every word typed in a search of its own: see `typed`."""
    quick: list[float] = []
    last: list[float] = []
    for text in WORDS:
        terminal = reader(root)
        try:
            terminal.quiet(2.0)
            os.write(terminal.fd, b"/")
            terminal.quiet(0.5)
            if sort == "date":
                os.write(terminal.fd, b"\x0f")
                terminal.quiet(0.5)
            for all_times, times in zip((quick, last), typed(terminal, held, text, sort), strict=True):
                all_times += times
        finally:
            terminal.end()
    return quick, last


def bench_rg(root: Path) -> float:
    """`rg` for the same words; the seconds of one search."""
    program = shutil.which("rg")
    if program is None:
        say("rg is not installed here, so nothing is said of it.")
        return 0.0
    times = []
    for text in WORDS:
        start = time.perf_counter()
        subprocess.run([program, "-il", text, str(root)], stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    row("rg over the files", milliseconds(times))
    return sorted(times)[len(times) // 2]


def main(n: int = 100_000, folder: str = tempfile.gettempdir()) -> None:
    """Print the table; in brackets what is to be reached."""
    home = Path(tempfile.mkdtemp(prefix="newsreader-bench-home-"))
    live_in(home)
    root = archive(n, Path(folder))
    say(f"{n:,} articles below {root}; {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")
    held = library(root)
    try:
        held.update()
        for sort in SORTS:
            times, last = bench_sort(root, held, sort)
            row(f"key typed to an answer, by {sort}", milliseconds(times), f"{len(times)} keys (50 ms)")
            if last:
                row("  to the settled one", milliseconds(last), f"{len(last)} keys (300 ms)")
            taken = []
            for text in WORDS:
                start = time.perf_counter()
                held.search(text, sort=sort, count=False)
                taken.append(time.perf_counter() - start)
            row(f"the library alone, whole words, by {sort}", milliseconds(taken))
        seconds = bench_rg(root)
        if seconds and times:
            row("rg beside a key typed", f"{seconds / sorted(times)[len(times) // 2]:.0f} times", "(10)")
    finally:
        held.close()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*([int(sys.argv[1])] if len(sys.argv) > 1 else []), *sys.argv[2:3])
