"""Widths, against what Textual will count."""

from __future__ import annotations

import pytest
from rich.cells import cell_len, get_character_cell_size

from newsreader.document.cell_width import NOT_NARROW, cells, clusters
from newsreader.document.wrap import wrap


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "漢字かな",
        "e\u0301",
        "👩\u200d🚒",
        "👨\u200d👩\u200d👧\u200d👦",
        "🇬🇧",
        "🇬🇧🇫🇷",
        "❤\ufe0f",
        "☎\ufe0f",
        "👍🏽",
        "1\ufe0f\u20e3",
        "한국",
        "ᄒ\u1161\u11ab",
        "שלום",
        "–—‘’“”…•",
        "€",
        "\u00ad",
        "ﬀ",
    ],
)
def test_as_wide_as_textual_counts(text: str) -> None:
    assert cells(text) == cell_len(text)


def test_narrow_characters_are_one_cell_wide() -> None:
    wrong = [
        code
        for code in range(0x20, 0x3000)
        if not NOT_NARROW.search(chr(code)) and get_character_cell_size(chr(code)) != 1
    ]
    assert wrong == []


def test_few_characters_differ_from_rich() -> None:
    different = [
        code for code in range(0x20, 0x20000) if cells(chr(code)) != get_character_cell_size(chr(code))
    ]
    assert len(different) < 1200
    assert not any(code < 0x5C8 for code in different)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a👩\u200d🚒b", ["a", "👩\u200d🚒", "b"]),
        ("🇬🇧🇫🇷x", ["🇬🇧", "🇫🇷", "x"]),
        ("e\u0301\u0302x", ["e\u0301\u0302", "x"]),
        ("👍🏽!", ["👍🏽", "!"]),
    ],
)
def test_clusters_are_what_a_reader_sees(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end, _ in clusters(text)] == parts


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 3, ["one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("http://example.org/a/long/path", 12, ["http://", "example.org/", "a/long/path"]),
        ("well-known fact", 8, ["well-", "known", "fact"]),
        ("a\nb", 9, ["a", "b"]),
        ("", 5, [""]),
        ("one\xa0two three", 9, ["one\xa0two", "three"]),
        ("in\u00adter\u00adnal", 6, ["inter-", "nal"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("漢字、漢", 4, ["漢", "字、", "漢"]),
        ("zero\u200bwidth", 6, ["zero", "width"]),
        ("👩\u200d🚒👩\u200d🚒", 3, ["👩\u200d🚒", "👩\u200d🚒"]),
        ("“Yes,” he said", 6, ["“Yes,”", "he", "said"]),
    ],
)
def test_rows_break_at_allowed_places(text: str, width: int, rows: list[str]) -> None:
    shown = [text[row.start : row.end].replace("\u00ad", "") + "-" * row.hyphen for row in wrap(text, width)]
    assert shown == rows
