"""Nothing of an article, a file's name or an argument reaches the terminal as a command."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., object]

PAYLOADS = {
    "window title": "\x1b]0;x\x07",
    "clipboard": "\x1b]52;c;UEFZTE9BRA==\x1b\\",
    "screen": "\x1b[?1049l\x1b[2J",
    "c1": "\x9b31m\x9d0;x\x9c",
    "null and delete": "a\x00b\x7fc\x08d",
    "bidi": "\u202egnp.exe\u202c \u2066x\u2069",
    "lines": "one\u2028two\u2029three\x85four",
    "zero width": "PAY\u200bLO\u2060AD\ufeff",
    "what is not shown": "PAY\u061c\U000e0072LO\ue000\U00100000AD",
    "markup": "[bold]x[/] [@click=app.bell]y[/]",
}
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ue000-\uf8ff\U000e0000-\U0010ffff]"
)


def _write(folder: Path, payload: str) -> Path:
    quoted = json.dumps(payload)  # JSON's escapes are YAML's: the controls come to be after parsing
    file = folder / "Avonshire" / "article.md"
    file.parent.mkdir()
    template = (Path(__file__).parent / "hostile.txt").read_text(encoding="utf-8")
    file.write_text(template.replace("QUOTED", quoted).replace("PAYLOAD", payload), encoding="utf-8")
    return file


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_command_lets_controls_through(run: Run, tmp_path: Path, payload: str) -> None:
    file = _write(tmp_path, payload)
    commands = [
        ["list", "-C", tmp_path, "--all"],
        ["list", "-C", tmp_path, "--area", payload.replace("\x00", "")],
        ["show", file, "-C", tmp_path],
        ["show", file, "-C", tmp_path, "--plain"],
        ["links", file, "-C", tmp_path],
        ["search", "word", "-C", tmp_path],
        ["search", payload.replace("\x00", ""), "-C", tmp_path],
        ["check", tmp_path],
    ]
    for arguments in commands:
        done = run(*arguments)
        assert done.status in {0, 1}, (arguments, done.err)
        assert not _HARMFUL.findall(done.out + done.err), arguments
        if arguments[0] in {"show", "links", "list", "search", "check"} and "--plain" not in arguments:
            again = run(*arguments, "--json")
            assert not _HARMFUL.findall(again.out + again.err), arguments
            assert all(isinstance(each, dict) for each in again.objects)


@pytest.mark.parametrize("payload", [each for each in PAYLOADS.values() if "\x00" not in each])
def test_nor_does_the_name_of_a_file(run: Run, tmp_path: Path, payload: str) -> None:
    name = payload.replace("/", "")
    folder = tmp_path / name
    folder.mkdir()
    (folder / f"{name}.md").write_text("Text without a date, call 101.\n", encoding="utf-8")
    for arguments in (
        ["list", "-C", tmp_path],
        ["check", tmp_path],
        ["check", folder / "none"],
        ["show", folder / f"{name}.md", "-C", folder],
        ["links", folder / f"{name}.md", "-C", folder],
    ):
        for more in ([], ["--json"]):
            done = run(*arguments, *more)
            assert done.status in {0, 1, 3}, done.err
            assert not _HARMFUL.findall(done.out + done.err), arguments


@pytest.mark.parametrize("payload", [each for each in PAYLOADS.values() if "\x00" not in each])
def test_nor_does_a_catalogue(run: Run, tmp_path: Path, payload: str) -> None:
    folder = tmp_path / "resources"
    folder.mkdir()
    quoted = json.dumps(payload)
    facts = ("name", "category", "address", "phone", "status", "checked", "replaced_by", "note", "aliases")
    entry = ", ".join(f"{fact}: {quoted}" for fact in facts)
    name = payload.replace("/", "")
    (folder / f"{name}.yaml").write_text(
        f"{quoted}: [x]\nresources:\n- {{id: {quoted}, {entry}, {quoted}: x, match: [{{{quoted}: [x]}}]}}\n"
    )
    (folder / f"{name} raw.yaml").write_text(f"resources: {payload}\n")
    for more in ([], ["--json"]):
        done = run("check", folder, *more)
        assert done.status == 1, done.err
        assert not _HARMFUL.findall(done.out + done.err)
        assert "resource-" in done.out or not more


@pytest.mark.parametrize("name", ["x" * 5_000, "x" * 300 + ".yaml", "x/" * 3_000, "resources/" + "x" * 300])
def test_a_name_that_is_too_long_is_told(run: Run, name: str) -> None:
    done = run("check", name)
    assert done.status in {1, 3} and "xxx" in (done.out + done.err).replace("/", "")


def _in_terminal(*arguments: str | Path, **environ: str) -> str:
    """What a command writes to a terminal; how far it has come is told on stderr, and not looked at."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "newsreader", *map(str, arguments)]
    settings = {**os.environ, "TERM": "xterm-256color", **environ}
    with subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=subprocess.DEVNULL, env=settings
    ) as running:
        os.close(follower)
        chunks = []
        while True:
            try:
                chunk = os.read(leader, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not chunk:
                break
            chunks.append(chunk)
        running.wait(30)
    os.close(leader)
    return b"".join(chunks).decode("utf-8")


def test_a_terminal_gets_colours_and_nothing_else(news: Path) -> None:
    text = _in_terminal("show", news / "Avonshire" / "bicycles.md", "-C", news)
    assert "\x1b[1m" in text
    assert re.findall(r"\x1b(?!\[[0-9;]*m)", text) == []
    assert text.count("\x1b[") % 2 == 0  # each is taken back


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(news: Path, environ: dict[str, str]) -> None:
    for arguments in (["list", "-C", news], ["show", news / "Avonshire" / "bicycles.md", "-C", news]):
        assert "\x1b" not in _in_terminal(*arguments, **environ)
