"""What is left of text: readable, harmless, and with a way back to the file."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.articles.article import Body
from newsreader.articles.clean_text import MAX_MARKS, clean_line, clean_path, clean_text

HERE = Path(__file__).parent
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Co", "Mn", "Zs", "Zl", "Zp"]),
        st.sampled_from(
            "ab \t\n\r\x1b[m\u200b\u200c\u200d\u0915\u094d\u0301\xad\u2764\ufe0f\U0001f3f4\U000e0067\ufffd"
        ),
    ),
    max_size=60,
)


def cases() -> list[tuple[str, str]]:
    lines = (HERE / "clean_text.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines if line and not line.startswith("#")]
    return [(_unescaped(before), _unescaped(after)) for before, after in pairs]


def _unescaped(text: str) -> str:
    return text.encode("ascii").decode("unicode_escape")


def forbidden(text: str, *, allowed: str) -> list[str]:
    """Characters that must never reach a terminal."""
    hidden = "\u061c\u200b\u200e\u200f\u2060\ufeff"
    return [
        f"U+{ord(character):04X}"
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs", "Co", "Zl", "Zp") and character not in allowed)
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u206f"
        or character in hidden
    ]


@pytest.mark.parametrize(("raw", "clean"), cases())
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw)[0] == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  one \t two\r\n\r\nthree\u2028four\x85five ", "one two three four five"),
        ("soft\xadhyphen", "softhyphen"),
        ("\u0301 \u0301x", "x"),
        ("\u3000\xa0wide\xa0space", "wide space"),
        ("\x1b]0;title\x07", "]0;title"),
        ("\u202e", ""),
    ],
)
def test_clean_line(raw: str, clean: str) -> None:
    assert clean_line(raw) == clean


@given(NASTY)
@example("e\u0301\u200b" * 9)
@example("\u0915\u0301\u200d\u0301\u0301\u0301\u0301\u0301\u0301\u200d")
@example("\n\u0301\u200d")
@settings(max_examples=150, deadline=None)
def test_cleaning_is_idempotent(raw: str) -> None:
    text, _ = clean_text(raw)
    assert clean_text(text) == (text, ())
    line = clean_line(raw)
    assert clean_line(line) == line


@given(NASTY)
@settings(max_examples=150, deadline=None)
def test_clean_text_has_no_control_characters(raw: str) -> None:
    text, _ = clean_text(raw)
    assert forbidden(text, allowed="\n\t") == []
    assert forbidden(clean_line(raw), allowed="") == []
    assert forbidden(clean_path(raw), allowed="") == []
    clean_path(raw).encode("utf-8")


@given(NASTY)
@settings(max_examples=150, deadline=None)
def test_marks_do_not_pile_up(raw: str) -> None:
    run = 0
    for before, character in zip("\n" + clean_text(raw)[0], clean_text(raw)[0], strict=False):
        is_mark = unicodedata.category(character)[0] == "M"
        run = run + 1 if is_mark else 0
        assert run <= MAX_MARKS
        assert not (is_mark and before == "\n")


@given(NASTY)
@settings(max_examples=150, deadline=None)
def test_each_character_is_found_again_in_the_file(raw: str) -> None:
    text, removed = clean_text(raw)
    assert list(removed) == sorted(removed)
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = Body(text, 5, removed)
    for offset, character in enumerate(text):
        line, column, length = body.place(offset, offset + 1)
        assert length == 1
        if character != "\n" and not character.isspace() and character not in "\ufffd•":
            assert lines[line - 5][column - 1] == character


def test_lines_keep_their_numbers() -> None:
    raw = "one\u2028still one\r\ntwo\x85\x0btwo\rthree\n\x1b[31mfour"
    assert clean_text(raw)[0].split("\n") == ["one still one", "two  two", "three", "four"]


def test_a_path_keeps_its_spaces() -> None:
    assert clean_path("Kent/a  b.md") == "Kent/a  b.md"
    assert clean_path("Kent/a\nb\x1b\udcff.md") == "Kent/a�b��.md"


def test_naughty_strings_are_clean_and_readable(shared: Path) -> None:
    strings = json.loads((shared / "suites" / "naughty-strings" / "blns.json").read_text("utf-8"))
    assert len(strings) > 500
    for string in strings:
        text, _ = clean_text(string)
        assert forbidden(text, allowed="\n\t") == []
        assert forbidden(clean_line(string), allowed="") == []
        if any(character.isalnum() for character in string):
            assert clean_line(string)


@pytest.mark.parametrize(
    "piece", ["\u0301", "\u200d", "\x1b[31m", "\u202ea", "\ue000", "a\u0301\u0302", "\r\n"]
)
def test_many_unclean_characters_take_linear_time(piece: str, takes_linear_time: Callable[..., bool]) -> None:
    assert takes_linear_time(lambda size: partial(clean_text, piece * (size // len(piece))), 200_000)
