"""The articles that ship: complete, exact, and within what the catalogue can answer for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

LONG_NUMBER = re.compile(r"(?<![\w/.,])(?:0\d(?: ?\d){5,}|116 ?\d{3}|18001 \d{3})(?![\w/])")
SHORT_NUMBER = re.compile(
    r"(?:\b(?:call|dial|text|ring|use|number|on|to|and|ffoniwch|i|rhif)|[|:]) \**(\d{3,6})\b"
    r"(?! ?\d)(?! (?:metres|miles|of)\b)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
ADDRESS = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:uk|org|com|net|info)\b(?:/[^\s)\]>|`*”]*)?", re.IGNORECASE
)
SENTENCES_END = ".,:;!?"
OF_ITS_TIME = ("extra-patrols-near-mosques.md", "www.LTAI.info")
"""The one address that has been given up: an article of 2019 names it; the catalogue offers its successor."""


def numbers_in(body: str) -> Iterator[str]:
    """Every telephone number and short code of a text, as it stands there."""
    yield from (found[0] for found in LONG_NUMBER.finditer(body))
    yield from (found[1] for found in SHORT_NUMBER.finditer(body))


def addresses_in(body: str) -> Iterator[str]:
    """Every web address of a text, but for the reserved example.org."""
    for found in ADDRESS.finditer(EMAIL.sub("", body)):
        if "example.org" not in found[0]:
            yield found[0].rstrip(SENTENCES_END)


def words_of(body: str) -> int:
    """Words of running text, roughly as a reader counts them."""
    return len(re.findall(r"\b\w[\w’'-]*", body))


def article(shipped: list[Any], name: str) -> Any:
    """The shipped article of that file name."""
    (found,) = [one for one in shipped if one.path.name == name]
    return found


def test_there_is_enough_to_read(shipped: list[Any]) -> None:
    assert len(shipped) >= 24
    assert all(150 <= words_of(one.body) <= 600 for one in shipped), [
        (one.path.name, words_of(one.body)) for one in shipped
    ]


def test_each_says_what_and_when_and_where(shipped: list[Any]) -> None:
    for one in shipped:
        front = one.front
        assert front["title"].strip(), one.path
        assert front["area"] == one.path.parent.name, one.path
        assert front["publish"]["date"].strip(), one.path
        assert 30 <= len(front["og"]["description"]) <= 160, one.path


def test_titles_and_descriptions_are_each_their_own(shipped: list[Any]) -> None:
    titles = [one.front["title"] for one in shipped]
    descriptions = [one.front["og"]["description"] for one in shipped]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


def test_nothing_that_ships_runs_out(shipped: list[Any]) -> None:
    assert [one.path for one in shipped if {"expires", "review_by", "withdrawn"} & set(one.front)] == []


def test_every_number_is_one_that_the_catalogue_can_answer_for(shipped: list[Any], stated: Any) -> None:
    unknown = {
        (one.path.name, number)
        for one in shipped
        for number in numbers_in(one.body)
        if re.sub(r"\D", "", number) not in stated.numbers
    }
    assert unknown == set()


def test_the_search_for_numbers_sees_them(shipped: list[Any]) -> None:
    seen = {re.sub(r"\D", "", number) for one in shipped for number in numbers_in(one.body)}
    assert seen >= {
        "999",
        "101",
        "112",
        "159",
        "7726",
        "61016",
        "18000",
        "18001101",
        "08001111",
        "116123",
        "116000",
    }
    assert {"08000121700", "08081689111", "07860077333", "08005999247", "03001232040", "0800405040"} <= seen


def test_every_address_is_one_that_the_catalogue_can_answer_for(
    shipped: list[Any], stated: Any, plain: Callable[[str], str]
) -> None:
    unknown = {
        (one.path.name, address)
        for one in shipped
        for address in addresses_in(one.body)
        if plain(address) not in stated.addresses | stated.hosts
    }
    assert unknown == {OF_ITS_TIME}


def test_every_email_address_is_one_that_the_catalogue_can_answer_for(
    shipped: list[Any], stated: Any
) -> None:
    seen = {found.lower() for one in shipped for found in EMAIL.findall(one.body)}
    assert "report@phishing.gov.uk" in seen
    assert seen <= stated.emails


def test_only_the_article_of_the_seed_claims_a_page_of_its_own(shipped: list[Any]) -> None:
    assert [one.path.name for one in shipped if "url" in one.front] == ["extra-patrols-near-mosques.md"]


def test_a_reference_is_quoted_only_where_quoting_is_explained(shipped: list[Any]) -> None:
    assert [one.path.name for one in shipped if re.search(r"\bquoting\b|\d of \d+ January", one.body)] == [
        "quote-a-reference.md"
    ]


TWINS = {
    "101-or-999.md": ("101-neu-999.md", ("999", "101", "112", "61016", "18000", "18001 101")),
    "999-without-hearing-or-speaking.md": (
        "999-heb-glywed-neu-siarad.md",
        ("999", "18000", "18001 101", "18001", "55", "`register`", "`yes`", "2022"),
    ),
    "run-hide-tell.md": ("rhedeg-cuddio-dweud.md", ("999", "55", "Run Hide Tell", "ProtectUK")),
}
"""Each original with its translation, and what stands in both to the letter."""


def test_every_translation_has_an_original_that_knows_it(shipped: list[Any]) -> None:
    welsh = {one.path.name for one in shipped if one.front.get("lang") == "cy"}
    assert welsh == {translation for translation, _ in TWINS.values()}
    assert {one.path.name for one in shipped if "translation" in one.front} == welsh | set(TWINS)


@pytest.mark.parametrize("original", TWINS)
def test_the_twins_name_each_other_and_say_the_same(shipped: list[Any], original: str) -> None:
    translation, literal = TWINS[original]
    english, welsh = article(shipped, original), article(shipped, translation)
    assert (english.front["lang"], welsh.front["lang"]) == ("en-GB", "cy")
    assert welsh.front["translation"] == {"of": english.path.name, "checked": "false"}
    assert english.front["translation"] == {"cy": welsh.path.name}
    assert english.path.parent == welsh.path.parent
    assert english.front["publish"] == welsh.front["publish"]
    for shape in (r"^#+ ", r"^- ", r"^- \[ \]", r"^\d\. ", r"^\|", r"^\*\*", r"\*\*", r"^---$", r"^\S"):
        assert len(re.findall(shape, english.body, re.MULTILINE)) == len(
            re.findall(shape, welsh.body, re.MULTILINE)
        ), shape
    assert set(addresses_in(english.body)) == set(addresses_in(welsh.body))
    for words in literal:
        assert words in english.body, words
        assert words in welsh.body, words


def test_the_article_of_the_seed_names_its_help_without_a_link(shipped: list[Any]) -> None:
    seed = article(shipped, "extra-patrols-near-mosques.md")
    assert seed.front["area"] == "Bedfordshire"
    assert seed.front["publish"] == {"date": "15 Mar 2019"}
    assert seed.front["url"].startswith("https://www.bedfordshire.police.uk/news-and-appeals/")
    for mention in (
        "ACT Awareness eLearning",
        "It can be found here.",
        "Run, Hide, Tell",
        "PREVENT",
        "www.LTAI.info",
    ):
        assert mention in seed.body, mention
    assert "](" not in seed.body


def test_the_whole_of_markdown_that_the_view_shows_is_shown(shipped: list[Any]) -> None:
    everything = "\n".join(one.body for one in shipped)
    for shape in (
        r"^## ",
        r"^- \[ \] ",
        r"^\|---",
        r"^> ",
        r"^\d\. ",
        r"^ +- ",
        r"\[\^\w+\]:",
        r"\]\(https://",
        r"^```",
        r"^---$",
    ):
        assert re.search(shape, everything, re.MULTILINE), shape


def test_nothing_but_articles_lies_there(articles_root: Path) -> None:
    assert [path for path in articles_root.rglob("*") if path.is_file() and path.suffix != ".md"] == []


@pytest.mark.parametrize("mark", ["\t", "\r", "\ufeff", "\u200b", "\u00ad", "  \n", "\n\n\n"])
def test_the_files_are_clean(shipped: list[Any], articles_root: Path, mark: str) -> None:
    found = [one.path for one in shipped if mark in (articles_root / one.path).read_bytes().decode()]
    assert found == []
