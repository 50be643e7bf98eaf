"""Files and folders that are not what they seem, or not for long."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from newsreader.articles import files
from newsreader.library.headlines import Filter, View
from newsreader.library.index import update
from newsreader.library.library import Library


@pytest.fixture
def library(news, tmp_path):
    opened = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    yield opened
    opened.close()


def titles(library: Library) -> set[str]:
    return {one.title for one in library.headlines(library.listing(View.DATE, Filter()).keys)}


def codes(library: Library) -> dict[str, str]:
    return {finding.path: finding.code for finding in library.findings() if finding.severity == "error"}


def test_a_file_that_vanishes_before_it_is_read(library, news, everything, monkeypatch):
    """A file goes between the walk and the reading: it is not listed, `check` says that it is gone, and the
    next look knows nothing of it."""
    real = update.read_row

    def read_row(root, relative, dictionary):
        if relative == "Kent/3.md":
            (root / relative).unlink(missing_ok=True)
        return real(root, relative, dictionary)

    monkeypatch.setattr(update, "read_row", read_row)
    done = library.update()
    assert (done.added, done.unreadable) == (7, 1)
    assert titles(library) == everything - {"Notice 3"}
    assert codes(library) == {"Kent/3.md": "file-gone"}
    library.update()
    assert codes(library) == {}


def test_a_file_that_shrinks_while_it_is_read(library, news, everything, monkeypatch):
    """A file is cut off between the look at its size and the reading: what is left is the article, and when
    it is whole again, so is the article."""
    real = os.fstat
    whole = (news / "Kent/3.md").read_bytes()

    def fstat(handle):
        status = real(handle)
        if status.st_ino == (news / "Kent/3.md").stat().st_ino:
            os.truncate(news / "Kent/3.md", 20)
        return status

    monkeypatch.setattr(files.os, "fstat", fstat)
    library.update()
    monkeypatch.undo()
    assert library.search("word3").total == 0
    assert library.count() == 8
    (news / "Kent/3.md").write_bytes(whole)
    library.update()
    assert titles(library) == everything
    assert library.search("word3").total == 1


@pytest.fixture
def watched(library):
    library.update()
    stop = threading.Event()
    seen: list[set[str]] = []
    thread = threading.Thread(
        target=library.watch, args=(lambda change: seen.append(titles(library)), stop), daemon=True
    )
    thread.start()
    time.sleep(0.3)  # the watch says nothing when it has begun
    yield seen
    stop.set()
    thread.join(10)


def wait_for(condition) -> None:
    until = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_file_written_aside_and_renamed_is_never_seen_half(library, news, watched, notice):
    """A program writes aside and renames, again and again: every list shows the old article or the new
    one."""
    for number in range(100, 105):
        notice(news / "Kent" / ".3.md.new", number, "x " * 50_000)
        (news / "Kent" / ".3.md.new").rename(news / "Kent" / "3.md")
        time.sleep(0.05)
    wait_for(lambda: "Notice 104" in titles(library))
    for shown in watched:
        assert len(shown) == 8
        assert all(title.startswith("Notice ") for title in shown)


def test_a_file_that_is_written_slowly_is_waited_for(library, news, watched):
    """A file grows line by line: it is read when it rests, and in the end it is there whole."""
    with (news / "Kent" / "slow.md").open("w", encoding="utf-8") as file:
        for line in ("---\n", "title: Notice 77\n", "date: 2020-02-02\n", "---\n", "\n", "Slowly done.\n"):
            file.write(line)
            file.flush()
            time.sleep(0.1)
    wait_for(lambda: library.search("slowly").total == 1)
    assert "Notice 77" in titles(library)
    assert len(watched) < 6, "every line was read by itself"


def test_a_folder_that_goes_away_and_comes_back(run, news, everything):
    """The content folder goes: its articles are listed as they were last seen, and that is said. It comes
    back: all is as before."""
    assert run("list", "-C", news).titles() == everything
    news.rename(news.with_name("away"))
    gone = run("list", "-C", news)
    assert (gone.status, gone.titles()) == (0, everything)
    assert gone.says() == [f"{news} cannot be read now; its articles are listed as they were last seen."]
    news.with_name("away").rename(news)
    back = run("list", "-C", news)
    assert (back.status, back.titles(), back.says()) == (0, everything, [])


def test_an_area_that_goes_away_and_comes_back_is_still_read(library, news, everything):
    """A folder below the content goes and comes back: its articles with it, and what was read is still
    read."""
    library.update()
    library.mark_read(library.listing(View.DATE, Filter()).keys[:3], True)
    (news / "Kent").rename(news.parent / "Kent")
    library.update()
    assert library.count() == 0
    (news.parent / "Kent").rename(news / "Kent")
    library.update()
    assert titles(library) == everything
    assert library.unread() == 5


def test_a_folder_that_was_never_there(run, tmp_path):
    """The content named does not exist: one sentence with its path, and status 3."""
    done = run("list", "-C", tmp_path / "nowhere")
    assert (done.status, done.out) == (3, "")
    assert done.says() == [f"There is no folder or file {tmp_path / 'nowhere'}."]


def test_what_may_not_be_read_is_named(run, news, everything, obeying):
    """A file and a folder that this user may not read: the rest is listed, `check` names both and what to
    do."""
    (news / "Kent/3.md").chmod(0)
    (news / "Secret").mkdir(mode=0)
    done = run("list", "-C", news, **obeying)
    assert (done.status, done.titles(), done.says()) == (0, everything - {"Notice 3"}, [])
    checked = run("check", news, **obeying)
    assert checked.status == 1
    assert "Kent/3.md" in checked.out and "The file may not be read by this user." in checked.out
    assert "Secret" in checked.out and "The folder may not be read by this user." in checked.out
    refused = run("list", "-C", news / "Secret", **obeying)
    assert refused.status == 3
    assert refused.says() == [f"{news / 'Secret'} may not be read by this user."]


def test_links_that_lead_out_or_round(run, news, everything, tmp_path):
    """Links to `/etc/passwd`, to the folder above, to themselves and in a ring: none is followed out or for
    ever, each is named, and nothing of what they lead to is shown."""
    (tmp_path / "secret.md").write_text("---\ntitle: Notice 666\n---\n\nroot:x:0:0\n")
    (news / "out.md").symlink_to(tmp_path / "secret.md")
    (news / "passwd.md").symlink_to("/etc/passwd")
    (news / "Above").symlink_to("..")
    (news / "self.md").symlink_to("self.md")
    (news / "Ring").symlink_to("Kent/Back")
    (news / "Kent" / "Back").symlink_to("../Ring")
    (news / "Kent" / "Here").symlink_to(".")
    done = run("list", "-C", news)
    assert (done.status, done.titles()) == (0, everything)
    assert len(done.out.splitlines()) == 8
    checked = run("check", news)
    assert checked.status == 1
    assert checked.out.count("This leads to a place outside the content folder and was not followed.") == 3
    assert "This is a link that leads back to itself." in checked.out
    assert "root:x" not in checked.out


def test_pipes_sockets_and_devices_are_not_opened(run, news, everything):
    """A pipe, a socket, a folder and an endless device, all named like articles: not opened, each named."""
    os.mkfifo(news / "pipe.md")
    (news / "folder.md").mkdir()
    named = {"pipe.md"}
    with socket.socket(socket.AF_UNIX) as listening:
        there = Path.cwd()
        os.chdir(news)  # the path of a socket must be short
        listening.bind("socket.md")
        os.chdir(there)
        named.add("socket.md")
        if os.geteuid() == 0:
            os.mknod(news / "zero.md", 0o600 | 0o020000, os.makedev(1, 5))
            named.add("zero.md")
        done = run("list", "-C", news, apart=True)
        assert (done.status, done.titles(), done.says()) == (0, everything, [])
        checked = run("check", news, apart=True)
        assert checked.status == 1
        for name in named:
            assert f"{name}:1:1" in checked.out
        assert checked.out.count("This is not a regular file") == len(named)
    alone = run("show", news / "pipe.md", apart=True)
    assert alone.status in (1, 3)
    assert alone.says()


@pytest.mark.parametrize(
    "make",
    [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to(path)],
    ids=["pipe", "zero", "loop"],
)
def test_a_catalogue_that_is_no_file_is_not_read(run, tmp_path, make, own_home):
    """A pipe, an endless device or a loop named `x.yaml` among a person's own entries: named, and the
    catalogue that is shipped is there."""
    (tmp_path / "own").mkdir()
    make(tmp_path / "own" / "x.yaml")
    checked = run("check", tmp_path / "own" / "x.yaml", apart=True)
    assert checked.status == 1
    assert "x.yaml:1:1" in checked.out
    (own_home / ".config/newsreader").mkdir(parents=True)
    (own_home / ".config/newsreader/config.toml").write_text(f'resources = "{tmp_path / "own"}"\n')
    assert "Childline" in run("resources", "childline", apart=True).out


def test_catalogue_of_laughs_is_not_expanded(run, tmp_path):
    """A catalogue of 40 lines whose aliases stand for billions of values: refused in a moment, by name."""
    lines = ["words:", "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    (tmp_path / "own.yaml").write_text("\n".join(lines))
    start = time.monotonic()
    done = run("check", tmp_path / "own.yaml")
    assert done.status == 1
    assert "The file has more than 50,000 values." in done.out
    assert time.monotonic() - start < 5


def test_names_that_are_no_text(run, news, everything):
    """Names of bytes beyond UTF-8, of controls, and of 255 characters: listed, shown with marks, never
    obeyed."""
    for name in (
        b"caf\xe9.md",
        b"\x1b]0;x\x07.md",
        b"a\nb.md",
        b"-rf.md",
        b"%s.md",
        "é".encode() * 126 + b".md",
    ):
        (news / os.fsdecode(name)).write_text("---\ntitle: Notice 9\n---\nx\n")
    for command in (("list", "-C", news), ("list", "--json", "-C", news), ("check", news)):
        done = run(*command)
        assert done.status in (0, 1)
        assert "\x1b" not in done.out and "\x07" not in done.out
    assert run("list", "-C", news).titles() == everything | {"Notice 9"}
