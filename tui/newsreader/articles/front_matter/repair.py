"""Front matter that is no YAML, or says less as YAML than its writer meant: plain lines are read as they
look.

Press officers write `title: Update: man charged`, `title: [Appeal] x`, `title: Appeal #missing`. The
first two are no YAML at all; the third is, but everything after the `#` is a comment.
"""

from __future__ import annotations

import re

from newsreader.articles.article import Severity
from newsreader.articles.finding_collector import FindingCollector, quoted
from newsreader.articles.front_matter.metadata import MOST, Pairs

_TEXT_KEYS = r"(?:og\.|twitter\.)?(?:title|headline|description|summary|deck|excerpt|area)"
_HIDDEN = re.compile(
    rf"^(?P<before>[ \t]*(?P<key>{_TEXT_KEYS})[ \t]*:[ \t]+)"
    r"(?P<value>(?:[&\[{]|!(?!!))[^\n]*|(?![\"'|>])(?:[^\n]*?[ \t])??#[^\s#][^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(
    r"(?P<before>(?P<indent>[ ]*)(?:- )*(?P<key>[\w.-]+(?:[ :][\w.-]+)*)[ \t]*:)(?:[ \t]+(?P<value>.*))?"
)
_PLAIN_LINE = re.compile(
    r"(?P<indent>\s*)(?P<key>[\"']?[\w.:-]*[\w-][\"']?)\s*(?::(?=\s|$|[\"'])|=)\s*(?P<value>.*)"
)
_BLOCK_SCALAR = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?")
_DOUBLE = re.compile(
    r'"(?:[^"\\]|\\(?:[0abt\tnvfre "/\\N_LP\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*"\s*(?:#.*)?'
)
_SINGLE = re.compile(r"'(?:[^']|'')*'\s*(?:#.*)?")
_CLOSE = {"[": "]", "{": "}"}


def quote_hidden(block: str, first_line: int, notes: FindingCollector) -> str:
    """`block` with quotes around a title, description or area of which YAML would drop a part in silence."""
    if "#" not in block and "[" not in block and "{" not in block and "&" not in block and "!" not in block:
        return block

    def quote(match: re.Match[str]) -> str:
        place = (
            first_line + block.count("\n", 0, match.start("key")),
            match.start("value") - match.start() + 1,
        )
        why = (
            "holds a “#”, after which YAML reads nothing"
            if "#" in match["value"]
            else _why_not(match["value"][0])
        )
        _note(notes, match["key"], match["value"], why, place)
        return match["before"] + _quoted(match["value"].rstrip())

    return _HIDDEN.sub(quote, block)


def mended(block: str, first_line: int, notes: FindingCollector) -> str:
    """`block` with quotes around each plain value that is no YAML; lines are neither made nor lost."""
    lines = block.split("\n")
    at = 0
    while at < len(lines):
        lines[at] = _without_tabs(lines[at], first_line + at, notes)
        match = _LINE.fullmatch(lines[at])
        end = at + 1
        if match is None:
            lines[at] = _without_stray(lines[at], first_line + at, notes)
        elif match["value"]:
            while end < len(lines) and _continues(lines[end], len(match["indent"])):
                end += 1
            _mend_value(lines, at, end, match, first_line + at, notes)
        at = end
    return "\n".join(lines)


def read_lines(block: str, first_line: int) -> Pairs:
    """The lines of `block` that are plainly `key: value` or `key = value`; keys that stand deeper dotted."""
    pairs = Pairs()
    above: list[tuple[int, str]] = []
    for number, line in enumerate(block.split("\n")[: MOST * 2], first_line):
        match = _PLAIN_LINE.fullmatch(line)
        if match is None:
            continue
        indent = len(match["indent"])
        key = match["key"].strip("\"'")
        while above and above[-1][0] >= indent:
            above.pop()
        path = f"{above[-1][1]}.{key}" if above else key
        if value := _bare(match["value"].rstrip().rstrip(",")):
            pairs.append((path, (number, indent + 1), value))
        elif len(above) < 4:
            above.append((indent, path))
        if len(pairs) >= MOST:
            break
    return pairs


def _mend_value(
    lines: list[str], start: int, end: int, match: re.Match[str], number: int, notes: FindingCollector
) -> None:
    """Put quotes around the value that begins in `lines[start]` and ends before `lines[end]`, if need be."""
    value = "\n".join([match["value"], *lines[start + 1 : end]]).rstrip()
    why = _why_no_yaml(value)
    if why is None:
        return
    _note(notes, match["key"], value, why, (number, match.start("value") + 1))
    if value[0] in "\"'" and (value.count(value[0]) == 1 or (len(value) > 1 and value[-1] == value[0])):
        value = value[1:].removesuffix(value[0])
    lines[start:end] = f"{match['before']} {_quoted(value)}".split("\n")


def _why_no_yaml(value: str) -> str | None:
    """What is wrong with a value as YAML, in words that follow “The title …”; None where nothing is."""
    first = value[0]
    head, more, _ = value.partition("\n")
    if more and _BLOCK_SCALAR.fullmatch(head):
        return None
    if first in "\"'":
        pattern = _DOUBLE if first == '"' else _SINGLE
        return None if pattern.fullmatch(value) else "begins with a quotation mark that does not end it"
    if first in "[{":
        return None if value.endswith(_CLOSE[first]) else _why_not(first)
    if first in "*&!@`%,|>" or value[:2] in ("- ", "? "):
        return _why_not(first)
    if re.search(r":(?:\s|$)", value):
        return "holds a colon with a space after it, which YAML takes for the end of a key"
    return None


def _why_not(sign: str) -> str:
    return f"begins with “{sign}”, which has a meaning of its own in YAML"


def _continues(line: str, indent: int) -> bool:
    """Whether `line` can only be more of the value above it, whose key stands at `indent`."""
    return line[: indent + 1].isspace() and bool(line.strip())


def _without_tabs(line: str, number: int, notes: FindingCollector) -> str:
    rest = line.lstrip(" \t")
    indent = line[: len(line) - len(rest)]
    if "\t" not in indent:
        return line
    notes.add(
        Severity.WARNING,
        "front-matter-broken",
        f"Line {number} of the front matter begins with a tab, which YAML does not allow.",
        "Begin it with spaces.",
        place=(number, 1),
    )
    return indent.replace("\t", "  ") + rest


def _without_stray(line: str, number: int, notes: FindingCollector) -> str:
    """A line that is nothing that can stand in a mapping is made a comment."""
    if not line.strip() or line.lstrip().startswith(("#", "- ", "-\n")) or line.strip() == "-":
        return line
    notes.add(
        Severity.WARNING,
        "front-matter-broken",
        f"Line {number} of the front matter, {quoted(line, 40)}, is no “key: value” and was left out.",
        "Take it away, or write a key and a colon before it.",
        place=(number, 1),
    )
    return "#" + line


def _note(notes: FindingCollector, key: str, value: str, why: str, place: tuple[int, int]) -> None:
    notes.add(
        Severity.WARNING,
        "front-matter-broken",
        f"The {key} {why}; {quoted(value)} was read as it stands.",
        f"Put quotes around it: {key}: {_quoted(value.partition(chr(10))[0][:60])}",
        place=place,
    )


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _bare(value: str) -> str:
    """`value` without quotes around it."""
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]:
        return value[1:-1]
    return value
