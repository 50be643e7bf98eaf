"""`newsreader list`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]

KEYS = [
    "id",
    "path",
    "title",
    "area",
    "date",
    "date_source",
    "description",
    "url",
    "reference",
    "read",
    "saved",
]


def _paths(done: object) -> list[str]:
    return [each["path"].rpartition("/")[2].removesuffix(".md") for each in done.objects]  # type: ignore[attr-defined]


def test_newest_first_and_undated_last(run: Run, news: Path) -> None:
    done = run("list", "-C", news, "--json")
    assert (done.status, done.err) == (0, "")
    assert _paths(done) == ["course", "bicycles", "year", "road", "lantern"]
    assert [each["date"] for each in done.objects] == [
        "2021-03-12T16:25",
        "2020-11-03T14:05",
        "2020",
        "2018-12-14",
        None,
    ]


def test_each_object_has_the_keys_that_others_rely_on_in_their_order(run: Run, news: Path) -> None:
    done = run("list", "-C", news, "--json")
    assert all(list(each) == KEYS for each in done.objects)
    bicycles = next(each for each in done.objects if each["path"] == "Avonshire/bicycles.md")
    assert len(bicycles.pop("id")) == 16
    assert bicycles == {
        "path": "Avonshire/bicycles.md",
        "title": "Two bicycles to give back",
        "area": "Avonshire",
        "date": "2020-11-03T14:05",
        "date_source": "publish.date",
        "description": "Officers look for the owners of two bicycles.",
        "url": "https://news.example.org/avonshire/bicycles",
        "reference": "46/123456/20",
        "read": False,
        "saved": False,
    }
    lantern = next(each for each in done.objects if each["path"] == "Borchester/lantern.md")
    assert (lantern["date"], lantern["date_source"], lantern["url"], lantern["reference"]) == (None,) * 4


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--area", "avonSHIRE"], ["bicycles", "road"]),
        (["--area", "Avonshire", "--area", "borchester"], ["course", "bicycles", "year", "road", "lantern"]),
        (["--since", "2020"], ["course", "bicycles", "year"]),
        (["--since", "2020-11"], ["course", "bicycles"]),
        (["--since", "2020-11-03"], ["course", "bicycles"]),
        (["--since", "2020-11-04"], ["course"]),
        (["--until", "2018"], ["road"]),
        (["--until", "2018-12-14"], ["road"]),
        (["--until", "2020-11-03"], ["bicycles", "year", "road"]),
        (["--since", "2020-11", "--until", "2020-11"], ["bicycles"]),
        (["--undated"], ["lantern"]),
        (["--undated", "--area", "Borchester"], ["lantern"]),
        (["--all"], ["course", "bicycles", "gone", "year", "road", "lantern"]),
        (["--limit", "2"], ["course", "bicycles"]),
        (["--limit", "200"], ["course", "bicycles", "year", "road", "lantern"]),
    ],
)
def test_what_is_asked_for_is_listed(run: Run, news: Path, options: list[str], expected: list[str]) -> None:
    done = run("list", "-C", news, "--json", *options)
    assert (done.status, _paths(done)) == (0, expected)


@pytest.mark.parametrize("options", [["--since", "2022"], ["--area", "Felpersham", "--undated"]])
def test_nothing_found_is_said_and_is_status_1(run: Run, news: Path, options: list[str]) -> None:
    done = run("list", "-C", news, "--json", *options)
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1


def test_an_area_that_is_not_there_is_named_with_the_one_that_was_meant(run: Run, news: Path) -> None:
    done = run("list", "-C", news, "--area", "avonshere")
    assert done.status == 1
    assert done.err == "newsreader: There is no area called avonshere. Did you mean Avonshire?\n"


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize(
    "value", ["2020-13", "2020-02-30", "20", "2020-6", "yesterday", "2020-06-01T10:00", "", "٢٠٢٠"]
)
def test_what_is_no_date_is_wrong_usage(run: Run, news: Path, option: str, value: str) -> None:
    done = run("list", "-C", news, option, value)
    assert (done.status, done.out) == (2, "")
    assert option in done.err and ("is not a date" in done.err or "in the calendar" in done.err)


@pytest.mark.parametrize("value", ["0", "-1", "many"])
def test_a_limit_is_at_least_one(run: Run, news: Path, value: str) -> None:
    assert run("list", "-C", news, "--limit", value).status == 2


def test_several_folders_and_files_are_one_list(run: Run, news: Path) -> None:
    done = run("list", "-C", news / "Avonshire", "--content", news / "Borchester" / "year.md", "--json")
    assert [each["path"] for each in done.objects] == ["bicycles.md", "year.md", "road.md"]
    assert {each["area"] for each in done.objects} <= {"Avonshire", "", "Borchester"}


def test_for_a_person_each_article_is_a_line_without_controls(run: Run, news: Path) -> None:
    done = run("list", "-C", news)
    assert done.status == 0
    assert len(done.lines) == 5
    assert "Road closed & traffic diverted" in done.out
    assert "undated" in done.lines[-1]
    assert "\x1b" not in done.out
    ids = [each["id"] for each in run("list", "-C", news, "--json").objects]
    assert [line.split()[0] for line in done.lines] == [each[:10] for each in ids]


def test_the_environment_and_the_settings_name_the_content(
    run: Run, news: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'content = ["{news / "Avonshire"}"]', encoding="utf-8")
    assert len(run("list", "--json").objects) == 2
    monkeypatch.setenv("NEWSREADER_CONTENT", f"{news / 'Borchester'}:{news / 'Avonshire'}")
    assert len(run("list", "--json").objects) == 5
    assert len(run("list", "--json", "-C", news / "Borchester").objects) == 3


def test_a_mistake_in_the_settings_is_told_and_stops_nothing(run: Run, news: Path, own_home: Path) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('colour = "\\u001b[31mred"\ntext_width = "\x85"', encoding="utf-8")
    done = run("list", "-C", news, "--json")
    assert (done.status, len(done.objects)) == (0, 5)
    assert "config.toml:1: colour is not an option" in done.err
    assert "\x1b" not in done.err and "\x85" not in done.err


def test_content_that_cannot_be_read_is_status_3(run: Run, tmp_path: Path) -> None:
    done = run("list", "-C", tmp_path / "none", "--json")
    assert (done.status, done.out) == (3, "")
    assert str(tmp_path / "none") in done.err


def test_one_folder_that_is_missing_is_no_shorter_list(run: Run, news: Path, tmp_path: Path) -> None:
    done = run("list", "-C", tmp_path / "none", "-C", news, "--json")
    assert (done.status, done.out) == (3, "")
    assert str(tmp_path / "none") in done.err


def test_an_empty_folder_has_nothing(run: Run, tmp_path: Path) -> None:
    done = run("list", "-C", tmp_path)
    assert (done.status, done.out) == (1, "")
