"""Disks that are full, out of inodes or may only be read: for the index, the state, the log and the
output."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library
from newsreader.library.reading_state import ReadingState

pytestmark = pytest.mark.slow


def fill(folder: Path) -> None:
    """Leave no byte free."""
    with (folder / "ballast").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return


def use_up(folder: Path) -> None:
    """Leave no inode free."""
    for number in range(10_000):
        try:
            (folder / f"file{number}").touch()
        except OSError:
            return


@pytest.mark.parametrize(
    ("options", "spoil"),
    [
        ("size=16k", fill),
        ("size=200k", lambda folder: None),
        ("size=4m,nr_inodes=8", use_up),
        ("size=4m,nr_inodes=5", lambda folder: None),
    ],
    ids=["full", "soon full", "no inodes", "few inodes"],
)  # fmt: skip
def test_an_index_that_finds_no_room(run, news, notice, disk, options, spoil):
    """The disk of the index is full, fills up on the way, or has no inodes: every article is listed from a
    temporary index, and that is said."""
    cache = disk(options)
    spoil(cache)
    for number in range(60):
        notice(news / f"{number}.md", number, " ".join(f"w{n}x{number}" for n in range(900)))
    done = run("list", "-C", news, environ={"XDG_CACHE_HOME": str(cache)})
    assert done.status == 0
    assert len(done.titles()) == 60
    (said,) = done.says()
    assert said.startswith("The index is temporary and will be made again next time: ")
    assert run("search", "word5", "-C", news, environ={"XDG_CACHE_HOME": str(cache)}).titles() == {"Notice 5"}


@pytest.mark.parametrize(
    ("options", "spoil"), [("size=64k", fill), ("size=4m,nr_inodes=5", use_up)], ids=["full", "no inodes"]
)
def test_a_state_that_finds_no_room_from_the_start(run, news, everything, disk, options, spoil):
    """The disk of the reading state is full: the articles are there, and it is said that what is read is
    forgotten."""
    folder = disk(options)
    spoil(folder)
    done = run("list", "-C", news, environ={"XDG_STATE_HOME": str(folder)})
    assert (done.status, done.titles()) == (0, everything)
    (said,) = done.says()
    assert said.startswith("What you read and save is forgotten at the end: ")


def test_a_state_whose_disk_fills_up_keeps_what_it_had(news, disk, tmp_path):
    """The disk fills up while somebody reads: what was marked before is kept, what cannot be kept is said,
    and when there is room again it goes on."""
    folder = disk("size=400k")
    library = Library.open([news], cache=tmp_path / "cache", state=folder / "state")
    library.update()
    keys = library.listing(View.DATE, Filter()).keys
    library.mark_read(keys[:4], True)
    fill(folder)
    for number in range(200):
        library.session.set(f"long{number}", "x" * 4_000)
    library.mark_read(keys[4:], True)
    assert any("cannot be kept" in notice for notice in library.notices)
    library.close()
    (folder / "ballast").unlink()
    opened = ReadingState.open(folder / "state")
    assert opened.notices == ()
    assert len(opened.marked("read")) >= 4
    opened.close()


def test_a_disk_that_may_only_be_read(run, news, everything, disk, read_only):
    """Index and state lie on a disk that became read-only: everything is listed, what was read is still read,
    two sentences say what is not kept, and no byte is changed."""
    home = disk("size=4m")
    environ = {"XDG_CACHE_HOME": str(home), "XDG_STATE_HOME": str(home)}
    assert run("list", "-C", news, environ=environ).says() == []
    state = ReadingState.open(home / "newsreader")
    state.mark([1], saved=True)
    state.close()
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    read_only(home)
    done = run("list", "-C", news, environ=environ)
    assert (done.status, done.titles()) == (0, everything)
    said = done.says()
    assert len(said) == 2
    assert any(line.startswith("What you read and save is forgotten at the end: ") for line in said)
    assert any(line.startswith("The index is temporary") for line in said)
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def test_a_home_that_this_user_may_not_write(run, news, everything, obeying, tmp_path):
    """A home that this user may not write: everything is listed, two sentences say what is not kept, and no
    byte is in it."""
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    kinds = ("CONFIG", "CACHE", "STATE", "DATA")
    environ = {"HOME": str(home), **dict.fromkeys(f"XDG_{kind}_HOME" for kind in kinds)}
    done = run("list", "-C", news, environ=environ, **obeying)
    assert (done.status, done.titles()) == (0, everything)
    assert len(done.says()) == 2
    assert list(home.iterdir()) == []


def test_content_on_a_disk_that_may_only_be_read(run, notice, disk, read_only):
    """The articles themselves lie on a read-only disk: nothing is missing and nothing is said."""
    folder = disk("size=1m")
    for number in range(5):
        notice(folder / f"{number}.md", number)
    read_only(folder)
    done = run("list", "-C", folder)
    assert (done.status, len(done.titles()), done.says()) == (0, 5, [])


def test_no_file_may_grow(run, news, tmp_path):
    """No file at all may grow (a limit of 8 KB on each): one sentence, status 3, and no half index in the way
    of the next start."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = run("list", "-C", news, preexec_fn=limit)
    assert done.status == 3
    (said,) = done.says()
    assert "cannot be written" in said and "no temporary file either" in said
    after = run("list", "-C", news)
    assert (after.status, len(after.titles()), after.says()) == (0, 8, [])


def test_no_temporary_folder_either(run, news, disk, everything):
    """Index, state and the folder for temporary files are all full: a sentence and status 3, never a
    traceback."""
    folder = disk("size=64k")
    fill(folder)
    environ = {"XDG_CACHE_HOME": str(folder), "XDG_STATE_HOME": str(folder), "TMPDIR": str(folder)}
    done = run("list", "-C", news, environ=environ)
    assert done.status in (0, 3)
    assert done.says()
    if done.status == 0:
        assert done.titles() == everything


@pytest.mark.parametrize("options", ["size=16k", "size=16k,nr_inodes=4"], ids=["full", "no inodes"])
def test_a_log_that_finds_no_room(disk, monkeypatch, capsys, options):
    """A fault of ours while the disk of the log is full: the sentence says that the details could not be
    kept."""
    folder = disk(options)
    fill(folder)
    use_up(folder)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))

    def fail(arguments: list[str]) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(main, "_dispatch", fail)
    assert main.run(["list"]) == 70
    said = capsys.readouterr().err
    assert said.startswith("newsreader: The program failed (ZeroDivisionError)")
    assert "could not be written" in said and "Traceback" not in said


@pytest.mark.parametrize(
    "command",
    [
        "list -C NEWS",
        "check NEWS",
        "search it -C NEWS",
        "show NEWS/Kent/1.md",
        "resources",
        "config",
        "index NEWS",
    ],
)
def test_output_that_finds_no_room(news, command):
    """What is written goes to a full disk: a sentence and status 74, whatever the command."""
    words = command.replace("NEWS", str(news)).split()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsreader", *words],
            stdout=full, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=60,
            env={**os.environ, "PYTHONPATH": str(Path(main.__file__).parents[2])},
        )  # fmt: skip
    assert done.returncode == 74
    said = done.stderr.decode()
    assert said.endswith("newsreader: The output could not be written: No space left on device.\n")
    assert "Traceback" not in said
