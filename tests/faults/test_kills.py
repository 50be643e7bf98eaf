"""Killed at any moment, and several programs at once. With NEWSREADER_LONG=1 two hundred kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest

from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library

pytestmark = pytest.mark.slow

LONG = bool(os.environ.get("NEWSREADER_LONG"))
KILLS = 200 if LONG else 6
CROWD = 100_000 if LONG else 5_000
TUI = Path(__file__).parents[2] / "tui"

READING = """
import sys, threading
from pathlib import Path
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library
news, home = map(Path, sys.argv[1:])
library = Library.open([news], cache=home / "cache", state=home / "state")
threading.Thread(target=library.update, daemon=True).start()
number = 0
while True:
    number += 1
    library.session.set("number", number)
    for key in library.listing(View.DATE, Filter()).keys[number % 50 :][:3]:
        library.mark_read([key], True)
        library.remember_place(key, number)
    print(number, flush=True)
"""


def begin(*arguments: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", READING, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(TUI)}, stdout=subprocess.PIPE,
    )  # fmt: skip


def test_killed_while_state_and_index_are_written(tmp_path, notice):
    """kill -9 at a random moment while one program fills the index and marks what is read, again and again on
    the same files: what was kept is there, the rest of the work goes on, and nobody repairs anything."""
    news, home = tmp_path / "news", tmp_path / "home"
    news.mkdir()
    total, read = 0, 0
    for kill in range(KILLS):
        random = Random(kill)
        for _ in range(random.choice((5, 40, 200))):
            notice(news / f"{total}.md", total)
            total += 1
        process = begin(news, home)
        process.stdout.readline()
        time.sleep(random.random() * 0.8)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
        process.wait()
        process.stdout.close()
        library = Library.open([news], cache=home / "cache", state=home / "state")
        try:
            assert library.notices == ()
            kept = library.session.get("number")
            assert isinstance(kept, int) and (not said or kept >= int(said[-1]))
            now = len(library._state.marked("read"))
            assert now >= read
            read = now
            if kill % 10 == 1 or kill == KILLS - 1:
                library.update()
                assert library.count() == total
                assert library.search("of it").total == total
                checked = library._index.connection().execute("PRAGMA integrity_check").fetchall()
                assert checked == [("ok",)]
        finally:
            library.close()
    assert read > 0
    left = {file.suffix for file in home.rglob("*") if file.is_file()}
    assert left <= {".db", ".lock", ".db-wal", ".db-shm"}


def test_several_programs_at_once(program, tmp_path, notice):
    """Three programs index and two list the same new folder at the same time: all end well, each list is
    whole, and the index is sound."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(400):
        notice(news / f"{number}.md", number)
    commands = [("index", news)] * 3 + [("list", "-C", news)] * 2
    running = [program(*command) for command in commands]
    for command, process in zip(commands, running, strict=True):
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert b"Traceback" not in err
        if command[0] == "list":
            assert len(out.splitlines()) == 400
        else:
            assert b"400 articles in the index" in out


def test_one_reads_while_another_rebuilds(news, tmp_path, everything):
    """One program throws the index away and makes it again while another lists and searches: every list is
    whole or shorter, none is wrong, and in the end both agree."""
    first = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    second = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    first.update()
    stop, faults = threading.Event(), []

    def look() -> None:
        while not stop.is_set():
            try:
                found = second.headlines(second.listing(View.DATE, Filter()).keys)
                assert {one.title for one in found} <= everything
                second.search("word1")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
                faults.append(error)
                return

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(5):
        first.rebuild()
        first.update()
    stop.set()
    thread.join(30)
    first.close()
    second.close()
    third = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    third.update()
    assert third.count() == 8
    third.close()
    assert not faults, repr(faults[0])


def test_a_crowd_in_one_folder(run, tmp_path, notice):
    """Very many files in one folder: all listed, and the second look reads none of them."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(CROWD):
        notice(news / f"{number}.md", number)
    first = run("index", news, apart=True) if not LONG else run("index", news)
    assert f"{CROWD:,} articles in the index: {CROWD:,} added" in first.out
    start = time.monotonic()
    again = run("index", news)
    assert f"{CROWD:,} articles in the index: 0 added, 0 changed, 0 removed" in again.out
    assert time.monotonic() - start < 10
    assert len(run("list", "-C", news).titles()) == CROWD


SLOW = """
import newsreader.library.reader_worker as worker
real = worker.read_row
def read_row(root, path, dictionary):
    if path.startswith("endless"):
        while True:
            pass
    return real(root, path, dictionary)
worker.read_row = read_row
"""


def test_a_file_that_takes_for_ever_does_not_stop_the_rest(tmp_path, notice, monkeypatch):
    """Two files whose reading never ends, among two hundred: the rest is listed, both are named, and the
    processes that were stuck are gone."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(200):
        notice(news / f"{number}.md", number)
    for name in ("endless1.md", "endless2.md"):
        (news / name).write_text("---\ntitle: x\n---\ny\n")
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "endless.py").write_text(SLOW)
    monkeypatch.syspath_prepend(str(tmp_path / "hook"))
    start = "import endless; from newsreader.library.reader_worker import main"
    monkeypatch.setattr("newsreader.library.reader_pool.START", start)
    monkeypatch.setattr("newsreader.library.reader_pool.ReaderPool.__init__.__defaults__", (4.0,))
    monkeypatch.setattr("newsreader.library.index.update.FIRST_FILES", 0)
    library = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    done = library.update()
    assert (done.added, done.unreadable) == (200, 2)
    slow = {finding.path: finding.code for finding in library.findings() if finding.severity == "error"}
    assert slow == {"endless1.md": "file-too-slow", "endless2.md": "file-too-slow"}
    library.close()


@pytest.mark.parametrize("command", ["index", "list", "check"])
def test_ended_by_the_system(program, tmp_path, notice, command):
    """SIGTERM or SIGKILL while a command works: it ends, with its processes, and the next one works."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(600):
        notice(news / f"{number}.md", number)
    words = [news] if command != "list" else ["-C", news]
    for number in (signal.SIGTERM, signal.SIGKILL):
        process = program(command, *words)
        time.sleep(0.4)
        process.send_signal(number)
        process.communicate(timeout=30)
    done = program("list", "-C", news)
    out, _ = done.communicate(timeout=60)
    assert len(out.splitlines()) == 600
