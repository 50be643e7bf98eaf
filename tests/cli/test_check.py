"""`newsreader check`, `index`, `resources`, `search`, `config`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]

FINDING_KEYS = ["path", "line", "column", "severity", "code", "message", "remedy"]


def test_each_finding_has_its_place_and_a_remedy(run: Run, broken: Path) -> None:
    done = run("check", broken, "--json")
    assert all(list(each) == FINDING_KEYS for each in done.objects)
    assert {each["path"] for each in done.objects} == {"Felpersham/date.md"}
    assert {each["severity"] for each in done.objects} <= {"error", "warning", "note"}
    assert any(each["line"] in {4, 5} for each in done.objects)
    assert all(each["message"] and each["remedy"] for each in done.objects)


def test_a_person_gets_lines_that_editors_understand_and_a_sum(run: Run, broken: Path) -> None:
    findings = run("check", broken, "--json").objects
    done = run("check", broken)
    first = findings[0]
    place = f"{first['path']}:{first['line']}:{first['column']}: {first['severity']}: {first['message']}"
    assert done.lines[0] == place
    assert done.lines[1].strip() == first["remedy"]
    assert done.lines[-1].endswith("in 1 file; 1 article in all.")


def test_the_status_tells_errors_and_if_asked_warnings(run: Run, broken: Path, tmp_path: Path) -> None:
    severities = {each["severity"] for each in run("check", broken, "--json").objects}
    assert run("check", broken).status == (1 if "error" in severities else 0)
    assert run("check", broken, "--strict").status == 1
    good = tmp_path / "Avonshire" / "good.md"
    good.parent.mkdir()
    good.write_text(
        "---\ntitle: A good article\narea: Avonshire\ndate: 2020-06-01\n"
        "description: It has all that it needs.\nurl: https://news.example.org/good\n---\n\nAll is well.\n",
        encoding="utf-8",
    )
    done = run("check", tmp_path, "--strict")
    assert (done.status, done.out) == (0, "1 article, no problems found.\n")


def test_a_file_that_is_no_article_at_all_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "deep.md").write_text("---\na: " + "[" * 30_000 + "\n---\nText.\n", encoding="utf-8")
    with (tmp_path / "huge.md").open("wb") as stream:
        stream.truncate(100_000_000)
    done = run("check", tmp_path, "--json")
    assert done.status == 1
    assert {"deep.md", "huge.md"} == {each["path"] for each in done.objects}


def test_what_cannot_be_read_is_status_3(run: Run, tmp_path: Path) -> None:
    assert run("check", tmp_path / "none").status == 3


def test_catalogues_are_checked_with_lines(run: Run, news: Path, tmp_path: Path) -> None:
    own = Path(__file__).parent / "own.yaml"
    found = run("check", own, "--json").objects
    assert {each["path"] for each in found} == {"own.yaml"}
    assert any("nobody-at-all" in each["message"] and each["line"] > 8 for each in found)
    folder = tmp_path / "resources"
    folder.mkdir()
    (folder / "own.yaml").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
    assert run("check", tmp_path).status == 1
    assert {each["path"] for each in run("check", tmp_path, "--json").objects} == {"resources/own.yaml"}


def test_what_ships_has_nothing_wrong(run: Run) -> None:
    done = run("check", "--strict")
    assert done.status == 0, done.out


def test_entries_of_their_own_join_the_catalogue(run: Run, own_home: Path) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'resources = ["{Path(__file__).parent / "own.yaml"}"]', encoding="utf-8")
    (found,) = [each for each in run("resources", "--json").objects if each["id"] == "crimestoppers"]
    assert found["name"] == "Crimestoppers of Avonshire"


def test_index_tells_what_it_did(run: Run, news: Path) -> None:
    done = run("index", news)
    assert done.status == 0
    assert done.out.startswith("6 articles in the index: 6 added, 0 changed, 0 removed, 0 could not be read.")
    assert run("index", news).out.startswith("6 articles in the index: 0 added,")
    assert run("index", news, "--rebuild").out.startswith("6 articles in the index: 6 added,")


def test_resources_are_found_and_their_json_is_whole(run: Run) -> None:
    everything = run("resources", "--json")
    assert everything.status == 0 and len(everything.objects) >= 40
    some = run("resources", "anonymous", "--json")
    assert {each["id"] for each in some.objects} < {each["id"] for each in everything.objects}
    first = run("resources", "crimestoppers", "--json").objects[0]
    assert (first["id"], first["phone"]) == ("crimestoppers", "0800 555 111")
    assert run("resources", "crimestoppers").out.startswith("Crimestoppers")


def test_a_resource_that_is_not_there_is_status_1(run: Run) -> None:
    done = run("resources", "xylophones", "\x1b[31m")
    assert (done.status, done.out) == (1, "")
    assert "xylophones" in done.err and "\x1b" not in done.err


def test_search_finds_words_wherever_they_stand(run: Run, news: Path) -> None:
    done = run("search", "bicycles", "-C", news, "--json")
    assert done.status == 0
    (found,) = done.objects
    listed = next(each for each in run("list", "-C", news, "--json").objects if each["id"] == found["id"])
    assert list(found) == [*listed, "snippet"]
    assert {key: found[key] for key in listed} == listed
    assert "bicycles" in found["snippet"].casefold()
    assert "Two bicycles to give back" in run("search", "bicycles", "-C", news).out


def test_search_folds_case_and_accents_and_obeys_its_options(run: Run, news: Path) -> None:
    assert [each["title"] for each in run("search", "CAFE", "-C", news, "--json").objects] == [
        "What the year brought"
    ]
    dated = run("search", "the", "-C", news, "--sort", "date", "--json").objects
    dates = [each["date"] or "" for each in dated]
    assert len(dates) > 1 and dates == sorted(dates, reverse=True)
    assert len(run("search", "the", "-C", news, "--limit", "1", "--json").objects) == 1
    assert run("search", "the", "-C", news, "--sort", "length").status == 2


@pytest.mark.parametrize(
    "query", ["xylophone", '"', "AND", "-", "*", "NEAR(", "area:", "after:2020-99", "'; DROP"]
)
def test_an_odd_query_finds_nothing_and_never_fails(run: Run, news: Path, query: str) -> None:
    done = run("search", "--json", "-C", news, "--", query)
    assert done.status in {0, 1}, done.err
    assert "The program failed" not in done.err


def test_config_prints_a_settings_file_and_every_place(
    run: Run, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = own_home / ".config" / "newsreader" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(
        'theme = "tab\\there \\"quoted\\" \\u009b"\ntext_width = 60\n[keys]\nzen = ["Z"]\nquit = []\n',
        encoding="utf-8",
    )
    done = run("config")
    assert (done.status, done.err) == (0, "")
    for place in (config, own_home / ".cache/newsreader", own_home / ".local/state/newsreader"):
        assert str(place) in done.out
    again = own_home / "again.toml"
    again.write_text(done.out, encoding="utf-8")
    written, printed = tomllib.loads(config.read_text()), tomllib.loads(done.out)
    assert {key: printed[key] for key in ("theme", "text_width")} == {
        key: written[key] for key in ("theme", "text_width")
    }
    assert printed["keys"] == {"preset": "default", "zen": ["Z"], "quit": []}
    monkeypatch.setenv("NEWSREADER_CONFIG", str(again))
    assert "\x9b" not in done.out
    assert run("config").err == ""


def test_config_writes_nothing(run: Run, own_home: Path) -> None:
    assert run("config").status == 0
    assert list(own_home.iterdir()) == []


def test_json_is_never_more_than_one_object_a_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.md").write_text(
        "---\ntitle: A\u2028B\u0085C\n---\nText\u2029more\u0085again\n", encoding="utf-8"
    )
    done = run("show", tmp_path / "odd.md", "-C", tmp_path, "--json")
    assert done.out.count("\n") == 1 and len(done.out.splitlines()) == 1
    assert json.loads(done.out)["path"] == "odd.md"
