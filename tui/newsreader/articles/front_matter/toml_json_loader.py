"""Load TOML and JSON front matter."""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, time

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.metadata import (
    MAX_DEPTH,
    MAX_VALUES,
    FrontMatterLimitError,
    Pairs,
    Position,
    Value,
)
from newsreader.articles.front_matter.repair import read_lines
from newsreader.articles.front_matter.yaml_loader import check_nesting

_TOML_NAME = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_TOML_KEY = re.compile(
    rf"^[ \t]*+(?P<header>\[{{0,2}}+)[ \t]*+"
    rf"(?P<key>{_TOML_NAME}(?>(?:[ \t]*\.[ \t]*{_TOML_NAME})*))[ \t]*[]=]",
    re.MULTILINE,
)
_TOML_NAMES = re.compile(_TOML_NAME)
_TOML_DEEP_KEY = re.compile(rf"(?:\.[\w\"' -]*+){{{MAX_DEPTH}}}[]=]")
_JSON_STRING = re.compile(r'"[^"\\]*+(?>(?:\\.[^"\\]*+)*)(?:"(?P<key>\s*+:)?|\Z)', re.DOTALL)


def load_toml(block: str, first_line: int, findings: FindingCollector) -> Pairs | None:
    """Parse a TOML document; if it is invalid, read its plain lines."""
    try:
        check_nesting(block)
        if _TOML_DEEP_KEY.search(block):  # tomllib takes quadratic time for it
            raise FrontMatterLimitError("is nested too deeply")
        pairs = _plain_pairs(tomllib.loads(block))
    except ValueError as error:
        line = re.search(r"at line (\d+)", str(error))
        _add_broken(error, "TOML", first_line + (int(line[1]) - 1 if line else 0), findings)
        return read_lines(block, first_line) or None
    return _with_toml_positions(pairs, _toml_positions(block, first_line), ())


def load_json(block: str, first_line: int, findings: FindingCollector) -> Pairs | None:
    """Parse a JSON object, whose braces may be left out; if it is invalid, read its plain lines."""
    bare = block.strip()
    try:
        check_nesting(bare)
        value = _JSON.decode(bare if bare.startswith("{") else f"{{{bare}}}")
    except ValueError as error:
        _add_broken(error, "JSON", first_line + getattr(error, "lineno", 1) - 1, findings)
        return read_lines(block, first_line) or None
    if not isinstance(value, Pairs):
        return None
    _add_json_positions(value, _json_positions(block, first_line))
    return value


def json_length(text: str) -> int | None:
    """Return the length of the JSON object at the start of `text`, if it is valid."""
    try:
        check_nesting(text)
        return int(_JSON.raw_decode(text)[1])
    except ValueError:
        return None


def _add_broken(error: ValueError, language: str, line: int, findings: FindingCollector) -> None:
    problem = str(error) if isinstance(error, FrontMatterLimitError) else f"is no valid {language}"
    findings.add(
        Severity.ERROR,
        "front-matter-broken",
        f"The front matter {problem}; only its plain lines were read.",
        "Correct it where the line says, or write it as YAML: one “key: value” a line.",
        position=(line, 1),
    )


def _plain(value: object, depth: int = 0) -> Value:
    """Return a value of TOML or JSON as text, lists and pairs."""
    if isinstance(value, str | Pairs):
        return value
    if isinstance(value, Mapping):
        return _plain_pairs(value, depth + 1)
    if isinstance(value, list):
        _check_count(value)
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _plain_pairs(mapping: Mapping[str, object], depth: int = 0) -> Pairs:
    if depth > MAX_DEPTH:
        raise FrontMatterLimitError("is nested too deeply")
    _check_count(mapping)
    return Pairs((key, None, _plain(value, depth)) for key, value in mapping.items())


def _json_object(members: list[tuple[str, object]]) -> Pairs:
    _check_count(members)
    return Pairs((key, None, _plain(value)) for key, value in members)


def _check_count(values: Mapping[str, object] | list[object] | list[tuple[str, object]]) -> None:
    if len(values) > MAX_VALUES:
        raise FrontMatterLimitError(f"has more than {MAX_VALUES} values")


_JSON = json.JSONDecoder(
    object_pairs_hook=_json_object, parse_float=str, parse_int=str, parse_constant=str, strict=False
)


class _Positions:
    """Convert offsets in a block to lines and columns of the file."""

    def __init__(self, block: str, first_line: int) -> None:
        self._first_line = first_line
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", block))]

    def at(self, offset: int) -> Position:
        line = bisect_right(self._line_starts, offset) - 1
        return self._first_line + line, offset - self._line_starts[line] + 1


def _json_positions(block: str, first_line: int) -> Iterator[Position]:
    """Yield the position of each key in the order of the text."""
    positions = _Positions(block, first_line)
    for match in _JSON_STRING.finditer(block):
        if match["key"]:
            yield positions.at(match.start())


def _add_json_positions(value: Value, positions: Iterator[Position]) -> None:
    """Add the positions to the keys in `value`, which are in the order of the text."""
    if isinstance(value, Pairs):
        for number, (key, _, inner) in enumerate(value):
            value[number] = key, next(positions, None), inner
            _add_json_positions(inner, positions)
    elif not isinstance(value, str):
        for item in value:
            _add_json_positions(item, positions)


def _toml_positions(block: str, first_line: int) -> dict[tuple[str, ...], Position]:
    """Return the position of each key that starts a line, by its path."""
    positions = _Positions(block, first_line)
    found: dict[tuple[str, ...], Position] = {}
    table: tuple[str, ...] = ()
    for match in _TOML_KEY.finditer(block):
        names = tuple(name.strip("\"'") for name in _TOML_NAMES.findall(match["key"]))
        if match["header"]:
            table = names
        path = names if match["header"] else table + names
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], positions.at(match.start("key")))
    return found


def _with_toml_positions(
    pairs: Pairs, positions: Mapping[tuple[str, ...], Position], above: tuple[str, ...]
) -> Pairs:
    """Return `pairs` with positions; a key in an inline table has that of the table."""
    placed = Pairs()
    for key, _, value in pairs:
        path = (*above, key)
        position = positions.get(path) or positions.get(above)
        if isinstance(value, Pairs):
            value = _with_toml_positions(value, positions, path)
        placed.append((key, position, value))
    return placed
