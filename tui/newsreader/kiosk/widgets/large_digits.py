"""Telephone numbers in digits three lines high, to be read from across a room."""

from __future__ import annotations

HEIGHT = 3
_GROUP_GAPS = (3, 2)
"""Cells between two groups of digits: the wider gap, unless only the narrower keeps them on one line."""

_DIGITS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", " ▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    "+": (" ▄ ", "▀█▀", "   "),
}


def large_digits(number: str, width: int) -> list[str]:
    """Return lines of block characters at most `width` cells wide, keeping groups of digits whole.

    Nothing if it is no number, or if a single group is too wide.
    """
    groups = number.split()
    if not groups or any(character not in _DIGITS for group in groups for character in group):
        return []
    gap = next((each for each in _GROUP_GAPS if _cells(groups, each) <= width), _GROUP_GAPS[0])
    rows: list[list[str]] = []
    for group in groups:
        if _cells([group], gap) > width:
            return []
        if rows and _cells([*rows[-1], group], gap) <= width:
            rows[-1].append(group)
        else:
            rows.append([group])
    return [_line(row, line, gap) for row in rows for line in range(HEIGHT)]


def _cells(groups: list[str], gap: int) -> int:
    return sum(4 * len(group) - 1 for group in groups) + gap * (len(groups) - 1)


def _line(groups: list[str], line: int, gap: int) -> str:
    return (" " * gap).join(" ".join(_DIGITS[character][line] for character in group) for group in groups)
