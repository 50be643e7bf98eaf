"""Collect the prose and the headings of a document chunk by chunk."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from newsreader.document.block_text import block_texts
from newsreader.document.blocks import Block, Kind
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Heading, Prose, Target


class ProseBuilder:
    """The prose and headings so far."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._parts: list[str] = []
        self._offsets: array[int] = array("i")
        self._targets: list[Target] = []

    def add(self, blocks: Sequence[Block], text_of: Callable[[Block], InlineText]) -> None:
        """Add the blocks of the next chunk."""
        for block in blocks:
            if block.kind is Kind.HEADING:
                text = text_of(block).plain_text().text.replace("\n", " ")
                self.headings.append(Heading(block.level, text, block.start))
        for number, (gap, plain, is_code) in enumerate(block_texts(blocks, text_of)):
            if plain.text and not is_code:
                if number == 0 and not blocks[0].continues:
                    gap = "\n\n"
                if self._offsets:
                    self._parts.append(gap)
                    self._offsets.extend([self._offsets[-1]] * len(gap))
                self._targets.extend(target.shifted(len(self._offsets)) for target in plain.targets)
                self._offsets.extend(plain.offsets)
                self._parts.append(plain.text)

    def build(self) -> Prose:
        """Return the prose of the blocks added so far."""
        return Prose("".join(self._parts), self._offsets, tuple(self._targets))
