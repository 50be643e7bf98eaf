"""One body, read as far as somebody asked for."""

from __future__ import annotations

import re
import time
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from newsreader.document.blocks import NOTES, Block, Item, Kind, Parsed, parse
from newsreader.document.chunks import Chunk, Form, cut
from newsreader.document.height_estimate import HeightEstimate, measure
from newsreader.document.html_text import say_html
from newsreader.document.inline import InlineReader
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Heading, Prose, Role, Target
from newsreader.document.markdown_repair import folded
from newsreader.document.passages import Passage, moved, passages
from newsreader.document.source_map import Source, Text
from newsreader.document.syntax_highlighting import say_code

_KEPT = 48
"""Slices whose blocks are kept: about 100 KB of text around the reader."""
_FEW = 4
"""Slices that a body may begin with before it shows anything without a blank line for it."""
_SCREEN = 3_000
"""Characters that fill a screen of 40 lines."""
_SMALL = 60_000
"""Characters of a body that is read whole for its definitions before the first line is shown."""
_WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction: Brysbaert, How many words do we read per minute?, 2019."""
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)|\^\[")


class Document:
    """A body of Markdown.

    `title`, if the body begins with it as a heading, and what begins in `dateline`, a stretch of the body,
    are shown elsewhere and left out of lines and prose, whose offsets are always the body's.
    """

    def __init__(self, body: str, *, title: str = "", dateline: tuple[int, int] | None = None) -> None:
        self.body = body
        self.generation = 0
        """Counts up when definitions are found, which may change how earlier text reads."""
        self._title = folded(title)
        self._dateline = dateline
        self._cuts: Iterator[Chunk] | None = cut(body)
        self.slices: list[Chunk] = []
        """As far as they were cut."""
        self._starts: list[int] = []
        self.measures: list[HeightEstimate] = []
        """For each of them, what its height can be guessed from at any width."""
        self._parsed: OrderedDict[int, Parsed] = OrderedDict()
        self._defines = "]:" in body
        self._searched = 0
        self._searched_whole = False
        self._definitions: dict[str, tuple[int, Any]] = {}
        self._references: dict[str, Any] = {}
        self._notes: dict[str, tuple[int, list[Block]]] = {}
        self._asides: dict[int, Block] = {}
        self._numbers: dict[str | int, int] | None = None
        self._read = 0
        self._first = -1
        self._parts: list[str] = []
        self._offsets: array[int] = array("i")
        self._targets: list[Target] = []
        self._headings: list[Heading] = []
        self._prose: Prose | None = None

    @property
    def cut_whole(self) -> bool:
        """Whether all slices are known."""
        return self._cuts is None

    @property
    def cut_to(self) -> int:
        """How far into the body the slices known reach."""
        return len(self.body) if self._cuts is None else self.slices[-1].end if self.slices else 0

    def cut_one(self) -> bool:
        """Cut one more slice; False when there is none."""
        if self._cuts is None:
            return False
        piece = next(self._cuts, None)
        if piece is None:
            self._cuts = None
            return False
        self.slices.append(piece)
        self._starts.append(piece.start)
        self.measures.append(measure(self.body, piece))
        return True

    def slice_at(self, offset: int) -> int:
        """The number of the slice that holds the body's `offset`, or the nearest before it."""
        while self.cut_to <= offset and self.cut_one():
            pass
        return max(bisect_right(self._starts, offset) - 1, 0)

    def blocks(self, number: int) -> list[Block]:
        """The blocks of slice `number`; one past the last are the footnotes, none while not all are known."""
        if self._defines and self._searched == 0 and len(self.body) <= _SMALL:
            self.search(float("inf"))
        while number >= len(self.slices) and self.cut_one():
            pass
        return self._parse(number).blocks if number < len(self.slices) else self._footnotes()

    def first(self) -> int:
        """The number of the first slice that shows anything, if that is one of the first few; else 0."""
        if self._first < 0:
            self._first = 0
            for number in range(_FEW):
                if number >= len(self.slices) and not self.cut_one():
                    break
                if self._shows(number):
                    self._first = number
                    break
        return self._first

    def _shows(self, number: int) -> bool:
        return any(block.shows(self.said(block)) for block in self._parse(number).blocks)

    def _parse(self, number: int) -> Parsed:
        known = self._parsed.get(number)
        if known is not None:
            self._parsed.move_to_end(number)
            return known
        parsed = self._parse_anew(self.slices[number])
        parsed.blocks = self._without_repeats(number, parsed.blocks)
        self._learn(number, parsed)
        self._parsed[number] = parsed
        if len(self._parsed) > _KEPT:
            self._parsed.popitem(last=False)
        return parsed

    def _parse_anew(self, piece: Chunk) -> Parsed:
        body = self.body
        if piece.form is Form.MARKDOWN:
            parsed = parse(Text.of(body, piece.start, piece.end))
        elif piece.form is Form.ROWS:
            rows = Text.of(body, piece.start, piece.end)
            head = Text.of(body, *piece.head)
            parsed = parse(Text(head.lines[:2] + rows.lines, head.offsets[:2] + rows.offsets))
            for block in parsed.blocks:
                if block.kind is Kind.TABLE:
                    block.start = piece.start
        else:
            kind = {Form.CODE: Kind.CODE, Form.HTML: Kind.HTML}.get(piece.form, Kind.PARAGRAPH)
            text = body[piece.start : piece.end].rstrip("\n")
            source = Source(text, [0], [piece.start])
            base = Role.CODE_BLOCK if kind is Kind.CODE else Role.TEXT
            parsed = Parsed([Block(kind, piece.start, source, base, info=piece.info)])
        if piece.joined and parsed.blocks:
            parsed.blocks[0].joined = True
        return parsed

    def _without_repeats(self, number: int, blocks: list[Block]) -> list[Block]:
        """The blocks of slice `number` but for what is shown elsewhere."""
        if self._dateline is not None:
            start, end = self._dateline
            if self.slices[number].start < end and start < self.slices[number].end:
                blocks = [block for block in blocks if not (start <= block.start < end and not block.path)]
        if number == 0 and self._title and blocks and blocks[0].kind is Kind.HEADING:
            return blocks[folded(self.said(blocks[0]).text) == self._title :]
        return blocks

    def _learn(self, number: int, parsed: Parsed) -> None:
        """Take over definitions: of two with one label, the first in the body counts."""
        news = False
        for label, reference in parsed.references.items():
            if label not in self._definitions or self._definitions[label][0] > number:
                self._definitions[label] = number, reference
                self._references[label] = reference
                news = True
        for label, blocks in parsed.notes.items():
            if label not in self._notes or self._notes[label][0] > number:
                self._notes[label] = number, blocks
                self._numbers = None
                news = True
        if news:
            self.generation += 1
            for other, known in self._parsed.items():
                if "[" in self.body[self.slices[other].start : self.slices[other].end]:
                    for block in known.blocks:
                        block.said = block.cells = None

    @property
    def has_notes(self) -> bool:
        """Whether footnotes were found."""
        return bool(self._notes or self._asides)

    def search(self, until: float) -> bool:
        """Find the definitions, a slice at a time, until the clock says `until`; True when all are known."""
        while not self._searched_whole and time.monotonic() < until:
            if self._searched >= len(self.slices) and not self.cut_one():
                self._searched_whole = True
                return True
            piece = self.slices[self._searched]
            if self._defines and "]:" in self.body[piece.start : piece.end]:
                self._parse(self._searched)
            self._searched += 1
        return self._searched_whole

    def numbers(self) -> dict[str | int, int]:
        """The numbers of footnotes in the order of their marks: by label, inline ones by their place."""
        if self._numbers is None:
            found: dict[str | int, int] = {}
            self._numbers = found
            if self._notes or "^[" in self.body:
                for match in _NOTE_MARK.finditer(self.body):
                    key = match[1] if match[1] else match.start()
                    if key not in found and (not match[1] or match[1] in self._notes):
                        found[key] = len(found) + 1
                for label in self._notes:
                    found.setdefault(label, len(found) + 1)
        return self._numbers

    def _footnotes(self) -> list[Block]:
        """The footnotes in the order of their numbers, once the whole body was searched for them."""
        if not self._searched_whole:
            return []
        blocks: list[Block] = []
        for key, number in self.numbers().items():
            given = self._notes[key][1] if isinstance(key, str) else self._aside(key)
            for block in given:
                for container in block.path[1:2]:
                    if isinstance(container, Item):
                        container.marker = f"{number}."
            blocks.extend(given)
        return blocks

    def _aside(self, place: int) -> list[Block]:
        """The inline footnote at `place`; none if it turned out to be no footnote."""
        if place not in self._asides:
            for block in self.blocks(self.slice_at(place)):
                self.said(block)
        return [self._asides[place]] if place in self._asides else []

    def has_code(self, number: int) -> bool:
        """Whether slice `number` holds code of a named language."""
        return any(block.kind is Kind.CODE and block.info for block in self.blocks(number))

    def forget_code(self, number: int) -> None:
        """Let the code of slice `number` be said anew, in colour."""
        for block in self.blocks(number):
            if block.kind is Kind.CODE:
                block.said = None

    def said(self, block: Block) -> InlineText:
        """What `block` says; of a table the first cell, the others in `block.cells`."""
        if block.said is None:
            if block.kind is Kind.TABLE:
                block.cells = [[self._speak(cell, block) for cell in row] for row in block.rows]
                block.said = block.cells[0][0] if block.cells and block.cells[0] else InlineText()
            else:
                block.said = self._speak(block.source, block)
        return block.said

    def _speak(self, source: Source, block: Block) -> InlineText:
        if block.kind is Kind.CODE:
            return say_code(source, block.info)
        speaker = InlineReader(self._references, self.numbers(), block.base)
        if block.kind is Kind.HTML:
            return say_html(source, speaker)
        speaker.say(source)
        for key, content in speaker.asides:
            start = content.offsets[0] if content.offsets else key  # a note may be empty: ^[]
            self._asides[key] = Block(Kind.PARAGRAPH, start, content, Role.NOTE, (NOTES, Item("", NOTES)))
        return speaker.said

    def begin(self) -> None:
        """Read what a first screen shows, so that laying it out takes no time to speak of."""
        number = self.first()
        until = self.slices[number].start + _SCREEN if self.slices else 0
        while number < len(self.slices) and self.slices[number].start < until:
            for block in self.blocks(number):
                self.said(block)
            number += 1
            if number >= len(self.slices):
                self.cut_one()

    @property
    def complete(self) -> bool:
        """Whether all of the body has been read."""
        return self._prose is not None

    def work(self, seconds: float) -> bool:
        """Read on for about `seconds`; True when all is read."""
        until = time.monotonic() + seconds
        if self.complete:
            return True
        if not self.search(until):
            return False
        while self._read <= len(self.slices):
            if self._read and time.monotonic() >= until:
                return False
            self.gather(self._read)
        self._prose = Prose("".join(self._parts), self._offsets, tuple(self._targets))
        self._parts = []
        return True

    def gather(self, number: int) -> None:
        """Keep what slice `number` says, if it is the next that was not gathered yet."""
        if number != self._read or self._prose is not None:
            return
        self._read += 1
        blocks = self.blocks(number)
        for block in blocks:
            if block.kind is Kind.HEADING:
                text = self.said(block).spoken()[0].replace("\n", " ")
                self._headings.append(Heading(block.level, text, block.start))
        for place, passage in enumerate(passages(blocks, self.said)):
            if passage.text and not passage.code:
                gap = passage.gap if place or blocks[0].joined else "\n\n"
                self._add(passage, gap if self._offsets else "")

    def _add(self, passage: Passage, gap: str) -> None:
        self._parts += (gap, passage.text)
        self._offsets.extend([self._offsets[-1]] * len(gap) if gap else ())
        at = len(self._offsets)
        self._offsets.extend(passage.offsets)
        self._targets.extend(moved(target, at) for target in passage.targets)

    def prose(self) -> Prose:
        """The visible text of the body; reads all of it."""
        while self._prose is None:
            self.work(1.0)
        return self._prose

    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body; reads all of it."""
        self.prose()
        return tuple(self._headings)

    @property
    def minutes(self) -> int:
        """How long the body takes to read, in whole minutes, at least 1."""
        words = self.body.count(" ") + self.body.count("\n") + 1
        return max(1, round(words / _WORDS_A_MINUTE))

    def passages(self, start: int, end: int) -> Iterator[Passage]:
        """The passages of the slices that the stretch `[start, end)` of the body touches, code with them."""
        number = self.slice_at(start)
        while number < len(self.slices) and self.slices[number].start < end:
            blocks = self.blocks(number)
            for place, passage in enumerate(passages(blocks, self.said, "\t")):
                yield passage if place else passage._replace(gap="" if blocks[0].joined else "\n\n")
            number += 1
            if number >= len(self.slices):
                self.cut_one()
        yield from passages(self._footnotes(), self.said, "\t")
