"""Area, description, address, reference and language, as front matter of all kinds has them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.articles.article import Article, Severity
from newsreader.articles.front_matter.article_fields import clean_url
from newsreader.articles.read import parse_article

HERE = Path(__file__).parent


def article(front: str, body: str = "Some text.", path: str = "Kent/x.md") -> Article:
    return parse_article(f"---\n{front}\n---\n{body}".encode(), path)


def found(of: Article, code: str) -> tuple[int, int, Severity] | None:
    return next(((f.line, f.column, f.severity) for f in of.findings if f.code == code), None)


def address_cases() -> list[tuple[str, str | None]]:
    lines = (HERE / "urls.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" => ") for line in lines[1:] if line]
    return [(raw, None if url == "-" else url) for raw, url in pairs]


@pytest.mark.parametrize(("raw", "url"), address_cases())
def test_only_whole_web_addresses_are_offered(raw: str, url: str | None) -> None:
    assert clean_url(raw) == url
    if url is not None:
        assert clean_url(url) == url


@given(
    st.text(max_size=60),
    st.sampled_from(["", "https://example.org/", "https://", "https%3a%2f%2fexample.org%2f"]),
)
@settings(max_examples=100, deadline=None)
def test_an_address_has_no_space_control_or_credentials(text: str, before: str) -> None:
    url = clean_url(before + text)
    if url is not None:
        assert url.startswith(("http://", "https://"))
        assert url.isprintable() and " " not in url
        assert "@" not in url.split("/")[2]


@pytest.mark.parametrize(
    ("front", "path", "area"),
    [
        ("area: Kent", "Essex/x.md", "Kent"),
        ("area: Avon &amp; Somerset", "x.md", "Avon & Somerset"),
        ('area: ""', "Essex/x.md", "Essex"),
        ("a: b", "Essex/x.md", "Essex"),
        ("a: b", "news/Essex/2020/06/x.md", "Essex"),
        ("a: b", "Essex/2020/june/x.md", "Essex"),
        ("a: b", "2020/06/x.md", "2020"),
        ("a: b", "_articles/x.md", "articles"),
        ("a: b", "Essex/the-case/index.md", "Essex"),
        ("a: b", "the-case/index.md", "the-case"),
        ("a: b", "x.md", ""),
        ("area: [Kent, Essex]", "x.md", "[Kent, Essex]"),
    ],
)
def test_area_is_the_key_else_the_folder(front: str, path: str, area: str) -> None:
    assert article(front, path=path).area == area


@pytest.mark.parametrize(
    ("front", "description"),
    [
        ("description: One.\nsummary: Two.", "One."),
        ("summary: Two.\nog.description: Three.", "Two."),
        ("deck: Four.", "Four."),
        ("excerpt: Five.", "Five."),
        ("og:\n  description: |\n    One\n    two &amp; three", "One two & three"),
        ("description: <p>One<br>two</p>", "One two"),
        ("description: 'Began well [&hellip;]'", "Began well…"),
        ("description: ''\nog.description: Three.", "Three."),
        ("title: x", ""),
    ],
)
def test_description_is_one_clean_line(front: str, description: str) -> None:
    assert article(front).description == description


def test_a_description_that_repeats_the_text_is_a_finding() -> None:
    words = "Officers in Ashby are asking for help after a burglary."
    assert found(article(f"description: {words}", f"**{words}** More."), "description-repeats-body")
    assert not found(
        article("description: Something else entirely is said here.", words), "description-repeats-body"
    )


@pytest.mark.parametrize(
    ("front", "url"),
    [
        ("url: https://example.org/a\nog.url: https://example.org/b", "https://example.org/a"),
        ("url: /a\nog:\n  url: https://example.org/b", "https://example.org/b"),
        ("canonical: https://example.org/c", "https://example.org/c"),
        ("permalink: https://example.org/d", "https://example.org/d"),
        ("permalink: /about/", None),
        ("url: javascript:alert(1)", None),
    ],
)
def test_where_the_address_comes_from(front: str, url: str | None) -> None:
    assert article(front).url == url


def test_an_address_that_is_refused_or_missing_is_a_finding() -> None:
    assert found(article("title: x\nurl: javascript:alert(1)"), "url-refused") == (3, 1, Severity.WARNING)
    assert found(article("title: x"), "url-missing") == (1, 1, Severity.NOTE)


@pytest.mark.parametrize(
    ("front", "reference"),
    [
        ("incident.reference: '5220211062'", "5220211062"),
        ("incident:\n  reference: 42/1234/20", "42/1234/20"),
        ("reference: Op Ashby 0042", "Op Ashby 0042"),
        ("incident_reference: 007", "007"),
        ("title: x", None),
        ("reference: ''", None),
    ],
)
def test_the_reference_is_as_it_is_written(front: str, reference: str | None) -> None:
    assert article(front).reference == reference


@pytest.mark.parametrize(
    ("front", "language"),
    [
        ("lang: cy", "cy"),
        ("language: Cymraeg", "cy"),
        ("og.locale: en_GB", "en-GB"),
        ("locale: en_gb.UTF-8", "en-GB"),
        ("lang: zh-hant-tw", "zh-Hant-TW"),
        ("lang: es-419", "es-419"),
        ("lang: Welsh\nog.locale: en_GB", "cy"),
        ("lang: not a language", None),
        ("lang: no", "no"),
        ("title: x", None),
    ],
)
def test_languages_are_tags(front: str, language: str | None) -> None:
    assert article(front).language == language


@pytest.mark.parametrize(
    ("front", "path", "original"),
    [
        ("translation:\n  of: a.md", "Kent/b.md", "Kent/a.md"),
        ("translation.of: a.md", "b.md", "a.md"),
        ("translation:\n  of: ../en/a.md", "cy/b.md", "en/a.md"),
        ("translation:\n  of: ./x/../a.md", "Kent/b.md", "Kent/a.md"),
        ("translation:\n  of: ../../a.md", "Kent/b.md", None),
        ("translation:\n  of: /etc/passwd", "Kent/b.md", None),
        ("translation:\n  of: b.md", "Kent/b.md", None),
        ("translation:\n  cy: b.md", "Kent/a.md", None),
        ("translation: a.md", "Kent/b.md", None),
        ("a: b", "Kent/b.md", None),
    ],
)
def test_a_translation_names_its_original_below_the_root(front: str, path: str, original: str | None) -> None:
    assert article(front, path=path).original == original
