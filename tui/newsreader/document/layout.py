"""Lay a document out for a width, as far as is needed."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import inf
from typing import NamedTuple

from newsreader.document.blocks import List
from newsreader.document.document import Document
from newsreader.document.highlights import Highlights, HighlightsIn, highlighted
from newsreader.document.lines import Line, Mark, Role, Span
from newsreader.document.render_blocks import make_line, render_blocks
from newsreader.document.syntax_highlighting import is_pygments_loaded, load_pygments

_CACHED_CHUNKS = 48
_MAX_INVISIBLE = 12
"""Chunks without a visible line that one request parses: 50 KB of definitions or comments."""


class _ChunkLines(NamedTuple):
    """The lines of one chunk."""

    lines: list[Line]
    firsts: list[int]
    """For each line, the offset in the body of the first character on or after it in this chunk."""
    highlighted: dict[int, Line]
    """Cache of lines with highlights."""


class Layout:
    """The lines of `document` at `width` cells (at least 1), numbered from 0.

    A chunk that was not laid out yet counts with its estimated height, so line numbers below it change when
    it is: in `lines` only for lines after those returned, in `work` for any; `version` tells. To keep a
    place, remember `offset_of(line)` before and ask `line_of` after; each lays out one chunk at most.
    """

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = max(width, 1)
        self.version = 0
        """Incremented whenever lines may have to be drawn again."""
        self._heights: list[int] = []
        self._exact = bytearray()
        """For each chunk, whether its height is exact."""
        self._sums: list[int] | None = None
        self._cache: OrderedDict[int, _ChunkLines] = OrderedDict()
        self._touching: HighlightsIn | None = None
        self._generation = document.generation
        self._measured = 0
        self._plain_code: set[int] = set()
        """Chunks whose code was laid out before Pygments was loaded."""

    def _add_heights(self) -> None:
        """Count the chunks that were split off since, and the footnotes after the last."""
        chunks = self.document.chunks
        wanted = len(chunks) + chunks.complete
        while len(self._heights) < wanted:
            number = len(self._heights)
            height = chunks.estimates[number].height(self.width) if number < len(chunks) else 0
            self._heights.append(height)
            self._exact.append(0)
            if self._sums is not None:
                self._sums.append(self._sums[-1] + height)

    def _tops(self) -> list[int]:
        """Return the number of each chunk's first line, and of the line after the last."""
        self._add_heights()
        if self._sums is None:
            self._sums = [0, *accumulate(self._heights)]
        return self._sums

    @property
    def height(self) -> int:
        """The number of lines: exact where laid out, estimated elsewhere."""
        chunks = self.document.chunks
        counted = self._tops()[-1]
        if chunks.complete:
            return counted
        if not counted:
            chunks.load_next()
            return self.height
        return counted * len(self.document.body) // max(chunks.end, 1)

    @property
    def complete(self) -> bool:
        """Whether `height` is exact, all definitions are applied and code is highlighted."""
        self._add_heights()
        return (
            not self._plain_code
            and self.document.complete
            and self._generation == self.document.generation
            and 0 not in self._exact
        )

    def _lay_out(self, number: int) -> _ChunkLines:
        cached = self._cache.get(number)
        if cached is not None:
            self._cache.move_to_end(number)
            return cached
        lines = self._render(number)
        if not is_pygments_loaded() and self.document.has_code(number):
            self._plain_code.add(number)
        following = -1
        firsts = [0] * len(lines)
        for at in range(len(lines) - 1, -1, -1):
            following = next((span.start for span in lines[at].spans if span.start >= 0), following)
            firsts[at] = following
        laid_out = _ChunkLines(lines, firsts, {})
        self._cache[number] = laid_out
        if len(self._cache) > _CACHED_CHUNKS:
            self._cache.popitem(last=False)
        self._exact[number] = 1
        if self._heights[number] != len(lines):
            self._heights[number] = len(lines)
            self._sums = None
            self.version += 1
        return laid_out

    def _render(self, number: int) -> list[Line]:
        document = self.document
        blocks = document.blocks(number)
        lines = list(render_blocks(blocks, self.width, document.text_of))
        if not lines:
            return lines
        if number == len(document.chunks):
            rule = make_line([Span("─" * min(self.width, 12), Role.RULE)])
            return [Line(), rule, *lines] if number else [rule, *lines]
        if number > document.first_visible() and not blocks[0].continues:
            start = document.chunks[number].start
            in_list = blocks[0].path[:1] and isinstance(blocks[0].path[0], List)
            if not in_list or document.body[max(start - 2, 0)] == "\n":
                lines.insert(0, Line())
        return lines

    def _chunk_of(self, line: int) -> int:
        """Return the number of the chunk that contains `line`, as far as is known."""
        while not self.document.chunks.complete and self._tops()[-1] <= line:
            self.document.chunks.load_next()
        tops = self._tops()
        return max(min(bisect_right(tops, max(line, 0)) - 1, len(tops) - 2), 0)

    def _exists(self, number: int) -> bool:
        """Whether there is a chunk `number`, or it is that of the footnotes."""
        self.document.chunks.load(number)
        self._add_heights()
        return number < len(self._heights)

    def lines(self, first: int, stop: int) -> list[Line]:
        """Return lines `[first, stop)`; fewer at the end, or where much of the body shows nothing."""
        first = max(first, 0)
        found: list[Line] = []
        number = self._chunk_of(first)
        invisible = 0
        while first < stop and invisible < _MAX_INVISIBLE and self._exists(number):
            was_exact = self._exact[number]
            chunk = self._lay_out(number)
            invisible += not (was_exact or chunk.lines)
            top = self._tops()[number]
            inside = range(max(first - top, 0), min(stop - top, len(chunk.lines)))
            found.extend(self._with_highlights(chunk, at) for at in inside)
            first = max(first, top + len(chunk.lines))
            number += 1
        return found

    def all_lines(self) -> Iterator[Line]:
        """Yield every line in order, laying out one chunk after the other."""
        self.document.find_definitions(inf)
        number = 0
        while self._exists(number):
            chunk = self._lay_out(number)
            yield from (self._with_highlights(chunk, at) for at in range(len(chunk.lines)))
            number += 1

    def _with_highlights(self, chunk: _ChunkLines, at: int) -> Line:
        if self._touching is None:
            return chunk.lines[at]
        line = chunk.highlighted.get(at)
        if line is None:
            line = chunk.highlighted[at] = highlighted(chunk.lines[at], self._touching)
        return line

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight `marks`; nothing is wrapped again."""
        self.highlight_by(Highlights(marks).touching if marks else None)

    def highlight_by(self, touching: HighlightsIn | None) -> None:
        """Highlight what `touching` returns for the lines shown: for many marks that change often."""
        self._touching = touching
        for chunk in self._cache.values():
            chunk.highlighted.clear()

    def line_of(self, offset: int) -> int:
        """Return the line of the character at `offset` of the body, or of the nearest visible one before."""
        number = self.document.chunks.index_at(offset)
        self._add_heights()
        if not self._heights:
            return 0
        note = self._note_line(offset)
        if note >= 0:
            return note
        chunk = self._lay_out(min(number, len(self._heights) - 1))
        top = self._tops()[number]
        if not chunk.lines:
            return max(min(top, self.height - 1), 0)
        at = _line_with(chunk.lines, offset)
        if at >= 0:
            return top + at
        at = bisect_right(chunk.firsts, offset) - 1
        while at > 0 and chunk.firsts[at - 1] == chunk.firsts[at]:
            at -= 1
        return top + max(at, 0)

    def _note_line(self, offset: int) -> int:
        """Return the line of a footnote that shows `offset`; -1 if none does."""
        number = len(self.document.chunks)
        if not self.document.notes or len(self._heights) <= number:
            return -1
        at = _line_with(self._lay_out(number).lines, offset)
        return self._tops()[number] + at if at >= 0 else -1

    def offset_of(self, line: int) -> int:
        """Return the offset in the body of the first character on `line` or after; its length at the end."""
        number = self._chunk_of(line)
        while self._exists(number):
            chunk = self._lay_out(number)
            at = max(line - self._tops()[number], 0)
            if at < len(chunk.firsts) and chunk.firsts[at] >= 0:
                return chunk.firsts[at]
            number += 1
        return len(self.document.body)

    def scrolled(self, line: int, by: int) -> int:
        """Return the number of the line exactly `by` lines from `line`, laying out all between them."""
        number = self._chunk_of(line)
        if not self._exists(number):
            return 0
        inside = line - self._tops()[number] + by
        while inside < 0 and number > 0:
            number -= 1
            inside += len(self._lay_out(number).lines)
        while inside >= len(self._lay_out(number).lines) and self._exists(number + 1):
            inside -= len(self._lay_out(number).lines)
            number += 1
        return max(min(self._tops()[number] + inside, self.height - 1), 0)

    def plain_text(self, start: int, end: int) -> str:
        """Return the span `[start, end)` of the body as text without markup and decoration."""
        parts: list[str] = []
        for gap, plain, _ in self.document.texts_between(start, end):
            left, right = bisect_left(plain.offsets, start), bisect_left(plain.offsets, end)
            if left < right:
                parts.append((gap if parts else "") + plain.text[left:right])
        return "".join(parts)

    def work(self, seconds: float) -> bool:
        """Continue parsing and laying out for about `seconds`; return whether nothing is left to do."""
        until = time.monotonic() + seconds
        self._highlight_code()
        if not self.document.find_definitions(until):
            return False
        self._apply_definitions()
        self._add_heights()
        while self._measured < len(self._heights):
            if time.monotonic() >= until:
                return False
            if not self._exact[self._measured]:
                self._lay_out(self._measured)
            self.document.collect(self._measured)
            self._measured += 1
        self._highlight_code()
        return self.document.work(max(until - time.monotonic(), 0)) and self.complete

    def _highlight_code(self) -> None:
        """Lay out again what was laid out before Pygments was loaded; no line moves."""
        if not self._plain_code:
            return
        load_pygments()
        for number in self._plain_code & set(self._cache):
            self.document.discard_code(number)
            del self._cache[number]
        self._plain_code.clear()
        self.version += 1

    def _apply_definitions(self) -> None:
        """Discard what was laid out before a definition was found that it may use."""
        if self._generation == self.document.generation:
            return
        self._generation = self.document.generation
        chunks = self.document.chunks
        for number in range(len(self._heights)):
            if number >= len(chunks) or "[" in chunks.text(number):
                self._exact[number] = 0
                self._cache.pop(number, None)
        self._measured = 0


def _line_with(lines: Sequence[Line], offset: int) -> int:
    for at, line in enumerate(lines):
        if any(0 <= span.start <= offset < span.start + len(span.text) for span in line.spans):
            return at
    return -1
