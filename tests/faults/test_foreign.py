"""Files of ours that are damaged, foreign or of another version: index, state and settings."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from newsreader.library.reading_state import ReadingState
from newsreader.library.state_file import NAME


def execute(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = DELETE")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def foreign(file: Path) -> None:
    file.unlink()
    execute(file, "CREATE TABLE theirs (x)", "INSERT INTO theirs VALUES ('precious')")


SPOILT: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda file: file.write_bytes(Random(1).randbytes(50_000)),
    "empty": lambda file: file.write_bytes(b""),
    "one byte": lambda file: file.write_bytes(b"S"),
    "cut to its header": lambda file: os.truncate(file, 100),
    "cut to half": lambda file: os.truncate(file, file.stat().st_size // 2),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "its list of tables zeroed": lambda file: file.write_bytes(
        file.read_bytes()[:100] + bytes(3996) + file.read_bytes()[4096:]
    ),
    "another program's": foreign,
    "of a newer version": lambda file: execute(file, "PRAGMA user_version = 9999"),
    "of version 0": lambda file: execute(file, "PRAGMA user_version = 0"),
    "without its tables": lambda file: execute(
        file, "PRAGMA writable_schema = 1", "DELETE FROM sqlite_master"
    ),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
    "a pipe": lambda file: (file.unlink(), os.mkfifo(file)),
    "a link to nowhere": lambda file: (file.unlink(), file.symlink_to("/nowhere/at/all")),
    "a loop": lambda file: (file.unlink(), file.symlink_to(file)),
    "an endless device": lambda file: (file.unlink(), file.symlink_to("/dev/zero")),
    "of a format to come": lambda file: file.write_bytes(
        file.read_bytes()[:18] + b"\xbb" + file.read_bytes()[19:]
    ),
    "text": lambda file: file.write_text("These are my notes.\n"),
}


def _may_hang(how: str) -> bool:
    return any(word in how for word in ("pipe", "device", "loop"))


def content_of(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


@pytest.mark.parametrize("how", SPOILT)
def test_an_index_that_is_not_what_it_was(run, news, everything, own_home, how):
    """The file of the index is damaged, foreign, of another version or no file: everything is listed and
    found; what is another program's stays as it is; the next start is as quiet."""
    run("list", "-C", news)
    (file,) = (own_home / ".cache/newsreader/index").glob("*.db")
    SPOILT[how](file)
    theirs = content_of(file) if how == "another program's" else None
    for _ in range(2):
        done = run("list", "-C", news, apart=_may_hang(how))
        assert (done.status, done.titles()) == (0, everything)
        assert all(said.startswith("The index is temporary") for said in done.says())
        assert run("search", "word3", "-C", news, apart=_may_hang(how)).titles() == {"Notice 3"}
    if theirs is not None:
        assert file.read_bytes() == theirs


@pytest.mark.parametrize("how", SPOILT)
def test_a_state_that_is_not_what_it_was(run, news, everything, own_home, how):
    """The file of the reading state is damaged, foreign, of another version or no file: everything is listed;
    if it cannot be used it is kept aside, byte for byte, and one sentence says where; what is read from then
    on is kept."""
    run("list", "-C", news)
    folder = own_home / ".local/state/newsreader"
    file = folder / NAME
    SPOILT[how](file)
    before = content_of(file)
    done = run("list", "-C", news, apart=_may_hang(how))
    assert (done.status, done.titles()) == (0, everything)
    said = done.says()
    aside = [each for each in folder.iterdir() if each.name.startswith("reading-") and each.suffix == ".db"]
    if aside:
        assert len(said) == 1 and str(aside[0]) in said[0]
        assert content_of(aside[0]) == before
    else:
        nothing = how in ("empty", "one byte")
        assert nothing or said
        assert nothing or content_of(file) == before
    if not said or aside:
        state = ReadingState.open(folder)
        state.mark([5], saved=True)
        state.close()
        again = ReadingState.open(folder)
        assert again.marked("saved") == {5}
        assert again.notices == ()
        again.close()


SETTINGS: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda file: file.write_bytes(Random(2).randbytes(5_000)),
    "no TOML": lambda file: file.write_text("text_width = = 5\n"),
    "UTF-16": lambda file: file.write_text('theme = "dark"', encoding="utf-16"),
    "2 MB": lambda file: file.write_text("# x\n" * 500_000),
    "10,000 brackets deep": lambda file: file.write_text("content = " + "[" * 10_000),
    "100,000 digits": lambda file: file.write_text("text_width = " + "9" * 100_000),
    "a folder": lambda file: file.mkdir(),
    "a pipe": lambda file: os.mkfifo(file),
    "a link to an endless device": lambda file: file.symlink_to("/dev/zero"),
    "a loop": lambda file: file.symlink_to(file),
    "controls": lambda file: file.write_text('"\\u001b[31m" = 1\nview = "\\u009b2J"\n'),
}


@pytest.mark.parametrize("how", SETTINGS)
def test_settings_that_are_none(run, news, everything, own_home, how):
    """The settings file is damaged, no text, endless, hostile or no file: a sentence with its name, the
    defaults hold, everything is listed, and the file is as it was."""
    file = own_home / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    SETTINGS[how](file)
    before = content_of(file)
    done = run("list", "-C", news, apart=_may_hang(how))
    assert (done.status, done.titles()) == (0, everything)
    said = done.says()
    assert said and all("config.toml" in line for line in said)
    assert "\x1b" not in done.err and "\x9b" not in done.err
    assert content_of(file) == before
