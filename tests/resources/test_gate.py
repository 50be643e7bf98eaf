from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.links import policy
from newsreader.links.policy import Allowed, Blocked, check


@pytest.mark.parametrize(
    "target",
    [
        "https://www.gov.uk/ACT",
        "http://example.org",
        "https://example.org:8443/a?b=c#d",
        "https://example.org/sig?x=%26%2F%3D&y=%00%0a",
        "https://[2001:db8::1]/",
        "mailto:help@example.org",
        "mailto:o'neil@example.org",
        "tel:+44800555111",
        "tel:18001101",
        "tel:+441632960123;ext=55",
        "sms:61016",
    ],
)
def test_what_may_pass_passes_unchanged(target: str) -> None:
    assert check(target) == Allowed(target, target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "example.org",
        "//example.org/",
        "/etc/passwd",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "vbscript:x",
        "https:",
        "https://",
        "https:///path",
        "https://user@example.org/",
        "https://user:pw@example.org/",
        "https://gov.uk@evil.example/",
        "https://gov.uk\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/\x1b]52;c;x\x07",
        "https://example.org/\x9b31m",
        "https://example.org/\u202egpj.exe",
        "https://exam\u200bple.org/",
        "https://example.org/\u2028",
        'https://example.org/"x',
        "https://-example.org/",
        "https://example..org/",
        "https://example.org:port/",
        "-https://example.org/",
        "--new-window=https://example.org",
        "%action=x",
        " https://example.org/",
        "mailto:",
        "mailto:-x",
        "mailto:a@b c",
        "tel:",
        "tel:call",
        "tel:101;rm -rf",
        "sms:61016?body=x y",
        "https://example.org/" + "a" * 5_000,
    ],
)
def test_what_may_not_is_refused_with_a_sentence(target: str) -> None:
    refusal = check(target)
    assert isinstance(refusal, Blocked)
    assert refusal.reason.endswith(".")


@pytest.mark.parametrize(
    ("target", "plain"),
    [
        ("https://аpple.com/x", "https://xn--pple-43d.com/x"),
        ("https://xn--pple-43d.com/", "https://xn--pple-43d.com/"),
        ("http://bücher.example", "http://xn--bcher-kva.example"),
    ],
)
def test_a_host_of_other_letters_is_shown_in_ascii_with_a_word(target: str, plain: str) -> None:
    passage = check(target)
    assert isinstance(passage, Allowed)
    assert passage.target == passage.shown == plain
    assert passage.warning is not None


@given(st.text(max_size=80) | st.from_regex(r"(https?|mailto|tel|sms):.{0,40}"))
def test_whatever_passes_is_one_plain_argument(target: str) -> None:
    passage = check(target)
    if isinstance(passage, Allowed):
        assert passage.target.startswith(("http:", "https:", "mailto:", "tel:", "sms:"))
        assert not any(char.isspace() or ord(char) < 33 or char in '\\"<>\x7f' for char in passage.target)
        again = check(passage.target)
        assert isinstance(again, Allowed)
        assert again.target == passage.target


# --- opening ------------------------------------------------------------------------------------------------


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
    monkeypatch.setattr(policy.sys, "platform", "linux")
    return tmp_path


def passage(target: str) -> Allowed:
    found = check(target)
    assert isinstance(found, Allowed)
    return found


def test_the_opener_gets_the_address_as_one_argument_and_no_terminal(screen: Path) -> None:
    note = screen / "note"
    program(
        screen,
        "xdg-open",
        f'{{ echo "$#"; echo "$1"; echo "[$BROWSER]"; test -t 0 || echo no tty; }} > {note}',
    )
    target = "https://example.org/?a=1&b=$(touch%20x);`id`".replace("`", "%60")
    assert policy.open(passage(target)) is None
    assert note.read_text().splitlines() == ["1", target, "[]", "no tty"]


def test_a_failing_opener_is_a_sentence(screen: Path) -> None:
    program(screen, "xdg-open", "exit 4")
    said = policy.open(passage("tel:101"))
    assert said is not None and "xdg-open" in said and said.endswith(".")


def test_an_opener_that_stays_has_begun(screen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "_PATIENCE", 0.1)
    program(screen, "xdg-open", "exec sleep 0.5")
    assert policy.open(passage("https://example.org/")) is None


def test_an_opener_that_cannot_start_is_a_sentence(screen: Path) -> None:
    path = program(screen, "xdg-open", "")
    path.write_text("#!/no/such/interpreter\n", encoding="utf-8")
    said = policy.open(passage("https://example.org/"))
    assert said is not None and said.endswith(".")


def test_what_did_not_come_through_the_gate_is_not_opened(screen: Path) -> None:
    note = screen / "note"
    program(screen, "xdg-open", f"touch {note}")
    assert policy.open(Allowed("file:///etc/passwd", "https://example.org/")) is not None
    assert not note.exists()


def test_browser_counts_only_as_one_graphical_program(screen: Path) -> None:
    program(screen, "xdg-open", "")
    program(screen, "surfer", "")
    program(screen, "w3m", "")
    link = screen / "browser"
    link.symlink_to(screen / "w3m")
    base = {"DISPLAY": ":0", "PATH": str(screen)}
    opener = {
        named: Path(policy.find_opener({**base, "BROWSER": named}, "linux") or "").name
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
    assert policy.find_opener({"PATH": str(screen), "BROWSER": "xdg-open"}, "linux") is None
