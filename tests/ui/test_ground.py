"""Lines that lie under the panes."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip

from newsreader.ui.blank_widgets import alike


def _render(crop: Region) -> list[Strip]:
    return [Strip.blank(crop.width, f"on color({y})") for y in crop.line_range]


def test_all_but_the_first_are_the_second() -> None:
    lines = alike(_render, Region(0, 0, 8, 40))
    assert len(lines) == 40
    assert lines[0] == _render(Region(0, 0, 8, 1))[0]
    assert lines[1] == _render(Region(0, 1, 8, 1))[0]
    assert {id(line) for line in lines[1:]} == {id(lines[1])}


def test_a_part_of_them() -> None:
    assert alike(_render, Region(2, 7, 5, 3)) == [_render(Region(2, 1, 5, 1))[0]] * 3
    assert alike(_render, Region(0, 0, 8, 1)) == _render(Region(0, 0, 8, 1))
    assert alike(_render, Region(0, 0, 8, 0)) == []
