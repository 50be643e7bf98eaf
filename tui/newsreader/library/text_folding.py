"""Text as search sees it: one case, no accents, one word for each character of scripts without spaces."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
"""What search takes for a word; the tokenizer of the index cuts folded text in the same places."""

_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f])"
)
_PLAIN = tuple(zip("’‘“”–—…•£€\u00a0", "''\"\"--.-   ", strict=True))
"""What often stands between words of English: without it most texts take the short way."""
_NO_WORD = bytes(c if chr(c).isalnum() else 32 for c in range(128)) + bytes([32] * 128)
BEGINNINGS = 3
"""Up to so many letters, the beginnings of words have an index of their own."""


def fold(text: str) -> str:
    """`text` in one case and without accents; of the same meaning to a reader who types without them."""
    if not text.isascii():
        for typographic, plain in _PLAIN:
            text = text.replace(typographic, plain)
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS).translate(_LETTERS)
    # Casefolding what NFKD brought out (such as the letters of a squared sign) makes folding twice the same
    # as once.
    folded = unicodedata.normalize("NFKC", folded.casefold())
    return _UNSPACED.sub(r" \1 ", folded)


def words(text: str) -> list[str]:
    """The folded words of a text, in order, each as often as it stands there."""
    return WORD.findall(fold(text))


def beginnings(*folded: str) -> str:
    """Every beginning of one to three letters of the words of folded texts, once, with spaces between."""
    text = " ".join(folded)
    if text.isascii():  # three times as fast
        seen = text.encode("ascii").translate(_NO_WORD).decode("ascii").split()
    else:
        seen = WORD.findall(text)
    found = {word[:3] for word in seen}
    pairs = {word[:2] for word in found}
    return " ".join(found | pairs | {pair[0] for pair in pairs})
