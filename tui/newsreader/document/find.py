"""Finding a phrase in what an article says."""

from __future__ import annotations

import re
import unicodedata
from array import array

from .lines import Prose


def find(prose: Prose, query: str) -> list[tuple[int, int]]:
    """The stretches `[start, end)` of the body that say `query`, in order and apart.

    Case and accents do not matter, nor does how much white space stands between words or where a line ends.
    """
    words = _folded(query)[0].split()
    if not words:
        return []
    text, places = _folded(prose.text)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = []
    for match in pattern.finditer(text):
        start, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(prose.text) and unicodedata.combining(prose.text[end]):
            end += 1
        found.append(prose.span(start, end))
    return found


def _folded(text: str) -> tuple[str, array[int] | range]:
    """`text` without case and accents, and for each character the place in `text` it was made from."""
    if text.isascii():
        return text.lower(), range(len(text))
    parts: list[str] = []
    places: array[int] = array("i")
    for place, character in enumerate(text):
        if character < "\x80":
            parts.append(character.lower())
            places.append(place)
            continue
        for folded in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(folded):
                parts.append(folded)
                places.append(place)
    return "".join(parts), places
