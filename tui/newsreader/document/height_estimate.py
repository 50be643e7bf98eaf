"""Estimate the height of a chunk from the lengths of its paragraphs: measured once, for any width."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

from newsreader.document.chunks import Chunk, Form

_FILL = 0.95
"""How much of a line ragged-right text fills; measured on English prose at 76 cells."""
_INVISIBLE = re.compile(r"\]\([^)\n]{0,400}\)|\]\[[^\]\n]{0,99}\]|\]:[^\n]*|</?[a-zA-Z][^<>\n]{0,400}>")
"""Addresses, definitions and tags."""
_LINE_STARTS = ("-", "*", "|", "`", "~", "    ", "1", "2", "3", "+")
"""How a paragraph starts whose source lines usually are lines on the screen."""


@dataclass(frozen=True, slots=True)
class HeightEstimate:
    """What the height of a chunk depends on, apart from the width."""

    lengths: array[int]
    """The characters of each stretch that starts a line of its own."""
    blank: int
    """Lines besides."""

    def height(self, width: int) -> int:
        """Return about how many lines the chunk takes at `width` cells; at least 1."""
        full = max(int(width * _FILL), 1)
        return max(sum([length // full for length in self.lengths]) + len(self.lengths) + self.blank, 1)


def estimate_height(body: str, chunk: Chunk) -> HeightEstimate:
    """Measure `chunk` without parsing it."""
    text = body[chunk.start : chunk.end]
    if "](" in text or "]:" in text or "][" in text or "</" in text:
        text = _INVISIBLE.sub("", text)
    lengths: array[int] = array("i")
    blank = -int(chunk.continues)
    for paragraph in text.split("\n\n"):
        if not paragraph:
            continue
        blank += 1
        if chunk.form is Form.CODE or paragraph.startswith(_LINE_STARTS):
            lengths.extend(map(len, paragraph.split("\n")))
        else:
            lengths.append(len(paragraph))
    return HeightEstimate(lengths, blank)
