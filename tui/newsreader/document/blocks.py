"""A stretch of a body as blocks: paragraphs, headings, code, tables and rules, each with what holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role
from newsreader.document.source_map import Source, Text

if TYPE_CHECKING:
    from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


@dataclass(slots=True, eq=False)
class Quote:
    """A block quotation."""


@dataclass(slots=True, eq=False)
class Listing:
    """A list."""

    tight: bool
    depth: int
    """How many lists it stands in."""
    digits: int = 0
    """Of an ordered list, the length of its longest number with its point; else 0."""


@dataclass(slots=True, eq=False)
class Item:
    """An item of a list, or a footnote."""

    marker: str
    listing: Listing


Container = Quote | Listing | Item

NOTES = Listing(True, 0)
"""The list that footnotes stand in."""


class Kind(StrEnum):
    """What sort of block it is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    HTML = "html"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(slots=True, eq=False)
class Block:
    """A block without blocks in it."""

    kind: Kind
    start: int
    """Where it begins in the body."""
    source: Source
    base: Role = Role.TEXT
    path: tuple[Container, ...] = ()
    """What it stands in, outermost first."""
    opens: int = 0
    """The first of `path` that begins with this block."""
    level: int = 0
    """Of a heading, 1 to 6."""
    info: str = ""
    """Of code, its language."""
    rows: list[list[Source]] = field(default_factory=list)
    """Of a table, the cells; the first row is its header."""
    aligns: list[str] = field(default_factory=list)
    joined: bool = False
    """Whether it follows the block before it without a blank line, as a piece of something very long."""
    said: InlineText | None = None
    """Its text once it was asked for."""
    cells: list[list[InlineText]] | None = None
    """Of a table, the texts once they were asked for."""

    def shows(self, said: InlineText) -> bool:
        """Whether anything is to be seen of the block, which says `said`: a comment is not."""
        return (
            self.kind in (Kind.CODE, Kind.RULE, Kind.TABLE)
            or bool(said.text.strip())
            or self.opens < len(self.path)
        )


@dataclass(slots=True)
class Parsed:
    """What a stretch of the body holds."""

    blocks: list[Block] = field(default_factory=list)
    references: dict[str, Any] = field(default_factory=dict)
    """Link definitions by their normalised label."""
    notes: dict[str, list[Block]] = field(default_factory=dict)
    """Footnotes by their label."""


def parse(text: Text) -> Parsed:
    """Read the block structure of `text`; what is said in the blocks is left for later."""
    from newsreader.document.markdown_parser import parser

    env: dict[str, Any] = {}
    tokens: list[Token] = []
    parser().block.parse("\n".join(text.lines), parser(), env, tokens)
    return _Reader(text, tokens, env.get("references", {})).read()


class _Reader:
    """Walks over the block tokens of a stretch once."""

    def __init__(self, text: Text, tokens: list[Token], references: dict[str, Any]) -> None:
        self._text = text
        self._tokens = tokens
        self._parsed = Parsed(references=references)
        self._blocks = self._parsed.blocks
        self._path: list[Container] = []
        self._begun: set[Container] = set()
        self._outer: list[tuple[list[Container], list[Block]]] = []

    def read(self) -> Parsed:
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        return self._parsed

    def _step(self, at: int) -> int:
        token = self._tokens[at]
        kind = token.type
        if kind == "inline":
            self._running(at, token)
        elif kind in ("fence", "code_block"):
            self._code(token)
        elif kind == "html_block":
            self._leaf(Kind.HTML, token, self._source(token, token.content.rstrip("\n")))
        elif kind == "hr":
            self._leaf(Kind.RULE, token, Source("", [0], [self._offset(token)]))
        elif kind == "table_open":
            return self._table(at)
        elif kind in ("blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"):
            self._path.append(self._container(at, token))
        elif kind == "list_item_close":
            if self._path[-1] not in self._begun:
                self._leaf(Kind.PARAGRAPH, None, Source("", [0], [self._last_offset()]))
            self._path.pop()
        elif kind in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            self._path.pop()
        elif kind == "footnote_reference_open":
            self._note_begins(str(token.meta["label"]))
        elif kind == "footnote_reference_close":
            self._path, self._blocks = self._outer.pop()
        return at + 1

    def _note_begins(self, label: str) -> None:
        self._outer.append((self._path, self._blocks))
        self._path = [NOTES, Item("", NOTES)]
        self._blocks = []
        self._parsed.notes.setdefault(label, self._blocks)

    def _offset(self, token: Token | None) -> int:
        line = token.map[0] if token is not None and token.map else 0
        return self._text.offsets[min(line, len(self._text.offsets) - 1)]

    def _last_offset(self) -> int:
        return self._blocks[-1].start if self._blocks else self._text.offsets[0]

    def _source(self, token: Token, content: str, below: int = 0) -> Source:
        return self._text.source(content, (token.map[0] if token.map else 0) + below)

    def _container(self, at: int, token: Token) -> Container:
        if token.type == "blockquote_open":
            return Quote()
        depth = sum(isinstance(container, Listing) for container in self._path)
        if token.type == "list_item_open":
            listing = self._path[-1]
            assert isinstance(listing, Listing)  # noqa: S101 - items stand in lists only
            marker = f"{token.info}{token.markup}" if listing.digits else "•◦▪"[min(depth - 1, 2)]
            return Item(marker, listing)
        tight, digits = self._measure(at, token)
        return Listing(tight, depth, digits)

    def _measure(self, at: int, token: Token) -> tuple[bool, int]:
        """Whether the list that opens at `at` is tight, and the length of its longest number."""
        items: list[Token] = []
        paragraphs = 0
        tight = True
        for inner in islice(self._tokens, at + 1, None):
            if inner.level == token.level and inner.nesting < 0:
                break
            if inner.type == "list_item_open" and inner.level == token.level + 1:
                items.append(inner)
            elif inner.type == "paragraph_open" and inner.level == token.level + 2:
                paragraphs += 1
                tight = tight and inner.hidden
        if not paragraphs:
            ends = [item.map[1] - 1 for item in items[:-1] if item.map]
            tight = not any(
                0 <= line < len(self._text.lines) and not self._text.lines[line].strip(" \t>")
                for line in ends
            )
        if token.type == "bullet_list_open":
            return tight, 0
        return tight, max((len(item.info) + 1 for item in items), default=2)

    def _leaf(self, kind: Kind, token: Token | None, source: Source, base: Role | None = None) -> Block:
        path = tuple(self._path)
        opens = next(
            (number for number, container in enumerate(path) if container not in self._begun), len(path)
        )
        self._begun.update(path)
        if base is None:
            base = Role.TEXT
            if self._outer:
                base = Role.NOTE
            elif any(isinstance(container, Quote) for container in path):
                base = Role.QUOTE
        start = source.offsets[0] if source.offsets else self._offset(token)
        block = Block(kind, start, source, base, path, opens)
        self._blocks.append(block)
        return block

    def _running(self, at: int, token: Token) -> None:
        opener = self._tokens[at - 1]
        if opener.type != "heading_open":
            source = self._task(self._source(token, token.content))
            self._leaf(Kind.PARAGRAPH, token, source)
            return
        source = self._source(token, token.content)
        if "column" in opener.meta:
            source.offsets = [self._offset(token) + opener.meta["column"]]
            source.starts = [0]
        level = int(opener.tag[1])
        if self._path and isinstance(self._path[-1], Item):
            self._leaf(Kind.PARAGRAPH, token, source, Role.STRONG)
            return
        role = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)[min(level, 3) - 1]
        self._leaf(Kind.HEADING, token, source, role).level = level

    def _task(self, source: Source) -> Source:
        item = self._path[-1] if self._path else None
        if isinstance(item, Item) and item not in self._begun and (match := _TASK.match(source.content)):
            item.marker = "☐" if match[1] == " " else "☑"
            return source.cut(match.end(), len(source.content))
        return source

    def _code(self, token: Token) -> None:
        below = 1 if token.type == "fence" else 0
        source = self._source(token, token.content.removesuffix("\n"), below)
        self._leaf(Kind.CODE, token, source, Role.CODE_BLOCK).info = (
            token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        )

    def _table(self, at: int) -> int:
        block = self._leaf(Kind.TABLE, self._tokens[at], Source("", [0], [self._offset(self._tokens[at])]))
        parts: list[Source] = []
        while (token := self._tokens[at]).type != "table_close":
            if token.type == "tr_open":
                line = token.map[0] if token.map else 0
                parts = split_row(self._text.lines[line], int(token.meta["column"]), self._text.offsets[line])
                block.rows.append([])
            elif token.type == "th_open":
                block.aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "inline":
                number = len(block.rows[-1])
                empty = Source("", [0], [block.start])
                block.rows[-1].append(parts[number] if number < len(parts) else empty)
            at += 1
        return at + 1


def split_row(line: str, column: int, offset: int) -> list[Source]:
    """The cells of a table's row that begins at `column` of `line`, which stands at `offset` of the body.

    The rules are those of GFM: `\\|` is a bar in a cell, a bar at either end of the row opens or closes it.
    """
    end = len(line.rstrip())
    found = [at for at in range(column, end) if line[at] == "|"]
    escaped = [at for at in found if at > column and line[at - 1] == "\\"]
    bars = [at for at in found if at not in set(escaped)]
    edges = [column - 1, *bars, end]
    if len(bars) and bars[0] == column:
        edges.pop(0)
    if len(bars) and bars[-1] == end - 1:
        edges.pop()
    cells = []
    for left, right in pairwise(edges):
        start, stop = left + 1, right
        while start < stop and line[start] in " \t":
            start += 1
        while stop > start and line[stop - 1] in " \t":
            stop -= 1
        whole = Source(line[start:stop], [0], [offset + start])
        cells.append(whole.without([(at - 1 - start, at - start) for at in escaped if start < at < stop]))
    return cells
