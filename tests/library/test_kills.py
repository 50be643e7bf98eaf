"""Killed at any moment: the index goes on from there, and what was read or saved is still known."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from newsreader.library.headlines import Filter, View

pytestmark = pytest.mark.slow

TIMES = 40 if os.environ.get("NEWSREADER_LONG") else 4
TUI = Path(__file__).parents[2] / "tui"

INDEXING = """
import sys
from pathlib import Path
from newsreader.library.library import Library
news, cache, state = map(Path, sys.argv[1:])
library = Library.open([news], cache=cache, state=state)
library.update(lambda progress: print(progress.done, flush=True))
print("done", flush=True)
"""

MARKING = """
import sys
from pathlib import Path
from newsreader.library.reading_state import ReadingState
state = ReadingState.open(Path(sys.argv[1]))
for number in range(1, 100_000):
    state.mark([number], read=True)
    print(number, flush=True)
"""


def started(code: str, *arguments: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(TUI)},
        stdout=subprocess.PIPE,
    )


@pytest.mark.parametrize("seed", range(TIMES))
def test_indexing(write, open_library, news, tmp_path, seed):
    random = Random(seed)
    for number in range(400):
        write(
            f"{number}.md",
            f"Words of number {number}.",
            title=f"T{number}",
            date=f"2020-01-{number % 28 + 1:02}",
        )
    program = started(INDEXING, news, tmp_path / "cache", tmp_path / "state")
    for _ in range(random.randrange(1, 5)):
        program.stdout.readline()
    time.sleep(random.random() * 0.2)
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    library = open_library(update=False)
    before = library.count()
    assert len(library.headlines(library.listing(View.DATE, Filter()).keys)) == before
    update = library.update()
    assert (update.added, update.total) == (400 - before, 400)
    assert library.count() == 400
    assert library.search("words").total == 400
    assert library.search("w*").total == 400
    check = library._index.connection().execute("PRAGMA integrity_check").fetchall()
    assert check == [("ok",)]
    library._index.connection().execute("INSERT INTO words (words) VALUES ('integrity-check')")


@pytest.mark.parametrize("seed", range(TIMES))
def test_marking(tmp_path, seed):
    from newsreader.library.reading_state import ReadingState

    program = started(MARKING, tmp_path)
    last = 0
    for _ in range(Random(seed).randrange(1, 200)):
        last = int(program.stdout.readline())
    program.send_signal(signal.SIGKILL)
    rest = program.stdout.read().split()
    last = int(rest[-1]) if rest else last
    program.wait()
    program.stdout.close()
    state = ReadingState.open(tmp_path)
    assert state.notices == ()
    assert state.marked("read") >= set(range(1, last + 1))
    assert len(state.marked("read")) <= last + 1
    state.close()


def test_no_process_is_left_behind(write, news, tmp_path):
    for number in range(2_000):
        write(f"{number}.md", f"Words of number {number}.", title=f"T{number}")
    program = started(INDEXING, news, tmp_path / "cache", tmp_path / "state")
    children: set[int] = set()
    while not children:
        program.stdout.readline()
        children = children_of(program.pid)
        assert program.poll() is None
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    until = time.monotonic() + 10
    while any(is_running(child) for child in children):
        assert time.monotonic() < until
        time.sleep(0.02)


def children_of(pid: int) -> set[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    if not file.exists():
        pytest.skip("needs /proc")
    return {int(child) for child in file.read_text().split()}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
