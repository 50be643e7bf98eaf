"""Find a phrase in an article."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

from newsreader.document.lines import Prose

_NOT_ASCII = re.compile("[^\x00-\x7f]+")


def find(prose: Prose, query: str) -> list[tuple[int, int]]:
    """Return the spans of the body that match `query`, in order, without overlaps.

    Case, accents, the amount of white space and line breaks are ignored.
    """
    words = _fold(query)[0].split()
    if not words:
        return []
    text, sources = _folded_article(prose.text)
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = []
    for match in pattern.finditer(text):
        last = sources[match.end() - 1]
        while last + 1 < len(prose.text) and unicodedata.combining(prose.text[last + 1]):
            last += 1
        found.append((prose.offsets[sources[match.start()]], prose.offsets[last] + 1))
    return found


@lru_cache(maxsize=1)
def _folded_article(text: str) -> tuple[str, Sequence[int]]:
    """Fold `text`, cached while a phrase is typed letter by letter."""
    return _fold(text)


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` without case and accents, and for each character the index it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    parts: list[str] = []
    sources: array[int] = array("i")
    at = 0
    for run in _NOT_ASCII.finditer(text):
        parts.append(text[at : run.start()].lower())
        sources.extend(range(at, run.start()))
        at = run.end()
        for index in range(run.start(), at):
            folded = _fold_character(text[index])
            parts.append(folded)
            sources.extend([index] * len(folded))
    parts.append(text[at:].lower())
    sources.extend(range(at, len(text)))
    return "".join(parts), sources


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
