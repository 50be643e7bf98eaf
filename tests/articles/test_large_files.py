"""Large files full of what is expensive to read take time in proportion to their size."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from newsreader.articles.file_findings import MAX_BYTES
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
def test_a_large_file_is_read_in_linear_time(name: str, takes_linear_time: Callable[..., bool]) -> None:
    def parse(size: int) -> Callable[[], object]:
        return partial(parse_article, PIECES[name] * (size // len(PIECES[name])), "Kent/x.md")

    assert takes_linear_time(parse, MAX_BYTES // 2)
    assert parse_article(PIECES[name] * 1000, "Kent/x.md").title


def test_a_dateline_is_found_at_both_ends_of_a_long_body() -> None:
    filling = "Nothing to see here.\n\n" * 20_000
    first = parse_article(f"---\ntitle: x\n---\nPosted on 3 March 2020\n\n{filling}".encode(), "x.md")
    last = parse_article(f"---\ntitle: x\n---\n{filling}Posted on 3 March 2020\n".encode(), "x.md")
    assert first.date is not None and last.date is not None
    assert first.date.text == last.date.text == "2020-03-03"
