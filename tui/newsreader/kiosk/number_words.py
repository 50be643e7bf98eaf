"""Small numbers in words, as they are read out."""

from __future__ import annotations

MOST = 99

_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WELSH = ("dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw")
_BEFORE_DEG = ("", "un", "dau", "tri", "pedwar", "pum", "chwe", "saith", "wyth", "naw")


def in_words(number: int, language: str) -> str:
    """A number from 0 to `MOST` in words of `en` or `cy` (which counts by tens, as schools teach it); larger
    ones in figures."""
    if not 0 <= number <= MOST:
        return str(number)
    tens, ones = divmod(number, 10)
    if language == "cy":
        if not tens:
            return _WELSH[ones]
        ten = "deg" if number == 10 else f"{_BEFORE_DEG[tens]} {'ddeg' if tens == 2 else 'deg'}"
        return f"{ten} {_WELSH[ones]}" if ones else ten
    if number < len(_ENGLISH):
        return _ENGLISH[number]
    return f"{_TENS[tens - 2]}-{_ENGLISH[ones]}" if ones else _TENS[tens - 2]
