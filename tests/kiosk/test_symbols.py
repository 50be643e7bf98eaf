"""Every character that the display draws by itself has one that each terminal can draw."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader import kiosk
from newsreader.ui.charset import Symbols, replace_missing

ROOM = Path(kiosk.__file__).parent
CONSOLE = set(bytes(range(128, 256)).decode("cp437")) | set("☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂")
"""What the fonts of a plain console have beside ASCII: those of the first displays of PCs."""
READ_ONLY = {"input_filter.py", "appeals.py", "excerpts.py", "qr_policy.py", "banner.py"}
"""Modules that look for characters in what others wrote, and draw none."""


def strings(file: Path) -> Iterator[str]:
    """Everything that is drawn from a module: its strings, without what tells of them."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def characters() -> set[str]:
    """All that are not ASCII."""
    found = {text for file in ROOM.rglob("*.py") if file.name not in READ_ONLY for text in strings(file)} | {
        file.read_text(encoding="utf-8") for file in (ROOM / "languages").glob("*.toml")
    }
    return {each for text in found for each in text if not each.isascii()}


def test_they_are_found() -> None:
    assert {"►", "║", "▎", "━", "ô", "→", "▀"} <= characters()


@pytest.mark.parametrize("character", sorted(characters()), ids=lambda one: f"U+{ord(one):04X}")
def test_each_has_a_substitute(character: str) -> None:
    ascii_only = replace_missing(character, Symbols.ASCII)
    assert ascii_only.isascii() and "?" not in ascii_only
    console = replace_missing(character, Symbols.CONSOLE)
    assert console.isascii() or console in CONSOLE or re.fullmatch(r"[^\W\d_]", console), (
        f"{character} is drawn as {console} on a console"
    )


def test_focus_and_progress_show_without_colours_in_each() -> None:
    for symbols in Symbols:
        assert replace_missing("═", symbols) != replace_missing("─", symbols) != replace_missing("━", symbols)
        assert replace_missing("▸", symbols) != replace_missing("▎", symbols)
