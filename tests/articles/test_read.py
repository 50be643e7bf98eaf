"""Read whole articles from bytes: nothing is lost, nothing crashes, and every finding has its place."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsreader.articles.article import Article, Finding, Severity, Timestamp
from newsreader.articles.article_id import id_of, key_of
from newsreader.articles.files import Found, walk
from newsreader.articles.read import is_article, parse_article, read_article

PRESS_RELEASE = """```yaml
area: Ruritania
og:
  description: Two men were arrested.
publish:
  date: 15 Mar 2019
title: Two arrested after burglary | Ruritania Police
url: https://www.example.org/news/two-arrested/
incident:
  reference: '42'
og.locale: en_GB
updated: 16 Mar 2019
expires: 2031-01-01
```

**Two men were arrested in Ashby.**

Call 101.
"""


def texts(value: object) -> Iterator[str]:
    """Every string in an article, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, Article | Finding | Timestamp):
        for part in fields(value):
            yield from texts(getattr(value, part.name))
    elif hasattr(value, "first_line"):
        yield value.text


def commands(article: Article) -> set[str]:
    """Characters in the article that a terminal would obey, or that reorder a line."""
    return {
        f"U+{ord(character):04X}"
        for text in texts(article)
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t")
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u2069"
    }


def codes(article: Article) -> list[str]:
    return [finding.code for finding in article.findings]


def test_a_press_release() -> None:
    article = parse_article(PRESS_RELEASE.encode(), "Ruritania/0a1b.md")
    assert article.title == "Two arrested after burglary"
    assert article.area == "Ruritania"
    assert article.date == Timestamp("2019-03-15", "publish.date")
    assert article.updated == Timestamp("2019-03-16", "updated")
    assert article.expires == Timestamp("2031-01-01", "expires")
    assert article.description == "Two men were arrested."
    assert article.url == "https://www.example.org/news/two-arrested/"
    assert article.reference == "42"
    assert article.language == "en-GB"
    assert article.body.text == "**Two men were arrested in Ashby.**\n\nCall 101."
    assert article.body.first_line == 16
    assert article.body.place(article.body.text.index("101"), len(article.body.text) - 1) == (18, 6, 3)
    assert codes(article) == ["title-suffix"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_the_same_in_other_encodings(encoding: str, ending: str) -> None:
    plain = parse_article(PRESS_RELEASE.encode(), "Ruritania/0a1b.md")
    other = parse_article(PRESS_RELEASE.replace("\n", ending).encode(encoding), "Ruritania/0a1b.md")
    for name in ("title", "meta", "date", "url", "id"):
        assert getattr(other, name) == getattr(plain, name)
    assert (other.body.text, other.body.first_line) == (plain.body.text, plain.body.first_line)
    start = plain.body.text.index("101")
    assert other.body.place(start, start + 3) == (18, 6, 3)


def test_other_bytes_are_read_with_a_finding() -> None:
    latin = parse_article("---\ntitle: Café “Ashby” – £5\n---\nx".encode("cp1252"), "x.md")
    assert latin.title == "Café “Ashby” – £5"
    (finding,) = [finding for finding in latin.findings if finding.code == "encoding"]
    assert (finding.line, finding.column, finding.severity) == (2, 11, Severity.WARNING)
    mixed = parse_article("---\ntitle: Café\n---\nx".encode() + b"\xff\xa3", "x.md")
    assert (mixed.title, mixed.body.text) == ("Café", "x��")
    assert [(f.line, f.severity) for f in mixed.findings if f.code == "encoding"] == [(4, Severity.ERROR)]


def test_an_empty_file_is_an_article() -> None:
    for data in (b"", b"\n\n", b"\xef\xbb\xbf", b"\0"):
        article = parse_article(data, "Kent/the-file.md")
        assert article.title == "the file"
        assert {"front-matter-missing", "title-missing", "date-missing", "body-missing"} <= set(
            codes(article)
        )


def test_findings_have_the_line_of_their_key() -> None:
    text = (
        "\n---\narea: Kent\ndate: 30 February 2020\ntitle: Fish &amp; chips\nurl: nowhere\n---\n\nA\u200bb\n"
    )
    article = parse_article(text.encode(), "Kent/x.md")
    places = {finding.code: (finding.line, finding.column) for finding in article.findings}
    assert places["title-entity"] == (5, 1)
    assert places["url-refused"] == (6, 1)
    assert places["controls-removed"] == (9, 2)
    assert any(code.startswith("date-") and place == (4, 1) for code, place in places.items())
    assert article.body.place(1, 2) == (9, 3, 1)
    assert all(finding.path == "Kent/x.md" for finding in article.findings)
    assert [finding.line for finding in article.findings] == sorted(
        finding.line for finding in article.findings
    )


def test_an_expired_article_is_a_finding() -> None:
    assert "expired" in codes(parse_article(b"---\ntitle: x\nexpires: 2001-01-01\n---\nx", "x.md"))
    assert "expired" not in codes(parse_article(b"---\ntitle: x\nexpires: 2999-01-01\n---\nx", "x.md"))


def test_project_files_are_articles_only_with_front_matter() -> None:
    assert not is_article(parse_article(b"# About", "README.md"))
    assert is_article(parse_article(b"---\ntitle: About\n---\n", "README.md"))
    assert is_article(parse_article(b"# About", "news/about.md"))


def test_ids_and_keys() -> None:
    one = parse_article(PRESS_RELEASE.encode(), "Ruritania/one.md")
    moved = parse_article(PRESS_RELEASE.encode(), "Elsewhere/two.md")
    again = parse_article(
        PRESS_RELEASE.replace(
            "https://www.example.org/news/two-arrested/", "HTTP://Example.org/news/two-arrested#top"
        ).encode(),
        "x.md",
    )
    assert one.id == id_of("Ruritania/one.md") == id_of("Ruritania/one.md") != moved.id
    assert len(one.id) == 16 and int(one.id, 16) >= 0
    assert key_of(one) == key_of(moved) == key_of(again)
    nameless = parse_article(b"x", "a.md"), parse_article(b"x", "b.md")
    assert key_of(nameless[0]) != key_of(nameless[1])
    assert all(-(2**63) <= key_of(article) < 2**63 for article in (one, *nameless))
    assert key_of(nameless[0]) == key_of(parse_article(b"y", "a.md"))
    assert id_of("a\udcff.md") != id_of("a\udcfe.md")


@given(st.binary(max_size=400))
@example(b"```yaml\n```")
@example(b"---\n---")
@example(b"---\ntitle: \xff\xfe\n---\n\xff")
@example(b"\xff\xfe\x00")
@example(b"---\na: !!binary x\n? [a]: b\n---\n")
@settings(max_examples=150, deadline=None)
def test_random_bytes_are_an_article(data: bytes) -> None:
    article = parse_article(data, "Kent/x.md")
    assert article.title and "\n" not in article.title
    assert commands(article) == set()
    json.dumps(article.meta).encode("utf-8")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_mutated_articles_are_articles(data: st.DataObject) -> None:
    text = bytearray(PRESS_RELEASE.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        text[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=4))
    article = parse_article(bytes(text), "Ruritania/0a1b.md")
    assert article.title
    assert commands(article) == set()
    assert all(finding.line >= 1 and finding.column >= 1 for finding in article.findings)


@pytest.mark.parametrize(
    "key", ["title", "area", "description", "url", "reference", "lang", "date", "og.title"]
)
def test_naughty_strings_in_fields_are_clean(shared: Path, key: str) -> None:
    strings = json.loads((shared / "suites" / "naughty-strings" / "blns.json").read_text("utf-8"))
    for string in strings[:: 1 if key == "title" else 5]:
        fenced = f"---\n{key}: {json.dumps(string)}\n---\n{string}\n"
        article = parse_article(fenced.encode("utf-8", "surrogatepass"), "Kent/x.md")
        assert article.title and commands(article) == set()
        plain = parse_article(f"---\n{key}: {string}\n---\n".encode("utf-8", "surrogatepass"), "Kent/x.md")
        assert plain.title and commands(plain) == set()


def test_controls_made_by_decoding_are_removed() -> None:
    title = r'"\e]52;c;QQ==\a\x9b31m\u202E evil &#27;[2J"'
    article = parse_article(
        f"---\ntitle: {title}\nurl: https%3a%2f%2fexample.org%2f%1b%0aX\n---\n".encode(), "x.md"
    )
    assert commands(article) == set()
    assert article.title == "]52;c;QQ==31m evil [2J"


def every(root: Path, step: int) -> Iterator[Article]:
    for number, item in enumerate(sorted(item.path for item in walk(root) if isinstance(item, Found))):
        if number % step == 0:
            yield read_article(root, item)


def test_the_archive_is_read_whole(archive: Path) -> None:
    assert sum(isinstance(item, Found) for item in walk(archive)) == len(list(archive.rglob("*.md")))
    for article in every(archive, 60):
        assert article.area == article.path.split("/")[0]
        assert article.url and article.body.text
        assert not any(finding.severity is Severity.ERROR for finding in article.findings)
        assert commands(article) == set()


def test_other_collections_are_read_whole(shared: Path) -> None:
    for name, step in (("digitalgov", 20), ("rust-blog", 10), ("opensource-guide", 10)):
        for article in every(shared / "corpora" / name, step):
            assert article.title != article.path
            assert article.meta or not is_article(article)
            assert not any(finding.severity is Severity.ERROR for finding in article.findings)
