"""Nothing that an article says is obeyed by a terminal, wherever it is shown; it stays readable."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ESCAPE = b"\x1b[27u"
"""The key as the kitty protocol sends it: no terminal has to wait for what may follow."""

_COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def test_in_the_reader(
    read: Callable[..., Any],
    foreign_in: Callable[[bytes], list[str]],
    hostile: Path,
    cases: ModuleType,
) -> None:
    reader = read(hostile, size=(120, 50))
    singles, several = cases.PAYLOADS, cases.TOGETHER
    reader.sees(f"{len(singles) + len(several)} articles")
    for number, payload in enumerate(singles):
        reader.sees(f"Word{number} ")
        reader.until(lambda shown=payload.title_shown: f" {shown}" in reader.words, payload.title_shown)
        reader.press("J")
    for number in range(len(singles), len(singles) + len(several)):
        reader.sees(f"Word{number} ", "Links · ")
        _look_everywhere(reader)
        reader.press("J")
    reader.press("a")
    reader.sees("Areas")
    reader.press(ESCAPE, "!")
    reader.sees("Problems")
    reader.press(ESCAPE)
    copied = [base64.b64decode(each).decode() for each in _COPIED.findall(reader.raw)]
    assert len(copied) == len(several)
    assert all(each.isprintable() for each in copied)
    rest = _COPIED.sub(b"", reader.raw)
    # Between these two the layout puts a line that is written from the right: its frame stays as it is.
    assert set(foreign_in(rest)) <= {"\u2068", "\u2069"}
    text = rest.decode("utf-8")
    assert [payload.name for payload in cases.PAYLOADS if payload.never and payload.never in text] == []


def _look_everywhere(reader: Any) -> None:
    """Has an article shown in all the places that show some of it."""
    reader.press("c")
    reader.sees("Contents")
    reader.press(ESCAPE)
    reader.sees_no_more("Contents")
    reader.press("Q")
    reader.sees("any key goes back")
    reader.press("x")
    reader.sees_no_more("any key goes back")
    reader.press("o")
    reader.sees("Esc  back")
    reader.press("y")
    reader.sees_no_more("Esc  back")
    reader.press("L", "\r")
    reader.sees("Esc  back")
    reader.press("q")
    reader.sees_no_more("Esc  back")
    reader.press("q")


def test_on_the_command_line(
    run_all: Callable[..., tuple[bytes, list[int]]],
    foreign_in: Callable[[bytes], list[str]],
    hostile: Path,
    cases: ModuleType,
) -> None:
    commands: list[list[str | Path]] = [["list", "-C", hostile, "--json"], ["list", "-C", hostile]]
    commands += [["check", hostile, *more] for more in ([], ["--json"])]
    commands += [["search", "word", "begin", "-C", hostile, *more] for more in ([], ["--json"])]
    for file in sorted(hostile.iterdir()):
        for how in (["show"], ["show", "--plain"], ["show", "--json"], ["links"], ["links", "--json"]):
            commands.append([*how, file, "-C", hostile])
    raw, statuses = run_all(commands)
    assert set(statuses) <= {0, 1}
    first = raw.decode().split("\n~ 0 0 ~")[0]
    titles = [json.loads(line[line.index("{") :])["title"] for line in first.splitlines() if "{" in line]
    assert titles == [payload.title_shown for payload in (*cases.PAYLOADS, *cases.TOGETHER)]
    assert foreign_in(raw) == []
    text = raw.decode()
    assert [payload.name for payload in cases.PAYLOADS if payload.never and payload.never in text] == []


def test_in_what_the_command_line_quotes(
    run_all: Callable[..., tuple[bytes, list[int]]],
    foreign_in: Callable[[bytes], list[str]],
    news: Path,
    cases: ModuleType,
    own_home: Path,
) -> None:
    config = own_home / ".config/newsreader/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('"\\u001b]0;owned" = 1\ntheme = "\\u009b31m"\n', encoding="utf-8")
    commands: list[list[str | Path]] = [["config"]]
    for payload in cases.PAYLOADS:
        text = payload.text.replace("\0", "").encode("utf-8", "replace").decode()
        path = text.replace("/", "")
        for how in (
            ["list", "-C", news, "--area", text],
            ["list", "-C", news, "--since", text],
            ["list", "-C", news, "--limit", text],
            ["list", "-C", news / path],
            ["list", f"--{text}"],
            ["show", f"x{text}", "-C", news],
            ["show", news / f"{path}.md"],
            ["links", f"x{text}", "-C", news],
            ["search", "-C", news, "--", text],
            ["resources", "--", text],
            ["check", news / path],
            ["index", news / path],
            ["--completion", text],
            [f"x{text}"],
            [text],
        ):
            commands.append(how)
            if how[0] in {"list", "show", "search", "resources", "check"} and "--" not in how:
                commands.append([*how, "--json"])
    raw, statuses = run_all(commands)
    assert not {70, 74} & set(statuses), [c for c, s in zip(commands, statuses, strict=True) if s in {70, 74}]
    assert foreign_in(raw) == []
    text = raw.decode()
    assert [payload.name for payload in cases.PAYLOADS if payload.never and payload.never in text] == []
