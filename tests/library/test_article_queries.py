"""Texts, languages and twins, and how new the newest is, from the index alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from newsreader.library.headlines import Filter, View


def keys_of(library) -> dict[str, int]:
    keys = library.listing(View.DATE, Filter(expired=True)).keys
    return {headline.path: headline.key for headline in library.headlines(keys)}


def named(library, twins: dict[str, int]) -> dict[str, str]:
    paths = {key: path for path, key in keys_of(library).items()}
    return {language: paths[key] for language, key in twins.items()}


def rows(tmp_path: Path) -> list[tuple[int, str, str | None]]:
    (file,) = (tmp_path / "cache" / "index").glob("*.db")
    connection = sqlite3.connect(file)
    found = connection.execute("SELECT * FROM translation").fetchall()
    connection.close()
    return found


def test_a_body_is_told_without_its_file(write, open_library):
    write("Kent/a.md", "First.\n\nSecond.", title="A")
    write("Kent/b.md", "Other.", title="B")
    library = open_library()
    keys = keys_of(library)
    shutil.rmtree(library.roots[0] / "Kent")
    assert library.bodies([keys["Kent/a.md"]]) == {keys["Kent/a.md"]: "First.\n\nSecond."}
    assert library.bodies([keys["Kent/a.md"], 12345]) == {keys["Kent/a.md"]: "First.\n\nSecond."}
    assert library.bodies([]) == {}


@pytest.mark.parametrize(
    ("front", "language"),
    [({}, "en"), ({"lang": "en-GB"}, "en"), ({"lang": "cy"}, "cy"), ({"lang": "Cymraeg"}, "cy")],
)
def test_what_names_no_language_is_english(write, open_library, front, language):
    write("a.md", title="A", **front)
    library = open_library()
    (key,) = keys_of(library).values()
    assert library.languages([key]) == {key: language}


def test_only_what_is_not_english_or_a_translation_takes_room(write, open_library, tmp_path):
    write("a.md", title="A", lang="en-GB")
    write("b.md", title="B")
    write("c.md", title="C", lang="cy")
    write("d.md", title="D", lang="en", **{"translation.of": "c.md"})
    library = open_library()
    keys = keys_of(library)
    assert {row[0] for row in rows(tmp_path)} == {keys["c.md"], keys["d.md"]}


def test_a_translation_and_its_original_know_of_each_other(write, open_library):
    write("Kent/a.md", title="A", lang="en-GB", date="2020-01-01")
    write("Kent/b.md", title="B", lang="cy", date="2020-01-01", **{"translation.of": "a.md"})
    write("Kent/c.md", title="C", date="2020-01-01")
    library = open_library()
    keys = keys_of(library)
    found = library.translations(list(keys.values()))
    assert set(found) == {keys["Kent/a.md"], keys["Kent/b.md"]}
    for twins in found.values():
        assert named(library, twins) == {"en": "Kent/a.md", "cy": "Kent/b.md"}


def test_a_welsh_original_may_be_translated_and_folders_may_lie_between(write, open_library):
    write("cy/a.md", title="A", lang="cy")
    write("en/a.md", title="B", lang="en-GB", **{"translation.of": "../cy/a.md"})
    library = open_library()
    keys = keys_of(library)
    assert named(library, library.translations([keys["cy/a.md"]])[keys["cy/a.md"]]) == {
        "cy": "cy/a.md",
        "en": "en/a.md",
    }


@pytest.mark.parametrize("of", ["../outside.md", "/etc/passwd", "b.md", "nothing.md", "../../b.md", "."])
def test_a_translation_of_nothing_stands_alone(write, open_library, of):
    write("b.md", title="B", lang="cy", **{"translation.of": of})
    write("a.md", title="A")
    library = open_library()
    assert library.translations(list(keys_of(library).values())) == {}


def test_twins_lie_below_one_root(tmp_path, open_library):
    for root, front in (("one", "title: A"), ("two", "title: B\nlang: cy\ntranslation:\n  of: a.md")):
        (tmp_path / root).mkdir()
        name = "a.md" if root == "one" else "b.md"
        (tmp_path / root / name).write_text(f"---\n{front}\n---\nText.\n", encoding="utf-8")
    library = open_library(tmp_path / "one", tmp_path / "two")
    assert library.translations(list(keys_of(library).values())) == {}


def test_a_twin_that_goes_leaves_the_other_alone(write, open_library):
    write("a.md", title="A")
    translated = write("b.md", title="B", lang="cy", **{"translation.of": "a.md"})
    library = open_library()
    assert len(library.translations(list(keys_of(library).values()))) == 2
    translated.unlink()
    library.update()
    assert library.translations(list(keys_of(library).values())) == {}
    write("b.md", title="B once more", lang="cy", **{"translation.of": "a.md"})
    library.update()
    assert len(library.translations(list(keys_of(library).values()))) == 2


def test_an_expired_twin_is_none(write, open_library):
    write("a.md", title="A")
    write("b.md", title="B", lang="cy", expires="2020-01-01", **{"translation.of": "a.md"})
    write("c.md", title="C")
    write("d.md", title="D", lang="cy", expires="2199-01-01", **{"translation.of": "c.md"})
    library = open_library()
    keys = keys_of(library)
    assert set(library.translations(list(keys.values()))) == {keys["c.md"], keys["d.md"]}


def test_of_a_long_list_the_same_is_told(write, open_library):
    for number in range(600):
        write(f"{number}.md", title=f"{number}")
    write("b.md", title="B", lang="cy", **{"translation.of": "7.md"})
    library = open_library()
    keys = keys_of(library)
    pair = {keys["7.md"], keys["b.md"]}
    assert set(library.translations(list(keys.values()))) == pair
    assert set(library.translations([keys["7.md"], keys["8.md"]])) == {keys["7.md"]}


def test_the_newest_change_is_that_of_the_files(write, open_library):
    now = time.time()
    for name, age in (("a.md", 9_000.0), ("b.md", 5_000.0), ("c.md", 7_000.0)):
        file = write(name, title=name)
        os.utime(file, (now - age, now - age))
    library = open_library()
    assert library.newest_change(now) == pytest.approx(now - 5_000, abs=0.01)


def test_a_time_of_change_in_the_future_is_no_news(write, open_library):
    now = time.time()
    for name, age in (("a.md", 9_000.0), ("b.md", -90_000.0)):
        file = write(name, title=name)
        os.utime(file, (now - age, now - age))
    library = open_library()
    assert library.newest_change(now) == pytest.approx(now - 9_000, abs=0.01)
    assert library.newest_change(now - 10_000) is None


def test_what_came_with_an_old_time_is_news_all_the_same(write, open_library):
    now = time.time()
    old = write("a.md", title="A")
    os.utime(old, (now - 90_000, now - 90_000))
    library = open_library()
    later = write("b.md", title="B")
    os.utime(later, (now - 80_000, now - 80_000))
    library.update()
    newest = library.newest_change(time.time() + 1)
    assert newest is not None
    assert abs(newest - time.time()) < 60


def test_a_file_that_is_no_article_is_no_news(write, open_library):
    now = time.time()
    os.utime(write("a.md", title="A"), (now - 9_000, now - 9_000))
    write("README.md", "Nothing to read.")
    assert open_library().newest_change(now + 1) == pytest.approx(now - 9_000, abs=0.01)


def test_a_root_that_is_away_is_told_until_it_is_back(write, open_library, news, tmp_path):
    write("a.md", title="A")
    library = open_library()
    assert library.away == ()
    news.rename(tmp_path / "elsewhere")
    library.update()
    assert library.away == (news,)
    assert library.count() == 1
    (tmp_path / "elsewhere").rename(news)
    library.update()
    assert library.away == ()
