"""Parse a chunk into blocks: paragraphs, headings, code, tables and rules, each with its containers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role
from newsreader.document.source_map import Source, SourceLines

if TYPE_CHECKING:
    from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


@dataclass(slots=True, eq=False)
class Quote:
    """A block quotation."""


@dataclass(slots=True, eq=False)
class List:
    """A list."""

    tight: bool
    depth: int
    """Number of lists around it."""
    number_width: int = 0
    """Characters of the longest number with its full stop; 0 for a bullet list."""


@dataclass(slots=True, eq=False)
class Item:
    """A list item, or a footnote."""

    marker: str
    list: List


Container = Quote | List | Item

NOTE_LIST = List(True, 0)
"""The list that all footnotes are items of."""


class Kind(StrEnum):
    """The type of a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    HTML = "html"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(slots=True, eq=False)
class Block:
    """A block that contains no other block."""

    kind: Kind
    start: int
    """Offset in the body."""
    source: Source
    base: Role = Role.TEXT
    path: tuple[Container, ...] = ()
    """Its containers, outermost first."""
    first_new: int = 0
    """Index in `path` of the first container that starts with this block."""
    level: int = 0
    """Of a heading, 1 to 6."""
    language: str = ""
    """Of code."""
    rows: list[list[Source]] = field(default_factory=list)
    """Of a table, the cells; the first row is its header."""
    aligns: list[str] = field(default_factory=list)
    continues: bool = False
    """Whether it continues the block before it, which was cut by force."""
    text: InlineText | None = None
    """Cached by the document."""
    cells: list[list[InlineText]] | None = None
    """Of a table, cached by the document."""

    def is_visible(self, text: InlineText) -> bool:
        """Whether the block with this text shows anything; a comment does not."""
        return (
            self.kind in (Kind.CODE, Kind.RULE, Kind.TABLE)
            or bool(text.text.strip())
            or self.first_new < len(self.path)
        )


@dataclass(slots=True)
class ParsedChunk:
    """The blocks and definitions of one chunk."""

    blocks: list[Block] = field(default_factory=list)
    references: dict[str, Any] = field(default_factory=dict)
    """Link definitions by normalised label."""
    notes: dict[str, list[Block]] = field(default_factory=dict)
    """Footnotes by label."""


def parse(source: SourceLines) -> ParsedChunk:
    """Parse the block structure; inline content is parsed later, on demand."""
    from newsreader.document.markdown_parser import parser

    env: dict[str, Any] = {}
    tokens: list[Token] = []
    parser().block.parse("\n".join(source.lines), parser(), env, tokens)
    return _BlockReader(source, tokens, env.get("references", {})).read()


class _BlockReader:
    """Convert the block tokens of one chunk to blocks."""

    def __init__(self, source: SourceLines, tokens: list[Token], references: dict[str, Any]) -> None:
        self._lines = source
        self._tokens = tokens
        self._parsed = ParsedChunk(references=references)
        self._blocks = self._parsed.blocks
        self._path: list[Container] = []
        self._started: set[Container] = set()
        self._outside_note: list[tuple[list[Container], list[Block]]] = []

    def read(self) -> ParsedChunk:
        at = 0
        while at < len(self._tokens):
            at = self._read_token(at)
        return self._parsed

    def _read_token(self, at: int) -> int:
        token = self._tokens[at]
        kind = token.type
        if kind == "inline":
            self._read_inline(at, token)
        elif kind in ("fence", "code_block"):
            self._read_code(token)
        elif kind == "html_block":
            self._add(Kind.HTML, token, self._source(token, token.content.rstrip("\n")))
        elif kind == "hr":
            self._add(Kind.RULE, token, _empty(self._offset(token)))
        elif kind == "table_open":
            return self._read_table(at)
        elif kind in ("blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open"):
            self._path.append(self._container(at, token))
        elif kind == "list_item_close":
            if self._path[-1] not in self._started:
                self._add(Kind.PARAGRAPH, None, _empty(self._last_offset()))
            self._path.pop()
        elif kind in ("blockquote_close", "bullet_list_close", "ordered_list_close"):
            self._path.pop()
        elif kind == "footnote_reference_open":
            self._start_note(str(token.meta["label"]))
        elif kind == "footnote_reference_close":
            self._path, self._blocks = self._outside_note.pop()
        return at + 1

    def _start_note(self, label: str) -> None:
        self._outside_note.append((self._path, self._blocks))
        self._path = [NOTE_LIST, Item("", NOTE_LIST)]
        self._blocks = []
        self._parsed.notes.setdefault(label, self._blocks)

    def _offset(self, token: Token | None) -> int:
        line = token.map[0] if token is not None and token.map else 0
        return self._lines.offsets[min(line, len(self._lines.offsets) - 1)]

    def _last_offset(self) -> int:
        return self._blocks[-1].start if self._blocks else self._lines.offsets[0]

    def _source(self, token: Token, content: str, below: int = 0) -> Source:
        return self._lines.source(content, (token.map[0] if token.map else 0) + below)

    def _container(self, at: int, token: Token) -> Container:
        if token.type == "blockquote_open":
            return Quote()
        depth = sum(isinstance(container, List) for container in self._path)
        if token.type == "list_item_open":
            enclosing = self._path[-1]
            assert isinstance(enclosing, List)  # noqa: S101 - items are in lists only
            bullet = "•◦▪"[min(depth - 1, 2)]
            return Item(f"{token.info}{token.markup}" if enclosing.number_width else bullet, enclosing)
        tight, number_width = self._measure_list(at, token)
        return List(tight, depth, number_width)

    def _measure_list(self, at: int, token: Token) -> tuple[bool, int]:
        """Return whether the list that opens at `at` is tight, and the length of its longest number."""
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
            lines = self._lines.lines
            ends = [item.map[1] - 1 for item in items[:-1] if item.map]
            tight = not any(0 <= line < len(lines) and not lines[line].strip(" \t>") for line in ends)
        if token.type == "bullet_list_open":
            return tight, 0
        return tight, max((len(item.info) + 1 for item in items), default=2)

    def _add(self, kind: Kind, token: Token | None, source: Source, base: Role | None = None) -> Block:
        path = tuple(self._path)
        first_new = next(
            (number for number, container in enumerate(path) if container not in self._started), len(path)
        )
        self._started.update(path)
        if base is None:
            base = Role.TEXT
            if self._outside_note:
                base = Role.NOTE
            elif any(isinstance(container, Quote) for container in path):
                base = Role.QUOTE
        start = source.offsets[0] if source.offsets else self._offset(token)
        block = Block(kind, start, source, base, path, first_new)
        self._blocks.append(block)
        return block

    def _read_inline(self, at: int, token: Token) -> None:
        opener = self._tokens[at - 1]
        source = self._source(token, token.content)
        if opener.type != "heading_open":
            self._add(Kind.PARAGRAPH, token, self._without_checkbox(source))
            return
        if "column" in opener.meta:
            source.offsets = [self._offset(token) + opener.meta["column"]]
            source.starts = [0]
        level = int(opener.tag[1])
        if self._path and isinstance(self._path[-1], Item):  # archiving made headings of items
            self._add(Kind.PARAGRAPH, token, source, Role.STRONG)
            return
        role = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)[min(level, 3) - 1]
        self._add(Kind.HEADING, token, source, role).level = level

    def _without_checkbox(self, source: Source) -> Source:
        """Move the checkbox of a task to the marker of its item."""
        item = self._path[-1] if self._path else None
        if isinstance(item, Item) and item not in self._started and (match := _TASK.match(source.content)):
            item.marker = "☐" if match[1] == " " else "☑"
            return source.cut(match.end(), len(source.content))
        return source

    def _read_code(self, token: Token) -> None:
        below = 1 if token.type == "fence" else 0
        source = self._source(token, token.content.removesuffix("\n"), below)
        block = self._add(Kind.CODE, token, source, Role.CODE_BLOCK)
        block.language = next(iter(token.info.split(maxsplit=1)), "")

    def _read_table(self, at: int) -> int:
        offset = self._offset(self._tokens[at])
        block = self._add(Kind.TABLE, self._tokens[at], _empty(offset))
        cells: list[Source] = []
        while (token := self._tokens[at]).type != "table_close":
            if token.type == "tr_open":
                line = token.map[0] if token.map else 0
                cells = split_row(
                    self._lines.lines[line], int(token.meta["column"]), self._lines.offsets[line]
                )
                block.rows.append([])
            elif token.type == "th_open":
                block.aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "inline":
                number = len(block.rows[-1])
                block.rows[-1].append(cells[number] if number < len(cells) else _empty(block.start))
            at += 1
        return at + 1


def _empty(offset: int) -> Source:
    return Source("", [0], [offset])


def split_row(line: str, column: int, offset: int) -> list[Source]:
    """Split the table row that starts at `column` of `line` into cells; `line` is at `offset` of the body.

    As in GFM, `\\|` is a bar inside a cell, and a bar at either end of the row is optional.
    """
    end = len(line.rstrip())
    bars = [at for at in range(column, end) if line[at] == "|" and not (at > column and line[at - 1] == "\\")]
    edges = [column - 1, *bars, end]
    if bars and bars[0] == column:
        edges.pop(0)
    if bars and bars[-1] == end - 1:
        edges.pop()
    cells = []
    for left, right in pairwise(edges):
        start, stop = left + 1, right
        while start < stop and line[start] in " \t":
            start += 1
        while stop > start and line[stop - 1] in " \t":
            stop -= 1
        escapes = [(at - 1 - start, at - start) for at in range(start + 1, stop) if line[at] == "|"]
        cells.append(Source(line[start:stop], [0], [offset + start]).without(escapes))
    return cells
