"""The reader in terminals of every kind and size: it is as it should be, and leaves nothing behind."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

_RENDITION = re.compile(r"\x1b\[([0-9;:]*)m")
_NO_COLOURS = {"", "0", "1", "2", "3", "4", "7", "9", "22", "23", "24", "27", "29", "39", "49"}


def test_headlines_article_and_links_and_nothing_left_behind(
    read: Callable[..., Any], foreign_in: Callable[[bytes], list[str]]
) -> None:
    reader = read(size=(160, 50))
    reader.sees("Lamp stolen", "Extra patrols", "3 articles", "The lamp was brass.", "Links · 1")
    assert reader.modes["1049"] and reader.modes["1000"]
    assert reader.settings() != reader.settings_before
    reader.press("J")
    reader.sees("Bring yours – café open.")
    reader.press("q")
    reader.sees("By date")
    reader.press("q")
    assert reader.ends() == 0
    assert reader.is_as_it_was()
    assert foreign_in(reader.raw) == []
    assert reader.text.strip() == ""


def test_it_is_right_at_every_size_even_after_none_at_all(read: Callable[..., Any]) -> None:
    reader = read(size=(80, 24))
    reader.sees("Lamp stolen", "The lamp was brass.")
    for size in ((100, 30), (160, 50)):
        reader.resize(*size)
        reader.sees("Lamp stolen", "The lamp was brass.", f"{' ' * (size[0] - 90)}3 articles")
    reader.sees("Links · 1")
    reader.resize(40, 12)
    reader.sees("Lamp stolen", "3 articles")
    reader.sees_no_more("The lamp was brass.")
    reader.press("\r")
    reader.sees("The lamp was brass.")
    reader.resize(20, 5)
    reader.until(lambda: "20x5 is too small: 36x9 is needed." in reader.words, "that it is too small")
    for size in ((1, 1), (2, 1), (1, 50), (300, 1), (1, 1)):
        reader.resize(*size)
        reader.press("j", "k")
    reader.resize(100, 30)
    reader.sees("Lamp stolen", "The lamp was brass.", "3 articles")
    reader.press("?")
    reader.sees("Type to find")


def test_the_last_of_many_sizes_is_the_one_that_counts(read: Callable[..., Any]) -> None:
    reader = read(size=(100, 30))
    reader.sees("3 articles", "The lamp was brass.")
    for round in range(5):
        for number in range(40):
            reader.resize(60 + number, 20 + number % 30)
        size = (80 + round, 24 + round)
        reader.resize(*size)
        reader.press("j", "k")
        reader.until(lambda size=size: _is_filled(reader.text, *size), f"a screen of {size}")


def _is_filled(screen: str, columns: int, lines: int) -> bool:
    """Whether the bars stand in the first and the last line, up to the last column but one."""
    rows = screen.split("\n")
    return all(re.fullmatch(rf" \S.{{{columns - 5},{columns - 3}}}\S", rows[row]) for row in (0, lines - 1))


def test_a_window_that_no_desk_holds_is_drawn_in_part(read: Callable[..., Any]) -> None:
    reader = read(size=(100, 30))
    reader.sees("3 articles", "The lamp was brass.")
    reader.claim(30_000, 30)
    reader.until(lambda: re.search(rb" {1500}", reader.raw), "a very wide bar")
    reader.claim(100, 30)
    reader.press("?")
    reader.sees("Type to find")
    assert not re.search(rb" {2001}", reader.raw)


def test_surroundings(
    read: Callable[..., Any],
    foreign_in: Callable[[bytes], list[str]],
    news: Path,
    surroundings: Any,
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "obeyed.py").write_text("raise SystemExit('a driver was imported')\n")
    before = set(tmp_path.iterdir())
    reader = read(environ=dict(surroundings.environ), size=(100, 30))
    reader.sees("Lamp stolen", "3 articles", "The lamp was brass.")
    reader.press("J")
    reader.sees("Bring yours")
    reader.press("?")
    reader.sees("Type to find")
    reader.press("\x1b[27u")
    reader.sees_no_more("Type to find")
    reader.press("q")
    reader.press("q")
    assert reader.ends() == 0
    assert reader.is_as_it_was()
    assert foreign_in(reader.raw) == []
    assert not surroundings.only_ascii or reader.raw.isascii()
    renditions = {each for given in _RENDITION.findall(reader.raw.decode()) for each in given.split(";")}
    assert surroundings.colours or renditions <= _NO_COLOURS
    assert set(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the sockets of a process")
def test_no_connection_is_opened(read: Callable[..., Any]) -> None:
    terminal = read()
    terminal.sees("3 articles", "The lamp was brass.")
    process = Path(f"/proc/{terminal.process.pid}")
    sockets = set()
    for link in (process / "fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            sockets.update(re.findall(r"socket:\[([0-9]+)\]", str(link.readlink())))
    assert sockets, "asyncio has a pair of its own, so that none would mean that none can be seen"
    for protocol in ("tcp", "tcp6", "udp", "udp6"):
        table = process / "net" / protocol
        if table.exists():
            inodes = {line.split()[9] for line in table.read_text(encoding="utf-8").splitlines()[1:]}
            assert not sockets & inodes
