"""The YAML of a catalogue's files, as values that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from newsreader.articles.article import Finding, Severity, UnreadableError
from newsreader.articles.clean_text import clean_line
from newsreader.articles.files import read_named

MOST_BYTES = 1_000_000
"""A larger file is not read. The shipped catalogue has 40 KB."""
_MOST_OPEN = 5_000
"""libyaml's parser ends the process at about 25,000 brackets inside one another."""
_MOST_VALUES = 50_000
_LONGEST_LINE = 2_000
"""`- - - -` nests as well as brackets do."""

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""A base loader keeps every scalar as text; the one in C reads the shipped files ten times as fast."""


class _TooMuchError(Exception):
    """A file that is small, and says the same again and again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file."""

    path: str
    line: int
    column: int


class Value(str):
    """A text of the file that knows where it stands."""

    place: Place


@dataclass(slots=True)
class Findings:
    """What is wrong in the files, as far as they were read."""

    findings: list[Finding] = field(default_factory=list)

    def say(self, place: Place, severity: Severity, code: str, message: str, remedy: str) -> None:
        """Keeps one thing that was found."""
        self.findings.append(Finding(place.path, place.line, place.column, severity, code, message, remedy))

    def error(self, place: Place, code: str, message: str, remedy: str) -> None:
        """Keeps what makes an entry or a file unusable."""
        self.say(place, Severity.ERROR, f"resource-{code}", message, remedy)

    def warn(self, place: Place, code: str, message: str, remedy: str) -> None:
        """Keeps what is used all the same."""
        self.say(place, Severity.WARNING, f"resource-{code}", message, remedy)


def document(path: Path, shown: str, findings: Findings) -> dict[Any, Any] | None:
    """What a file holds: dictionaries, lists and `Value`s; None where there is nothing, or nothing usable."""
    start = Place(shown, 1, 1)
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
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError:
        findings.error(
            _first_unprintable(text, shown), "yaml",
            "A character stands here that YAML does not allow.", "Remove it; an editor shows it as a mark.",
        )  # fmt: skip
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(shown, mark.line + 1, mark.column + 1) if mark else start
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        findings.error(
            place, "yaml", f"This is not YAML: {problem}.", "Look for a missing quote, colon or indent."
        )
        return None
    try:
        value = _plain(node, shown, iter(range(_MOST_VALUES)))
    except _TooMuchError:
        findings.error(start, "too-large", f"The file has more than {_MOST_VALUES:,} values.", "Split it.")
        return None
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        findings.error(start, "shape", "The file has no sections.", "Begin it with `resources:` and a list.")
        return None
    return value


def _first_unprintable(text: str, shown: str) -> Place:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start() if found else 0]
    return Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _is_safe(text: str, size: int) -> bool:
    brackets = text.count("[") + text.count("{")
    return (
        size <= MOST_BYTES
        and brackets <= _MOST_OPEN
        and max(map(len, text.splitlines()), default=0) <= _LONGEST_LINE
    )


def _plain(node: Any, shown: str, left: Iterator[int], depth: int = 8) -> Any:
    """The node as dictionaries, lists and placed texts; what is nested deeper than a catalogue is dropped.

    Each value takes one of those `left`, also where an alias repeats it.
    """
    if next(left, None) is None:
        raise _TooMuchError
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
