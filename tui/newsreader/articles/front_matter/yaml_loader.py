"""Load YAML front matter: every scalar is text, and no input can make the parser run away.

A node that an alias repeats counts each time. Tags and merge keys have no meaning. libyaml is used if it is
installed.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.metadata import (
    MAX_DEPTH,
    MAX_VALUES,
    FrontMatterLimitError,
    Pairs,
    Value,
)
from newsreader.articles.front_matter.repair import quote_truncated, quote_values, read_lines

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DEEP_LINE = re.compile(r"^[ \t?:-]{128}", re.MULTILINE)
_BRACKET = re.compile(r"[\[{\]}]")
_MAX_BRACKETS = 64
_NULLS = frozenset({"~", "null", "Null", "NULL"})


def load_yaml(block: str, first_line: int, findings: FindingCollector) -> Pairs | None:
    """Parse a YAML mapping that starts on line `first_line`, repairing it if need be; None if it is none."""
    block = quote_truncated(block, first_line, findings)
    try:
        check_nesting(block)
        return _parse(block, first_line)
    except FrontMatterLimitError as error:
        _add_broken(findings, first_line, f"The front matter {error}; only its plain lines were read.")
        return read_lines(block, first_line)
    except (yaml.YAMLError, ValueError) as error:
        problem = error
    repairs = FindingCollector(findings.path)
    try:
        pairs = _parse(quote_values(block, first_line, repairs), first_line)
        findings.extend(repairs)
        return pairs
    except (yaml.YAMLError, ValueError):
        pairs = read_lines(block, first_line)
    if pairs:
        findings.extend(repairs)
        line = first_line + _line_of(problem)
        message = f"The front matter is no valid YAML at line {line}; only its plain lines were read."
        _add_broken(findings, line, message)
    return pairs or None


def check_nesting(block: str) -> None:
    """Raise FrontMatterLimitError if `block` is nested too deeply for a recursive parser."""
    if block.count("[") + block.count("{") > _MAX_BRACKETS:
        depth = 0
        for match in _BRACKET.finditer(block):
            depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
            if depth > _MAX_BRACKETS:
                raise FrontMatterLimitError("is nested too deeply")
    if _DEEP_LINE.search(block):
        raise FrontMatterLimitError("is nested too deeply")


def _parse(block: str, first_line: int) -> Pairs | None:
    loader = _LOADER(block)
    try:
        node = loader.get_node() if loader.check_node() else None
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        return None
    value = _Converter(first_line).convert(node, 0)
    return value if isinstance(value, Pairs) else None


class _Converter:
    """Convert YAML nodes to plain values, within the limits."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._count = 0

    def convert(self, node: yaml.Node, depth: int) -> Value:
        self._count += 1
        if self._count > MAX_VALUES:
            raise FrontMatterLimitError(f"has more than {MAX_VALUES} values")
        if depth > MAX_DEPTH:
            raise FrontMatterLimitError("is nested too deeply")
        if isinstance(node, yaml.ScalarNode):
            text: str = node.value
            return "" if text in _NULLS and not node.style else text
        if isinstance(node, yaml.MappingNode):
            return self._pairs(node, depth + 1)
        return [self.convert(item, depth + 1) for item in node.value]

    def _pairs(self, node: yaml.MappingNode, depth: int) -> Pairs:
        pairs = Pairs()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                mark = key.start_mark
                position = (self._first_line + mark.line, mark.column + 1)
                pairs.append((key.value, position, self.convert(value, depth)))
        return pairs


def _line_of(error: Exception) -> int:
    mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
    return int(mark.line) if mark is not None else 0


def _add_broken(findings: FindingCollector, line: int, message: str) -> None:
    findings.add(
        Severity.ERROR,
        "front-matter-broken",
        message,
        "Write each line as “key: value”, with quotes around a value that has a colon or begins with a sign.",
        position=(line, 1),
    )
