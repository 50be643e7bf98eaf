"""The playlist: which articles, in which order, in which language, with which code."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newsreader.kiosk.clock import LONDON
from newsreader.kiosk.playlist import EXTRA_ARTICLES, Slide, in_language, slides, translation_of
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.settings.station import Station

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=LONDON)
CATALOGUE = Catalogue(
    [
        Resource(
            "helpline", "Help Line", "help", address="https://www.helpline.example/", phone="0808 157 0192"
        )
    ]
)
Write = Callable[..., Path]
Show = Callable[..., tuple[Slide, ...]]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


@pytest.fixture
def write(news: Path) -> Write:
    def write(path: str, body: str = "Nothing happened here at all, officers say.", **meta: str) -> Path:
        file = news / path
        file.parent.mkdir(parents=True, exist_ok=True)
        meta.setdefault("title", path.removesuffix(".md"))
        front = "".join(f"{name.replace('_', '.')}: '{value}'\n" for name, value in meta.items())
        file.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")
        return file

    return write


@pytest.fixture
def library(tmp_path: Path, news: Path) -> Iterator[Library]:
    library = Library.open([news], cache=tmp_path / "cache", state=tmp_path / "state")
    yield library
    library.close()


@pytest.fixture
def show(library: Library) -> Show:
    def show(language: str = "en", now: datetime = NOW, **station: object) -> tuple[Slide, ...]:
        library.update()
        return slides(library, Station(**station), CATALOGUE, language, now)  # type: ignore[arg-type]

    return show


def titles(shown: tuple[Slide, ...]) -> list[str]:
    return [slide.title for slide in shown]


# Which, and in which order


def test_newest_first_and_undated_last(write: Write, show: Show) -> None:
    write("a.md", date="2026-11-20")
    write("b.md", date="2026-11-22T10:00")
    write("c.md")
    write("d.md", date="2026-11-22T09:00")
    write("e.md", date="2026-10")
    assert titles(show()) == ["b", "d", "a", "e", "c"]


def test_appeals_come_before_the_rest(write: Write, show: Show) -> None:
    write("a.md", date="2026-11-22")
    write("b.md", date="2026-11-21", title="Appeal for witnesses")
    write("c.md", "We are appealing for information.", date="2026-11-20")
    write("d.md", date="2026-11-19")
    shown = show()
    assert titles(shown) == ["Appeal for witnesses", "c", "a", "d"]
    assert [slide.appeal for slide in shown] == [True, True, False, False]


def test_an_old_appeal_does_not_come_before_todays_news(write: Write, show: Show) -> None:
    write("a.md", date="2026-11-22")
    write("b.md", date="2023-11-22", title="Appeal for witnesses")
    write("c.md", date="2026-11-08", title="Another appeal for witnesses")
    write("d.md", date="2026-11-07", title="Third appeal for witnesses")
    assert titles(show()) == [
        "Another appeal for witnesses",
        "a",
        "Third appeal for witnesses",
        "Appeal for witnesses",
    ]


def test_in_an_archive_the_appeals_of_its_last_days_come_first(write: Write, show: Show) -> None:
    write("typing error.md", date="2021-12-21")
    for day in range(1, 10):
        write(f"n{day}.md", date=f"2021-04-0{day}")
    write("b.md", date="2021-04-02", title="Appeal for witnesses")
    write("c.md", date="2018-04-02", title="Appeal of three years before")
    shown = titles(show())
    assert shown[:3] == ["Appeal for witnesses", "typing error", "n9"]
    assert shown[-1] == "Appeal of three years before"


def test_appeals_leave_half_of_the_places_to_other_news(write: Write, show: Show) -> None:
    for number in range(9):
        write(f"a{number}.md", date=f"2026-11-2{number % 3}", title=f"Appeal {number}")
    for number in range(3):
        write(f"n{number}.md", date="2026-11-10")
    assert [slide.appeal for slide in show(slides=6)] == [True] * 3 + [False] * 3
    assert [slide.appeal for slide in show(slides=8)] == [True] * 5 + [False] * 3


def test_an_article_dated_after_today_is_not_the_newest(write: Write, show: Show) -> None:
    write("a.md", date="2026-11-22T18:00")
    write("b.md", date="2031-01-01")
    write("c.md", date="2031-01-01", title="Appeal for witnesses")
    write("d.md")
    shown = show()
    assert titles(shown) == ["a", "Appeal for witnesses", "b", "d"] or titles(shown) == [
        "a",
        "b",
        "Appeal for witnesses",
        "d",
    ]


def test_as_many_slides_as_the_station_asks_for(write: Write, show: Show) -> None:
    for number in range(30):
        write(f"{number}.md", date=f"2026-10-{number % 28 + 1:02}")
    assert len(show(slides=7)) == 7
    assert len(show(slides=1)) == 1
    assert len(show(slides=100)) == 30


def test_only_the_areas_of_the_station_in_any_case(write: Write, show: Show) -> None:
    write("Kent/a.md", date="2026-11-22", area="Kent")
    write("Essex/b.md", date="2026-11-21", area="Essex")
    write("Surrey/c.md", date="2026-11-20", area="SURREY", title="c")
    assert [slide.area for slide in show(areas=("kent", "Surrey"))] == ["Kent", "SURREY"]
    assert len(show()) == 3
    assert show(areas=("Nowhere",)) == ()


def test_expired_and_withdrawn_articles_are_left_out(write: Write, show: Show) -> None:
    write("a.md", date="2026-11-22")
    write("b.md", date="2026-11-22", expires="2020-01-01")
    gone = write("c.md", date="2026-11-22")
    assert titles(show()) == ["a", "c"] or titles(show()) == ["c", "a"]
    gone.unlink()
    assert titles(show()) == ["a"]


def test_nothing_gives_nothing(show: Show) -> None:
    assert show() == ()


def test_a_missing_folder_is_shown_as_it_was_last_seen(write: Write, show: Show, news: Path) -> None:
    write("a.md", "A real paragraph stands here, in full.", date="2026-11-22")
    before = show()
    news.rename(news.with_name("away"))
    assert show() == before
    assert before[0].excerpt == "A real paragraph stands here, in full."


# Languages


@pytest.fixture
def pair(write: Write) -> None:
    write("Help/a.md", date="2026-11-20", title="101 or 999?", lang="en-GB")
    write("Help/b.md", date="2026-11-20", title="101 neu 999?", lang="cy", translation_of="a.md")
    write("Help/c.md", date="2026-11-19", title="Alone")
    write("Help/d.md", date="2026-11-18", title="Cymraeg yn unig", lang="cy")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", [("101 or 999?", "en"), ("Alone", "en"), ("Cymraeg yn unig", "cy")]),
        ("cy", [("101 neu 999?", "cy"), ("Alone", "en"), ("Cymraeg yn unig", "cy")]),
        ("gd", [("101 or 999?", "en"), ("Alone", "en"), ("Cymraeg yn unig", "cy")]),
    ],
)
def test_a_translated_article_is_shown_once_in_the_current_language(
    pair: None, show: Show, language: str, shown: list[tuple[str, str]]
) -> None:
    assert [(slide.title, slide.language) for slide in show(language)] == shown


def test_a_list_has_a_translated_article_once_at_its_first_place(pair: None, library: Library) -> None:
    library.update()
    keys = library.listing(View.DATE, Filter()).keys
    for language, first in (("en", "101 or 999?"), ("cy", "101 neu 999?")):
        shown = [one.title for one in library.headlines(in_language(library, keys, language))]
        assert shown == [first, "Alone", "Cymraeg yn unig"]


def test_a_list_without_translations_is_returned_unchanged(write: Write, library: Library) -> None:
    write("a.md")
    library.update()
    keys = library.listing(View.DATE, Filter()).keys
    assert in_language(library, keys, "cy") is keys


def test_the_translation_of_an_article_is_found_both_ways(pair: None, library: Library) -> None:
    library.update()
    known = {one.title: one for one in library.headlines(library.listing(View.DATE, Filter()).keys)}
    english, welsh, alone = known["101 or 999?"], known["101 neu 999?"], known["Alone"]
    assert translation_of(library, english, "cy") == welsh
    assert translation_of(library, welsh, "en") == english
    assert translation_of(library, english, "en") == english
    assert translation_of(library, alone, "cy") == alone
    assert translation_of(library, english, "gd") == english


# What stands on a slide


def test_a_slide_is_ready_to_be_drawn(write: Write, show: Show) -> None:
    write(
        "Kent/a.md",
        date="2026-11-22T10:00",
        title="Bikes stolen",
        area="Kent",
        description="Three bikes were taken in Mill Lane.",
        url="https://www.kent.police.uk/news/bikes",
    )
    (slide,) = show()
    assert (slide.title, slide.area, slide.date) == ("Bikes stolen", "Kent", "2026-11-22T10:00")
    assert slide.excerpt == "Three bikes were taken in Mill Lane."
    assert (slide.code, slide.code_name) == ("https://www.kent.police.uk/news/bikes", "")
    assert slide.headline.title == "Bikes stolen"


def test_if_the_page_is_not_allowed_the_first_allowed_link_is_used(write: Write, show: Show) -> None:
    body = "Ring 07700 900999 or see www.shop.example. The Help Line is on 0808 157 0192."
    write("a.md", body, date="2026-11-22", url="https://police.uk.example.com/a")
    (slide,) = show()
    assert (slide.code, slide.code_name) == ("https://www.helpline.example/", "Help Line")


def test_a_number_of_an_untrusted_page_gets_no_code(write: Write, show: Show) -> None:
    body = "Ring the incident room on 01632 960999 with what you know."
    write("a.md", body, date="2026-11-22", url="https://www.kent.police.uk.example.com/a")
    assert [slide.code for slide in show()] == [None]
    write("a.md", body, date="2026-11-22")
    assert [slide.code for slide in show()] == ["tel:+441632960999"]


def test_an_article_that_names_nothing_has_no_code(write: Write, show: Show) -> None:
    write("a.md", date="2026-11-22")
    (slide,) = show()
    assert (slide.code, slide.code_name) == (None, "")


def test_hostile_text_is_clean_text(write: Write, show: Show) -> None:
    write("a.md", "A \x1b]52;c;AAAA\x07paragraph [@click=x]here[/], with \u202emore.", date="2026-11-22")
    (slide,) = show()
    assert slide.excerpt.isprintable()
    assert slide.title.isprintable()


def test_articles_that_go_meanwhile_are_left_out(
    write: Write, show: Show, library: Library, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        write(f"{number}.md", date="2026-11-22")
    library.update()
    listing = library.listing

    def emptied(*given: object) -> object:
        found = listing(*given)  # type: ignore[arg-type]
        shutil.rmtree(news)
        news.mkdir()
        library.update()
        return found

    monkeypatch.setattr(library, "listing", emptied)
    assert slides(library, Station(), CATALOGUE, "en", NOW) == ()


def test_of_many_articles_only_the_newest_are_read(
    write: Write, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1500):
        write(f"{number}.md", "A line. " * 30, date=f"20{number % 20 + 5:02}-{number % 12 + 1:02}-01")
    library.update()
    read: list[int] = []
    headlines, bodies = library.headlines, library.bodies
    monkeypatch.setattr(library, "headlines", lambda keys: read.extend(keys) or headlines(keys))
    monkeypatch.setattr(library, "bodies", lambda keys: read.extend(keys) or bodies(keys))
    assert len(slides(library, Station(), CATALOGUE, "en", NOW)) == 20
    assert 0 < len(read) <= 2 * (20 + EXTRA_ARTICLES)
