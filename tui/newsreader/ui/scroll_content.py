"""What the widgets that draw their own lines have in common, where Textual's way costs too much per key."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.scroll_view import ScrollView
    from textual.strip import Strip


def set_content_height(pane: ScrollView, height: int) -> None:
    """Tell the scroll bar the number of lines, without a layout of the screen."""
    size = pane.size.with_height(height)
    if size != pane.virtual_size:
        pane.set_reactive(type(pane).virtual_size, size)
        pane._scroll_update(size)


def set_top(pane: ScrollView, top: int) -> None:
    """Scroll so that a line is the first in sight, at once."""
    pane.scroll_target_y = pane.scroll_y = top


def finish_strips(
    pane: ScrollView, strips: Sequence[Strip], crop: Region, *, in_full_colour: Container[int] = ()
) -> list[Strip]:
    """Filter and crop the strips of the lines `crop.line_range`, without Textual's cache of each.

    Lines `in_full_colour` keep their colours where colours are off.
    """
    from textual.filter import NoColor

    background = pane.background_colors[1]
    finished = []
    for y, strip in zip(crop.line_range, strips, strict=True):
        for line_filter in pane.get_line_filters():
            if not (y in in_full_colour and isinstance(line_filter, NoColor)):
                strip = strip.apply_filter(line_filter, background)
        finished.append(strip)
    if crop.column_span != (0, pane.size.width):
        return [strip.crop(*crop.column_span) for strip in finished]
    return finished
