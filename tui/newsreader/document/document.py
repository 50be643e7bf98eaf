"""One Markdown body, parsed lazily."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from math import inf
from typing import Any

from newsreader.document.block_text import BlockText, block_texts
from newsreader.document.blocks import Block, Kind, ParsedChunk, parse
from newsreader.document.chunk_list import ChunkList
from newsreader.document.chunks import Chunk, Form
from newsreader.document.footnotes import Footnotes
from newsreader.document.html_text import read_html
from newsreader.document.inline import InlineReader
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Heading, Prose, Role
from newsreader.document.prose_builder import ProseBuilder
from newsreader.document.source_map import Source, SourceLines
from newsreader.document.syntax_highlighting import highlight

_CACHED_CHUNKS = 48
"""Parsed chunks that are kept: about 100 KB of text."""
_INVISIBLE_START = 4
"""Chunks at the start of a body that may show nothing, such as comments, without a blank line for them."""
_SCREEN = 3_000
"""Characters that fill a screen of 40 lines."""
_SMALL = 60_000
"""Characters of a body that is searched for definitions before its first line is shown."""
_WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert, How many words do we read per minute?, 2019."""


class Document:
    """A Markdown body.

    `title`, if the body starts with it as a heading, and the paragraph in the span `dateline` are shown
    elsewhere, and so left out of lines and prose. All offsets are those of the body.
    """

    def __init__(self, body: str, *, title: str = "", dateline: tuple[int, int] | None = None) -> None:
        self.body = body
        self.chunks = ChunkList(body)
        self.notes = Footnotes(body)
        self.generation = 0
        """Incremented when definitions are found, which may change earlier text."""
        self._title = _fold_title(title)
        self._dateline = dateline
        self._cache: OrderedDict[int, ParsedChunk] = OrderedDict()
        self._may_define = "]:" in body
        self._searched = 0
        self._all_searched = False
        self._definition_chunks: dict[str, int] = {}
        self._references: dict[str, Any] = {}
        self._first_visible = -1
        self._collected = 0
        self._builder = ProseBuilder()
        self._prose: Prose | None = None

    def blocks(self, number: int) -> list[Block]:
        """Return the blocks of chunk `number`; the number after the last is that of the footnotes."""
        if self._may_define and self._searched == 0 and len(self.body) <= _SMALL:
            self.find_definitions(inf)
        return self._parse(number).blocks if self.chunks.load(number) else self._note_blocks()

    def first_visible(self) -> int:
        """Return the number of the first chunk that shows anything, if among the first few; else 0."""
        if self._first_visible < 0:
            self._first_visible = 0
            for number in range(_INVISIBLE_START):
                if not self.chunks.load(number):
                    break
                if any(block.is_visible(self.text_of(block)) for block in self._parse(number).blocks):
                    self._first_visible = number
                    break
        return self._first_visible

    def _parse(self, number: int) -> ParsedChunk:
        cached = self._cache.get(number)
        if cached is not None:
            self._cache.move_to_end(number)
            return cached
        parsed = _parse_chunk(self.body, self.chunks[number])
        parsed.blocks = self._without_repeats(number, parsed.blocks)
        self._add_definitions(number, parsed)
        self._cache[number] = parsed
        if len(self._cache) > _CACHED_CHUNKS:
            self._cache.popitem(last=False)
        return parsed

    def _without_repeats(self, number: int, blocks: list[Block]) -> list[Block]:
        """Remove the dateline and the title."""
        if self._dateline is not None:
            start, end = self._dateline
            if self.chunks[number].start < end and start < self.chunks[number].end:
                blocks = [block for block in blocks if block.path or not start <= block.start < end]
        if number == 0 and self._title and blocks and blocks[0].kind is Kind.HEADING:
            return blocks[_fold_title(self.text_of(blocks[0]).text) == self._title :]
        return blocks

    def _add_definitions(self, number: int, parsed: ParsedChunk) -> None:
        """Add link definitions and footnotes: of two with one label, the first in the body counts."""
        found_new = False
        for label, reference in parsed.references.items():
            if self._definition_chunks.get(label, number + 1) > number:
                self._definition_chunks[label] = number
                self._references[label] = reference
                found_new = True
        for label, blocks in parsed.notes.items():
            found_new = self.notes.define(label, number, blocks) or found_new
        if found_new:
            self.generation += 1
            for other, cached in self._cache.items():
                if "[" in self.chunks.text(other):
                    for block in cached.blocks:
                        block.text = block.cells = None

    def find_definitions(self, until: float) -> bool:
        """Parse chunks with definitions until the monotonic time `until`; return True when all are known."""
        while not self._all_searched and time.monotonic() < until:
            if not self.chunks.load(self._searched):
                self._all_searched = True
                break
            if self._may_define and "]:" in self.chunks.text(self._searched):
                self._parse(self._searched)
            self._searched += 1
        return self._all_searched

    def _note_blocks(self) -> list[Block]:
        if not self._all_searched:
            return []
        for offset in self.notes.inline_offsets():
            for block in self.blocks(self.chunks.index_at(offset)):
                self.text_of(block)
        return self.notes.blocks()

    def has_code(self, number: int) -> bool:
        """Whether chunk `number` contains code of a known language."""
        return any(block.kind is Kind.CODE and block.language for block in self.blocks(number))

    def discard_code(self, number: int) -> None:
        """Discard the cached text of code in chunk `number`, so that it is highlighted."""
        for block in self.blocks(number):
            if block.kind is Kind.CODE:
                block.text = None

    def text_of(self, block: Block) -> InlineText:
        """Return the text of `block`, cached; of a table, that of its first cell (see `block.cells`)."""
        if block.text is None:
            if block.kind is Kind.TABLE:
                block.cells = [[self._read(cell, block) for cell in row] for row in block.rows]
                block.text = block.cells[0][0] if block.cells and block.cells[0] else InlineText()
            else:
                block.text = self._read(block.source, block)
        return block.text

    def _read(self, source: Source, block: Block) -> InlineText:
        if block.kind is Kind.CODE:
            return highlight(source, block.language)
        reader = InlineReader(self._references, self.notes.numbers(), block.base)
        if block.kind is Kind.HTML:
            return read_html(source, reader)
        reader.read(source)
        for offset, content in reader.inline_notes:
            self.notes.define_inline(offset, content)
        return reader.text

    def preload(self) -> None:
        """Parse what the first screen shows, so that laying it out is fast."""
        number = self.first_visible()
        end = self.chunks[number].start + _SCREEN if len(self.chunks) else 0
        while self.chunks.load(number) and self.chunks[number].start < end:
            for block in self.blocks(number):
                self.text_of(block)
            number += 1

    @property
    def complete(self) -> bool:
        """Whether all of the body was parsed."""
        return self._prose is not None

    def work(self, seconds: float) -> bool:
        """Continue parsing for about `seconds`; return whether all is parsed."""
        until = time.monotonic() + seconds
        if self.complete:
            return True
        if not self.find_definitions(until):
            return False
        while self._collected <= len(self.chunks):
            if self._collected and time.monotonic() >= until:
                return False
            self.collect(self._collected)
        self._prose = self._builder.build()
        return True

    def collect(self, number: int) -> None:
        """Add chunk `number` to the prose, if it is the next one."""
        if number == self._collected and self._prose is None:
            self._collected += 1
            self._builder.add(self.blocks(number), self.text_of)

    def prose(self) -> Prose:
        """Return the visible text of the body; parses all of it."""
        while self._prose is None:
            self.work(1.0)
        return self._prose

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings of the body; parses all of it."""
        self.prose()
        return tuple(self._builder.headings)

    @property
    def minutes(self) -> int:
        """Estimated reading time in whole minutes, at least 1."""
        words = self.body.count(" ") + self.body.count("\n") + 1
        return max(1, round(words / _WORDS_PER_MINUTE))

    def texts_between(self, start: int, end: int) -> Iterator[BlockText]:
        """Yield the block texts, with code, of the chunks that overlap the span `[start, end)`."""
        number = self.chunks.index_at(start)
        while self.chunks.load(number) and self.chunks[number].start < end:
            blocks = self.blocks(number)
            for index, text in enumerate(block_texts(blocks, self.text_of, "\t")):
                yield text if index or blocks[0].continues else text._replace(gap="\n\n")
            number += 1
        yield from block_texts(self._note_blocks(), self.text_of, "\t")


def _fold_title(text: str) -> str:
    """Return `text` without what does not matter when it is compared with the title."""
    return " ".join(text.split()).strip(" .*_").casefold()


def _parse_chunk(body: str, chunk: Chunk) -> ParsedChunk:
    if chunk.form is Form.MARKDOWN:
        parsed = parse(SourceLines.of(body, chunk.start, chunk.end))
    elif chunk.form is Form.ROWS:
        rows = SourceLines.of(body, chunk.start, chunk.end)
        head = SourceLines.of(body, *chunk.head)
        parsed = parse(SourceLines(head.lines[:2] + rows.lines, head.offsets[:2] + rows.offsets))
        for block in parsed.blocks:
            if block.kind is Kind.TABLE:
                block.start = chunk.start
    else:
        kind = {Form.CODE: Kind.CODE, Form.HTML: Kind.HTML}.get(chunk.form, Kind.PARAGRAPH)
        source = Source(body[chunk.start : chunk.end].rstrip("\n"), [0], [chunk.start])
        base = Role.CODE_BLOCK if kind is Kind.CODE else Role.TEXT
        parsed = ParsedChunk([Block(kind, chunk.start, source, base, language=chunk.language)])
    if chunk.continues and parsed.blocks:
        parsed.blocks[0].continues = True
    return parsed
