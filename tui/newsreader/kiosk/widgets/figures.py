"""Telephone numbers in figures three rows high, to be read from across a room."""

from __future__ import annotations

HEIGHT = 3
_GAP = 2
"""Cells between two groups of figures, beside the one after every figure."""

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
    lines: list[list[str]] = []
    for group in groups:
        if _cells([group]) > width:
            return []
        if lines and _cells([*lines[-1], group]) <= width:
            lines[-1].append(group)
        else:
            lines.append([group])
    return [_row(line, row) for line in lines for row in range(HEIGHT)]


def _cells(groups: list[str]) -> int:
    return sum(4 * len(group) - 1 for group in groups) + (1 + _GAP) * (len(groups) - 1)


def _row(groups: list[str], row: int) -> str:
    between = " " * (1 + _GAP)
    return between.join(" ".join(_FIGURES[character][row] for character in group) for group in groups)
