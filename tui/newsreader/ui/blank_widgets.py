"""What lies under the panes, line by line alike."""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip


def alike(render: Callable[[Region], list[Strip]], crop: Region) -> list[Strip]:
    """The lines of a part of a widget of which all from the second on are alike: that one, again and again.

    Textual keeps with every line what it has cut it into and what it wrote for it, in seven caches: for
    blanks that nobody sees, in a window of 120 by 40, these took 2 MB.
    """
    kinds: dict[int, Strip] = {}
    for line in {min(y, 1) for y in crop.line_range}:
        (kinds[line],) = render(Region(crop.x, line, crop.width, 1))
    return [kinds[min(y, 1)] for y in crop.line_range]


class PaneRow(Horizontal):
    """Panes beside one another; they cover all of it."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Blanks."""
        return alike(super().render_lines, crop)


class PaneFrame(Vertical):
    """A border with a title; what is shown in it covers the rest."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The border above, and the ground."""
        return alike(super().render_lines, crop)
