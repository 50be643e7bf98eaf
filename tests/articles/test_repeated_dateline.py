"""Distinguish a dateline that only repeats the date from one that says more."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.articles.read import parse_article
from newsreader.articles.repeated_dateline import repeated_dateline

LINES = [
    line.split(maxsplit=1)
    for line in (Path(__file__).parent / "repeated_datelines.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
HEAD = "---\ntitle: A bicycle\ndate: {}\n---\n"
TEXT = "A bicycle was found by the river and waits for the person who lost it."


def repeated(body: str, date: str = "2020-03-12T14:05") -> str | None:
    article = parse_article((HEAD.format(date) + body).encode(), "Avon/bicycle.md")
    span = repeated_dateline(article)
    return article.body.text[slice(*span)] if span else None


@pytest.mark.parametrize(("what", "line"), LINES)
def test_only_a_line_that_repeats_the_date_is_removed(what: str, line: str) -> None:
    assert repeated(f"{line}\n\n{TEXT}") == (line if what == "goes" else None)


@pytest.mark.parametrize(
    "body",
    [
        f"12 March 2020\n{TEXT}",
        f"{TEXT}\n12 March 2020",
        f"Published:\n\n12 March 2020\n\n{TEXT}",
        f"Date published\n\n12 March 2020\n\n{TEXT}",
        TEXT,
        "",
    ],
)
def test_a_line_of_a_paragraph_and_one_with_a_label_above_stay(body: str) -> None:
    assert repeated(body) is None


def test_it_is_found_below_the_title_and_at_the_end() -> None:
    assert repeated(f"# A bicycle\n\n12 March 2020\n\n{TEXT}") == "12 March 2020"
    assert repeated(f"{TEXT} " * 3 + f"\n\n{TEXT}\n\n12 March 2020") == "12 March 2020"


def test_a_date_that_only_the_dateline_gives_is_shown_above_and_not_again() -> None:
    assert repeated(f"12 March 2020\n\n{TEXT}", date="") == "12 March 2020"
