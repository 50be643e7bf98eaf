"""Where the keys of a TOML file stand, and how one of them is changed in place.

`tomllib` tells what a file says; a person needs to hear where, and wants to find their comments again.
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
_VALUE = re.compile(rf"[ \t]*(?P<value>(?:{_STRING})|[^#\r\n]*[^#\s])", re.DOTALL)
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEYS = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_SET = re.compile(rf"[ \t]*(?P<keys>{_KEYS})[ \t]*=")
_HEADER = re.compile(rf"[ \t]*(?P<opening>\[\[?)[ \t]*(?P<keys>{_KEYS})[ \t]*\]")
_TITLE = re.compile(r"(?:[ \t]*#[^\n]*\n)+(?=[ \t\r]*(?:\n|\Z))")
"""Comments at the start that belong to the whole file, and not to what follows them."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Statement(NamedTuple):
    """A key that is set, or the header of a table."""

    path: tuple[str, ...]
    """All names from the top, those of the table included."""
    number: int
    """Of an array of tables: which of its tables this is in, from 0; else 0."""
    line: int
    """From 1."""
    value: int
    """Offset behind the `=`; -1 for a header."""
    end: int
    """Offset of the line's end after it, or of the text's."""


def line_of(statements: Iterable[Statement], *path: str, number: int = 0) -> int | None:
    """The line on which a key is set or its table begins, else where the table that holds it does; None where
    neither is among the statements.

    `number` says which table of an array of tables is meant.
    """
    found: dict[int, int] = {}
    for each in statements:
        depth = 0
        while depth < min(len(path), len(each.path)) and path[depth] == each.path[depth]:
            depth += 1
        # A whole array written in one statement holds all of its tables.
        if each.number == number or (len(each.path) == 1 and each.value >= 0):
            found.setdefault(depth, each.line)
    deepest = max(found, default=0)
    return found[deepest] if deepest else None


def statements(text: str) -> Iterator[Statement]:
    """Every key and header of a valid TOML text, in order."""
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
    """Where each statement begins and its last line ends, also of empty lines and comments."""
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
    """The names in a dotted key, as the parser reads them."""
    if _BARE.fullmatch(keys):
        return (keys,)
    names: list[str] = []
    inner: object = parse(f"{keys} = 0")
    while isinstance(inner, dict):
        ((name, inner),) = inner.items()
        names.append(name)
    return tuple(names)


def with_value(text: str, key: str, value: str) -> str:
    """The valid TOML `text` with one key at its top set to a text; every other character stays as it is.

    Raises ValueError where the key cannot be set, as where it is a table.
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
    if not _says(changed, {**parse(text), key: value}):
        raise ValueError(f"{key} cannot be set there, for it is a table or a list: take that away first.")
    return changed


def _says(text: str, table: Table) -> bool:
    try:
        return parse(text) == table
    except NotTomlError:
        return False
