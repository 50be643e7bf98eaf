"""What a bar says, and how its words are laid out; without a widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from newsreader.ui.text_fit import cut

LOOKS = ("text", "key", "name", "quiet")


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a bar."""

    text: str
    look: str = "text"
    """One of `LOOKS`; empty for the bar itself."""
    command: str = ""
    """The id of the command that a click on it carries out; empty for none."""


def laid_out(left: Sequence[Word], right: Sequence[Word], width: int) -> list[Word]:
    """A whole bar: words from the left, a gap, words from the right; the left ones give way."""
    room = max(width - _cells(right), 0)
    words = _cut(left, room)
    return [*words, Word(" " * (room - _cells(words)), ""), *_cut(right, width - room)]


def _cells(words: Iterable[Word]) -> int:
    return sum(cell_len(word.text) for word in words)


def _cut(words: Iterable[Word], room: int) -> list[Word]:
    """The words as far as there is room."""
    kept: list[Word] = []
    for word in words:
        text = cut(word.text, room)
        if text:
            kept.append(replace(word, text=text))
            room -= cell_len(text)
    return kept
