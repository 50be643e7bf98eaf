from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.links.qr import QUIET_ZONE, QrCode, make_qr

TARGETS = (
    "tel:101",
    "https://crimestoppers-uk.org/",
    "https://www.gov.uk/guidance/get-help-if-youre-worried-about-someone-being-radicalised",
    "https://example.org/sig?x=%26%2F%3D&y=" + "ab12" * 40,
)


def pixels(made: QrCode, scale: int = 3) -> list[list[int]]:
    """The half blocks as a picture, two modules to a cell, black 0 and white 255."""
    picture: list[list[int]] = []
    for row in made.rows:
        for half in "▀█", "▄█":
            line = [0 if char in half else 255 for char in row for _ in range(scale)]
            picture += [line] * scale
    return picture


def read(picture: list[list[int]]) -> list[str]:
    zxingcpp = pytest.importorskip("zxingcpp")
    height, width = len(picture), len(picture[0])
    raw = bytes(value for line in picture for value in line)
    return [found.text for found in zxingcpp.read_barcodes(memoryview(raw).cast("B", (height, width)))]


@pytest.mark.parametrize("target", TARGETS)
def test_a_decoder_reads_what_the_terminal_shows(target: str) -> None:
    made = make_qr(target)
    assert made is not None
    assert read(pixels(made)) == [target]


@pytest.mark.parametrize("target", TARGETS)
def test_a_decoder_reads_the_ascii_form(target: str) -> None:
    made = make_qr(target, ascii_only=True)
    assert made is not None
    picture = [
        [0 if char == "#" else 255 for char in row for _ in (0, 1)] for row in made.rows for _ in range(4)
    ]
    assert read(picture) == [target]


def test_size_and_quiet_zone() -> None:
    made = make_qr("tel:101")
    assert made is not None
    assert made.modules == 21
    assert (made.width, made.height) == (29, 15)
    assert all(len(row) == made.width for row in made.rows)
    assert set("".join(made.rows[: QUIET_ZONE // 2])) == {" "}
    assert all(row.startswith(" " * QUIET_ZONE) and row.endswith(" " * QUIET_ZONE) for row in made.rows)


def test_an_address_too_long_has_no_code() -> None:
    assert make_qr("https://example.org/" + "a" * 4_000) is None


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_nothing_makes_it_raise(data: str) -> None:
    made = make_qr(data)
    assert made is None or set("".join(made.rows)) <= set(" ▀▄█")
