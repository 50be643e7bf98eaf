"""Where the front matter of an article stands, and what it says: handlers of our own for python-frontmatter.

A fenced block of YAML, `---`, TOML between `+++`, JSON in braces or between `;;;`, or nothing at all.
What looks like a block but is none, such as a rule at the start of the text, stays in the body.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

import frontmatter
from frontmatter.default_handlers import BaseHandler

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_text
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.metadata import (
    DEEPEST,
    LARGEST,
    MOST,
    Pairs,
    TooMuchError,
    Value,
    build,
)
from newsreader.articles.front_matter.repair import read_lines
from newsreader.articles.front_matter.yaml_loader import check_nesting, load_yaml

_BLANK = "\ufeff \t\n\x0b\x0c\xa0\u2028"
_KEY_LINE = re.compile(r"[ \t]*[\"']?[\w.-]+[\"']?[ \t]*[:=](?:[ \t]|$)", re.MULTILINE)
_EMPTY_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body of an article."""

    meta: dict[str, object] = field(default_factory=dict)
    """Clean text, lists and nested mappings."""
    present: bool = False
    """Whether there is front matter, be it empty."""
    body: int = 0
    """Offset of the first character of the body."""


class _Block(NamedTuple):
    """Offsets in the text of an article."""

    start: int
    end: int
    body: int
    closed: bool = True


def read_front_matter(text: str, notes: FindingCollector) -> FrontMatter:
    """The front matter of `text`, whose lines end in `\\n`; what is wrong with it goes to `notes`."""
    for kind in _HANDLERS:
        handler = kind(notes)
        block = handler.block(text)
        if block is None:
            continue
        handler.first_line = text.count("\n", 0, block.start) + 1
        meta, _ = frontmatter.parse(text[: block.body], handler=handler)
        if handler.understood:
            return FrontMatter(meta, True, block.body)
    return FrontMatter()


class _Handler(BaseHandler):  # type: ignore[misc, unused-ignore]
    """One article's front matter, for python-frontmatter, between a line that opens and one that ends it."""

    FM_BOUNDARY = re.compile(r"(?!)")
    first_line = 1
    """The line of the file on which the block begins."""
    understood = False
    """Whether what stands in the block is front matter."""

    def __init__(self, notes: FindingCollector) -> None:
        super().__init__()
        self.notes = notes

    def closing(self, opening: re.Match[str]) -> re.Pattern[str]:
        """What the line looks like that ends the block."""
        raise NotImplementedError

    def pairs(self, block: str) -> Pairs | None:
        """What stands in the block; None where that is no mapping."""
        raise NotImplementedError

    def block(self, text: str) -> _Block | None:
        """Where the block stands, if the text begins with one."""
        opening = self.FM_BOUNDARY.match(text, _first_mark(text))
        if opening is None:
            return None
        start = opening.end()
        closing = self.closing(opening).search(text, start)
        if closing is not None:
            return _Block(start, closing.start(), min(closing.end() + 1, len(text)))
        if not _KEY_LINE.match(text, start):
            return None
        end = _EMPTY_LINE.search(text, start)
        stop = end.start() if end else len(text)
        return _Block(start, stop, stop, closed=False)

    def detect(self, text: str) -> bool:
        """Whether `text` begins with such a block."""
        return self.block(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The block and the body; ValueError where there is no block."""
        block = self.block(text)
        if block is None:
            raise ValueError("no front matter")
        if not block.closed:
            self._note_unclosed()
        return text[block.start : block.end], text[block.body :]

    def load(self, fm: str) -> dict[str, object]:
        """What the block says, clean."""
        # The parsers refuse controls; what they make of escapes is cleaned with the values.
        too_long = len(fm) > LARGEST
        fm = clean_text(fm[:LARGEST])[0]
        if too_long:
            self.notes.add(
                Severity.ERROR,
                "front-matter-too-large",
                f"The front matter is longer than {LARGEST // 1024} KB; only its first lines were read.",
                "Keep it to a title, an area, a date and the like; the text belongs below it.",
                place=(self.first_line, 1),
            )
            pairs: Pairs | None = read_lines(fm, self.first_line)
        else:
            pairs = self.pairs(fm)
        if pairs is None and fm.strip():
            return {}
        self.understood = True
        return build(pairs or Pairs(), self.notes)

    def note_broken(self, why: str, line: int = 0) -> None:
        """Note that only plain lines of the block were read."""
        self.notes.add(
            Severity.ERROR,
            "front-matter-broken",
            f"The front matter {why}; only its plain lines were read.",
            "Correct it where the line says, or write it as YAML: one “key: value” a line.",
            place=(self.first_line + line, 1),
        )

    def _note_unclosed(self) -> None:
        self.notes.add(
            Severity.ERROR,
            "front-matter-unclosed",
            "The front matter has no line that ends it; it was read up to the first empty line.",
            "Write the same mark as at its start on a line of its own after it.",
            place=(max(self.first_line - 1, 1), 1),
        )


class _Yaml(_Handler):
    """YAML between lines of dashes; dots end it as well."""

    FM_BOUNDARY = re.compile(r"-{3,}[ \t]*\n")
    _CLOSING = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)

    def closing(self, opening: re.Match[str]) -> re.Pattern[str]:
        return self._CLOSING

    def pairs(self, block: str) -> Pairs | None:
        return load_yaml(block, self.first_line, self.notes)


class _FencedYaml(_Yaml):
    """YAML in a fenced block of code, as the archive has it."""

    FM_BOUNDARY = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*ya?ml[ \t]*\n", re.IGNORECASE)
    _CLOSING = re.compile(r"^```[ \t]*$", re.MULTILINE)

    def closing(self, opening: re.Match[str]) -> re.Pattern[str]:
        fence = opening["fence"]
        if fence == "```":
            return self._CLOSING
        return re.compile(rf"^{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$", re.MULTILINE)


class _Toml(_Handler):
    """TOML between lines of plus signs."""

    FM_BOUNDARY = re.compile(r"\+{3,}[ \t]*\n")
    _CLOSING = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)

    def closing(self, opening: re.Match[str]) -> re.Pattern[str]:
        return self._CLOSING

    def pairs(self, block: str) -> Pairs | None:
        try:
            check_nesting(block)
            if re.search(rf"(?:\.[\w\"' -]*){{{DEEPEST}}}[]=]", block):
                raise TooMuchError("is nested too deeply")
            pairs = _as_pairs(tomllib.loads(block))
        except ValueError as error:
            told = re.search(r"at line (\d+)", str(error))
            why = str(error) if isinstance(error, TooMuchError) else "is no valid TOML"
            self.note_broken(why, int(told[1]) - 1 if told else 0)
            return read_lines(block, self.first_line) or None
        return _with_places(pairs, block, self.first_line)


class _FencedJson(_Handler):
    """JSON between lines of semicolons; the outer braces may be left out."""

    FM_BOUNDARY = re.compile(r";{3,}[ \t]*\n")
    _CLOSING = re.compile(r"^;{3,}[ \t]*$", re.MULTILINE)

    def closing(self, opening: re.Match[str]) -> re.Pattern[str]:
        return self._CLOSING

    def pairs(self, block: str) -> Pairs | None:
        bare = block.strip()
        try:
            check_nesting(bare)
            value = _JSON.decode(bare if bare.startswith("{") else f"{{{bare}}}")
            pairs = value if isinstance(value, Pairs) else None
        except ValueError as error:
            why = str(error) if isinstance(error, TooMuchError) else "is no valid JSON"
            self.note_broken(why, getattr(error, "lineno", 1) - 1)
            return read_lines(block, self.first_line) or None
        return _with_places(pairs, block, self.first_line) if pairs is not None else None


class _Json(_FencedJson):
    """JSON in braces that begin the file."""

    FM_BOUNDARY = re.compile(r"(?=\{[ \t]*(?:\n|\"))")
    _LAST_BRACE = re.compile(r"^\}[ \t]*$", re.MULTILINE)

    def block(self, text: str) -> _Block | None:
        opening = self.FM_BOUNDARY.match(text, _first_mark(text))
        if opening is None:
            return None
        start = opening.end()
        head = text[start : start + LARGEST]
        try:
            check_nesting(head)
            _, length = _JSON.raw_decode(head)
            end = start + length
        except ValueError:
            closing = self._LAST_BRACE.search(text, start)
            if closing is None:
                return None
            end = closing.end()
        line_end = text.find("\n", end)
        return _Block(start, end, len(text) if line_end < 0 else line_end + 1)


def _first_mark(text: str) -> int:
    """Offset of the first character that is not blank."""
    return len(text) - len(text.lstrip(_BLANK)) if text[:1] in _BLANK else 0


_HANDLERS: tuple[type[_Handler], ...] = (_FencedYaml, _Yaml, _Toml, _FencedJson, _Json)


def _plain(value: object, depth: int = 0) -> Value:
    """A value of TOML or JSON as text, lists and pairs."""
    if isinstance(value, str | Pairs):
        return value
    if isinstance(value, Mapping):
        return _as_pairs(value, depth + 1)
    if isinstance(value, list):
        if len(value) > MOST:
            raise TooMuchError(f"has more than {MOST} values")
        return [_plain(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _as_pairs(mapping: Mapping[str, object], depth: int = 0) -> Pairs:
    if depth > DEEPEST:
        raise TooMuchError("is nested too deeply")
    if len(mapping) > MOST:
        raise TooMuchError(f"has more than {MOST} values")
    return Pairs((key, None, _plain(value, depth)) for key, value in mapping.items())


def _from_json(members: list[tuple[str, object]]) -> Pairs:
    if len(members) > MOST:
        raise TooMuchError(f"has more than {MOST} values")
    return Pairs((key, None, _plain(value)) for key, value in members)


_JSON = json.JSONDecoder(
    object_pairs_hook=_from_json, parse_float=str, parse_int=str, parse_constant=str, strict=False
)


def _with_places(pairs: Pairs, block: str, first_line: int) -> Pairs:
    """`pairs` with the place of each key; the parsers of TOML and JSON do not tell."""
    return _placed(pairs, block, first_line, 0)[0]


def _placed(pairs: Pairs, block: str, first_line: int, at: int) -> tuple[Pairs, int]:
    placed = Pairs()
    for key, _, value in pairs:
        found = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']?[ \t]*[]=:.]").search(block, at)
        place = None
        if found is not None:
            at = found.end() - 1
            line_start = block.rfind("\n", 0, found.start()) + 1
            line = first_line + block.count("\n", 0, found.start())
            place = (line, found.start() - line_start + 1)
        if isinstance(value, Pairs):
            value, at = _placed(value, block, first_line, at)
        placed.append((key, place, value))
    return placed, at
