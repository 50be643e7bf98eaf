"""`newsreader forget`: what the program keeps about a person is gone, and it says what there was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsreader.library.reading_state import ReadingState
from newsreader.settings.paths import user_paths


@pytest.fixture
def kept(run: Callable[..., Any], news: Path, own_home: Path) -> Path:
    """A state with marks, a place and a search, and the index of a library."""
    state = ReadingState.open(user_paths().state)
    state.mark([1, 2], read=True)
    state.mark([3], saved=True)
    state.remember_place(1, 120)
    state.remember_query("lantern thief")
    state.remember("reader", "open", "lantern.md")
    state.close()
    assert run("list", "-C", news).status == 0
    (user_paths().state / "newsreader.log").write_text("a fault\n")
    return own_home


def words_below(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_all_is_erased_and_told(run: Callable[..., Any], kept: Path) -> None:
    assert b"lantern thief" in words_below(kept)
    done = run("forget", "--yes")
    assert done.status == 0, done.err
    assert done.lines[0] == (
        "Erased: read marks (2), saved articles (1), places in articles (1), searches (1), "
        "and what the last session had open."
    )
    assert "the index (" in done.lines[1] and "the log (1 file" in done.lines[2]
    assert b"lantern" not in words_below(kept)
    state = ReadingState.open(user_paths().state)
    assert (state.marked("read"), state.marked("saved"), state.place(1)) == (set(), set(), None)
    assert (state.queries(), state.recall("reader", "open")) == ([], None)
    state.close()


def test_a_reader_that_is_open_sees_it(run: Callable[..., Any], kept: Path) -> None:
    state = ReadingState.open(user_paths().state)
    before = state.version()
    assert run("forget", "--yes").status == 0
    assert state.version() != before and state.marked("read") == set()
    state.mark([5], read=True)
    assert state.marked("read") == {5}
    state.close()


def test_a_damaged_state_goes_too(run: Callable[..., Any], kept: Path) -> None:
    (user_paths().state / "reading.db").write_bytes(b"lantern thief" * 1000)
    done = run("forget", "--yes")
    assert done.status == 0 and "reading state that was set aside (1 file" in done.out
    assert b"lantern" not in words_below(kept)


def test_a_file_that_cannot_be_deleted_is_named(run: Callable[..., Any], kept: Path) -> None:
    (user_paths().state / "newsreader.log").unlink()
    (user_paths().state / "newsreader.log").mkdir()
    done = run("forget", "--yes")
    assert done.status == 74 and "newsreader.log cannot be deleted" in done.err


def test_twice_is_no_fault(run: Callable[..., Any], own_home: Path) -> None:
    done = run("forget", "--yes")
    assert (done.status, done.out) == (0, "Nothing was kept, so nothing was erased.\n")


def test_without_a_terminal_it_asks_for_yes(process: Callable[..., Any], kept: Path) -> None:
    done = process("forget", environ={"HOME": os.environ["HOME"]})
    assert done.status == 2 and "--yes" in done.err
    assert b"lantern thief" in words_below(kept)
