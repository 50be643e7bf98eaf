"""Whatever a terminal sends, the reader goes on, and answers the next key."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ESCAPE = b"\x1b[27u"
PASTE_END = b"\x1b[201~"
HELP = "Type to find"
SEEDS = (1, 7, 42)


def _answers(reader: Any) -> None:
    """A key that comes while a window opens or closes is lost with it: it is pressed again, as one would."""
    for _ in range(10):
        reader.press("?")
        if reader.comes_to_see(HELP, within=2):
            break
        reader.press(ESCAPE)
    reader.sees(HELP)
    reader.press(ESCAPE)
    reader.sees_no_more(HELP)


@pytest.fixture
def reader(read: Callable[..., Any]) -> Iterator[Any]:
    """A reader at its articles."""
    started = read(size=(100, 30))
    started.sees("3 articles", "The lamp was brass.")
    yield started


def test_bytes_that_no_keyboard_sends(
    reader: Any,
    given: Any,
    foreign_in: Callable[[bytes], list[str]],
) -> None:
    reader.press(given.data)
    reader.taken()
    _answers(reader)
    assert foreign_in(reader.raw) == []


def test_a_paste_stays_in_its_field(reader: Any, foreign_in: Callable[[bytes], list[str]]) -> None:
    reader.press("/")
    reader.sees("Search all articles")
    reader.press(b"\x1b[200~zzz\x1b]0;owned\x07\x1b[38;5;213;9m\x9b5mq\r\nQ\x1b[201~")
    reader.sees("No article contains", "zzz")
    reader.press(ESCAPE)
    reader.sees_no_more("No article contains")
    _answers(reader)
    assert foreign_in(reader.raw) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_garbage(reader: Any, seed: int, foreign_in: Callable[[bytes], list[str]]) -> None:
    """All bytes, in any order, but for the two keys that leave."""
    source = random.Random(seed)
    data = bytes(source.choice(_HARMLESS) for _ in range(2_500))
    reader.press(data)
    reader.press(PASTE_END)
    reader.taken()
    _answers(reader)
    assert foreign_in(_without_copies(reader.raw)) == []


_HARMLESS = bytes(set(range(256)) - {0x11, ord("q")})


def _without_copies(raw: bytes) -> bytes:
    return re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", raw)


def test_what_is_typed_at_once_is_taken_in_order(reader: Any) -> None:
    reader.press("/lamp\x15\x1b[200~faor\x1b[201~\x7f\x7fix\x1b[D\x1b[3~r")
    reader.sees("1 article", "at the fair")
    reader.until(lambda: re.search(r"^.fair +│", reader.text, re.MULTILINE), "the field with what was typed")


def test_a_paste_that_comes_in_parts_is_one(reader: Any) -> None:
    reader.press("/")
    reader.sees("Search all articles")
    reader.press(b"\x1b[200~la")
    assert not reader.comes_to_see("la  ", within=0.5)
    reader.press(b"\x1bmp\x1b[201~")
    reader.until(lambda: re.search(r"^.lamp +│", reader.text, re.MULTILINE), "the field with what was pasted")


def test_letters_typed_ahead_are_searched_for_and_no_commands(reader: Any) -> None:
    reader.press("/zenRquit")
    reader.sees("No article contains", "“zenRquit”")
    assert "3 unread" in reader.text


def test_a_key_that_is_no_character_can_be_searched_for(reader: Any) -> None:
    reader.press("/", b"\x1b[55296uzzz")
    reader.sees("No article contains", "zzz")
    reader.press(ESCAPE)
    reader.sees_no_more("No article contains")
    _answers(reader)
