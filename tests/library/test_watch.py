"""What changes on disk shows by itself."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.library import watch
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)


def titles(library: Library) -> list[str]:
    keys = library.listing(View.DATE, Filter()).keys
    return sorted(headline.title for headline in library.headlines(keys))


@pytest.fixture(params=["told", "polled"])
def watched(request, write, open_library, news, monkeypatch) -> Iterator[Library]:
    """A library of one article that is being watched."""
    if request.param == "polled":
        monkeypatch.setattr(watch, "tells_of_changes", lambda folder: False)
        monkeypatch.setattr(watch, "POLL_SECONDS", 0.1)
    write("Kent/first.md", title="First")
    library = open_library()
    stop = threading.Event()
    thread = threading.Thread(target=library.watch, args=(lambda update: None, stop))
    thread.start()
    # The system needs a moment before it tells: a first file is written until it is seen.
    number = 0
    until = time.monotonic() + 15
    while "Trial" not in titles(library):
        assert time.monotonic() < until
        number += 1
        write("Kent/trial.md", f"Text {number}.", title="Trial")
        time.sleep(0.5)
    (news / "Kent/trial.md").unlink()
    wait_for(lambda: titles(library) == ["First"])
    yield library
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def test_files_come_change_move_and_go(watched, write, news):
    file = write("Kent/a.md", title="A")
    wait_for(lambda: titles(watched) == ["A", "First"])
    write("Kent/a.md", title="B, longer")
    wait_for(lambda: titles(watched) == ["B, longer", "First"])
    (news / "Kent/.draft").write_text("---\ntitle: Draft\n---\n")
    file.rename(news / "Kent" / "b.md")
    wait_for(lambda: "Kent/b.md" in [h.path for h in watched.newest(9)] and len(titles(watched)) == 2)
    (news / "Kent/b.md").unlink()
    wait_for(lambda: titles(watched) == ["First"])


def test_folders_come_and_go(watched, write, news, tmp_path):
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside" / "a.md").write_text("---\ntitle: A\n---\n\nText.\n")
    (tmp_path / "aside").rename(news / "Surrey")
    wait_for(lambda: titles(watched) == ["A", "First"])
    write("Essex/deep/b.md", title="B")
    wait_for(lambda: titles(watched) == ["A", "B", "First"])
    (news / "Surrey").rename(tmp_path / "gone")
    wait_for(lambda: titles(watched) == ["B", "First"])


def test_a_file_that_is_being_written_is_waited_for(write, open_library, news, monkeypatch):
    told = iter([{str(news / "a.md")}, set()])
    stop = threading.Event()
    file = write("a.md", title="Half")
    looks = iter([(1, 1), (2, 2), (3, 3), (3, 3), (3, 3), (3, 3), (3, 3), (3, 3)])
    seen = []

    def look(path: str) -> tuple[int, int]:
        seen.append(next(looks))
        return seen[-1]

    monkeypatch.setattr(watch, "SETTLE_SECONDS", 0.001)
    monkeypatch.setattr(watch, "_stamp", look)
    assert next(watch._settled(told, stop)) == {str(file)}
    assert seen.count((3, 3)) >= 2


def test_a_folder_whose_name_is_no_text_is_watched(open_library, news, tmp_path, monkeypatch):
    monkeypatch.setattr(watch, "POLL_SECONDS", 0.1)
    folder = news.rename(tmp_path / os.fsdecode(b"news \xff"))
    library = open_library(folder)
    stop = threading.Event()
    thread = threading.Thread(target=library.watch, args=(lambda update: None, stop))
    thread.start()
    (folder / "a.md").write_text("---\ntitle: A\n---\nText.\n")
    wait_for(lambda: titles(library) == ["A"])
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def test_which_folders_tell(tmp_path, monkeypatch):
    assert watch.tells_of_changes(tmp_path)
    real = Path.read_text
    mounts = f"disk / ext4 rw 0 0\nhost:/x {tmp_path} nfs4 rw 0 0\n"
    monkeypatch.setattr(
        Path,
        "read_text",
        lambda self, **how: mounts if os.fspath(self).startswith("/proc") else real(self, **how),
    )
    assert not watch.tells_of_changes(tmp_path / "news")
    assert watch.tells_of_changes(Path("/elsewhere"))
