"""Width of text in terminal cells, by grapheme cluster.

The rules are those of Rich 15, which Textual uses to crop lines: a U+200D sequence and a skin tone are as
wide as their first character, U+FE0F widens the character before it, two regional indicators are one flag
of two cells. The `wcwidth` package differs from Rich only for about a thousand rare or recent characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOT_NARROW = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac\u2500-\u257f]"
)
"""Matches any character that may not be one cell wide or is a break opportunity."""

ZERO_WIDTH_SPACE = "\u200b"
BREAK_OPPORTUNITIES = f"\u00ad{ZERO_WIDTH_SPACE}"
"""Invisible characters at which a word may be broken."""
JOINER = "\u200d"
_EMOJI_VARIANT = "\ufe0f"


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    from wcwidth import wcwidth

    if _is_regional_indicator(character):
        return 1
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0
    return max(wcwidth(character), 0)


def _is_regional_indicator(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


@lru_cache(maxsize=1024)
def _widens(character: str) -> bool:
    from wcwidth import wcswidth

    return _width(character) == 1 and wcswidth(character + _EMOJI_VARIANT) == 2


@lru_cache(maxsize=4096)
def _properties(character: str) -> tuple[int, bool, bool]:
    """Return the width, whether it extends the previous cluster, and whether it is half of a flag."""
    width = _width(character)
    extends = character not in BREAK_OPPORTUNITIES and (width == 0 or unicodedata.category(character) == "Mc")
    return width, extends, _is_regional_indicator(character)


def clusters(text: str) -> list[tuple[int, int, int]]:
    """Split `text` into grapheme clusters: `(start, end, cells)`, without gaps."""
    found: list[tuple[int, int, int]] = []
    index, length = 0, len(text)
    half_flag = False
    while index < length:
        character = text[index]
        following = index + 1
        width, extends, indicator = _properties(character)
        if found and character == JOINER:
            following = min(index + 2, length)
        elif found and character == _EMOJI_VARIANT:
            width = int(found[-1][2] == 1 and _widens(text[found[-1][0]]))
        if found and (extends or (indicator and half_flag)):
            start, _, before = found[-1]
            found[-1] = (start, following, before + width)
        else:
            found.append((index, following, width))
        half_flag = indicator and not half_flag
        index = following
    return found


def cells(text: str) -> int:
    """Return the width of `text` in terminal cells."""
    if not NOT_NARROW.search(text):
        return len(text)
    if JOINER in text or _EMOJI_VARIANT in text:
        return sum(width for _, _, width in clusters(text))
    return sum(map(_width, text))
