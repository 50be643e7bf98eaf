"""The text of one block: runs of one role, each with its offset in the body."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from newsreader.articles.clean_text import strip_unprintable
from newsreader.document.cell_width import BREAK_OPPORTUNITIES, JOINER, ZERO_WIDTH_SPACE
from newsreader.document.lines import Role, Span, Target

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""Control characters, which must not reach a terminal, and direction marks, which would reorder the line."""
_BREAKS = re.compile(f"([{BREAK_OPPORTUNITIES}])")


class PlainText(NamedTuple):
    """The readable text of a block, without decoration and break opportunities."""

    text: str
    offsets: array[int]
    """For each character, its offset in the body."""
    targets: list[Target]


@dataclass(frozen=True, slots=True)
class _Run:
    index: int
    """Where it starts in the text."""
    offset: int
    """Where it starts in the body; -1 for decoration."""
    role: Role
    linear: bool = True
    """Whether offsets count up with the characters; else all of it comes from `offset`, as an entity does."""


@dataclass(slots=True)
class InlineText:
    """The text of one block, with `\\n` for hard breaks."""

    text: str = ""
    targets: list[Target] = field(default_factory=list)
    """Links and images, in offsets of `text`."""
    _runs: list[_Run] = field(default_factory=list)

    def append(self, text: str, offset: int, role: Role, *, linear: bool = True) -> None:
        """Append `text`, which is at `offset` in the body, without its forbidden characters."""
        if not linear:  # it may come from an entity, and so be any character
            text = strip_unprintable(text)
        at = 0
        for match in _FORBIDDEN.finditer(text):
            self._append(text[at : match.start()], offset + at if linear else offset, role, linear)
            at = match.end()
        self._append(text[at:], offset + at if linear else offset, role, linear)

    def decorate(self, text: str, role: Role) -> None:
        """Append decoration, which is drawn but not part of the article's text."""
        self._append(text, -1, role, False)

    def _append(self, text: str, offset: int, role: Role, linear: bool) -> None:
        if not text:
            return
        index = len(self.text)
        last = self._runs[-1] if self._runs else None
        extends_last = (
            last is not None
            and last.role == role
            and last.linear
            and linear
            and last.offset + index - last.index == offset
        )
        if not extends_last:
            if self.text.endswith(JOINER):  # it must not join across spans, which are measured one by one
                self.text = self.text[:-1] + ZERO_WIDTH_SPACE
            self._runs.append(_Run(index, offset, role, linear))
        self.text += text

    def spans(self, start: int, end: int) -> list[Span]:
        """Return `text[start:end]` as spans of one role, with offsets that count up."""
        spans: list[Span] = []
        if start >= end:
            return spans
        runs = self._runs
        number = max(bisect_right(runs, start, key=lambda run: run.index) - 1, 0)
        while start < end:
            run = runs[number]
            number += 1
            stop = min(end, runs[number].index) if number < len(runs) else end
            offset = run.offset + start - run.index if run.linear else run.offset
            spans.append(Span(self.text[start:stop], run.role, offset))
            start = stop
        return spans

    def plain_text(self) -> PlainText:
        """Return the readable text with its offsets and links."""
        parts: list[str] = []
        offsets: array[int] = array("i")
        moves: list[tuple[int, int]] = [(0, 0)]
        """Pairs of an index in `text` and the index in the result that it corresponds to."""
        for number, run in enumerate(self._runs):
            stop = self._runs[number + 1].index if number + 1 < len(self._runs) else len(self.text)
            if run.offset < 0:
                moves.append((stop, len(offsets)))
                continue
            at = run.index
            for part in _BREAKS.split(self.text[run.index : stop]):
                if part and part not in BREAK_OPPORTUNITIES:
                    begin = run.offset + at - run.index
                    offsets.extend(
                        range(begin, begin + len(part)) if run.linear else [run.offset] * len(part)
                    )
                    parts.append(part)
                at += len(part)
                moves.append((at, len(offsets)))
        targets = []
        for target in self.targets:
            start, end = _moved(moves, target.start), _moved(moves, target.end)
            if start < end:
                targets.append(Target(start, end, target.address, target.image))
        return PlainText("".join(parts), offsets, targets)


def _moved(moves: list[tuple[int, int]], index: int) -> int:
    number = bisect_right(moves, index, key=lambda move: move[0]) - 1
    at, moved = moves[number]
    if number + 1 < len(moves):
        return min(moved + index - at, moves[number + 1][1])
    return moved
