"""`newsreader search`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]


def test_a_word_is_found_and_printed_with_a_snippet(run: Run, news: Path) -> None:
    done = run("search", "bicycles", "-C", news, "--json")
    assert done.status == 0
    (found,) = done.objects
    listed = next(each for each in run("list", "-C", news, "--json").objects if each["id"] == found["id"])
    assert list(found) == [*listed, "snippet"]
    assert {key: found[key] for key in listed} == listed
    assert "bicycles" in found["snippet"].casefold()
    assert "Two bicycles to give back" in run("search", "bicycles", "-C", news).out


def test_case_and_accents_do_not_count_and_options_are_obeyed(run: Run, news: Path) -> None:
    assert [each["title"] for each in run("search", "CAFE", "-C", news, "--json").objects] == [
        "What the year brought"
    ]
    dated = run("search", "the", "-C", news, "--sort", "date", "--json").objects
    dates = [each["date"] or "" for each in dated]
    assert len(dates) > 1 and dates == sorted(dates, reverse=True)
    assert len(run("search", "the", "-C", news, "--limit", "1", "--json").objects) == 1
    assert run("search", "the", "-C", news, "--sort", "length").status == 2


@pytest.mark.parametrize(
    "query", ["xylophone", '"', "AND", "-", "*", "NEAR(", "area:", "after:2020-99", "'; DROP"]
)
def test_an_odd_query_never_fails(run: Run, news: Path, query: str) -> None:
    done = run("search", "--json", "-C", news, "--", query)
    assert done.status in {0, 1}, done.err
    assert "The program failed" not in done.err
