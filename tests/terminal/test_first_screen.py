"""The first screen before Textual is there: true, the same as Textual's, and nothing is left of it behind."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyte
import pytest

SIZE = (100, 30)
BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"
_STUCK = """
import sys, time
from newsreader.cli.main import run
class Stuck:
    def find_spec(self, name, path=None, target=None):
        if name == "newsreader.reader.app":
            {how}
sys.meta_path.insert(0, Stuck())
sys.exit(run(sys.argv[1:]))
"""
FOR_EVER, FAILS = _STUCK.format(how="time.sleep(600)"), _STUCK.format(how="1 / 0")
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\][^\x07\x1b]*\x07|\x1b\[\?[0-9;]*\$p")

Read = Callable[..., Any]


def _screen(size: tuple[int, int]) -> tuple[Callable[[bytes], None], Callable[[], list[list[Any]]]]:
    """A terminal that keeps colours: what feeds it, and every cell of it."""
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    return (
        lambda raw: stream.feed(_UNKNOWN_TO_PYTE.sub(b"", raw)),
        lambda: [[screen.buffer[y][x] for x in range(size[0])] for y in range(size[1])],
    )


def _drawn_first(raw: bytearray) -> bytes:
    """What was drawn before Textual was there."""
    return bytes(raw[: raw.index(END) + len(END)])


def _text(cells: list[list[Any]]) -> str:
    return "\n".join("".join(cell.data for cell in line) for line in cells)


@pytest.fixture
def been_here(read: Read, own_home: Path) -> Callable[..., None]:
    """Has the reader been started here before, and left after some keys."""

    def start(
        *keys: str, sees: str = "", size: tuple[int, int] = SIZE, reads: str = "The lamp was brass."
    ) -> None:
        kept = own_home / ".cache/newsreader/first-screen"
        before = len(list(kept.glob("*.json")))
        reader = read(size=size)
        reader.sees("3 articles", reads)
        reader.until(lambda: len(list(kept.glob("*.json"))) > before, "the first screen is kept")
        reader.press(*keys)
        reader.sees(sees)
        reader.press("\x11")
        assert reader.ends() == 0

    return start


def test_textual_draws_the_same_over_it(read: Read, been_here: Read) -> None:
    narrow = (60, 11)  # no article beside the list, which is longer than its pane
    been_here("r", sees="2 unread", size=narrow, reads="Lamp stolen")
    reader = read(size=narrow)
    reader.until(lambda: b"Enter" in reader.raw[reader.raw.rfind(b"\x1b[?2004h") :], "Textual's footer")
    first = _drawn_first(reader.raw)
    assert first.startswith(b"\x1b[?1049h")
    feed, cells = _screen(narrow)
    feed(first)
    seen = cells()
    assert "3 articles · 2 unread" in _text(seen) and "Lamp stolen" in _text(seen)
    rest = bytes(reader.raw)[len(first) :]
    lines = re.split(rb"(?=\x1b\[\d+;\d+H)", rest)
    assert len(lines) > narrow[1]
    for line in lines:
        feed(line)
        assert cells() == seen


def test_the_article_comes_beside_it(read: Read, been_here: Read) -> None:
    been_here()
    reader = read(size=SIZE)
    reader.sees("Lamp stolen", "The lamp was brass.")
    feed, cells = _screen(SIZE)
    feed(_drawn_first(reader.raw))
    before = cells()
    feed(bytes(reader.raw)[len(_drawn_first(reader.raw)) :])
    for line, (old, new) in enumerate(zip(before, cells(), strict=True)):
        same = {0: SIZE[0], 1: SIZE[0], SIZE[1] - 1: 80}.get(line, 35)
        assert [cell.data for cell in old[:same]] == [cell.data for cell in new[:same]]
    assert not _text([line[35:] for line in before[2:-1]]).strip()
    rest = bytes(reader.raw)[len(_drawn_first(reader.raw)) :]
    assert b"\x1b[?1049h" not in rest and b"\x1b[2J" not in rest


def test_it_shows_what_is_so_now(read: Read, been_here: Read, on_terminal: Read, news: Path) -> None:
    been_here()
    (news / "Mercia" / "kite.md").write_text(
        "---\ntitle: A kite on the green\ndate: 2019-03-16\n---\n\nRed.\n"
    )
    index = on_terminal([sys.executable, "-m", "newsreader", "index", news])
    assert index.ends() == 0
    reader = on_terminal([sys.executable, "-c", FOR_EVER, news], size=SIZE)
    reader.sees("A kite on the green", "4 articles · 4 unread")


def test_nothing_is_drawn_for_another_size_or_other_colours(
    read: Read, been_here: Read, on_terminal: Read, news: Path
) -> None:
    been_here()
    for options in ({"size": (101, 30)}, {"size": SIZE, "environ": {"NO_COLOR": "1"}}):
        reader = on_terminal([sys.executable, "-c", FAILS, news], **options)
        assert reader.ends() == 70
        assert END not in reader.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_ended_while_textual_is_on_its_way(
    been_here: Read, on_terminal: Read, news: Path, number: int
) -> None:
    been_here()
    reader = on_terminal([sys.executable, "-c", FOR_EVER, news], size=SIZE)
    reader.sees("Lamp stolen")
    assert reader.modes["1049"] and reader.settings() != reader.settings_before
    reader.process.send_signal(number)
    assert reader.ends() == 128 + number
    assert reader.is_as_it_was()
    assert reader.text.strip() == ""


def test_a_start_that_fails_after_it(been_here: Read, on_terminal: Read, news: Path) -> None:
    been_here()
    reader = on_terminal([sys.executable, "-c", FAILS, news], size=SIZE)
    assert reader.ends() == 70
    assert END in reader.raw
    assert reader.is_as_it_was()
    assert "ZeroDivisionError" in reader.text and "Lamp" not in reader.text


def test_content_that_is_gone_shows_nothing(been_here: Read, read: Read, news: Path, tmp_path: Path) -> None:
    been_here()
    news.rename(tmp_path / "elsewhere")
    reader = read(size=SIZE)
    assert reader.ends() == 3
    assert reader.is_as_it_was() and END not in reader.raw


def test_keys_typed_at_it_are_neither_shown_nor_lost(been_here: Read, read: Read) -> None:
    been_here()
    reader = read(size=SIZE)
    reader.until(lambda: END in reader.raw, "the first screen")
    reader.press("/zenRquit")
    reader.sees("No article contains", "“zenRquit”")
    echoed = reader.raw[reader.raw.index(END) + len(END) : reader.raw.index(b"\x1b[?1000h")]
    assert echoed == b""
    reader.press("\x11")
    assert reader.ends() == 0
    assert reader.is_as_it_was()


@pytest.mark.parametrize("after", [b"", END], ids=["at once", "when it is seen"])
def test_a_key_pressed_at_it_moves_what_it_shows(been_here: Read, read: Read, after: bytes) -> None:
    been_here()
    reader = read(size=SIZE)
    reader.until(lambda: after in reader.raw, "the first screen")
    reader.press("J", "\r")
    reader.sees("Bring yours – café open.")


def test_hostile_titles(
    read: Read, on_terminal: Read, hostile: Path, own_home: Path, foreign_in: Read
) -> None:
    reader = read(hostile, size=SIZE)
    reader.sees("Begin", "articles")
    kept = own_home / ".cache/newsreader/first-screen"
    reader.until(lambda: list(kept.glob("*.json")), "the first screen is kept")
    reader.press("\x11")
    assert reader.ends() == 0
    reader = on_terminal([sys.executable, "-c", FOR_EVER, hostile], size=SIZE)
    reader.until(lambda: END in reader.raw, "the first screen")
    assert "Begin" in reader.text
    assert foreign_in(reader.raw) == []
    frame = reader.raw[reader.raw.index(BEGIN) :]
    assert not re.search(rb"\x1b(?!\[(?:[0-9;]*m|\d+;1H|\?2026[hl]))", frame)


def test_after_a_stop_the_screen_is_entered_again(been_here: Read, read: Read) -> None:
    been_here()
    reader = read(size=SIZE)
    reader.sees("3 articles", "The lamp was brass.")
    reader.process.send_signal(signal.SIGTSTP)
    reader.until(lambda: not reader.modes["1049"] and not reader.modes["1000"], "the terminal as it was")
    os.waitid(os.P_PID, reader.process.pid, os.WSTOPPED)
    assert reader.settings() == reader.settings_before
    reader.process.send_signal(signal.SIGCONT)
    reader.until(lambda: reader.modes["1049"], "the reader's screen")
    reader.sees("3 articles", "The lamp was brass.")
