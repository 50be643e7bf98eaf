"""What the program keeps about a person may be read by nobody else, whatever the umask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.cli import error_log
from newsreader.kiosk.log import Log
from newsreader.library.index.index_file import open_index
from newsreader.library.reading_state import ReadingState
from newsreader.settings.private_files import make_private_folder, tighten_files


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct, autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def test_a_new_folder_and_its_parents_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "newsreader"
    make_private_folder(folder)
    assert mode(folder) == mode(folder.parent) == 0o700


def test_an_existing_folder_and_its_files_are_tightened(tmp_path: Path) -> None:
    folder = tmp_path / "newsreader"
    folder.mkdir()
    folder.chmod(0o755)
    for name, before in (("open", 0o666), ("read-only", 0o444), ("private", 0o600)):
        (folder / name).touch()
        (folder / name).chmod(before)
    outside = tmp_path / "outside"
    outside.touch()
    outside.chmod(0o644)
    (folder / "link").symlink_to(outside)
    make_private_folder(folder)
    assert mode(folder) == 0o700
    assert {name: mode(folder / name) for name in ("open", "read-only", "private")} == {
        "open": 0o600,
        "read-only": 0o400,
        "private": 0o600,
    }
    assert mode(outside) == 0o644


def test_a_folder_that_is_shared_on_purpose_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    make_private_folder(folder)
    assert mode(folder) == 0o1777


def test_what_belongs_to_others_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    make_private_folder(folder)
    assert mode(folder) == 0o755


def test_a_file_in_its_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_private_folder(tmp_path / "file")
    with pytest.raises(NotADirectoryError):
        make_private_folder(tmp_path / "file" / "newsreader")


def test_a_folder_that_has_gone_is_no_error(tmp_path: Path) -> None:
    tighten_files(tmp_path / "gone")


def test_everything_that_the_program_writes_is_private(own_home: Path) -> None:
    state, cache = own_home / ".local/state/newsreader", own_home / ".cache/newsreader"
    cache.mkdir(parents=True)
    cache.chmod(0o755)
    (cache / "old.db").touch()
    (cache / "old.db").chmod(0o644)
    Log().note("start")
    error_log.record(ValueError("test"))
    reading = ReadingState.open(state)
    open_index(cache, "index", None)
    written = [path for folder in (state, cache) for path in folder.iterdir()]
    assert {"kiosk.log", "newsreader.log", "reading.db", "index.db", "old.db"} <= {
        path.name for path in written
    }
    assert {path.name: oct(mode(path)) for path in written if mode(path) != 0o600} == {}
    assert mode(state) == mode(cache) == 0o700
    reading.close()
