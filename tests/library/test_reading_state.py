"""The reading state: never lost, never in the way."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from newsreader.library import reading_state, state_file
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
        (lambda file: change(file, f"PRAGMA user_version = {state_file.VERSION + 1}"), "newer"),
        (lambda file: change(file, "PRAGMA application_id = 7"), "not ours"),
    ],
    ids=["garbage", "damaged inside", "newer", "foreign"],
)
def test_what_cannot_be_read_is_set_aside(kept, spoil, why):
    file = kept / state_file.NAME
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
    monkeypatch.setattr(state_file, "VERSION", 2)
    monkeypatch.setattr(
        state_file,
        "MIGRATIONS",
        {**state_file.MIGRATIONS, 1: "CREATE TABLE later (x); INSERT INTO later VALUES (5)"},
    )
    assert marks(kept) == ({1}, {2}, ())
    connection = sqlite3.connect(kept / state_file.NAME)
    assert connection.execute("SELECT x FROM later").fetchone() == (5,)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()


def test_a_migration_that_fails_changes_nothing(kept, monkeypatch):
    monkeypatch.setattr(state_file, "VERSION", 2)
    monkeypatch.setattr(
        state_file, "MIGRATIONS", {**state_file.MIGRATIONS, 1: "CREATE TABLE later (x); NONSENSE"}
    )
    with pytest.raises(sqlite3.OperationalError):
        state_file.prepare(kept / state_file.NAME)
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
    assert len(opened.queries()) == reading_state.MAX_QUERIES
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


OLD_STATE = """
PRAGMA application_id = 1316451154;
PRAGMA user_version = 1;
CREATE TABLE mark (
    identity INTEGER PRIMARY KEY, read INTEGER NOT NULL, saved INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE place (identity INTEGER PRIMARY KEY, offset INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE session (
    scope TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (scope, name)
) WITHOUT ROWID;
CREATE TABLE query (text TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO mark VALUES (-9130242321311310000, 1, 0, 1764000000);
INSERT INTO mark VALUES (42, 1, 1, 1764000001), (43, 0, 1, 1764000002);
INSERT INTO place VALUES (42, 1234, 1764000003), (-9130242321311310000, 7, 1764000004);
INSERT INTO session VALUES ('5c2b', 'visit', '1764000005'), ('5c2b', 'folds', '["2019", "Kent"]');
INSERT INTO query VALUES ('burglary kent', 1764000006000000000), ('is:unread', 1764000007000000000);
"""
"""What the first version of the program wrote."""


def test_the_first_version_of_the_file_opens_with_everything(tmp_path):
    connection = sqlite3.connect(tmp_path / state_file.NAME)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(OLD_STATE)
    connection.close()
    state = ReadingState.open(tmp_path)
    assert state.notices == ()
    assert state.marked("read") == {-9130242321311310000, 42}
    assert state.marked("saved") == {42, 43}
    assert (state.place(42), state.place(-9130242321311310000), state.place(43)) == (1234, 7, None)
    assert state.recall("5c2b", "visit") == 1764000005
    assert state.recall("5c2b", "folds") == ["2019", "Kent"]
    assert state.queries() == ["is:unread", "burglary kent"]
    state.close()


@pytest.mark.parametrize("suffixes", [("",), ("", "-wal", "-shm"), ("-wal", "-shm", "")], ids="+".join)
def test_a_file_deleted_in_use_is_written_again_with_everything(tmp_path, suffixes):
    one, other = ReadingState.open(tmp_path), ReadingState.open(tmp_path)
    one.mark([1], read=True)
    other.remember_place(1, 100)
    for suffix in suffixes:
        (tmp_path / f"{state_file.NAME}{suffix}").unlink(missing_ok=True)
    one.mark([2], saved=True)
    other.mark([3], read=True)
    one.remember("here", "view", "area")
    for state in (one, other):
        assert (state.marked("read"), state.marked("saved"), state.place(1)) == ({1, 3}, {2}, 100)
        assert "was deleted while in use" in state.notices[0]
        state.close()
    assert marks(tmp_path) == ({1, 3}, {2}, ())


def test_a_folder_deleted_in_use_is_made_again(tmp_path):
    folder = tmp_path / "state"
    state = ReadingState.open(folder)
    state.mark([1], read=True)
    shutil.rmtree(folder)
    state.mark([2], read=True)
    state.close()
    assert marks(folder) == ({1, 2}, set(), ())


def test_what_cannot_be_written_again_is_told(tmp_path):
    folder = tmp_path / "state"
    state = ReadingState.open(folder)
    state.mark([1], read=True)
    shutil.rmtree(folder)
    folder.write_text("in the way")
    state.mark([2], read=True)
    assert "cannot be made again" in state.notices[0]
    assert state.marked("read") == {1, 2}
    folder.unlink()
    state.mark([3], read=True)
    state.close()
    assert marks(folder) == ({1, 2, 3}, set(), ())
