"""Telephone numbers in figures three rows high, to be read from across a room."""

from __future__ import annotations

HEIGHT = 3
_GAPS = (3, 2)
"""Cells between two groups of figures: the wider gap, unless only the narrower keeps them on one line."""

_FIGURES = {
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


def figures(number: str, width: int) -> list[str]:
    """The number in rows of blocks that are at most `width` cells wide, its groups kept whole.

    Nothing where it is no number, or where one group alone is too wide.
    """
    groups = number.split()
    if not groups or any(character not in _FIGURES for group in groups for character in group):
        return []
    gap = next((each for each in _GAPS if _cells(groups, each) <= width), _GAPS[0])
    lines: list[list[str]] = []
    for group in groups:
        if _cells([group], gap) > width:
            return []
        if lines and _cells([*lines[-1], group], gap) <= width:
            lines[-1].append(group)
        else:
            lines.append([group])
    return [_row(line, row, gap) for line in lines for row in range(HEIGHT)]


def _cells(groups: list[str], gap: int) -> int:
    return sum(4 * len(group) - 1 for group in groups) + gap * (len(groups) - 1)


def _row(groups: list[str], row: int, gap: int) -> str:
    return (" " * gap).join(" ".join(_FIGURES[character][row] for character in group) for group in groups)
