"""Derive inputs from a regular expression that make it slow if it backtracks more than in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
SUFFIXES = ("", "\x00", "\n\x00")
MOST_BODIES = 14
MOST_INPUTS = 110
_CANDIDATES = "a0 -_.,:;/|\n\t\"'([{<#*é漢"
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "0",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: "-",
}


class Pump(NamedTuple):
    """An input of any length: `prefix`, as many of `unit` as it takes, `suffix`."""

    prefix: str
    unit: str
    suffix: str

    def text(self, length: int) -> str:
        return self.prefix + self.unit * max(length // len(self.unit), 1) + self.suffix


def pumps(pattern: re.Pattern[Any]) -> Iterator[Pump]:
    """Yield inputs: each repeat repeated, with others between, and the whole pattern repeated."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = sre_parser.parse(text, pattern.flags & ~re.UNICODE)
    repeats = list(_repeats(list(tree), "", {}))
    bodies = _unique(body for _, found in repeats for body in found)[:MOST_BODIES]
    prefixes = _unique(["", *(prefix for prefix, _ in repeats)])
    units = [
        *((prefix, body) for prefix, found in repeats for body in found),
        *(("", prefix + body) for prefix, found in repeats for body in found),
        *(("", prefix) for prefix in prefixes if prefix),
        *(("", first + second) for first in bodies for second in bodies if first != second),
        *((prefix, body) for prefix in prefixes[:6] for body in bodies),
        ("", _example(list(tree), {})),
    ]
    found = _unique(Pump(prefix, unit, suffix) for prefix, unit in units if unit for suffix in SUFFIXES)
    yield from islice(found, MOST_INPUTS)


def _unique(items: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(items))


def _repeats(items: Sequence[Any], prefix: str, groups: dict[int, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each repeat: a text that leads to it, and texts that its body matches."""
    for operation, argument in items:
        for inner in _inner(operation, argument):
            yield from _repeats(inner, prefix, groups)
        if operation in REPEATS and argument[1] > 3:
            yield prefix, _variants(list(argument[2]), groups)
        prefix += _example([(operation, argument)], groups)


def _inner(operation: Any, argument: Any) -> list[list[Any]]:
    if operation in REPEATS:
        return [list(argument[2])]
    if operation is sre.SUBPATTERN:
        return [list(argument[3])]
    if operation is sre.BRANCH:
        return [list(branch) for branch in argument[1]]
    if operation is sre.ATOMIC_GROUP:
        return [list(argument)]
    if operation in (sre.ASSERT, sre.ASSERT_NOT):
        return [list(argument[1])]
    return []


def _variants(items: list[Any], groups: dict[int, str]) -> list[str]:
    """Return some texts that the items match: each alternative, and several characters of a class."""
    if len(items) == 1:
        operation, argument = items[0]
        if operation is sre.BRANCH:
            return _unique(
                text for branch in argument[1] for text in _variants(list(branch), groups) if text
            )[:6]
        if operation is sre.SUBPATTERN:
            return _variants(list(argument[3]), groups)
        if operation is sre.IN:
            return _members(argument)[:4]
    text = _example(items, groups)
    longer = "".join(
        _example([item], groups) * (2 if item[0] in REPEATS else 1) or _example_of_optional(item, groups)
        for item in items
    )
    return [text for text in _unique([text, longer]) if text]


def _example_of_optional(item: Any, groups: dict[int, str]) -> str:
    operation, argument = item
    return _example(list(argument[2]), groups) if operation in REPEATS else ""


def _example(items: Sequence[Any], groups: dict[int, str]) -> str:
    """Return a short text that the items match, as well as can be told."""
    return "".join(_example_of(operation, argument, groups) for operation, argument in items)


def _example_of(operation: Any, argument: Any, groups: dict[int, str]) -> str:
    if operation is sre.LITERAL:
        return chr(argument)
    if operation is sre.NOT_LITERAL:
        return next(character for character in _CANDIDATES if ord(character) != argument)
    if operation is sre.ANY:
        return "a"
    if operation is sre.IN:
        return _members(argument)[0]
    if operation in REPEATS:
        return _example(list(argument[2]), groups) * max(argument[0], 0)
    if operation is sre.SUBPATTERN:
        text = _example(list(argument[3]), groups)
        if argument[0] is not None:
            groups[argument[0]] = text
        return text
    if operation is sre.BRANCH:
        return _example(list(argument[1][0]), groups)
    if operation is sre.ATOMIC_GROUP:
        return _example(list(argument), groups)
    if operation is sre.GROUPREF:
        return groups.get(argument, "")
    return ""


def _members(argument: Sequence[Any]) -> list[str]:
    """Return some characters of a class."""
    if argument and argument[0][0] is sre.NEGATE:
        return [character for character in _CANDIDATES if not _contains(argument[1:], character)] or ["\x01"]
    found = []
    for operation, value in argument:
        if operation is sre.LITERAL:
            found.append(chr(value))
        elif operation is sre.RANGE:
            found.append(chr(value[0]))
        elif operation is sre.CATEGORY:
            found.append(_CATEGORIES.get(value, "a"))
    spaces = [character for character in found if character.isspace()]
    return _unique([*found[:2], *spaces[:1], *found[2:]])


def _contains(argument: Sequence[Any], character: str) -> bool:
    for operation, value in argument:
        if operation is sre.LITERAL and value == ord(character):
            return True
        if operation is sre.RANGE and value[0] <= ord(character) <= value[1]:
            return True
        if operation is sre.CATEGORY and re.match(_CLASS_OF[value], character):
            return True
    return False


_CLASS_OF = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
