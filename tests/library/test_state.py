"""The reading state: never lost, never in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from newsreader.library import reading_state
from newsreader.library.reading_state import ReadingState


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with the state of a reader who read 1 and saved 2."""
    opened = ReadingState.open(tmp_path)
    opened.mark([1], read=True)
    opened.mark([2], saved=True)
    opened.close()
    return tmp_path


def marks(folder: Path) -> tuple[set[int], set[int], tuple[str, ...]]:
    opened = ReadingState.open(folder)
    try:
        return opened.marked("read"), opened.marked("saved"), opened.notices
    finally:
        opened.close()


def test_survives_a_restart(kept):
    assert marks(kept) == ({1}, {2}, ())


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda file: file.write_bytes(b"not a database at all"), "damaged"),
        (lambda file: spoil_inside(file), "damaged"),
        (lambda file: change(file, f"PRAGMA user_version = {reading_state.VERSION + 1}"), "newer"),
        (lambda file: change(file, "PRAGMA application_id = 7"), "not ours"),
    ],
    ids=["garbage", "damaged inside", "newer", "foreign"],
)
def test_what_cannot_be_read_is_set_aside(kept, spoil, why):
    file = kept / reading_state.NAME
    spoil(file)
    before = file.read_bytes()
    read, saved, notices = marks(kept)
    assert (read, saved) == (set(), set())
    assert why in notices[0]
    (aside,) = list(kept.glob("reading-*.db"))
    assert str(aside) in notices[0]
    assert aside.read_bytes() == before
    assert marks(kept)[2] == ()


def change(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(statement)
    connection.commit()
    connection.close()


def spoil_inside(file: Path) -> None:
    change(file, "VACUUM")
    data = bytearray(file.read_bytes())
    data[100:3000] = b"\xa5" * 2900
    file.write_bytes(bytes(data))


def test_an_older_version_is_migrated(kept, monkeypatch):
    monkeypatch.setattr(reading_state, "VERSION", 2)
    monkeypatch.setattr(
        reading_state,
        "STEPS",
        {**reading_state.STEPS, 1: "CREATE TABLE later (x); INSERT INTO later VALUES (5)"},
    )
    assert marks(kept) == ({1}, {2}, ())
    connection = sqlite3.connect(kept / reading_state.NAME)
    assert connection.execute("SELECT x FROM later").fetchone() == (5,)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()


def test_a_migration_that_fails_changes_nothing(kept, monkeypatch):
    monkeypatch.setattr(reading_state, "VERSION", 2)
    monkeypatch.setattr(
        reading_state, "STEPS", {**reading_state.STEPS, 1: "CREATE TABLE later (x); NONSENSE"}
    )
    with pytest.raises(sqlite3.OperationalError):
        reading_state.prepare(kept / reading_state.NAME)
    monkeypatch.undo()
    assert marks(kept) == ({1}, {2}, ())


def test_undo_gives_back_what_was(tmp_path):
    opened = ReadingState.open(tmp_path)
    opened.mark([1], read=True, saved=True)
    opened.mark([1, 2], read=False)
    assert opened.marks([1, 2]) == {1: (False, True)}
    assert opened.undo() == "Marked as read again"
    assert opened.marks([1, 2]) == {1: (True, True)}
    assert opened.undo() == "Unread and unsaved again"
    assert opened.marks([1, 2]) == {}
    opened.close()


def test_undo_leaves_alone_what_the_program_did(tmp_path):
    opened = ReadingState.open(tmp_path)
    opened.mark([1], saved=True)
    opened.mark([1, 2], read=True, undoable=False)
    opened.mark([1], saved=True)  # changes nothing
    assert opened.undo() == "Unsaved again"
    assert opened.marks([1, 2]) == {1: (True, False), 2: (True, False)}
    assert opened.undo() is None
    opened.close()


def test_places_and_session(tmp_path):
    opened = ReadingState.open(tmp_path)
    opened.remember_place(5, 100)
    assert opened.place(5) == 100
    opened.remember_place(5, 0)
    assert opened.place(5) is None
    opened.remember("here", "view", {"a": [1, 2]})
    assert opened.recall("here", "view") == {"a": [1, 2]}
    assert opened.recall("there", "view") is None
    for number in range(60):
        opened.remember_query(f"q{number}")
    opened.remember_query("q55")
    assert opened.queries()[:3] == ["q55", "q59", "q58"]
    assert len(opened.queries()) == reading_state.QUERIES_KEPT
    opened.close()


def test_a_full_disk_is_told_and_loses_nothing(kept):
    opened = ReadingState.open(kept)
    pages = opened._connection.execute("PRAGMA page_count").fetchone()[0]
    opened._connection.execute(f"PRAGMA max_page_count = {pages}")
    opened.mark(list(range(10, 5_000)), read=True)
    assert "cannot be kept" in opened.notices[0]
    assert opened.undo() is None
    opened.close()
    assert marks(kept) == ({1}, {2}, ())
