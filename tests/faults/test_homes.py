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
