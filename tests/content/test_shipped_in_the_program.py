"""The articles that ship, as the program itself reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsreader.articles.article import Article, Severity
from newsreader.articles.read import read_article


@pytest.fixture(scope="module")
def read(articles_root: Path, shipped: list[Any]) -> dict[str, Article]:
    """Every shipped article by its file's name."""
    return {one.path.name: read_article(articles_root, one.path.as_posix()) for one in shipped}


def test_nothing_is_wrong_with_any_of_them(read: dict[str, Article]) -> None:
    findings = [
        (found.path, found.line, found.code, found.message)
        for article in read.values()
        for found in article.findings
        if found.severity in (Severity.ERROR, Severity.WARNING)
    ]
    assert findings == []


def test_what_the_file_says_is_what_is_shown(read: dict[str, Article], shipped: list[Any]) -> None:
    for one in shipped:
        article = read[one.path.name]
        assert article.title == one.front["title"]
        assert article.area == one.front["area"]
        assert article.description == one.front["og"]["description"]
        assert article.url == one.front.get("url")
        assert article.reference is None
        assert article.expires is None
        assert article.body.text.strip() == one.body.strip()


def test_each_date_is_read_from_its_key_to_the_day(read: dict[str, Article]) -> None:
    for article in read.values():
        assert article.date is not None, article.path
        assert article.date.source == "publish.date", article.path
        assert len(article.date.text) >= len("2026-11-22"), article.path
        assert "2019-03-15" <= article.date.text < "2026-11-23", article.path


def test_a_first_start_opens_on_the_welcome(read: dict[str, Article]) -> None:
    newest_day = max(article.date.text[:10] for article in read.values() if article.date)
    assert [name for name, one in read.items() if one.date and one.date.text.startswith(newest_day)] == [
        "welcome.md"
    ]


def test_the_twins_are_of_one_moment_and_two_languages(read: dict[str, Article]) -> None:
    english, welsh = read["101-or-999.md"], read["101-neu-999.md"]
    assert (english.language, welsh.language) == ("en-GB", "cy")
    assert english.date == welsh.date


def test_the_guide_to_the_format_is_not_read_as_front_matter_twice(read: dict[str, Article]) -> None:
    guide = read["write-an-article.md"]
    assert guide.title == "How to write an article for this reader"
    assert "Free bike marking in the market square" in guide.body.text
