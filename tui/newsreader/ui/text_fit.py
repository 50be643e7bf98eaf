"""Text cut and padded to a number of terminal cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def cut(text: str, cells: int) -> str:
    """The text, with an ellipsis where it is wider than `cells`."""
    if cells <= 0:
        return ""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def fill(text: str, cells: int) -> str:
    """The text cut to `cells` and padded with spaces to exactly as many."""
    shown = cut(text, cells)
    return shown + " " * (cells - cell_len(shown))


def spread(left: str, right: str, cells: int) -> str:
    """Two texts at the ends of `cells`; the left one gives way."""
    room = cells - cell_len(right)
    if room <= 0:
        return fill(right, cells)
    return fill(left, room - 1) + " " + right if right else fill(left, cells)
