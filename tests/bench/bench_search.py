"""Search as it is typed, on a pty: from each key to the list on the screen, and `rg` over the same files.

    python tests/bench/bench_search.py [N] [FOLDER]

Writes N invented articles (100,000 unless told) below FOLDER, if they are not there yet, and indexes them.
A key counts as answered when the first headline that answers to what is typed by then stands in the list;
where the next key's first is the same as the last one's, it is left out, as nothing would tell them apart.
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


def firsts(held: Library, text: str, sort: str) -> set[str]:
    """The beginnings of the titles that may come first for a text: at once, and settled."""
    found = set()
    for settled in (True, False) if SORTS[sort] else (True,):
        hits = held.search(text, sort=sort, limit=1, typing=True, settled=settled, count=False).hits
        found |= {hit.headline.title[:SHOWN] for hit in hits}
    return found


def typed(terminal: Terminal, held: Library, text: str, sort: str) -> list[float]:
    """Seconds from each key to a first headline that was not there before."""
    times = []
    before: set[str] = set()
    for end in range(1, len(text) + 1):
        wanted = firsts(held, text[:end], sort)
        terminal.quiet(BETWEEN)
        start = time.perf_counter()
        os.write(terminal.fd, text[end - 1].encode())
        new = [title.encode() for title in wanted - before]
        while new and time.perf_counter() < start + 3:
            terminal.read(0.01)
            # What is lit in a title breaks it in pieces: its letters without the colours between.
            if any(title in plain(terminal.written) for title in new):
                times.append(time.perf_counter() - start)
                break
        before = wanted
    return times


def plain(written: bytearray) -> bytes:
    """What was written, without its colours."""
    import re

    return re.sub(rb"\x1b\[[\d;]*m", b"", bytes(written))


def bench_sort(root: Path, held: Library, sort: str) -> list[float]:
    """Every word typed in a search of its own."""
    times: list[float] = []
    for text in WORDS:
        terminal = reader(root)
        try:
            terminal.quiet(2.0)
            os.write(terminal.fd, b"/")
            terminal.quiet(0.5)
            if sort == "date":
                os.write(terminal.fd, b"\x0f")
                terminal.quiet(0.5)
            times += typed(terminal, held, text, sort)
        finally:
            terminal.end()
    return times


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
            times = bench_sort(root, held, sort)
            if times:
                row(
                    f"key typed to its answer on the screen, by {sort}",
                    milliseconds(times),
                    f"{len(times)} keys (50 ms)",
                )
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
