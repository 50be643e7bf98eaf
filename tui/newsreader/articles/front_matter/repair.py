"""Repair YAML front matter that is invalid, or means less than its writer intended.

Press officers write `title: Update: man charged`, `title: [Appeal] x`, `title: Appeal #missing`. The first
two are invalid YAML; in the third, everything after the `#` is a comment.
"""

from __future__ import annotations

import re

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector, quote
from newsreader.articles.front_matter.metadata import MAX_VALUES, Pairs

_TEXT_KEYS = r"(?:og\.|twitter\.)?(?:title|headline|description|summary|deck|excerpt|area)"
_TRUNCATED = re.compile(
    rf"^(?P<before>[ \t]*+(?P<key>{_TEXT_KEYS})[ \t]*+:[ \t]++)"
    r"(?P<value>(?:[&\[{]|!(?!!))[^\n]*|(?![\"'|>])(?:[^\n]*?[ \t])??#[^\s#][^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(
    r"(?P<before>(?P<indent>[ ]*+)(?>(?:- )*)(?P<key>[\w.-]++(?>(?:[ :][\w.-]++)*))[ \t]*+:)"
    r"(?:[ \t]++(?P<value>.*))?"
)
_PLAIN_LINE = re.compile(
    r"(?P<indent>\s*+)(?P<key>[\"']?[\w.:-]*[\w-][\"']?)\s*+(?::(?=\s|$|[\"'])|=)\s*+(?P<value>.*)"
)
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?\s*+(?:#.*)?")
_DOUBLE_QUOTED = re.compile(
    r'"(?>(?:[^"\\]|\\(?:[0abt\tnvfre "/\\N_LP\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*)"'
    r"\s*+(?:#.*)?"
)
_SINGLE_QUOTED = re.compile(r"'(?>(?:[^']|'')*)'\s*+(?:#.*)?")
_COLON = re.compile(r":(?:\s|$)")
_CLOSING = {"[": "]", "{": "}"}


def quote_truncated(block: str, first_line: int, findings: FindingCollector) -> str:
    """Put quotes around titles, descriptions and areas of which YAML would silently drop a part."""
    if not any(sign in block for sign in "#[{&!"):
        return block

    def replace(match: re.Match[str]) -> str:
        value = match["value"]
        line = first_line + block.count("\n", 0, match.start("key"))
        problem = "contains a “#”, after which YAML reads nothing" if "#" in value else _reserved(value[0])
        _add_quoted(findings, match["key"], value, problem, (line, match.start("value") - match.start() + 1))
        return match["before"] + _quoted(value.rstrip())

    return _TRUNCATED.sub(replace, block)


def quote_values(block: str, first_line: int, findings: FindingCollector) -> str:
    """Put quotes around values that are invalid as plain YAML; the number of lines stays the same."""
    lines = block.split("\n")
    at = 0
    while at < len(lines):
        lines[at] = _without_tabs(lines[at], first_line + at, findings)
        match = _LINE.fullmatch(lines[at])
        end = at + 1
        if match is None:
            lines[at] = _commented_out(lines[at], first_line + at, findings)
        elif match["value"]:
            while end < len(lines) and _continues(lines[end], len(match["indent"])):
                end += 1
            _quote_value(lines, at, end, match, first_line + at, findings)
        at = end
    return "\n".join(lines)


def read_lines(block: str, first_line: int) -> Pairs:
    """Read the lines `key: value` and `key = value`; indented keys become dotted."""
    pairs = Pairs()
    parents: list[tuple[int, str]] = []
    for number, line in enumerate(block.split("\n")[: MAX_VALUES * 2], first_line):
        match = _PLAIN_LINE.fullmatch(line)
        if match is None:
            continue
        indent = len(match["indent"])
        key = match["key"].strip("\"'")
        while parents and parents[-1][0] >= indent:
            parents.pop()
        path = f"{parents[-1][1]}.{key}" if parents else key
        if value := _unquoted(match["value"].rstrip().rstrip(",")):
            pairs.append((path, (number, indent + 1), value))
        elif len(parents) < 4:
            parents.append((indent, path))
        if len(pairs) >= MAX_VALUES:
            break
    return pairs


def _quote_value(
    lines: list[str], start: int, end: int, match: re.Match[str], number: int, findings: FindingCollector
) -> None:
    """Put quotes around the value on `lines[start:end]`, if it is invalid."""
    value = "\n".join([match["value"], *lines[start + 1 : end]]).rstrip()
    problem = _problem(value)
    if problem is None:
        return
    _add_quoted(findings, match["key"], value, problem, (number, match.start("value") + 1))
    if value[0] in "\"'" and (value.count(value[0]) == 1 or (len(value) > 1 and value[-1] == value[0])):
        value = value[1:].removesuffix(value[0])
    lines[start:end] = f"{match['before']} {_quoted(value)}".split("\n")


def _problem(value: str) -> str | None:
    """Return what is wrong with a value as YAML, to complete “The title …”, if anything is."""
    first = value[0]
    head, more, _ = value.partition("\n")
    if more and _BLOCK_SCALAR.fullmatch(head):
        return None
    if first in "\"'":
        pattern = _DOUBLE_QUOTED if first == '"' else _SINGLE_QUOTED
        return None if pattern.fullmatch(value) else "begins with a quotation mark that does not end it"
    if first in "[{":
        return None if value.endswith(_CLOSING[first]) else _reserved(first)
    if first in "*&!@`%,|>" or value[:2] in ("- ", "? "):
        return _reserved(first)
    if _COLON.search(value):
        return "contains a colon followed by a space, which YAML takes for the end of a key"
    return None


def _reserved(sign: str) -> str:
    return f"begins with “{sign}”, which has a special meaning in YAML"


def _continues(line: str, indent: int) -> bool:
    """Whether `line` can only continue the value above it, whose key is indented by `indent`."""
    return line[: indent + 1].isspace() and bool(line.strip())


def _without_tabs(line: str, number: int, findings: FindingCollector) -> str:
    rest = line.lstrip(" \t")
    indent = line[: len(line) - len(rest)]
    if "\t" not in indent:
        return line
    findings.add(
        Severity.WARNING,
        "front-matter-broken",
        f"Line {number} of the front matter begins with a tab, which YAML does not allow.",
        "Begin it with spaces.",
        position=(number, 1),
    )
    return indent.replace("\t", "  ") + rest


def _commented_out(line: str, number: int, findings: FindingCollector) -> str:
    """Return a line that cannot be part of a mapping as a comment."""
    if not line.strip() or line.lstrip().startswith(("#", "- ")) or line.strip() == "-":
        return line
    findings.add(
        Severity.WARNING,
        "front-matter-broken",
        f"Line {number} of the front matter, {quote(line, 40)}, is no “key: value” and was left out.",
        "Remove it, or write a key and a colon before it.",
        position=(number, 1),
    )
    return "#" + line


def _add_quoted(
    findings: FindingCollector, key: str, value: str, problem: str, position: tuple[int, int]
) -> None:
    findings.add(
        Severity.WARNING,
        "front-matter-broken",
        f"The {key} {problem}; {quote(value)} was read as it stands.",
        f"Put quotes around it: {key}: {_quoted(value.partition(chr(10))[0][:60])}",
        position=position,
    )


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        return value[1:-1]
    return value
