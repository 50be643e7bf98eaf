"""Environments in which nothing is where it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

KINDS = ("CONFIG", "CACHE", "STATE", "DATA")
NONE = dict.fromkeys(f"XDG_{kind}_HOME" for kind in KINDS)


@pytest.mark.parametrize(
    ("environ", "sentences"),
    [
        ({**NONE, "HOME": "/proc/nonexistent"}, 2),
        ({**NONE, "HOME": "/dev/null"}, 2),
        ({**NONE, "HOME": "/proc/self/nothing"}, 2),
        (dict.fromkeys(NONE, "/etc/passwd"), 2),
        ({"XDG_CACHE_HOME": "relative", "XDG_STATE_HOME": "", "XDG_CONFIG_HOME": "../x"}, 0),
        ({"NEWSREADER_CONFIG": "/"}, 1),
        ({"NEWSREADER_CONFIG": "/dev/zero"}, 1),
    ],
    ids=["nowhere", "home is a device", "home in proc", "XDG names files", "XDG is relative",
         "config is a folder", "config is endless"],
)  # fmt: skip
def test_a_home_that_is_none(run, news, everything, environ, sentences):
    """HOME or the XDG folders lead nowhere, to files, to devices: everything is listed, and one sentence each
    says what cannot be kept or read."""
    done = run("list", "-C", news, environ=environ)
    assert (done.status, done.titles()) == (0, everything)
    assert len(done.says()) == sentences, done.err


HOSTILE = os.fsdecode(b"x\x1b]0;owned\x07\n\x1b[31m\xc2\x9b5m\xe2\x80\xae\xff")


def test_hostile_names_of_folders(run, news, everything, tmp_path, notice):
    """A home and a folder of articles with controls, a line end and bytes that are no UTF-8 in their names:
    everything is listed, found, read and checked, and kept for the next time."""
    home, folder = tmp_path / f"home {HOSTILE}", tmp_path / f"news {HOSTILE}"
    home.mkdir()
    news.rename(folder)
    for number in range(8, 208):  # so many are read by processes
        notice(folder / "Kent" / f"{number} {HOSTILE}.md", number, "Call 101.")
    environ = {**NONE, "HOME": str(home)}
    everything |= {f"Notice {number}" for number in range(208)}
    for _ in range(2):
        done = run("list", "--all", "-C", folder, environ=environ)
        assert (done.status, done.titles(), done.says()) == (0, everything, [])
    one = str(folder / "Kent" / f"8 {HOSTILE}.md")
    for arguments in (
        ["show", one, "-C", folder],
        ["links", one],
        ["search", "word8", "-C", folder],
        ["config"],
    ):
        done = run(*arguments, environ={**environ, "NEWSREADER_CONTENT": str(folder)})
        assert done.status == 0 and done.says() == []
        assert set(done.out + done.err).isdisjoint("\x1b\x07\x9b\u202e")
    done = run("check", folder, environ=environ)
    assert (done.status, "208 articles" in done.out) == (0, True)


def test_no_home_at_all(run, news, everything, own_home):
    """HOME is not set: the one that the system knows for the user is taken, or none; everything is listed."""
    environ = {**NONE, "HOME": None, "XDG_CACHE_HOME": str(own_home), "XDG_STATE_HOME": str(own_home)}
    done = run("list", "-C", news, environ=environ)
    assert (done.status, done.titles(), done.says()) == (0, everything, [])


def test_a_user_whom_the_system_does_not_know(run, news, everything):
    """No HOME, and no entry in the table of users, as in some containers: everything is listed, two sentences
    say what is not kept."""
    code = "import pwd, sys\ndef getpwuid(uid): raise KeyError(uid)\npwd.getpwuid = getpwuid\n"
    hook = news.parent / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(code)
    path = f"{hook}{os.pathsep}{Path(__file__).parents[2] / 'tui'}"
    done = run("list", "-C", news, environ={**NONE, "HOME": None, "PYTHONPATH": path})
    assert (done.status, done.titles()) == (0, everything)
    assert len(done.says()) == 2


LOCALES = [
    dict.fromkeys(("LANG", "LC_ALL", "LC_CTYPE")),
    {"LANG": "C", "LC_ALL": "C"},
    {"LC_ALL": "xx_YY.KOI8-R"},
    {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C"},
]


@pytest.mark.parametrize("environ", LOCALES, ids=["none", "C", "unknown", "ascii"])
def test_no_locale(run, news, environ):
    """No locale, a C one, one that is not known, a Python told to write ASCII: text goes out as UTF-8,
    whole."""
    (news / "x.md").write_text("---\ntitle: Notice 9 — 漢字 café\n---\nx\n", encoding="utf-8")
    for words in (("list", "-C", news), ("show", news / "x.md", "--plain"), ("search", "café", "-C", news)):
        done = run(*words, environ=environ)
        assert done.status == 0
        assert "Notice 9 — 漢字 café" in done.out


@pytest.mark.parametrize("term", [None, "", "dumb", "no-such-terminal", "\x1b[31m", "x" * 5000])
def test_an_unknown_terminal(run, news, everything, term):
    """TERM is missing, empty, unknown or nonsense: commands work as ever."""
    done = run("list", "-C", news, environ={"TERM": term})
    assert (done.status, done.titles(), done.says()) == (0, everything, [])


@pytest.mark.parametrize(
    ("environ", "works"),
    [
        ({"COLUMNS": "100000", "LINES": "-1"}, True),
        ({"TEXTUAL_DRIVER": "os:system", "TEXTUAL": "devtools", "TEXTUAL_LOG": "/nowhere/x"}, True),
        ({"NEWSREADER_CONTENT": ":::"}, True),
        ({"PYTHONWARNINGS": "error"}, True),
        ({"TZ": "Nowhere/Land"}, True),
        ({"TMPDIR": "/nowhere"}, True),
    ],
    ids=[
        "sizes",
        "Textual's own",
        "empty content",
        "warnings are errors",
        "no such zone",
        "no temporary folder",
    ],
)
def test_an_environment_that_gives_orders(run, news, everything, environ, works):
    """Variables that other programs obey: none changes what is listed."""
    done = run("list", "-C", news, environ=environ)
    assert (done.status, done.titles()) == (0, everything)
