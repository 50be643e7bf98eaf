"""Cut and pad text to a number of terminal cells."""

from __future__ import annotations

from rich.cells import set_cell_size

from newsreader.document.cell_width import cells


def cut(text: str, width: int) -> str:
    """Return the text, with an ellipsis if it is wider than `width`."""
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fill(text: str, width: int) -> str:
    """Cut or pad the text to exactly `width`."""
    shown = cut(text, width)
    return shown + " " * (width - cells(shown))


def spread(left: str, right: str, width: int) -> str:
    """Put two texts at the ends of `width`; the left one is cut if there is too little room."""
    room = width - cells(right)
    if room <= 0:
        return fill(right, width)
    return fill(left, room - 1) + " " + right if right else fill(left, width)
