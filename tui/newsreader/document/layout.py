"""A document laid out for a width, as far as somebody looks."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from newsreader.document.blocks import Listing
from newsreader.document.document import Document
from newsreader.document.highlights import Highlights, HighlightsIn, marked
from newsreader.document.lines import Line, Mark, Role, Span
from newsreader.document.render_blocks import draw, make_line
from newsreader.document.syntax_highlighting import colours_loaded, load_colours

_KEPT = 48
"""Slices whose lines are kept."""
_PATIENCE = 12
"""Slices without a visible line that are read for one request: 50 KB of definitions or comments."""


class _Laid(NamedTuple):
    """The lines of one slice."""

    lines: list[Line]
    firsts: list[int]
    """For each line the place in the body of the first character said on or after it, in this slice."""
    marked: dict[int, Line]


class Layout:
    """The lines of `document` at `width` cells (at least 1).

    Lines are numbered from 0. A slice that was not laid out yet counts with a guess of its height, so
    numbers below it can change when it is: in `lines` only for lines after those returned, in `work` for
    any. `version` tells that it happened. To keep a place, remember `offset_of(line)` before and ask
    `line_of` after; both cost one slice at most.
    """

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = max(width, 1)
        self.version = 0
        """Counts up whenever lines may have to be drawn again: their numbers changed, or their colours."""
        self._heights: list[int] = []
        self._exact = bytearray()
        self._sums: list[int] | None = None
        self._laid: OrderedDict[int, _Laid] = OrderedDict()
        self._touching: HighlightsIn | None = None
        self._generation = document.generation
        self._measured = 0
        self._uncoloured: set[int] = set()

    def _grow(self) -> None:
        """Count in the slices that were cut since, and the footnotes when all are."""
        slices = self.document.slices
        wanted = len(slices) + (1 if self.document.cut_whole else 0)
        if len(self._heights) >= wanted:
            return
        while len(self._heights) < wanted:
            number = len(self._heights)
            guess = self.document.measures[number].height(self.width) if number < len(slices) else 0
            self._heights.append(guess)
            self._exact.append(0)
            if self._sums is not None:
                self._sums.append(self._sums[-1] + guess)

    def _tops(self) -> list[int]:
        """The number of each slice's first line, and of the line after the last."""
        self._grow()
        if self._sums is None:
            self._sums = [0, *accumulate(self._heights)]
        return self._sums

    @property
    def height(self) -> int:
        """All lines: counted where they were laid out, guessed where not."""
        counted = self._tops()[-1]
        if self.document.cut_whole:
            return counted
        if not counted:
            self.document.cut_one()
            return self.height
        return counted * len(self.document.body) // max(self.document.cut_to, 1)

    @property
    def complete(self) -> bool:
        """Whether `height` is counted throughout, definitions at the end are used and code is coloured."""
        self._grow()
        if self._uncoloured:
            return False
        return (
            self.document.complete and self._generation == self.document.generation and 0 not in self._exact
        )

    def _lay(self, number: int) -> _Laid:
        known = self._laid.get(number)
        if known is not None:
            self._laid.move_to_end(number)
            return known
        lines = self._draw(number)
        if not colours_loaded() and self.document.has_code(number):
            self._uncoloured.add(number)
        following = -1
        firsts = [0] * len(lines)
        for at in range(len(lines) - 1, -1, -1):
            following = next((span.start for span in lines[at].spans if span.start >= 0), following)
            firsts[at] = following
        laid = _Laid(lines, firsts, {})
        self._laid[number] = laid
        if len(self._laid) > _KEPT:
            self._laid.popitem(last=False)
        self._exact[number] = 1
        if self._heights[number] != len(lines):
            self._heights[number] = len(lines)
            self._sums = None
            self.version += 1
        return laid

    def _draw(self, number: int) -> list[Line]:
        blocks = self.document.blocks(number)
        lines = list(draw(blocks, self.width, self.document.said))
        if not lines:
            return lines
        if number == len(self.document.slices):
            rule = make_line([Span("─" * min(self.width, 12), Role.RULE)])
            return [Line(), rule, *lines] if number else [rule, *lines]
        if number > self.document.first() and not blocks[0].joined:
            start = self.document.slices[number].start
            listed = blocks[0].path[:1] and isinstance(blocks[0].path[0], Listing)
            if not listed or self.document.body[max(start - 2, 0)] == "\n":
                lines.insert(0, Line())
        return lines

    def _slice_of(self, line: int) -> int:
        """The number of the slice that holds `line`, as far as is known now."""
        while not self.document.cut_whole and self._tops()[-1] <= line:
            self.document.cut_one()
        tops = self._tops()
        return max(min(bisect_right(tops, max(line, 0)) - 1, len(tops) - 2), 0)

    def _known(self, number: int) -> bool:
        """Whether there is a slice `number`, cutting the body as far as it takes to tell."""
        self._grow()
        while number >= len(self._heights) and not self.document.cut_whole:
            self.document.cut_one()
            self._grow()
        return number < len(self._heights)

    def lines(self, first: int, stop: int) -> list[Line]:
        """Lines `first` to `stop`, without it; fewer at the end, or if very much text has nothing to show."""
        first = max(first, 0)
        found: list[Line] = []
        number = self._slice_of(first)
        patience = _PATIENCE
        while first < stop and patience and self._known(number):
            laid_before = self._exact[number]
            laid = self._lay(number)
            patience -= not (laid_before or laid.lines)
            top = self._tops()[number]
            inside = range(max(first - top, 0), min(stop - top, len(laid.lines)))
            found.extend(self._decorated(laid, at) for at in inside)
            first = max(first, top + len(laid.lines))
            number += 1
        return found

    def _decorated(self, laid: _Laid, at: int) -> Line:
        line = laid.marked.get(at)
        if line is None:
            line = laid.lines[at]
            if self._touching is not None:
                line = marked(line, self._touching)
            laid.marked[at] = line
        return line

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Lay `marks` over the lines; nothing is wrapped anew."""
        self.mark_by(Highlights(marks).touching if marks else None)

    def mark_by(self, touching: HighlightsIn | None) -> None:
        """The same where the marks are many and change often: they are asked for as lines are shown."""
        self._touching = touching
        for laid in self._laid.values():
            laid.marked.clear()

    def line_of(self, offset: int) -> int:
        """The line that shows the body's character at `offset`, or the nearest before it that is shown."""
        number = self.document.slice_at(offset)
        self._grow()
        if not self._heights:
            return 0
        note = self._in_notes(offset)
        if note >= 0:
            return note
        laid = self._lay(min(number, len(self._heights) - 1))
        top = self._tops()[number]
        if not laid.lines:
            return max(min(top, self.height - 1), 0)
        for at, line in enumerate(laid.lines):
            for span in line.spans:
                if 0 <= span.start <= offset < span.start + len(span.text):
                    return top + at
        at = bisect_right(laid.firsts, offset) - 1
        while at > 0 and laid.firsts[at - 1] == laid.firsts[at]:
            at -= 1
        return top + max(at, 0)

    def _in_notes(self, offset: int) -> int:
        """The line of a footnote that shows `offset`; -1 if none does."""
        if not self.document.has_notes or len(self._heights) <= len(self.document.slices):
            return -1
        number = len(self.document.slices)
        for at, line in enumerate(self._lay(number).lines):
            if any(0 <= span.start <= offset < span.start + len(span.text) for span in line.spans):
                return self._tops()[number] + at
        return -1

    def offset_of(self, line: int) -> int:
        """The place in the body of the first character said on `line` or after; its length at the end."""
        number = self._slice_of(line)
        while self._known(number):
            laid = self._lay(number)
            at = max(line - self._tops()[number], 0)
            if at < len(laid.firsts) and laid.firsts[at] >= 0:
                return laid.firsts[at]
            number += 1
        return len(self.document.body)

    def moved(self, line: int, by: int) -> int:
        """The number of the line `by` lines from `line`, once all between them is laid out and counted.

        For scrolling: however wrong the guesses were, the result is exactly that many lines away from what
        stood at `line`.
        """
        number = self._slice_of(line)
        if not self._known(number):
            return 0
        inside = line - self._tops()[number] + by
        while inside < 0 and number > 0:
            number -= 1
            inside += len(self._lay(number).lines)
        while inside >= len(self._lay(number).lines) and self._known(number + 1):
            inside -= len(self._lay(number).lines)
            number += 1
        return max(min(self._tops()[number] + inside, self.height - 1), 0)

    def plain(self, start: int, end: int) -> str:
        """What stands between two places of the body, as text without marks, bullets or bars."""
        parts: list[str] = []
        for passage in self.document.passages(start, end):
            left, right = bisect_left(passage.offsets, start), bisect_left(passage.offsets, end)
            if left < right:
                parts.append((passage.gap if parts else "") + passage.text[left:right])
        return "".join(parts)

    def work(self, seconds: float) -> bool:
        """Read and count on for about `seconds`; True when nothing is left to do."""
        until = time.monotonic() + seconds
        self._colour()
        if not self.document.search(until):
            return False
        self._correct()
        self._grow()
        while self._measured < len(self._heights):
            if time.monotonic() >= until:
                return False
            if not self._exact[self._measured]:
                self._lay(self._measured)
            self.document.gather(self._measured)
            self._measured += 1
        self._colour()
        return self.document.work(max(until - time.monotonic(), 0)) and self.complete

    def _colour(self) -> None:
        """Draw anew what was drawn before colours for its code were loaded; nothing moves by it."""
        if not self._uncoloured:
            return
        load_colours()
        for number in self._uncoloured & set(self._laid):
            self.document.forget_code(number)
            del self._laid[number]
        self._uncoloured.clear()
        self.version += 1

    def _correct(self) -> None:
        """Take back what was laid out before a definition was found that it may use."""
        if self._generation == self.document.generation:
            return
        self._generation = self.document.generation
        body, slices = self.document.body, self.document.slices
        for number in range(len(self._heights)):
            if number >= len(slices) or "[" in body[slices[number].start : slices[number].end]:
                self._exact[number] = 0
                self._laid.pop(number, None)
        self._measured = 0
