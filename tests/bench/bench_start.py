"""The whole program on a pty: its start beside a bare Textual app and newsboat, its keys, its memory.

    python tests/bench/bench_start.py [N] [FOLDER]

Writes 1,000 and N invented articles (100,000 unless told) below FOLDER, if they are not there yet. The first
start, with no index, comes first; all others find one. Nothing is asserted: only the ratios carry over to
another machine, when nothing else runs. Of newsboat, its list is opened with its cache filled.
"""

# The path to the program comes first.
# ruff: noqa: E402
from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2] / "tui"), str(Path(__file__).parent)]

from bench_view import Terminal, p95, say
from start_programs import (
    LABEL,
    Newsboat,
    answer,
    archive,
    cursor_rows,
    library,
    live_in,
    reader,
    until,
)

from newsreader.library.headlines import Headline
from newsreader.reader.list_layout import HEADLINE_LINES

STARTS = 7
PRESSES = 60
SHOWN = 14
"""Characters of a title that the list surely shows."""


def row(name: str, value: str, beside: str = "") -> None:
    """One line of the table."""
    say(f"{name:<52} {value:>16}   {beside}")


def milliseconds(times: list[float]) -> str:
    """Median and 95th of a hundred."""
    return f"{median(times) * 1000:.0f} / {p95(times) * 1000:.0f} ms"


def timed(start: Callable[[], Terminal], words: str) -> float:
    """Seconds from a start to some words on the screen."""
    begun = time.perf_counter()
    terminal = start()
    try:
        terminal.wait(words)
        return time.perf_counter() - begun
    finally:
        terminal.end()


def answered(root: Path) -> float:
    """Seconds from a start to the answer to a key that was pressed at once."""
    begun = time.perf_counter()
    terminal = reader(root)
    try:
        os.write(terminal.fd, b"j")
        while len(set(cursor_rows(bytes(terminal.written)))) <= HEADLINE_LINES:  # the first cursor's own
            if time.perf_counter() > begun + 60:
                raise TimeoutError("the key was not answered")
            terminal.read(0.01)
        return time.perf_counter() - begun
    finally:
        terminal.end()


def floor() -> Terminal:
    """A Textual app with one label."""
    return Terminal([sys.executable, "-c", LABEL])


def rest(terminal: Terminal) -> int:
    """Bytes resident once nothing has happened for a while."""
    terminal.quiet(2.0)
    return terminal.memory()


def newest(root: Path) -> Headline:
    """The headline that a start shows first."""
    held = library(root)
    try:
        return held.newest(1)[0]
    finally:
        held.close()


def finished(root: Path) -> None:
    """Has the index of a folder whole, and the next start stand at the top of the list."""
    held = library(root)
    try:
        held.update()
        held.session.set("article", None)
    finally:
        held.close()


def bench_first(root: Path, n: int, bare: float) -> None:
    """A start without an index: something to read, keys answered, everything there."""
    start = time.perf_counter()
    terminal = reader(root)
    try:
        until(terminal, re.compile(rb"\x1b\[\d+;\d+H[^\x1b]*(?:\x1b\[[\d;]*m)+[^\x1b]*\xe2\x97\x8f"), 120)
        first = time.perf_counter() - start
        row("first start: first headline", f"{first:.2f} s", f"{first / bare:.2f} bare starts (3)")
        terminal.quiet(0.1) if n < 1000 else time.sleep(1.0)
        times: list[float] = []
        line: int | None = None
        while not settled(terminal, n):
            moved, line = answer(terminal, "jk"[len(times) % 2], line)
            times.append(moved)
            end = time.perf_counter() + 0.4
            while time.perf_counter() < end:
                terminal.read(0.05)
        took = time.perf_counter() - start
        row("first start: all listed and searchable", f"{took:.1f} s", f"{n / took:,.0f} a second (1,500)")
        if len(times) > 1:
            row("  a key answered meanwhile, p50 / p95", milliseconds(times), f"{len(times)} keys (100 ms)")
        used = terminal.processor()
        row("  CPU of the reader itself", f"{used / n * 1000:.2f} ms", "an article, without its readers")
        row("  memory at the end", f"{terminal.memory() / 1e6:.0f} MB")
    finally:
        terminal.end()


def settled(terminal: Terminal, n: int) -> bool:
    """Whether the bar says that all articles are there."""
    return f" {n:,} articles" in terminal.see().split("\n", 1)[0]


def bench_starts(roots: dict[int, Path]) -> dict[str, float]:
    """Starts with an index, one after another in turns, so that what else runs meets all alike."""
    shown = {n: newest(root).title[:SHOWN] for n, root in roots.items()}
    times: dict[str, list[float]] = {"floor": [], **{str(n): [] for n in roots}}
    for _ in range(STARTS):
        times["floor"].append(timed(floor, "Marker of the floor"))
        for n, root in roots.items():
            times[str(n)].append(timed(lambda root=root: reader(root), shown[n]))
    found = {name: median(taken) for name, taken in times.items()}
    row("bare Textual app, one label", f"{found['floor']:.3f} s")
    small = min(roots)
    for n in roots:
        beside = f"{found[str(n)] / found['floor']:.2f} bare (1.25)"
        if n != small:
            beside += f"; {found[str(n)] / found[str(small)]:.2f} of {small:,} (1.1)"
        row(f"start, index warm, {n:,}: first headline", f"{found[str(n)]:.3f} s", beside)
        keyed = median(answered(roots[n]) for _ in range(STARTS))
        row("  a key pressed at once is answered", f"{keyed:.3f} s", f"{keyed / found['floor']:.2f} bare")
    return found


def bench_cursor(roots: dict[int, Path]) -> None:
    """Cursor down in the list and up again, to its paint."""
    for n, root in roots.items():
        terminal = reader(root)
        try:
            terminal.quiet(3.0)
            times = []
            line: int | None = None
            for press in range(PRESSES):
                moved, line = answer(terminal, "jk"[press % 2], line)
                times.append(moved)
                terminal.quiet(0.15)
            row(f"cursor down or up at {n:,}, key to paint", milliseconds(times))
        finally:
            terminal.end()


def bench_memory(root: Path, n: int) -> float:
    """What stays resident; the reader's bytes."""
    terminal = floor()
    bare = rest(terminal)
    terminal.end()
    terminal = reader(root)
    terminal.quiet(3.0)
    ours = rest(terminal)
    terminal.end()
    row("memory: bare Textual app", f"{bare / 1e6:.0f} MB")
    row(f"memory: reader open at {n:,}", f"{ours / 1e6:.0f} MB", f"{ours / bare:.2f} bare (1.6)")
    return ours


def bench_newsboat(root: Path, n: int, folder: Path, found: dict[str, float], memory: float) -> None:
    """The same articles in newsboat."""
    program = shutil.which("newsboat")
    if program is None:
        say("newsboat is not installed here, so nothing is said of it.")
        return
    newsboat = Newsboat(folder, root)
    row("newsboat: takes the feed in", f"{newsboat.load(program):.1f} s")
    times, used = [], 0
    title = newest(root).title[:SHOWN]
    for _ in range(3):
        taken, terminal = newsboat.open(program, title)
        times.append(taken)
        terminal.quiet(1.0)
        used = terminal.memory()
        terminal.end()
    row(
        f"newsboat: start to the list, {n:,}",
        f"{median(times):.2f} s",
        f"{median(times) / found[str(n)]:.1f} times ours (8)",
    )
    row("newsboat: memory, list open", f"{used / 1e6:.0f} MB", f"{used / memory:.1f} times ours (7)")


def main(n: int = 100_000, folder: str = tempfile.gettempdir()) -> None:
    """Print the table; in brackets what is to be reached."""
    home = Path(tempfile.mkdtemp(prefix="newsreader-bench-home-"))
    live_in(home)
    roots = {size: archive(size, Path(folder)) for size in sorted({1_000, n})}
    say(f"{n:,} articles below {roots[n]}; {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")
    try:
        timed(floor, "Marker of the floor")  # modules are compiled and in memory after this
        bare = median(timed(floor, "Marker of the floor") for _ in range(3))
        for size, root in roots.items():
            if size == n:
                bench_first(root, n, bare)
            finished(root)
        found = bench_starts(roots)
        bench_cursor(roots)
        memory = bench_memory(roots[n], n)
        bench_newsboat(roots[n], n, home / "newsboat", found, memory)
        say(f"load {os.getloadavg()[0]:.1f}")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*([int(sys.argv[1])] if len(sys.argv) > 1 else []), *sys.argv[2:3])
