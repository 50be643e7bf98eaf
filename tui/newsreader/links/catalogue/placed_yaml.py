"""Read a YAML file of the catalogue as values that know their line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from newsreader.articles.article import Finding, Severity, UnreadableError
from newsreader.articles.clean_text import clean_line
from newsreader.articles.files import read_named

_MAX_BYTES = 1_000_000
"""A larger file is not read. The shipped catalogue has 40 KB."""
_MAX_BRACKETS = 5_000
"""libyaml's parser ends the process at about 25,000 nested brackets."""
_MAX_VALUES = 50_000
_MAX_LINE = 2_000
"""Characters; `- - - -` nests as brackets do."""
_MAX_DEPTH = 8

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""A base loader keeps every scalar as text; the one in C is ten times as fast."""


class _TooManyValuesError(Exception):
    """A small file whose aliases repeat its values again and again."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line and column of a file, from 1."""

    path: str
    line: int = 1
    column: int = 1


class Value(str):
    """A text of the file that knows its place."""

    place: Place


class CatalogueFindings:
    """Findings about the files read so far."""

    def __init__(self) -> None:
        self.all: list[Finding] = []

    def error(self, place: Place, code: str, message: str, remedy: str) -> None:
        """Note what makes an entry or a file unusable."""
        self._add(place, Severity.ERROR, code, message, remedy)

    def warn(self, place: Place, code: str, message: str, remedy: str) -> None:
        """Note what is used all the same."""
        self._add(place, Severity.WARNING, code, message, remedy)

    def _add(self, place: Place, severity: Severity, code: str, message: str, remedy: str) -> None:
        self.all.append(
            Finding(place.path, place.line, place.column, severity, f"resource-{code}", message, remedy)
        )


def read_mapping(path: Path, shown: str, findings: CatalogueFindings) -> dict[Any, Any] | None:
    """Read the dictionaries, lists and `Value`s of a file; None where nothing is usable.

    Findings show its path as `shown`.
    """
    start = Place(shown)
    try:
        raw = read_named(path)
        text = raw.decode("utf-8-sig")
    except UnreadableError as error:
        findings.error(start, "unreadable", error.finding.message, error.finding.remedy)
        return None
    except UnicodeDecodeError:
        findings.error(start, "encoding", "The file is not UTF-8.", "Save it as UTF-8.")
        return None
    if not _is_safe(text, len(raw)):
        findings.error(
            start, "too-large", "The file is too large or nested too deep to be a catalogue.", "Split it."
        )
        return None
    node = _compose(text, start, findings)
    try:
        value = _plain(node, shown, iter(range(_MAX_VALUES)))
    except _TooManyValuesError:
        findings.error(start, "too-large", f"The file has more than {_MAX_VALUES:,} values.", "Split it.")
        return None
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        findings.error(start, "shape", "The file has no sections.", "Begin it with `resources:` and a list.")
        return None
    return value


def _is_safe(text: str, size: int) -> bool:
    brackets = text.count("[") + text.count("{")
    longest = max(map(len, text.splitlines()), default=0)
    return size <= _MAX_BYTES and brackets <= _MAX_BRACKETS and longest <= _MAX_LINE


def _compose(text: str, start: Place, findings: CatalogueFindings) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError:
        findings.error(
            _first_unprintable(text, start.path), "yaml",
            "YAML does not allow the character here.", "Remove it; editors show it as a symbol.",
        )  # fmt: skip
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(start.path, mark.line + 1, mark.column + 1) if mark else start
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        findings.error(
            place, "yaml", f"This is not YAML: {problem}.", "Look for a missing quote, colon or indent."
        )
    return None


def _first_unprintable(text: str, shown: str) -> Place:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start() if found else 0]
    return Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _plain(node: yaml.Node | None, shown: str, left: Iterator[int], depth: int = _MAX_DEPTH) -> Any:
    """Convert a node to dictionaries, lists and placed texts; drop what is nested too deep.

    Each value takes one of those `left`, also where an alias repeats it.
    """
    if next(left, None) is None:
        raise _TooManyValuesError
    if node is None or depth == 0:
        return None
    if isinstance(node, yaml.MappingNode):
        return {
            _placed(key, shown): _plain(value, shown, left, depth - 1)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, shown, left, depth - 1) for item in node.value]
    return _placed(node, shown)


def _placed(node: yaml.Node, shown: str) -> Value:
    value = Value(clean_line(str(node.value)))
    value.place = Place(shown, node.start_mark.line + 1, node.start_mark.column + 1)
    return value
