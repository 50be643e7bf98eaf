"""How wide text is in a terminal, by grapheme cluster.

The count is the one that Textual's `cell_len` makes (Rich 15, Unicode 17), so that no line is cut on its way to the
screen: an emoji joined by U+200D or followed by a skin tone is as wide as its first character, U+FE0F widens what
it follows, two regional indicators are one flag of two cells. Rich and wcwidth differ in about a thousand code points of
newest or rarest scripts only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNPLAIN = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20ac\u2500-\u257f]"
)
"""Finds what is not one cell wide, or needs care when a line is broken. Text without it is as wide as it is long."""

_JOINER = "\u200d"
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


def clusters(text: str) -> list[tuple[int, int, int]]:
    """Cut `text` into what a reader sees as one character each: `(start, end, cells)`, without gaps."""
    found: list[tuple[int, int, int]] = []
    index, length = 0, len(text)
    flag = False
    while index < length:
        character = text[index]
        following = index + 1
        if found and character == _JOINER:
            following = min(index + 2, length)
            width = 0
        elif found and character == _EMOJI:
            width = int(_widens(text[found[-1][0]]) and found[-1][2] == 1)
        else:
            width = _width(character)
        indicator = "\U0001f1e6" <= character <= "\U0001f1ff"
        joins = (
            width == 0
            or character == _EMOJI
            or (indicator and flag)
            or unicodedata.category(character) == "Mc"
        )
        if found and joins:
            start, _, cells = found[-1]
            found[-1] = (start, following, cells + width)
        else:
            found.append((index, following, width))
        flag = indicator and not flag
        index = following
    return found


def cells(text: str) -> int:
    """The width of `text` in terminal cells."""
    if not UNPLAIN.search(text):
        return len(text)
    return sum(width for _, _, width in clusters(text))
