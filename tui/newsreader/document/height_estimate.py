"""How many lines a slice will take, told from the lengths of its paragraphs: measured once for any width."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from newsreader.document.chunks import Chunk, Form

_FULL = 0.95
"""How much of a line ragged text fills; measured on English prose at 76 cells."""
_UNSAID = re.compile(r"\]\([^)\n]{0,400}\)|\]\[[^\]\n]{0,99}\]|\]:[^\n]*|</?[a-zA-Z][^<>\n]{0,400}>")
"""Addresses, definitions and tags, which take no room on the screen."""
_LINED = ("-", "*", "|", "`", "~", "    ", "1", "2", "3", "+")
"""How a paragraph begins in which each line of the source is a line on the screen, as a rule."""


@dataclass(frozen=True, slots=True)
class HeightEstimate:
    """What the height of a slice depends on, beside the width."""

    lengths: array[int]
    """The characters of each stretch that begins a line of its own."""
    blank: int
    """Lines besides."""

    def height(self, width: int) -> int:
        """About how many lines the slice takes at `width` cells; at least 1."""
        full = max(int(width * _FULL), 1)
        return max(sum([length // full for length in self.lengths]) + len(self.lengths) + self.blank, 1)


def measure(body: str, piece: Chunk) -> HeightEstimate:
    """What can be told of the height of `piece` without reading it."""
    text = body[piece.start : piece.end]
    if "](" in text or "]:" in text or "][" in text or "</" in text:
        text = _UNSAID.sub("", text)
    lengths: array[int] = array("i")
    blank = -int(piece.joined)
    for paragraph in text.split("\n\n"):
        if not paragraph:
            continue
        blank += 1
        if piece.form is Form.CODE or paragraph.startswith(_LINED):
            lengths.extend(map(len, paragraph.split("\n")))
        else:
            lengths.append(len(paragraph))
    return HeightEstimate(lengths, blank)
