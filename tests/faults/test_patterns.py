"""No regular expression repeats a group possessively.

`(…)*+` and `(…)++` match wrongly on Python 3.11.0 to 3.11.4 (https://github.com/python/cpython/issues/106052).
An atomic group, `(?>(…)*)`, means the same and is right on all of them, as is a possessive `[…]*+`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsreader
from newsreader.kiosk.terminal.output_writer import only_drawing

PACKAGE = Path(newsreader.__file__).parent
POSSESSIVE = r"(?:[*+?]|\{\d+(?:,\d*)?\})\+"
AFTER_GROUP = re.compile(r"(?<!\\)\)" + POSSESSIVE)
AT_START = re.compile(POSSESSIVE)


def possessive_groups(source: str) -> Iterator[str]:
    """Yield the texts of a module in which a group, or a pattern filled in, is repeated possessively."""
    tree = ast.parse(source)
    no_pattern = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "safe"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for before, after in zip(node.values, node.values[1:], strict=False):
                filled_in = isinstance(before, ast.FormattedValue) and isinstance(after, ast.Constant)
                if filled_in and AT_START.match(str(after.value)):
                    yield str(after.value)
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in no_pattern
            and AFTER_GROUP.search(node.value)
        ):
            yield node.value


@pytest.mark.parametrize(
    "file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE))
)
def test_no_group_is_repeated_possessively(file: Path) -> None:
    assert list(possessive_groups(file.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "pattern", ['r"(?:ab?)*+"', 'r"(a)++"', 'rf"(x){{2,}}+"', 'rf"{GROUP}*+"', '"(a|b)?+"']
)
def test_a_possessive_group_is_found(pattern: str) -> None:
    assert len(list(possessive_groups(f"P = re.compile({pattern})"))) == 1


@pytest.mark.parametrize("pattern", ['r"[ab]*+x++"', 'r"(?>(?:ab?)*)"', r'r"\)*+"', 'rf"{CLASS}+"'])
def test_other_patterns_are_allowed(pattern: str) -> None:
    assert list(possessive_groups(f"P = re.compile({pattern})")) == []


@pytest.mark.parametrize("beginning", ["\x1b", "\x1b[", "\x1b[3", "\x1b]52;c", "\x1bP"])
def test_the_beginning_of_a_control_sequence_is_not_drawn(beginning: str) -> None:
    drawn = only_drawing(f"text{beginning}")
    assert "\x1b" not in drawn
    assert drawn.startswith("text")
