"""Large files filled with what is dear: none of 2 MB takes a second, so none that is read takes two."""

from __future__ import annotations

import time

import pytest

from newsreader.articles.files import MAX_BYTES
from newsreader.articles.read import parse_article

PIECES = {
    "short lines with digits": b"a1\n",
    "empty lines": b"\n",
    "datelines": b"Posted on 3\n",
    "dates": b"12 March\n",
    "ends of lines as on Windows": b"a\r\n",
    "terminal sequences": b"\x1b[31m",
    "bidirectional marks": "\u202ea".encode(),
    "combining marks": "e\u0301".encode(),
    "bytes that are no text": b"a\xff\n",
    "zeros": b"\0",
    "rules": b"---\n",
    "brackets": b"[",
}


@pytest.mark.parametrize("name", PIECES)
def test_a_flood_is_read_in_a_second(name: str) -> None:
    data = PIECES[name] * (MAX_BYTES // 2 // len(PIECES[name]))
    start = time.process_time()
    article = parse_article(data, "Kent/x.md")
    assert time.process_time() - start < 1
    assert article.title


def test_a_dateline_is_found_at_both_ends_of_a_long_body() -> None:
    filling = "Nothing to see here.\n\n" * 20_000
    first = parse_article(f"---\ntitle: x\n---\nPosted on 3 March 2020\n\n{filling}".encode(), "x.md")
    last = parse_article(f"---\ntitle: x\n---\n{filling}Posted on 3 March 2020\n".encode(), "x.md")
    assert first.date is not None and last.date is not None
    assert first.date.text == last.date.text == "2020-03-03"
