"""How the reader's panes share the window; which are shown in a small one is in `screen.tcss`."""

from __future__ import annotations

MEDIUM, WIDE, VERY_WIDE = 80, 120, 140
"""Columns from which there is room for two panes, for three, and for a broad links pane."""
BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide"), (VERY_WIDE, "-very-wide")]
"""Classes of the screen by the least width of the window, as Textual wants them."""
MOST_MORE = 16
"""Columns that a wide window adds to the list at most."""


def width_class(width: int) -> str:
    """The class of the screen in a window of so many columns."""
    return max(point for point in BREAKPOINTS if point[0] <= width)[1]


def list_width(width: int, least: int) -> int | str:
    """The width of the list in a window: all of a narrow one, a quarter of what a wide one has more."""
    return "100%" if width < MEDIUM else least + max(0, min((width - WIDE) // 4, MOST_MORE))
