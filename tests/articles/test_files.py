"""Only regular files below the root are opened, and each thing that goes wrong has its own true sentence."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.articles import files
from newsreader.articles.article import Finding, UnreadableError
from newsreader.articles.files import Found, is_article_name, needs_front_matter, read_bytes, walk
from newsreader.articles.read import read_article


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with one article, and a secret beside it."""
    (tmp_path / "secret.md").write_text("secret")
    root = tmp_path / "content"
    (root / "Kent").mkdir(parents=True)
    (root / "Kent" / "a.md").write_text("text")
    return root


@pytest.fixture
def pipe(root: Path) -> Iterator[Path]:
    path = root / "Kent" / "pipe.md"
    os.mkfifo(path)
    yield path


def code_of(root: Path, relative: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(root, relative)
    finding = caught.value.finding
    assert finding.message.endswith(".") and finding.remedy.endswith(".")
    finding.path.encode("utf-8")
    return finding.code


def found(root: Path) -> set[str]:
    return {item.path for item in walk(root) if isinstance(item, Found)}


def codes(root: Path) -> dict[str, str]:
    return {item.path: item.code for item in walk(root) if isinstance(item, Finding)}


def test_a_regular_file_is_read(root: Path) -> None:
    assert read_bytes(root, "Kent/a.md") == b"text"
    (listed,) = walk(root)
    assert isinstance(listed, Found)
    assert (listed.path, listed.size) == ("Kent/a.md", 4)
    assert listed.mtime_ns == (root / "Kent" / "a.md").stat().st_mtime_ns


@pytest.mark.parametrize(
    "relative", ["../secret.md", "Kent/../../secret.md", "/etc/passwd", "", ".", "Kent//a.md", "a\0b"]
)
def test_nothing_outside_of_the_root_is_read(root: Path, relative: str) -> None:
    assert code_of(root, relative) == "file-outside"


def test_only_regular_files_are_opened(root: Path, pipe: Path) -> None:
    assert code_of(root, "Kent/pipe.md") == "file-not-regular"
    assert code_of(root, "Kent") == "file-not-regular"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(root / "socket.md"))
        assert code_of(root, "socket.md") == "file-not-regular"
        assert codes(root) == {"Kent/pipe.md": "file-not-regular", "socket.md": "file-not-regular"}
    assert found(root) == {"Kent/a.md"}


def test_a_link_to_a_device_is_not_followed(root: Path) -> None:
    (root / "zero.md").symlink_to("/dev/zero")
    assert code_of(root, "zero.md") == "file-outside"
    assert codes(root) == {"zero.md": "file-outside"}


def test_links_are_followed_inside_the_root_only(root: Path) -> None:
    (root / "inside.md").symlink_to("Kent/a.md")
    (root / "outside.md").symlink_to("../secret.md")
    (root / "Essex").symlink_to("..")
    (root / "Surrey").symlink_to("/etc")
    assert read_bytes(root, "inside.md") == b"text"
    assert code_of(root, "outside.md") == "file-outside"
    assert code_of(root, "Essex/secret.md") == "file-outside"
    assert found(root) == {"Kent/a.md", "inside.md"}
    assert codes(root) == {"outside.md": "file-outside", "Essex": "file-outside", "Surrey": "file-outside"}


def test_loops_of_links_end(root: Path) -> None:
    (root / "Kent" / "up").symlink_to("..")
    (root / "Kent" / "self").symlink_to(".")
    (root / "x.md").symlink_to("y.md")
    (root / "y.md").symlink_to("x.md")
    assert found(root) == {"Kent/a.md"}
    assert code_of(root, "x.md") == "file-loop"
    assert set(codes(root)) == {"x.md", "y.md"}


def test_a_linked_folder_that_has_no_other_name_is_entered_once(root: Path) -> None:
    (root / ".store" / "Essex").mkdir(parents=True)
    (root / ".store" / "Essex" / "b.md").write_text("b")
    (root / "Essex").symlink_to(".store/Essex")
    (root / "Again").symlink_to(".store/Essex")
    assert len(found(root)) == 2
    (linked,) = found(root) - {"Kent/a.md"}
    assert read_bytes(root, linked) == b"b"


def test_the_root_itself_may_be_a_link(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to("content")
    assert found(link) == {"Kent/a.md"}
    assert read_bytes(link, "Kent/a.md") == b"text"


def test_a_file_too_large_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    assert code_of(root, "Kent/a.md") == "file-too-large"


def test_a_file_that_grows_is_not_read_for_ever(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    monkeypatch.setattr(os, "read", lambda _handle, count: b"x" * count)
    assert code_of(root, "Kent/a.md") == "file-too-large"


def test_missing_and_forbidden_files_are_explained(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(root, "Kent/gone.md") == "file-gone"
    assert code_of(root, "Essex/gone.md") == "file-gone"
    assert code_of(root / "nowhere", "a.md") == "file-gone"
    assert code_of(root, "Kent/a.md/b.md") in ("file-gone", "file-not-regular", "file-unreadable")
    assert [item.code for item in walk(root / "nowhere") if isinstance(item, Finding)] == ["folder-gone"]

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert code_of(root, "Kent/a.md") == "file-forbidden"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_an_unreadable_folder_is_a_finding(root: Path) -> None:
    (root / "Essex").mkdir(mode=0)
    assert codes(root) == {"Essex": "folder-forbidden"}
    assert found(root) == {"Kent/a.md"}


def test_a_name_that_is_not_utf8_can_be_read_and_shown(root: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x1b.md")
    try:
        (root / "Kent" / name).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes no such names")
    listed = next(path for path in found(root) if path != "Kent/a.md")
    article = read_article(root, listed)
    assert article.path == "Kent/caf��.md"
    assert article.body.text == "x"


def test_which_files_are_articles(root: Path) -> None:
    for name in (
        "_articles/x.md",
        "_drafts.md",
        ".hidden.md",
        ".git/x.md",
        "B.MD",
        "c.Markdown",
        "d.txt",
        "md",
        "e.md~",
    ):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x")
    assert found(root) == {"Kent/a.md", "_articles/x.md", "B.MD", "c.Markdown"}


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("README.md", True),
        ("readme.markdown", True),
        ("README.de.md", True),
        ("readme.zh-cn.MD", True),
        ("LICENSE.md", True),
        ("Licence.md", True),
        ("LICENSE-MIT.md", True),
        ("CONTRIBUTING.md", True),
        ("ChangeLog.md", True),
        ("license-plates-stolen.md", False),
        ("readme-before-you-travel.md", False),
        ("contributing-officers.md", False),
        ("news.md", False),
    ],
)
def test_project_files_need_front_matter(name: str, needed: bool) -> None:
    assert is_article_name(name)
    assert needs_front_matter(name) is needed
