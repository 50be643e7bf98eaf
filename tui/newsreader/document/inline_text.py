"""Text that is said to the reader, each stretch of it with its look and its place in the body."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from newsreader.articles.clean_text import strip_unprintable
from newsreader.document.cell_width import JOINER, SOFT, ZERO_WIDTH_SPACE
from newsreader.document.lines import Role, Span, Target

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Controls, which must not reach a terminal, and marks of direction, which would reorder what is around."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look."""

    index: int
    """Where it begins in the text."""
    offset: int
    """Where it begins in the body; -1 for what is drawn and not said."""
    role: Role
    linear: bool = True
    """Whether each next character is the body's next; else all of it was made from the place `offset`."""


@dataclass(slots=True)
class InlineText:
    """The text of one block, `\\n` where a line must end, and its pieces in order."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    """Links and images, in offsets of `text`."""
    _starts: list[int] | None = None

    def add(self, text: str, offset: int, role: Role, linear: bool = True) -> None:
        """Append `text`, which stands in the body from `offset`; what must not be shown is left out.

        What is not linear may come from an entity: it can be any character.
        """
        if not linear:
            text = strip_unprintable(text)
        if _UNSHOWN.search(text):
            at = 0
            for match in _UNSHOWN.finditer(text):
                self._append(text[at : match.start()], offset + at if linear else offset, role, linear)
                at = match.end()
            self._append(text[at:], offset + at if linear else offset, role, linear)
        else:
            self._append(text, offset, role, linear)

    def draw(self, text: str, role: Role) -> None:
        """Append what is drawn and not said."""
        self._append(text, -1, role, False)

    def _append(self, text: str, offset: int, role: Role, linear: bool) -> None:
        if not text:
            return
        index = len(self.text)
        last = self.pieces[-1] if self.pieces else None
        follows = (
            last is not None
            and last.role == role
            and last.linear
            and linear
            and last.offset + index - last.index == offset
        )
        if not follows:
            if self.text.endswith(JOINER):  # it would join what is drawn apart, and be counted otherwise then
                self.text = self.text[:-1] + ZERO_WIDTH_SPACE
            self.pieces.append(Piece(index, offset, role, linear))
        self.text += text
        self._starts = None

    def piece_at(self, index: int) -> int:
        """The number of the piece that holds `text[index]`."""
        if self._starts is None:
            self._starts = [piece.index for piece in self.pieces]
        return max(bisect_right(self._starts, index) - 1, 0)

    def offset_at(self, index: int) -> int:
        """The place in the body of `text[index]`; -1 for what is drawn."""
        if not self.pieces:
            return -1
        piece = self.pieces[self.piece_at(index)]
        return piece.offset + index - piece.index if piece.linear else piece.offset

    def spans(self, start: int, end: int) -> list[Span]:
        """`text[start:end]` as spans of one look each, along whose characters the body's offsets count up."""
        spans: list[Span] = []
        if start >= end:
            return spans
        number = self.piece_at(start)
        pieces = self.pieces
        while start < end:
            piece = pieces[number]
            number += 1
            stop = min(end, pieces[number].index) if number < len(pieces) else end
            offset = piece.offset + start - piece.index if piece.linear else piece.offset
            spans.append(Span(self.text[start:stop], piece.role, offset))
            start = stop
        return spans

    def spoken(self) -> tuple[str, array[int], list[Target]]:
        """The text without what is only drawn or only a place to break, its offsets, and its links."""
        parts: list[str] = []
        offsets: array[int] = array("i")
        places: list[tuple[int, int]] = [(0, 0)]
        said = 0
        for number, piece in enumerate(self.pieces):
            stop = self.pieces[number + 1].index if number + 1 < len(self.pieces) else len(self.text)
            text = self.text[piece.index : stop]
            if piece.offset < 0:
                places.append((stop, said))
                continue
            at = piece.index
            for part in re.split(f"([{SOFT}])", text):
                if part and part not in SOFT:
                    begin = piece.offset + at - piece.index
                    offsets.extend(
                        range(begin, begin + len(part)) if piece.linear else [piece.offset] * len(part)
                    )
                    parts.append(part)
                    said += len(part)
                at += len(part)
                places.append((at, said))
        targets = []
        keys = [key for key, _ in places]
        for target in self.targets:
            start, end = (_moved(places, keys, index) for index in (target.start, target.end))
            if start < end:
                targets.append(Target(start, end, target.address, target.image))
        return "".join(parts), offsets, targets


def _moved(places: list[tuple[int, int]], keys: list[int], index: int) -> int:
    number = bisect_right(keys, index) - 1
    at, said = places[number]
    if number + 1 < len(places):
        return min(said + index - at, places[number + 1][1])
    return said
