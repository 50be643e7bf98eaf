"""The naughty strings in every part of an article, as file names and as queries: all shown, none obeyed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from newsreader.articles.clean_text import clean_line
from newsreader.library.library import Library
from newsreader.settings.paths import user_paths

pytestmark = pytest.mark.slow

ESCAPE = b"\x1b[27u"

_ARTICLE = """---
title: {quoted}
area: {quoted}
date: "{date}"
description: {quoted}
url: {address}
---

{string}

[{string}](https://example.org/{string})
"""


@pytest.fixture
def strings(shared: Path) -> list[str]:
    """The strings that are known to break programs."""
    return [each for each in json.loads((shared / "suites/naughty-strings/blns.json").read_text()) if each]


@pytest.fixture
def written(tmp_path: Path, cases: ModuleType) -> Callable[[list[str]], Path]:
    """Makes a folder with an article for each string; the first is the newest."""

    def write(strings: list[str]) -> Path:
        root = tmp_path / "naughty"
        root.mkdir()
        _write(root, strings, cases)
        return root

    return write


@pytest.fixture
def naughty(strings: list[str], written: Callable[[list[str]], Path]) -> Path:
    """A folder with an article for each string that is known to break programs."""
    return written(strings)


def _write(root: Path, strings: list[str], cases: ModuleType) -> None:
    for number, string in enumerate(strings):
        text = _ARTICLE.format(
            quoted=cases.quoted(string),
            address=cases.quoted(f"https://example.org/{string}"),
            date=f"2019-03-15T{23 - number // 60:02}:{59 - number % 60:02}",
            string=string,
        )
        name = f"{number:03} {string}".replace("/", "").replace("\0", "").encode("utf-8", "surrogatepass")
        (root / os.fsdecode(name[:200] + b".md")).write_bytes(text.encode("utf-8", "surrogatepass"))


def test_on_the_command_line(
    run_all: Callable[..., tuple[bytes, list[int]]],
    foreign_in: Callable[[bytes], list[str]],
    strings: list[str],
    naughty: Path,
    tmp_path: Path,
) -> None:
    commands: list[list[str | Path]] = [["list", "-C", naughty, "--json"], ["list", "-C", naughty]]
    commands += [["check", naughty], ["check", naughty, "--json"]]
    every = tmp_path / "every.md"
    every.write_bytes("\n\n".join(strings).encode("utf-8", "surrogatepass"))
    for how in (["show"], ["show", "--plain"], ["show", "--json"], ["links"], ["links", "--json"]):
        commands.append([*how, every, "-C", naughty])
    commands += [["resources", "--", string] for string in strings[::10]]
    commands += [
        ["search", "-C", naughty, *more, "--", string]
        for string in strings[::10]
        for more in ([], ["--json"])
    ]
    raw, statuses = run_all(commands)
    assert set(statuses) <= {0, 1}
    assert foreign_in(raw.replace(b"\t", b" ")) == []  # a tab of a body stays one in --plain
    first = raw.decode().split("\n~ 0 ")[0]
    listed = [json.loads(line[line.index("{") :]) for line in first.splitlines() if "{" in line]
    assert len(listed) == len(strings)
    for string, shown in zip(strings, listed, strict=True):
        assert shown["title"], string
        assert bool(shown["area"]) == bool(clean_line(string)), string
        if not set(string) & set("<&") and any(map(str.isalnum, string)):  # tags and entities are resolved
            assert shown["title"].startswith(clean_line(string).rstrip("; -")), string
            assert shown["description"], string


def test_as_queries(strings: list[str], naughty: Path, foreign_in: Callable[[bytes], list[str]]) -> None:
    library = Library.open([naughty], cache=user_paths().cache, state=user_paths().state)
    try:
        library.update()
        for string in strings:
            result = library.search(string, limit=10)
            shown = [hit.headline.title + hit.snippet for hit in result.hits]
            assert foreign_in("".join([*shown, *map(clean_line, result.notes)]).encode()) == []
    finally:
        library.close()


def test_typed_into_the_fields(
    read: Callable[..., Any],
    foreign_in: Callable[[bytes], list[str]],
    strings: list[str],
    naughty: Path,
) -> None:
    reader = read(naughty, size=(100, 30))
    reader.sees(f"{len(strings)} articles")
    for key, empty in (("/", "Search all articles"), ("f", "Keep headlines with")):
        reader.press(key)
        for string in strings[::6]:
            text = string.encode("utf-8", "replace").replace(b"\x1b", b"")
            reader.press("\x15")
            reader.sees(empty)
            reader.press(b"\x1b[200~" + text + b"\x1b[201~", "qqzzqq")
            reader.until(lambda: "qqzzqq" in reader.text.split("\n")[2], f"{string!r} in the field")
        reader.press(ESCAPE)
        reader.sees("By date")
    assert foreign_in(reader.raw) == []


def test_read_one_after_the_other(
    read: Callable[..., Any],
    foreign_in: Callable[[bytes], list[str]],
    strings: list[str],
    written: Callable[[list[str]], Path],
) -> None:
    together = [" ".join(strings[start : start + 4]) for start in range(0, len(strings), 4)]
    reader = read(written(together), size=(80, 24))
    reader.sees(f"{len(together)} articles")
    for _ in together[1:]:
        before = len(reader.raw)
        reader.press("J")
        reader.until(lambda at=before: len(reader.raw) > at, "the next article")
    reader.press("J", "J")  # the first of all may have gone from the heading to its first article
    reader.sees("This is the last")
    reader.press("?")
    reader.sees("Type to find")
    assert foreign_in(reader.raw) == []
