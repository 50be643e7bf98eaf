from __future__ import annotations

import stat
from pathlib import Path

import pytest

from newsreader.links import opener
from newsreader.links.opener import find_opener, open_target


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session with a screen whose only programs are those of the test."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.setattr(opener.sys, "platform", "linux")
    return tmp_path


def test_the_opener_gets_the_address_as_one_argument_and_no_terminal(screen: Path) -> None:
    note = screen / "note"
    program(
        screen,
        "xdg-open",
        f'{{ echo "$#"; echo "$1"; echo "[$BROWSER]"; test -t 0 || echo no tty; }} > {note}',
    )
    target = "https://example.org/?a=1&b=$(touch%20x);`id`".replace("`", "%60")
    assert open_target(target) is None
    assert note.read_text().splitlines() == ["1", target, "[]", "no tty"]


def test_a_failing_opener_is_a_sentence(screen: Path) -> None:
    program(screen, "xdg-open", "exit 4")
    sentence = open_target("tel:101")
    assert sentence is not None and "xdg-open" in sentence and sentence.endswith(".")


def test_an_opener_that_stays_has_begun(screen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opener, "_TIMEOUT", 0.1)
    program(screen, "xdg-open", "exec sleep 0.5")
    assert open_target("https://example.org/") is None


def test_an_opener_that_cannot_start_is_a_sentence(screen: Path) -> None:
    path = program(screen, "xdg-open", "")
    path.write_text("#!/no/such/interpreter\n", encoding="utf-8")
    sentence = open_target("https://example.org/")
    assert sentence is not None and sentence.endswith(".")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "tel:*21#", "-x"])
def test_a_blocked_address_is_not_opened(screen: Path, target: str) -> None:
    note = screen / "note"
    program(screen, "xdg-open", f"touch {note}")
    assert open_target(target) is not None
    assert not note.exists()


def test_browser_counts_only_as_one_graphical_program(screen: Path) -> None:
    program(screen, "xdg-open", "")
    program(screen, "surfer", "")
    program(screen, "w3m", "")
    link = screen / "browser"
    link.symlink_to(screen / "w3m")
    base = {"DISPLAY": ":0", "PATH": str(screen)}
    opener = {
        named: Path(find_opener({**base, "BROWSER": named}, "linux") or "").name
        for named in (
            "",
            "surfer",
            str(screen / "surfer"),
            "surfer -x",
            "w3m",
            "browser",
            "sh -c 'x'",
            "-x",
            "none",
        )
    }
    assert opener.pop("surfer") == opener.pop(str(screen / "surfer")) == "surfer"
    assert set(opener.values()) == {"xdg-open"}


def test_without_a_screen_nothing_is_started(screen: Path) -> None:
    program(screen, "xdg-open", "")
    assert find_opener({"PATH": str(screen), "BROWSER": "xdg-open"}, "linux") is None
