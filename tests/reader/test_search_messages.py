"""What a search says it has found is true at every step of it."""

from __future__ import annotations

import pytest

from newsreader.library.query import parse
from newsreader.library.search import SearchResult, Sort
from newsreader.reader.empty_messages import hits
from newsreader.reader.library_search import FIRST_HITS, MOST_HITS, steps


def _result(found: int, total: int | None) -> SearchResult:
    return SearchResult(parse("lamp"), (object(),) * found, total)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "total", "said"),
    [
        (40, None, "40 articles or more"),
        (1, 1, "1 article"),
        (500, 500, "500 articles"),
        (500, 1204, "The best 500 of 1,204 articles"),
    ],
)
def test_how_many_there_are(found: int, total: int | None, said: str) -> None:
    assert hits("lamp", _result(found, total)) == said


@pytest.mark.parametrize("sort", Sort)
def test_a_screen_of_hits_comes_before_the_rest_and_without_a_rest(sort: Sort) -> None:
    asked = steps(sort)
    assert (asked[0].limit, asked[0].rests) == (FIRST_HITS, False)
    assert any(step.rests for step in asked)
    *_, everything, other = asked
    assert (everything.limit, everything.settled, everything.if_none) == (MOST_HITS, True, False)
    assert other.if_none
