"""YAML as front matter uses it: all scalars are text, and nothing in it can make the parser run away.

A node that an alias repeats counts each time. Tags and merge keys mean nothing. The C parser is used
where it is there.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.metadata import DEEPEST, MOST, Pairs, TooMuchError, Value
from newsreader.articles.front_matter.repair import mended, quote_hidden, read_lines

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEP_LINE = re.compile(r"^[ \t?:-]{128}", re.MULTILINE)
_NESTING = 64
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


def load_yaml(block: str, first_line: int, notes: FindingCollector) -> Pairs | None:
    """The mapping that `block` is, as well as it can be read; None where it is something else.

    `first_line`: the line of the file on which `block` begins.
    """
    block = quote_hidden(block, first_line, notes)
    try:
        check_nesting(block)
        return _parse(block, first_line)
    except TooMuchError as error:
        _note_broken(notes, first_line, f"The front matter {error}; only its plain lines were read.")
        return read_lines(block, first_line)
    except (yaml.YAMLError, ValueError) as error:
        problem = error
    repaired = FindingCollector(notes.path)
    try:
        pairs = _parse(mended(block, first_line, repaired), first_line)
        notes.take(repaired)
        return pairs
    except (yaml.YAMLError, ValueError):
        pairs = read_lines(block, first_line)
    if pairs:
        notes.take(repaired)
        line = first_line + _line_of(problem)
        _note_broken(
            notes, line, f"The front matter is no valid YAML at line {line}; only its plain lines were read."
        )
    return pairs or None


def check_nesting(block: str) -> None:
    """Raise TooMuchError where `block` is nested so deeply that a parser might not survive it."""
    if block.count("[") + block.count("{") > _NESTING:
        depth = 0
        for match in re.finditer(r"[\[{]|[\]}]", block):
            depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
            if depth > _NESTING:
                raise TooMuchError("is nested too deeply")
    if _DEEP_LINE.search(block):
        raise TooMuchError("is nested too deeply")


def _parse(block: str, first_line: int) -> Pairs | None:
    loader = _LOADER(block)
    try:
        node = loader.get_node() if loader.check_node() else None
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        return None
    value = _Converter(first_line).value(node, 0)
    return value if isinstance(value, Pairs) else None


class _Converter:
    """From the parser's nodes to plain values, within the bounds."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._count = 0

    def value(self, node: yaml.Node, depth: int) -> Value:
        self._count += 1
        if self._count > MOST:
            raise TooMuchError(f"has more than {MOST} values")
        if depth > DEEPEST:
            raise TooMuchError("is nested too deeply")
        if isinstance(node, yaml.ScalarNode):
            text: str = node.value
            return "" if text in _NOTHING and not node.style else text
        if isinstance(node, yaml.MappingNode):
            return self._pairs(node, depth + 1)
        return [self.value(item, depth + 1) for item in node.value]

    def _pairs(self, node: yaml.MappingNode, depth: int) -> Pairs:
        pairs = Pairs()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                mark = key.start_mark
                place = (self._first_line + mark.line, mark.column + 1)
                pairs.append((key.value, place, self.value(value, depth)))
        return pairs


def _line_of(error: Exception) -> int:
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    return int(mark.line) if mark is not None else 0


def _note_broken(notes: FindingCollector, line: int, message: str) -> None:
    notes.add(
        Severity.ERROR,
        "front-matter-broken",
        message,
        "Write each line as “key: value”, with quotes around a value that has a colon or begins with a sign.",
        place=(line, 1),
    )
