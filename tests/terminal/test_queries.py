"""What is searched for and filtered by is shown in several sentences, and obeyed in none."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

ESCAPE = b"\x1b[27u"


@pytest.mark.parametrize(
    ("key", "empty", "answer"),
    [
        ("/", "Search all articles", "No article contains"),
        ("f", "Keep headlines with", "No headline contains"),
    ],
)
def test_a_hostile_query(
    read: Callable[..., Any],
    foreign_in: Callable[[bytes], list[str]],
    cases: ModuleType,
    key: str,
    empty: str,
    answer: str,
) -> None:
    reader = read(size=(100, 30))
    reader.sees("3 articles", "The lamp was brass.")
    reader.press(key)
    for payload in cases.PAYLOADS:
        reader.sees(empty)
        reader.press(b"\x1b[200~" + payload.text.encode("utf-8", "replace") + b"\x1b[201~", "zzz")
        reader.sees(answer, "zzz")
        reader.press("\x15")
    reader.press(ESCAPE)
    reader.sees("By date")
    assert foreign_in(reader.raw) == []
    commands = [payload.never for payload in cases.PAYLOADS if "\x1b" in payload.never]
    assert not [each for each in commands if each in reader.raw.decode()]
