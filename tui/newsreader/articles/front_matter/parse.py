"""Find and parse the front matter of an article.

It is YAML in a fenced code block or between `---`, TOML between `+++`, JSON between `;;;` or in braces. What
looks like a block but is none, such as a rule at the start of the text, stays in the body. python-frontmatter
parses it, with a handler that finds these blocks and survives what real files hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import frontmatter
from frontmatter.default_handlers import BaseHandler

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_text
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.metadata import MAX_LENGTH, Pairs, build
from newsreader.articles.front_matter.repair import read_lines
from newsreader.articles.front_matter.toml_json_loader import json_length, load_json, load_toml
from newsreader.articles.front_matter.yaml_loader import load_yaml

_BLANK = "\ufeff \t\n\x0b\x0c\xa0\u2028"
_KEY_LINE = re.compile(r"[ \t]*[\"']?[\w.-]+[\"']?[ \t]*[:=](?:[ \t]|$)", re.MULTILINE)
_EMPTY_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_JSON_OPENING = re.compile(r"\{[ \t]*(?:\n|\")")
_JSON_LAST_BRACE = re.compile(r"^\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What precedes the body of an article."""

    meta: dict[str, object] = field(default_factory=dict)
    """Clean text, lists and nested mappings."""
    present: bool = False
    """Whether there is front matter, even if it is empty."""
    body: int = 0
    """Offset of the first character of the body."""


class _Block(NamedTuple):
    """Offsets of the front matter in the text of an article."""

    start: int
    end: int
    body: int
    closed: bool = True


Loader = Callable[[str, int, FindingCollector], Pairs | None]
"""Parse a block that starts on the given line; return None if it is no mapping."""


class _Format(NamedTuple):
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    load: Loader


_FENCED_YAML = re.compile(r"(`{3,}|~{3,})[ \t]*ya?ml[ \t]*\n", re.IGNORECASE)
_FORMATS = (
    _Format(
        re.compile(r"(?<!-)-{3,}+[ \t]*+\n"), re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE), load_yaml
    ),
    _Format(re.compile(r"(?<!\+)\+{3,}+[ \t]*+\n"), re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE), load_toml),
    _Format(re.compile(r"(?<!;);{3,}+[ \t]*+\n"), re.compile(r"^;{3,}[ \t]*$", re.MULTILINE), load_json),
)


def read_front_matter(text: str, findings: FindingCollector) -> FrontMatter:
    """Return the front matter of `text`, whose lines end in `\\n`; add what is wrong in it to `findings`."""
    at = len(text) - len(text.lstrip(_BLANK)) if text[:1] in _BLANK else 0
    found = _find_block(text, at)
    if found is None:
        return FrontMatter()
    block, load = found
    handler = _Handler(text, block, load, findings)
    meta, _ = frontmatter.parse(text[: block.body], handler=handler)
    return FrontMatter(meta, True, block.body) if handler.is_mapping else FrontMatter()


class _Handler(BaseHandler):  # type: ignore[misc, unused-ignore]
    """Handler of python-frontmatter for a block that was found."""

    def __init__(self, text: str, block: _Block, load: Loader, findings: FindingCollector) -> None:
        self._block = block
        self._source = text[block.start : block.end]
        self._first_line = text.count("\n", 0, block.start) + 1
        self._load = load
        self._findings = findings
        self.is_mapping = False

    def detect(self, text: str) -> bool:
        """Return True: the block was found before."""
        return True

    def split(self, text: str) -> tuple[str, str]:
        """Return the block; the body is read from its offset."""
        if not self._block.closed:
            _add_unclosed(self._first_line, self._findings)
        return self._source, ""

    def load(self, fm: str) -> dict[str, object]:
        """Return the clean values of the block; empty if it is no mapping."""
        pairs = _load(fm, self._first_line, self._load, self._findings)
        self.is_mapping = pairs is not None
        return build(pairs, self._findings) if pairs is not None else {}


def _find_block(text: str, at: int) -> tuple[_Block, Loader] | None:
    if (fence := _FENCED_YAML.match(text, at)) is not None:
        exactly = "" if fence[1] == "```" else f"{re.escape(fence[1][0])}*"
        closing = re.compile(rf"^{re.escape(fence[1])}{exactly}[ \t]*$", re.MULTILINE)
        block = _delimited(text, fence.end(), closing)
        return (block, load_yaml) if block is not None else None
    for opening, closing, load in _FORMATS:
        if (match := opening.match(text, at)) is not None:
            block = _delimited(text, match.end(), closing)
            return (block, load) if block is not None else None
    if _JSON_OPENING.match(text, at):
        block = _braces(text, at)
        return (block, load_json) if block is not None else None
    return None


def _delimited(text: str, start: int, closing: re.Pattern[str]) -> _Block | None:
    """Return the block up to a closing line; without one, up to the first empty line if it has keys."""
    end = closing.search(text, start)
    if end is not None:
        return _Block(start, end.start(), min(end.end() + 1, len(text)))
    if not _KEY_LINE.match(text, start):
        return None
    empty = _EMPTY_LINE.search(text, start)
    stop = empty.start() if empty else len(text)
    return _Block(start, stop, stop, closed=False)


def _braces(text: str, start: int) -> _Block | None:
    """Return the JSON object at `start`; if it is broken, up to a line that is only a brace."""
    length = json_length(text[start : start + MAX_LENGTH])
    if length is not None:
        end = start + length
    elif (closing := _JSON_LAST_BRACE.search(text, start)) is not None:
        end = closing.end()
    else:
        return None
    line_end = text.find("\n", end)
    return _Block(start, end, len(text) if line_end < 0 else line_end + 1)


def _load(source: str, first_line: int, load: Loader, findings: FindingCollector) -> Pairs | None:
    """Parse a block; None if it is not empty and no mapping."""
    # The parsers reject control characters; what their escapes produce is cleaned with the values.
    block = clean_text(source[:MAX_LENGTH])[0]
    if len(source) <= MAX_LENGTH:
        pairs = load(block, first_line, findings)
    else:
        findings.add(
            Severity.ERROR,
            "front-matter-too-large",
            f"The front matter is longer than {MAX_LENGTH // 1024} KB; only its first lines were read.",
            "Keep it to a title, an area, a date and the like; the text belongs below it.",
            position=(first_line, 1),
        )
        pairs = read_lines(block, first_line)
    return Pairs() if pairs is None and not block.strip() else pairs


def _add_unclosed(first_line: int, findings: FindingCollector) -> None:
    findings.add(
        Severity.ERROR,
        "front-matter-unclosed",
        "The front matter has no line that ends it; it was read up to the first empty line.",
        "Write the same mark as at its start on a line of its own after it.",
        position=(max(first_line - 1, 1), 1),
    )
