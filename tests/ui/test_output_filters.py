"""What a terminal can draw, and that nothing else reaches it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from newsreader.ui import charset as symbols_module
from newsreader.ui.charset import Symbols, symbols_of
from newsreader.ui.output_filters import CharsetFilter, ControlFilter

BLACK = Color(0, 0, 0)
SOURCE = str(Path(symbols_module.__file__).parents[2])


@pytest.mark.parametrize(
    ("environ", "symbols"),
    [
        ({"LANG": "en_GB.UTF-8"}, Symbols.UNICODE),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, Symbols.ASCII),
        ({"LANG": "C"}, Symbols.ASCII),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, Symbols.UNICODE),
        ({"LANG": "de_DE.ISO-8859-1"}, Symbols.ASCII),
        ({}, Symbols.UNICODE),
        ({"LANG": "en_GB.utf8", "TERM": "linux"}, Symbols.CONSOLE),
    ],
)
def test_the_locale_says_what_can_be_drawn(environ, symbols, monkeypatch) -> None:
    monkeypatch.setattr(symbols_module, "_environment_at_start", dict)
    assert symbols_of(environ) is symbols


def test_the_settings_know_better() -> None:
    assert symbols_of({"LC_ALL": "C"}, "unicode") is Symbols.UNICODE


@pytest.mark.parametrize(
    ("term", "least", "most"),
    [("xterm-256color", 256, 256), ("linux", 8, 16), ("vt100", 0, 0), ("no-such", 0, 0)],
)
def test_colours_come_from_the_terminal_s_description(term: str, least: int, most: int) -> None:
    # curses takes a terminal's name once in a process
    code = f"from newsreader.ui.output_filters import colours_of; print(colours_of({term!r}))"
    with tempfile.TemporaryFile() as out:
        subprocess.run(
            [sys.executable, "-c", code], stdout=out, check=True, env={**os.environ, "PYTHONPATH": SOURCE}
        )
        out.seek(0)
        assert least <= int(out.read()) <= most


@given(st.text())
def test_ascii_is_as_wide_as_what_it_stands_for(text: str) -> None:
    drawn = CharsetFilter(Symbols.ASCII).draw(text)
    assert drawn.isascii()
    assert all(cell_len(CharsetFilter(Symbols.ASCII).draw(c)) == cell_len(c) for c in text if c.isprintable())


def test_known_shapes_have_their_nearest() -> None:
    assert CharsetFilter(Symbols.ASCII).draw("▾ Café — “ein” …") == 'v Cafe - "ein" ~'


@given(st.text())
def test_no_control_passes(text: str) -> None:
    out = ControlFilter().apply([Segment("clean"), Segment(text)], BLACK)
    shown = "".join(segment.text for segment in out)
    assert len(shown) == len("clean") + len(text)
    assert not [c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E]


def test_what_is_clean_is_not_copied() -> None:
    segments = [Segment("Road closed")]
    assert ControlFilter().apply(segments, BLACK) is segments


def test_a_line_from_the_right_keeps_its_isolates_and_an_open_one_is_closed() -> None:
    whole = [Segment("\u2068שלום"), Segment("\u2069")]
    assert [segment.text for segment in ControlFilter().apply(whole, BLACK)] == ["\u2068שלום", "\u2069"]
    assert ControlFilter().apply([Segment("\u2068שלום")], BLACK)[0].text == "�שלום"
