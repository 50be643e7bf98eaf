"""What the library takes at a given length, beside a bare walk and a bare reading of the same files.

    python tests/bench/bench_library.py [N] [FOLDER]

Writes N invented articles (100,000 unless told) below FOLDER, if they are not there yet, indexes them and
prints a table. Nothing is asserted: only the ratios carry over to another machine, when nothing else runs.
"""

# The path to the program comes first; what is measured are the system's own calls.
# ruff: noqa: E402, PTH116, PTH123, T201
from __future__ import annotations

import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "tui"), str(Path(__file__).parent)]

from articles import write_archive
from newsreader.library.headlines import Filter, Status, View
from newsreader.library.library import Library

QUERIES = (
    "police",
    "burglary",
    "the",
    "stolen bicycle",
    "witnesses -knife",
    '"guilty of"',
    "area:kent arrested",
    "after:2020-06 fraud",
    "has:reference collision",
    "is:unread magistrates",
    "ashborough",
    "woodstoke -police",
)
TYPED = (
    "b",
    "bu",
    "bur",
    "burg",
    "p",
    "po",
    "pol",
    "poli",
    "s",
    "st",
    "sto",
    "stol",
    "th",
    "the",
    "a",
    "wi",
    "wit",
)


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def files(root: Path) -> Iterator[str]:
    """Every file, with the status of each asked for: the floor of any scan."""
    for folder, _, names in os.walk(root):
        for name in names:
            path = f"{folder}/{name}"
            os.stat(path)
            yield path


def read_all(root: Path) -> int:
    """The length of all files, read one after another: the floor of any index."""
    length = 0
    for path in files(root):
        with open(path, "rb") as file:
            length += len(file.read())
    return length


def row(name: str, value: str, beside: str = "") -> None:
    """One line of the table."""
    print(f"{name:<44} {value:>16}   {beside}")


def milliseconds(times: list[float]) -> str:
    """Median and 95th of a hundred."""
    ordered = sorted(times)
    return f"{statistics.median(times) * 1000:.1f} / {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms"


def bench_folders(library: Library, root: Path, n: int, cache: Path) -> None:
    """Reading for the first time, and looking again."""
    walked = min(seconds(lambda: sum(1 for _ in files(root))) for _ in range(3))
    bytes_read = 0

    def read() -> None:
        nonlocal bytes_read
        bytes_read = read_all(root)

    reading = seconds(read)
    row("walk with status of every file", f"{walked:.2f} s")
    row("walk and read every file", f"{reading:.2f} s")
    first: list[float] = []
    start = time.perf_counter()
    update = library.update(
        lambda progress: first.append(time.perf_counter() - start) if library.newest(1) else None
    )
    row(
        "first build",
        f"{update.seconds:.1f} s",
        f"{n / update.seconds:,.0f} a second; {update.seconds / reading:.1f} x reading",
    )
    row("  first headline to show after", f"{first[0]:.2f} s" if first else "at the end")
    again = min(library.update().seconds for _ in range(3))
    row("nothing changed", f"{again:.2f} s", f"{again / walked:.2f} x the walk")
    size = sum(file.stat().st_size for file in (cache / "index").iterdir())
    row("index on disk", f"{size / 1e6:.0f} MB", f"{size / bytes_read:.2f} x the files")


def bench_start(root: Path, cache: Path, state: Path) -> None:
    """From nothing to the first headlines and to the whole list."""

    def first_screen() -> None:
        library = Library.open([root], cache=cache, state=state)
        library.newest(50)
        library.close()

    def whole_list() -> None:
        library = Library.open([root], cache=cache, state=state)
        library.listing(View.DATE, Filter())
        library.close()

    row("open, first 50 headlines, close", milliseconds([seconds(first_screen) for _ in range(20)]))
    row("open, whole list, close", milliseconds([seconds(whole_list) for _ in range(20)]))


def bench_lists(library: Library) -> None:
    """Lists and windows of them."""
    choices = {
        "all": Filter(),
        "unread": Filter(status=Status.UNREAD),
        "three areas, two years": Filter(
            areas=frozenset({"Kent", "Surrey", "Durham"}), since="2019", until="2020"
        ),
        "filtered by two words": Filter(words="appeal ash"),
    }
    for name, choice in choices.items():
        for view in View:
            times = [
                seconds(lambda view=view, choice=choice: library.listing(view, choice)) for _ in range(20)
            ]
            row(f"list by {view}: {name}", milliseconds(times))
    keys = library.listing(View.DATE, Filter()).keys
    windows = [keys[start : start + 50] for start in range(0, len(keys) - 50, max(len(keys) // 100, 1))]
    row(
        "50 headlines anywhere",
        milliseconds([seconds(lambda window=w: library.headlines(window)) for w in windows]),
    )
    row(
        "mark one as read",
        milliseconds([seconds(lambda key=key: library.mark_read([key], True)) for key in keys[:50]]),
    )
    row("mark all as read", f"{seconds(lambda: library.mark_read(keys, True)) * 1000:.0f} ms")
    times = [seconds(lambda: library.listing(View.DATE, Filter())) for _ in range(5)]
    row("list by date, all read", milliseconds(times))
    library.undo()


def bench_search(library: Library) -> None:
    """Fifty answers with their snippets."""
    for name, texts, how in (
        ("search, newest first", QUERIES, {"sort": "date", "count": False}),
        ("search by rank", QUERIES, {"sort": "relevance", "count": False}),
        ("search by rank, first answer", QUERIES, {"sort": "relevance", "count": False, "settled": False}),
        ("search newest first, with the total", QUERIES, {"sort": "date"}),
        ("as typed, newest first", TYPED, {"sort": "date", "count": False, "typing": True}),
        ("as typed, by rank", TYPED, {"sort": "relevance", "count": False, "typing": True}),
        (
            "as typed, by rank, first answer",
            TYPED,
            {"sort": "relevance", "count": False, "typing": True, "settled": False},
        ),
    ):
        times = [
            seconds(lambda text=text, how=how: library.search(text, **how))
            for _ in range(3)
            for text in texts
        ]
        row(name, milliseconds(times))
    row("did you mean", f"{seconds(lambda: library.search('collisoin burglray')) * 1000:.0f} ms")


def main(n: int = 100_000, folder: str = "") -> None:
    """Print the table."""
    root = Path(folder) if folder else Path(tempfile.gettempdir()) / f"newsreader-bench-{n}"
    if sum(1 for _ in root.rglob("*.md")) != n:
        write_archive(root, n)
    home = Path(tempfile.mkdtemp(prefix="newsreader-bench-home-"))
    cache, state = home / "cache", home / "state"
    print(f"{n:,} articles below {root}; {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")
    library = Library.open([root], cache=cache, state=state)
    try:
        bench_folders(library, root, n, cache)
        bench_start(root, cache, state)
        bench_lists(library)
        bench_search(library)
        row("most memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    finally:
        library.close()
        shutil.rmtree(home)


if __name__ == "__main__":
    main(*([int(sys.argv[1])] if len(sys.argv) > 1 else []), *sys.argv[2:3])
