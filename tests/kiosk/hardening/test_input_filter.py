"""Of what a terminal sends, keys and touches come through, and nothing else; nothing piles up."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.kiosk.terminal.input_filter import LONGEST, PAUSES, InputFilter


def through(data: bytes) -> list[str]:
    input_filter = InputFilter()
    return [*input_filter.feed(data), *input_filter.pause()]


COMES = {
    "letters": (b"ab", ["a", "b"]),
    "a letter of two bytes": ("ŵ".encode(), ["ŵ"]),
    "controls": (b"\x00\x03\r\t\x7f", ["\x00", "\x03", "\r", "\t", "\x7f"]),
    "an arrow": (b"\x1b[A", ["\x1b[A"]),
    "an arrow with Ctrl": (b"\x1b[1;5D", ["\x1b[1;5D"]),
    "an arrow of a keypad": (b"\x1bOA", ["\x1bOA"]),
    "F1 of the Linux console": (b"\x1b[[A", ["\x1b[[A"]),
    "F5, page up, back tab": (b"\x1b[15~\x1b[5~\x1b[Z", ["\x1b[15~", "\x1b[5~", "\x1b[Z"]),
    "a key in kitty's form": (b"\x1b[113;5u", ["\x1b[113;5u"]),
    "Alt and a letter": (b"\x1bx", ["\x1bx"]),
    "Alt, Ctrl and a letter": (b"\x1b\x18", ["\x1b\x18"]),
    "Escape": (b"\x1b", ["\x1b"]),
    "Escape twice, then an arrow": (b"\x1b\x1b[A", ["\x1b[A"]),
    "a touch": (b"\x1b[<0;3;4M\x1b[<0;3;4m", ["\x1b[<0;3;4M", "\x1b[<0;3;4m"]),
    "the wheel": (b"\x1b[<64;3;4M", ["\x1b[<64;3;4M"]),
    "an answer that is waited for": (b"\x1b[?2026;2$y", ["\x1b[?2026;2$y"]),
}

STOPS = {
    "byte 0xff": b"\xff",
    "Latin-1": "äöü".encode("latin-1"),
    "half a character": b"\xc3",
    "a surrogate": b"\xed\xa0\x80",
    "a C1 control": "\x9b".encode(),
    "a paste": b"\x1b[200~abc\x1b[201~",
    "a paste with commands and with ends that are none": b"\x1b[200~\x1b[201\x1b]0;x\x07\xff\x1b[A\x1b[201~",
    "a mode to be set": b"\x1b[?2004h",
    "an answer about a colour": b"\x1b]11;rgb:0/0/0\x07",
    "a clipboard, ended by ST": b"\x1b]52;c;b3duZWQ=\x1b\\",
    "DCS": b"\x1bP1$r0m\x1b\\",
    "APC, PM, SOS": b"\x1b_Gi=1;OK\x1b\\\x1b^x\x1b\\\x1bXy\x1b\\",
    "focus": b"\x1b[I\x1b[O",
    "a size": b"\x1b[48;5;5;0;0t\x1b[8;1;1t",
    "where the cursor is": b"\x1b[1;1R\x1b[20;3R",
    "what the terminal is": b"\x1b[?62;22c\x1b[>1;2;3c\x1b[0n",
    "a mode": b"\x1b[?2048;1$y\x1b[?2026;9$y",
    "an old mouse report": b"\x1b[M ab",
    "an old mouse report past column 95": b"\x1b[M \xe0\xe0",
    "a report of a button that no finger has": b"\x1b[<128;1;1M\x1b[<999;1;1M",
    "a report of nowhere": b"\x1b[<0;-1;-1M\x1b[<0;99999;1M\x1b[<;;M",
    "a sequence that is too long": b"\x1b[" + b"1;" * LONGEST + b"A",
    "a sequence that does not end": b"\x1b[" + b"1;" * 10_000,
    "a sequence cut short": b"\x1b[1;",
}


@pytest.mark.parametrize("what", COMES)
def test_comes_through(what: str) -> None:
    data, tokens = COMES[what]
    assert through(data) == tokens


@pytest.mark.parametrize("what", COMES)
def test_comes_through_byte_by_byte(what: str) -> None:
    data, tokens = COMES[what]
    input_filter = InputFilter()
    assert [t for byte in data for t in input_filter.feed(bytes([byte]))] + [*input_filter.pause()] == tokens


@pytest.mark.parametrize("what", STOPS)
def test_stops_here_and_the_next_key_comes_through(what: str) -> None:
    input_filter = InputFilter()
    assert [*input_filter.feed(STOPS[what]), *input_filter.pause()] == []
    for _ in range(PAUSES):
        assert [*input_filter.pause()] == []
    assert not input_filter.is_incomplete
    assert [*input_filter.feed(b"k")] == ["k"]


def test_a_paste_that_never_ends_is_ended_by_quiet() -> None:
    input_filter = InputFilter()
    assert [*input_filter.feed(b"\x1b[200~abc")] == []
    for _ in range(PAUSES - 1):
        assert [*input_filter.pause()] == []
        assert input_filter.is_incomplete
    assert [*input_filter.pause()] == []
    assert [*input_filter.feed(b"k")] == ["k"]


def test_a_paste_that_takes_breath_is_still_one() -> None:
    input_filter = InputFilter()
    got = [
        *input_filter.feed(b"\x1b[200~ab"),
        *input_filter.pause(),
        *input_filter.pause(),
        *input_filter.feed(b"cd\x1b[20"),
    ]
    assert [*got, *input_filter.pause(), *input_filter.feed(b"1~k")] == ["k"]


FLOODS = {
    "a paste": b"\x1b[200~" + b"abc\x1b[A\x1b]0;x" * 300,
    "a paste of escapes": b"\x1b[200~" + b"\x1b" * 4000,
    "a string": b"\x1b]52;c;" + b"QUFB" * 1000,
    "a sequence": b"\x1b[" + b"9;" * 2000,
    "escapes": b"\x1b" * 4000,
    "openings": b"\x1b[\x1bO\x1bP\x1b]" * 500,
    "old mouse reports": b"\x1b[M" * 1000,
    "bytes that are not UTF-8": b"\xf0\x9f" * 2000,
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_flood_leaves_little_behind(what: str) -> None:
    input_filter = InputFilter()
    for _ in range(20):
        for _ in input_filter.feed(FLOODS[what]):
            pass
        assert input_filter.buffered <= LONGEST
    for _ in range(PAUSES):
        for _ in input_filter.pause():
            pass
    assert [*input_filter.feed(b"k")] == ["k"]


@given(st.binary(max_size=300), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_it_does_not_matter_how_the_bytes_are_cut(data: bytes, source: random.Random) -> None:
    input_filter, cut = InputFilter(), 0
    tokens: list[str] = []
    while cut < len(data):
        size = source.randint(1, 9)
        tokens += input_filter.feed(data[cut : cut + size])
        cut += size
    assert [*tokens, *input_filter.pause()] == through(data)


_ODD = st.lists(
    st.sampled_from(
        [
            b"\x1b",
            b"[",
            b"<",
            b"0;1;1M",
            b"200~",
            b"\x1b[200~",
            b"\x1b[201~",
            b"]",
            b"P",
            b"\x07",
            b"\\",
            b"O",
            b"M",
            b"A",
            b"a",
            b"9",
            b";",
            b"?",
            b"$y",
            b"\xff",
            b"\xc3",
            b"\x00",
            b"\x1b[M",
            b" " * 70,
            b"1" * 70,
        ]
    ),
    max_size=40,
).map(b"".join)


@given(_ODD, st.integers(1, 7))
@settings(max_examples=500, deadline=None)
def test_nor_of_what_looks_like_sequences(data: bytes, size: int) -> None:
    input_filter = InputFilter()
    tokens = [t for at in range(0, len(data), size) for t in input_filter.feed(data[at : at + size])]
    assert [*tokens, *input_filter.pause()] == through(data)
    assert all(len(token) <= LONGEST for token in tokens)
