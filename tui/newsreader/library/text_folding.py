"""Fold text for search: one case, no accents, each character of a script without spaces a word of its own."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
"""A word; the tokenizer of the index splits folded text in the same places."""

_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f])"
)
_TYPOGRAPHY = tuple(zip("’‘“”–—…•£€\u00a0", "''\"\"--.-   ", strict=True))
"""Typography that most English texts have: replaced first, so that they take the quick path for ASCII."""
_NON_WORDS_TO_SPACES = bytes(c if chr(c).isalnum() else 32 for c in range(128)) + bytes([32] * 128)
_NOT_REFERENCE = re.compile(r"[^0-9a-z]+")
MAX_PREFIX = 3
"""Letters up to which prefixes of words have an index of their own."""


def fold(text: str) -> str:
    """Fold a text: what users type without case or accents matches."""
    if not text.isascii():
        for typographic, plain in _TYPOGRAPHY:
            text = text.replace(typographic, plain)
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS).translate(_LETTERS)
    # NFKD brings out capitals, such as those of a squared sign: fold these too, to be idempotent.
    folded = unicodedata.normalize("NFKC", folded.casefold())
    return _UNSPACED.sub(r" \1 ", folded)


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return WORD.findall(fold(text))


def reference_key(reference: str) -> str:
    """Return a case reference as it is compared: folded, letters and digits only."""
    return _NOT_REFERENCE.sub("", fold(reference))


def prefixes(*folded: str) -> str:
    """Return each prefix of one to three letters of the words of folded texts, once, separated by spaces."""
    text = " ".join(folded)
    if text.isascii():  # three times as fast
        seen = text.encode("ascii").translate(_NON_WORDS_TO_SPACES).decode("ascii").split()
    else:
        seen = WORD.findall(text)
    found = {word[:3] for word in seen}
    pairs = {word[:2] for word in found}
    return " ".join(found | pairs | {pair[0] for pair in pairs})
