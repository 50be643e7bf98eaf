"""How wide text is in a terminal, by grapheme cluster.

The count is the one that Textual's `cell_len` makes (Rich 15), so that no line is cut on its way to a screen:
an emoji joined by U+200D or followed by a skin tone is as wide as its first character, U+FE0F widens what it
follows, two regional indicators are one flag of two cells. Rich and wcwidth 0.9 differ in about a thousand
code points of the newest and rarest scripts only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNPLAIN = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac\u2500-\u257f]"
)
"""Finds what is not one cell wide or needs care at a line's end; other text is as wide as it is long."""

ZERO_WIDTH_SPACE = "\u200b"
SOFT = f"\u00ad{ZERO_WIDTH_SPACE}"
"""Places where a word may be broken; not shown themselves."""
JOINER = "\u200d"
_EMOJI = "\ufe0f"


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    from wcwidth import wcwidth

    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return 1
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0
    return max(wcwidth(character), 0)


@lru_cache(maxsize=1024)
def _widens(character: str) -> bool:
    from wcwidth import wcswidth

    return _width(character) == 1 and wcswidth(character + _EMOJI) == 2


@lru_cache(maxsize=4096)
def _kind(character: str) -> tuple[int, bool, bool]:
    """Its width, whether it joins what is before it, and whether it is half of a flag."""
    width = _width(character)
    joins = character not in SOFT and (width == 0 or unicodedata.category(character) == "Mc")
    return width, joins, "\U0001f1e6" <= character <= "\U0001f1ff"


def clusters(text: str) -> list[tuple[int, int, int]]:
    """Cut `text` into what a reader sees as one character each: `(start, end, cells)`, without gaps."""
    found: list[tuple[int, int, int]] = []
    index, length = 0, len(text)
    flag = False
    while index < length:
        character = text[index]
        following = index + 1
        width, joins, indicator = _kind(character)
        if found and character == JOINER:
            following = min(index + 2, length)
        elif found and character == _EMOJI:
            width = int(found[-1][2] == 1 and _widens(text[found[-1][0]]))
        if found and (joins or (indicator and flag)):
            start, _, before = found[-1]
            found[-1] = (start, following, before + width)
        else:
            found.append((index, following, width))
        flag = indicator and not flag
        index = following
    return found


def cells(text: str) -> int:
    """The width of `text` in terminal cells."""
    if not UNPLAIN.search(text):
        return len(text)
    if JOINER in text or _EMOJI in text:
        return sum(width for _, _, width in clusters(text))
    return sum(map(_width, text))
