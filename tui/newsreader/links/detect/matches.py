"""What the finders of names, addresses, numbers and references hand to `finding`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsreader.links.reference import Kind


@dataclass(frozen=True, slots=True)
class Match:
    """One stretch `[start, end)` of the prose that refers to something."""

    start: int
    end: int
    kind: Kind
    key: str
    """What makes two sightings the same thing: digits, an address without its scheme, an id."""
    target: str | None = None
    """Where it leads, before any gate."""
    name: str = ""
    """The alias of the catalogue that stands here."""


class OccupiedSpans:
    """Stretches that belong to something already, so that `101` in an address is no telephone number."""

    def __init__(self, length: int, sightings: Iterable[Match] = ()) -> None:
        self._mask = bytearray(length)
        for sighting in sightings:
            self.add(sighting)

    def add(self, sighting: Match) -> None:
        """Take the stretch of one more."""
        self._mask[sighting.start : sighting.end] = b"\1" * (sighting.end - sighting.start)

    def __contains__(self, span: tuple[int, int]) -> bool:
        return self._mask.find(1, *span) >= 0


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of the sentence, or line, around `text[start:end]`; at most 400 characters each way."""
    begin = max(0, start - 400)
    for mark in (". ", "? ", "! ", ".” ", '." ', "\n"):
        at = text.rfind(mark, begin, start)
        if at >= 0:
            begin = max(begin, at + len(mark))
    stop = min(len(text), end + 400)
    for mark in (". ", "? ", "! ", ".” ", '." ', "\n"):
        at = text.find(mark, end, stop)
        if at >= 0:
            stop = at + 1
    return begin, stop


def words(text: str) -> frozenset[str]:
    """A set of words, written down as a text."""
    return frozenset(text.split())
