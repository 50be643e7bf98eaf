"""Finding a phrase in what an article says."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

from newsreader.document.lines import Prose

_NOT_ASCII = re.compile("[^\x00-\x7f]+")


def find(prose: Prose, query: str) -> list[tuple[int, int]]:
    """The stretches `[start, end)` of the body that say `query`, in order and apart.

    Case and accents do not matter, nor does how much white space stands between words or where a line ends.
    """
    words = _fold(query)[0].split()
    if not words:
        return []
    text, places = _folded(prose.text)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    offsets = prose.offsets
    found = []
    for match in pattern.finditer(text):
        last = places[match.end() - 1]
        while last + 1 < len(prose.text) and unicodedata.combining(prose.text[last + 1]):
            last += 1
        found.append((offsets[places[match.start()]], offsets[last] + 1))
    return found


@lru_cache(maxsize=1)
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The same for the text that is found in, kept while a phrase is typed letter by letter."""
    return _fold(text)


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """`text` without case and accents, and for each character the place in `text` it was made from."""
    if text.isascii():
        return text.lower(), range(len(text))
    parts: list[str] = []
    places: array[int] = array("i")
    at = 0
    for run in _NOT_ASCII.finditer(text):
        parts.append(text[at : run.start()].lower())
        places.extend(range(at, run.start()))
        at = run.end()
        for place in range(run.start(), at):
            folded = _fold_character(text[place])
            parts.append(folded)
            places.extend([place] * len(folded))
    parts.append(text[at:].lower())
    places.extend(range(at, len(text)))
    return "".join(parts), places


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
