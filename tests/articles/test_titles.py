"""Titles without entities, signatures and stray bars, and with all of their own parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.articles.article import Article
from newsreader.articles.markup import decode_entities, strip_tags
from newsreader.articles.read import parse_article
from newsreader.articles.titles import MAX_LENGTH, strip_force

HERE = Path(__file__).parent


def title_cases() -> list[tuple[str, str, str]]:
    area = ""
    cases = []
    for line in (HERE / "titles.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            area = line[1:].strip()
        elif " => " in line and not line.startswith("#"):
            raw, _, title = line.partition(" => ")
            cases.append((area, raw, "" if title == "-" else title))
    return cases


def entity_cases() -> list[tuple[str, str]]:
    lines = (HERE / "entities.txt").read_text("utf-8").splitlines()
    return [(line.partition(" => ")[0], line.partition(" => ")[2]) for line in lines[1:] if line]


def article(front: str, body: str = "", path: str = "Kent/x.md") -> Article:
    return parse_article(f"---\n{front}\n---\n{body}".encode(), path)


def codes(found: Article) -> dict[str, tuple[int, int]]:
    return {finding.code: (finding.line, finding.column) for finding in found.findings}


@pytest.mark.parametrize(("area", "raw", "title"), title_cases())
def test_force_names_are_stripped(area: str, raw: str, title: str) -> None:
    assert strip_force(raw.strip(), area) == title
    assert strip_force(title, area) == title


@pytest.mark.parametrize(("raw", "text"), entity_cases())
def test_entities_are_decoded(raw: str, text: str) -> None:
    assert decode_entities(raw) == text


def test_tags_are_stripped_and_other_brackets_kept() -> None:
    assert strip_tags("<p>One <b>two</b><br/>three</p>") == "One two three"
    assert strip_tags('<a href="https://example.org">Here</a>') == "Here"
    assert strip_tags("a < b > c, Vec<T>, <3") == "a < b > c, Vec<T>, <3"


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        ("title: A\nog.title: B", "# C", "A"),
        ("title:\nog:\n  title: B | Kent Police", "# C", "B"),
        ('title: " | Kent Police"\nog:\n  title: B', "# C", "B"),
        ("twitter:\n  title: B", "# C", "B"),
        ("area: Kent", "Text.\n\n## C **d** [e](https://example.org) ##\n\nMore", "C d e"),
        ("area: Kent", "## 02/12/2018\n\n# C", "C"),
        ("area: Kent", "```sh\n# no heading\n```\n\nWords of the text.", "Words of the text."),
        ("area: Kent", "C\n===\n\nText", "C"),
        ("area: Kent", "15:26 04/03/2020\n\nFrom:\n\n**Two men** were arrested.", "Two men were arrested."),
        ("area: Kent", "", "x"),
    ],
)
def test_where_a_title_comes_from(front: str, body: str, title: str) -> None:
    assert article(front, body).title == title


def test_a_title_from_the_file_name() -> None:
    assert article("a: b", "", "Kent/man-jailed_in-ashby.md").title == "man jailed in ashby"
    assert article("a: b", "", "Kent/the-case/index.md").title == "the case"
    assert parse_article(b"", "-.md").title == "-.md"


def test_a_long_title_is_cut_between_words() -> None:
    title = article("title: " + "word " * 1000).title
    assert len(title) <= MAX_LENGTH + 1
    assert title.endswith("word…")


def test_first_words_are_a_sentence() -> None:
    text = "Officers in Ashby are asking for help. " + "They have more to say about what happened. " * 5
    assert article("a: b", text).title == "Officers in Ashby are asking for help"


def test_findings_about_a_title_have_its_place() -> None:
    found = article("area: Kent\ntitle: Fish &amp; chips | Kent Police")
    assert found.title == "Fish & chips"
    assert codes(found)["title-entity"] == codes(found)["title-suffix"] == (3, 1)
    assert codes(article("area: Kent\nog:\n  title: B"))["title-missing"] == (4, 3)
    assert "title-missing" not in codes(found)


@given(st.text(st.sampled_from("ab &|:-–/#x39;<p>*[]()\u202e\x1b Kent Police"), max_size=80))
@settings(max_examples=100, deadline=None)
def test_a_title_is_never_empty_and_never_ends_in_a_bar(text: str) -> None:
    title = article("title: '" + text.replace("'", "''") + "'", text).title
    assert title == " ".join(title.split())
    assert title
    assert not title.endswith(("|", " -", " –", "| Kent Police"))


def test_no_title_of_the_archive_is_signed(archive: Path) -> None:
    for number, path in enumerate(sorted(archive.rglob("*.md"))):
        if number % 100 == 0:
            title = parse_article(path.read_bytes(), path.relative_to(archive).as_posix()).title
            assert not title.endswith(("|", "-", "–", "- SYP", "::"))
            assert not any(title.endswith((f"| {end}", f"- {end}")) for end in ("Police", "Constabulary"))
            assert "&#" not in title and "&amp;" not in title
