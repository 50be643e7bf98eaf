"""Telephone numbers of the UK as digits: how they are dialled at home, from abroad, and printed."""

from __future__ import annotations

import re

_GROUPS: tuple[tuple[re.Pattern[str], tuple[int, ...]], ...] = (
    (re.compile(r"02\d{9}"), (3, 4, 4)),
    (re.compile(r"0(?:1[1-9]1|11\d|[389]\d\d)\d{7}"), (4, 3, 4)),
    (re.compile(r"\d{11}"), (5, 3, 3)),
    (re.compile(r"\d{10}"), (4, 3, 3)),
    (re.compile(r"1800[12]\d{3}"), (5, 3)),
    (re.compile(r"116\d{3}"), (3, 3)),
)
"""The sizes of the groups in which a number is printed; the first pattern that fits counts."""


def digits_of(text: str) -> str:
    """Return the digits in a text."""
    return "".join(filter(str.isdigit, text))


def national(number: str) -> str:
    """Convert a number to the digits that dial it in the UK; one abroad keeps its `+`."""
    plain = "".join(char for char in number.partition(";")[0] if char.isdigit() or char == "+")
    abroad = plain.removeprefix("+").removeprefix("00")
    if abroad.startswith("44") and (plain.startswith("+") or len(abroad) >= 11):
        return "0" + abroad[2:].removeprefix("0")
    return plain


def international(digits: str) -> str:
    """Return a UK number as any telephone dials it: `+4420…`; a short code stays as it is."""
    return f"+44{digits[1:]}" if digits.startswith("0") else digits


def grouped(digits: str) -> str:
    """Return a number as it is printed: `020 7946 0018`, `0161 496 0000`, `01632 960 001`, `101`."""
    sizes = next((sizes for pattern, sizes in _GROUPS if pattern.fullmatch(digits)), (len(digits),))
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return " ".join(filter(None, parts))
