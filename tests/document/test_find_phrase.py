"""Finding words in what an article says."""

from __future__ import annotations

import pytest

from newsreader.document.document import Document
from newsreader.document.find_phrase import find


@pytest.mark.parametrize(
    ("body", "query", "found"),
    [
        ("Call 101. CALL 101!", "call 101", ["Call 101", "CALL 101"]),
        ("A **bold** word", "bold word", ["bold** word"]),
        ("over\n> two\n> lines", "two lines", ["two\n> lines"]),
        ("Café and CAFE\u0301 and cafe", "cafe", ["Café", "CAFE\u0301", "cafe"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("half\u00adway there", "halfway", ["half\u00adway"]),
        ("one\n\ntwo", "one two", ["one\n\ntwo"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("fish &amp; chips", "& chips", ["&amp; chips"]),
        ("nothing here", "absent", []),
        ("nothing here", "   ", []),
        ("Heddlu Gogledd Cymru – ŵyl", "wyl", ["ŵyl"]),
        ("", "x", []),
    ],
)
def test_find(body: str, query: str, found: list[str]) -> None:
    spans = find(Document(body).prose(), query)
    assert [body[start:end] for start, end in spans] == found


def test_hidden_text_is_not_found() -> None:
    prose = Document("[text](http://secret.example/)\n\n```\ncode secret\n```\n\n<!-- secret -->").prose()
    assert find(prose, "secret") == []
