"""`newsreader show`, and the ways to name an article."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]


def test_an_id_a_beginning_and_a_file_are_the_same_article(run: Run, news: Path, bicycles: str) -> None:
    by_id = run("show", bicycles, "-C", news, "--json")
    assert by_id.status == 0
    assert run("show", bicycles[:8], "-C", news, "--json").out == by_id.out
    assert run("show", bicycles[:8].upper(), "-C", news, "--json").out == by_id.out
    assert run("show", news / "Avonshire" / "bicycles.md", "-C", news, "--json").out == by_id.out


def test_json_has_what_a_list_has_and_body_and_meta(run: Run, news: Path, bicycles: str) -> None:
    (shown,) = run("show", bicycles, "-C", news, "--json").objects
    listed = next(each for each in run("list", "-C", news, "--json").objects if each["id"] == bicycles)
    assert list(shown) == [*listed, "body", "meta"]
    assert {key: shown[key] for key in listed} == listed
    assert shown["body"].lstrip().startswith("**Do you know these bicycles?**")
    assert shown["meta"]["publish"]["date"] == "3 Nov 2020 14:05"


def test_a_file_outside_all_content_can_be_shown(run: Run, news: Path, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    shutil.copy(news / "Avonshire" / "road.md", file)
    (shown,) = run("show", file, "-C", news, "--json").objects
    assert (shown["path"], shown["title"]) == ("draft.md", "Road closed & traffic diverted")


def test_a_person_gets_title_source_text_and_numbered_links(run: Run, news: Path, bicycles: str) -> None:
    done = run("show", bicycles, "-C", news)
    assert done.status == 0
    text = " ".join(done.out.split())
    for words in (
        "Two bicycles to give back",
        "Avonshire",
        "3 November 2020",
        "Do you know these bicycles? They were found",
        "0800 555 111",
        "https://www.example.org/bicycles",
        "bicycles@example.org",
        "quoting 46/123456/20",
    ):
        assert words in text, words
    assert "**" not in done.out and "\x1b" not in done.out


@pytest.mark.parametrize("width", [20, 40, 100])
def test_no_line_is_wider_than_asked(run: Run, news: Path, bicycles: str, width: int) -> None:
    done = run("show", bicycles, "-C", news, "--width", str(width))
    long_words = {word for line in done.lines for word in line.split() if len(word) > width}
    assert done.status == 0
    assert all(len(line) <= width or any(word in line for word in long_words) for line in done.lines)


@pytest.mark.parametrize("width", ["0", "5", "wide", "100000"])
def test_a_width_that_is_none_is_wrong_usage(run: Run, news: Path, bicycles: str, width: str) -> None:
    assert run("show", bicycles, "-C", news, "--width", width).status == 2


def test_plain_is_linear_text(run: Run, news: Path) -> None:
    done = run("show", news / "Avonshire" / "road.md", "-C", news, "--plain")
    assert done.status == 0
    assert "The bridge is closed until Friday." in done.lines
    assert "Ways round" in done.out and "old ford" in done.out
    assert not set(done.out) & set("│─┌┐└┘▌*#\x1b")


def test_plain_and_json_exclude_each_other(run: Run, news: Path, bicycles: str) -> None:
    assert run("show", bicycles, "-C", news, "--plain", "--json").status == 2


@pytest.mark.parametrize("command", ["show", "links"])
@pytest.mark.parametrize("name", ["ffffffffffffffff0", "no-such-article", "none/such.md", "such.md", ""])
def test_no_such_article_is_status_1(run: Run, news: Path, command: str, name: str) -> None:
    done = run(command, name, "-C", news)
    assert (done.status, done.out) == (1, "")
    assert done.err


def test_an_ambiguous_beginning_names_its_candidates(run: Run, tmp_path: Path) -> None:
    for number in range(40):  # of 40 ids of hexadecimal digits, two at least begin alike
        (tmp_path / f"{number}.md").write_text(f"# Headline {number}\n\nText.\n", encoding="utf-8")
    ids = [each["id"] for each in run("list", "-C", tmp_path, "--json").objects]
    first = next(digit for digit in "0123456789abcdef" if sum(each.startswith(digit) for each in ids) > 1)
    done = run("show", first, "-C", tmp_path)
    assert (done.status, done.out) == (2, "")
    named = [each for each in ids if each[:10] in done.err]
    assert len(named) >= 2 and all(each.startswith(first) for each in named)
    assert "Headline" in done.err


def test_a_file_that_cannot_be_read_is_status_3(run: Run, news: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.md"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)
    done = run("show", huge, "-C", news)
    assert (done.status, done.out) == (3, "")
    assert "huge.md" in done.err


def test_a_name_that_is_no_utf8_does_no_harm(run: Run, news: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    shutil.copy(news / "Avonshire" / "road.md", tmp_path / name)
    listed = run("list", "-C", tmp_path, "--json")
    assert listed.status == 0
    (found,) = listed.objects
    for arguments in (
        ["list"],
        ["check"],
        ["show", found["id"]],
        ["show", tmp_path / name],
        ["links", found["id"]],
    ):
        content = [tmp_path] if arguments[0] == "check" else ["-C", tmp_path]
        done = run(*arguments, *content)
        assert done.status in {0, 1}, (arguments, done.err)
        assert "The program failed" not in done.err


def test_an_article_is_one_line_of_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.md").write_text(
        "---\ntitle: A\u2028B\u0085C\n---\nText\u2029more\u0085again\n", encoding="utf-8"
    )
    done = run("show", tmp_path / "odd.md", "-C", tmp_path, "--json")
    assert done.out.count("\n") == 1 and len(done.out.splitlines()) == 1
    assert json.loads(done.out)["path"] == "odd.md"
