"""Matches of the detectors, and the stretches of text that they occupy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.links.reference import Kind

_SENTENCE_ENDS = (". ", "? ", "! ", ".” ", '." ', "\n")
_LONGEST_HALF = 400
"""Characters of a sentence that are looked at on either side."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch `[start, end)` of the prose that refers to something."""

    start: int
    end: int
    kind: Kind
    key: str
    """The same for two matches of the same thing: digits, an address without its scheme, an id."""
    target: str | None = None
    """Where it leads, not yet checked by the policy."""
    name: str = ""
    """The name in the catalogue that was matched."""
    misleading: bool = False
    """Whether the words of a link are another address or number than its target."""


class OccupiedSpans:
    """Stretches that belong to a match already: the `101` in an address is no telephone number."""

    def __init__(self, length: int, matches: Iterable[Match] = ()) -> None:
        self._mask = bytearray(length)
        for match in matches:
            self.add(match)

    def add(self, match: Match) -> None:
        """Occupy the stretch of a match."""
        self._mask[match.start : match.end] = b"\1" * (match.end - match.start)

    def __contains__(self, span: tuple[int, int]) -> bool:
        return self._mask.find(1, *span) >= 0


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence or line around `text[start:end]`, at most 400 characters each way."""
    begin = max(0, start - _LONGEST_HALF)
    for mark in _SENTENCE_ENDS:
        at = text.rfind(mark, begin, start)
        if at >= 0:
            begin = max(begin, at + len(mark))
    stop = min(len(text), end + _LONGEST_HALF)
    for mark in _SENTENCE_ENDS:
        at = text.find(mark, end, stop)
        if at >= 0:
            stop = at + 1
    return begin, stop


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
