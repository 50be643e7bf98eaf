"""Lay out the words of a bar; without a widget, for the first frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsreader.document.cell_width import cells
from newsreader.ui.text_fit import cut

WORD_STYLES = ("text", "key", "name", "quiet")


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a bar."""

    text: str
    style: str = "text"
    """One of `WORD_STYLES`; empty for that of the bar itself."""
    command: str = ""
    """The id of the command that a click runs; empty for none."""


def lay_out_bar(left: Sequence[Word], right: Sequence[Word], width: int) -> list[Word]:
    """Return the words of a whole bar: the left ones are cut if there is too little room."""
    room = max(width - _width(right), 0)
    words = _cut(left, room)
    return [*words, Word(" " * (room - _width(words)), ""), *_cut(right, width - room)]


def _width(words: Iterable[Word]) -> int:
    return sum(cells(word.text) for word in words)


def _cut(words: Iterable[Word], room: int) -> list[Word]:
    kept: list[Word] = []
    for word in words:
        if text := cut(word.text, room):
            kept.append(replace(word, text=text))
            room -= cells(text)
    return kept
