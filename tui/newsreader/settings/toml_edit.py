"""Find the lines of keys in a TOML file, and change one value in place.

`tomllib` gives values without their lines, and cannot write; comments must survive a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsreader.settings.toml_file import NotTomlError, Table, as_toml, parse

_STRING = (
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
_TOKEN = re.compile(rf"{_STRING}|#[^\n]*|[\[\]{{}}\n]", re.DOTALL)
_VALUE = re.compile(rf"[ \t]*+(?P<value>(?:{_STRING})|[^#\r\n]*[^#\s])", re.DOTALL)
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEYS = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_SET = re.compile(rf"[ \t]*(?P<keys>{_KEYS})[ \t]*=")
_HEADER = re.compile(rf"[ \t]*(?P<opening>\[\[?)[ \t]*(?P<keys>{_KEYS})[ \t]*\]")
_TITLE = re.compile(r"(?:[ \t]*#[^\n]*\n)+(?=[ \t\r]*(?:\n|\Z))")
"""Comments at the start that are about the whole file."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Statement(NamedTuple):
    """An assignment of a key, or a table header."""

    path: tuple[str, ...]
    """Names from the top level, including the table's."""
    number: int
    """Index in an array of tables, from 0; else 0."""
    line: int
    """From 1."""
    value: int
    """Offset after the `=`; -1 for a header."""
    end: int
    """Offset of the end of its last line."""


def line_of(statements: Iterable[Statement], *path: str, number: int = 0) -> int | None:
    """Return the line of a key or table, else of the table that contains it, else None.

    `number` is the index in an array of tables.
    """
    found: dict[int, int] = {}
    for each in statements:
        depth = 0
        while depth < min(len(path), len(each.path)) and path[depth] == each.path[depth]:
            depth += 1
        # An array written in one statement contains all of its tables.
        if each.number == number or (len(each.path) == 1 and each.value >= 0):
            found.setdefault(depth, each.line)
    deepest = max(found, default=0)
    return found[deepest] if deepest else None


def statements(text: str) -> Iterator[Statement]:
    """Yield the assignments and headers of valid TOML, in order."""
    table: tuple[str, ...] = ()
    opened: dict[tuple[str, ...], int] = {}
    line, counted = 1, 0
    for start, end in _extents(text):
        line, counted = line + text.count("\n", counted, start), start
        if header := _HEADER.match(text, start, end):
            table = _names(header["keys"])
            if header["opening"] == "[[":
                opened[table] = opened.get(table, -1) + 1
            yield Statement(table, opened.get(table, 0), line, -1, end)
        elif key := _SET.match(text, start, end):
            yield Statement((*table, *_names(key["keys"])), opened.get(table, 0), line, key.end(), end)


def _extents(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each statement, blank line and comment."""
    start = depth = 0
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth == 0:
                yield start, token.start()
                start = token.end()
    yield start, len(text)


def _names(keys: str) -> tuple[str, ...]:
    """Split a dotted key into its names."""
    if _BARE.fullmatch(keys):
        return (keys,)
    names: list[str] = []
    inner: object = parse(f"{keys} = 0")
    while isinstance(inner, dict):
        ((name, inner),) = inner.items()
        names.append(name)
    return tuple(names)


def set_value(text: str, key: str, value: str) -> str:
    """Set a top-level key of valid TOML to a text, leaving every other character unchanged.

    Raises ValueError if the key cannot be set, for example because it is a table.
    """
    written = as_toml(value)
    top = [each for each in statements(text) if each.value >= 0 and len(each.path) == 1 and not each.number]
    headers = [each.line for each in statements(text) if each.value < 0]
    top = [each for each in top if not headers or each.line < headers[0]]
    there = next((each for each in top if each.path == (key,)), None)
    newline = "\r\n" if "\r\n" in text else "\n"
    if there is not None:
        old = _VALUE.match(text, there.value)
        changed = f"{text[: old.start('value')]}{written}{text[old.end('value') :]}" if old else text
    elif top:
        end = top[-1].end - text[: top[-1].end].endswith("\r")
        changed = f"{text[:end]}{newline}{key} = {written}{text[end:]}"
    else:
        title = _TITLE.match(text)
        start = title.end() if title else 0
        changed = f"{text[:start]}{key} = {written}{newline}{text[start:]}"
    if not _parses_as(changed, {**parse(text), key: value}):
        raise ValueError(f"{key} cannot be set, because it is a table or a list there: remove that first.")
    return changed


def _parses_as(text: str, table: Table) -> bool:
    try:
        return parse(text) == table
    except NotTomlError:
        return False
