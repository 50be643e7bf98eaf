"""The footnotes of a body: their numbers and their blocks."""

from __future__ import annotations

import re

from newsreader.document.blocks import NOTE_LIST, Block, Item, Kind
from newsreader.document.lines import Role
from newsreader.document.source_map import Source

_MARK = re.compile(r"\[\^([^\[\]\s]+)\](?!:)|\^\[")


class Footnotes:
    """Footnotes by label, and inline footnotes by their offset in the body, as far as they were parsed."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._labelled: dict[str, tuple[int, list[Block]]] = {}
        self._inline: dict[int, Block] = {}
        self._numbers: dict[str | int, int] | None = None

    def __bool__(self) -> bool:
        return bool(self._labelled or self._inline)

    def define(self, label: str, chunk: int, blocks: list[Block]) -> bool:
        """Add the footnote of `chunk`; return False if an earlier chunk has one with this label."""
        if label in self._labelled and self._labelled[label][0] <= chunk:
            return False
        self._labelled[label] = chunk, blocks
        self._numbers = None
        return True

    def define_inline(self, offset: int, content: Source) -> None:
        """Add the inline footnote whose mark is at `offset` of the body."""
        start = content.offsets[0] if content.offsets else offset  # it may be empty: ^[]
        self._inline[offset] = Block(
            Kind.PARAGRAPH, start, content, Role.NOTE, (NOTE_LIST, Item("", NOTE_LIST))
        )

    def numbers(self) -> dict[str | int, int]:
        """Return the number of each footnote in the order of their marks."""
        if self._numbers is None:
            found: dict[str | int, int] = {}
            self._numbers = found
            if self._labelled or "^[" in self._body:
                for match in _MARK.finditer(self._body):
                    key = match[1] or match.start()
                    if key not in found and (not match[1] or match[1] in self._labelled):
                        found[key] = len(found) + 1
                for label in self._labelled:
                    found.setdefault(label, len(found) + 1)
        return self._numbers

    def inline_offsets(self) -> list[int]:
        """Return where inline footnotes may be that were not parsed yet."""
        return [key for key in self.numbers() if isinstance(key, int) and key not in self._inline]

    def blocks(self) -> list[Block]:
        """Return the blocks of all parsed footnotes in the order of their numbers."""
        blocks: list[Block] = []
        for key, number in self.numbers().items():
            if isinstance(key, str):
                note = self._labelled[key][1]
            else:
                note = [self._inline[key]] if key in self._inline else []
            for block in note:
                item = block.path[1] if len(block.path) > 1 else None
                if isinstance(item, Item):
                    item.marker = f"{number}."
            blocks.extend(note)
        return blocks
