"""The articles that ship, as the program itself reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsreader.articles.article import Article, Severity
from newsreader.articles.read import read_article
from newsreader.document.document import Document
from newsreader.document.shell_output import render
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.loader import load_catalogue
from newsreader.links.extract import links_of
from newsreader.links.reference import Reference


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


def test_twins_are_of_one_moment_and_two_languages_and_lead_to_the_same_help(
    read: dict[str, Article], catalogue: Catalogue
) -> None:
    translations = [one for one in read.values() if one.original is not None]
    assert len(translations) == 3
    for welsh in translations:
        english = read[(welsh.original or "").rpartition("/")[2]]
        assert (english.language, welsh.language) == ("en-GB", "cy")
        assert english.date == welsh.date
        assert english.path == welsh.original
        named = {one.resource for one in references(english, catalogue)}
        assert {one.resource for one in references(welsh, catalogue)} <= named, welsh.path
        assert "999" in {one.resource for one in references(welsh, catalogue)} & named


def test_the_guide_to_the_format_is_not_read_as_front_matter_twice(read: dict[str, Article]) -> None:
    guide = read["write-an-article.md"]
    assert guide.title == "How to write an article for this reader"
    assert "Free bike marking in the market square" in guide.body.text


@pytest.fixture(scope="module")
def catalogue(articles_root: Path) -> Catalogue:
    """The catalogue that ships, which must load without a finding."""
    loaded, findings = load_catalogue([articles_root.parent / "resources"])
    assert findings == ()
    return loaded


def references(article: Article, catalogue: Catalogue) -> tuple[Reference, ...]:
    """What the article refers to."""
    return links_of(article.body.text, catalogue, title=article.title, url=article.url).references


def test_the_article_of_the_seed_brings_its_four_services(
    read: dict[str, Article], catalogue: Catalogue
) -> None:
    found = references(read["extra-patrols-near-mosques.md"], catalogue)
    named = [one.resource for one in found if one.kind == "resource"]
    assert named == ["act-awareness-elearning", "run-hide-tell", "prevent", "ltai"]
    assert {one.replaced_by for one in found if one.resource == "ltai"} == {"act-early"}


def test_every_article_of_advice_brings_help(read: dict[str, Article], catalogue: Catalogue) -> None:
    bare = [name for name, one in read.items() if not any(m.resource for m in references(one, catalogue))]
    assert bare == ["keys-and-habits.md"]


def test_every_number_and_address_belongs_to_a_service_of_the_catalogue(
    read: dict[str, Article], catalogue: Catalogue
) -> None:
    strangers = [
        (name, one.text)
        for name, article in read.items()
        for one in references(article, catalogue)
        if one.kind in ("phone", "email", "web") and one.resource is None
    ]
    assert strangers == []


def test_nothing_is_offered_that_may_not_exist_any_more(
    read: dict[str, Article], catalogue: Catalogue
) -> None:
    doubtful = {
        (name, one.resource)
        for name, article in read.items()
        for one in references(article, catalogue)
        if one.status not in (None, "current")
    }
    assert {resource for _, resource in doubtful} == {"ltai"}


def test_the_example_of_a_reference_shows_what_to_call(
    read: dict[str, Article], catalogue: Catalogue
) -> None:
    found = references(read["quote-a-reference.md"], catalogue)
    assert ("2499 of 8 January", "101") in [(one.text, one.call) for one in found if one.kind == "reference"]


@pytest.mark.parametrize("width", [24, 40, 76])
def test_no_line_is_wider_than_the_pane(read: dict[str, Article], width: int) -> None:
    for article in read.values():
        lines = list(render(Document(article.body.text, title=article.title), width, colour=False))
        assert max(map(len, lines)) <= width, article.path
        assert len(lines) > 20, article.path
