"""The cursor of a list and the window that follows it."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.ui.row_list import RowList, top_showing

HEIGHTS = [1, 2, 2, 1, 5, 3, 2, 9, 1, 1, 2, 2, 2, 4, 1]


class Layout:
    """Rows of given heights, by their index."""

    def __init__(self, heights: list[int]) -> None:
        self._tops = [0, *accumulate(heights)]
        self.height = self._tops[-1]

    def row_at(self, line: int) -> int:
        rows = range(len(self._tops) - 1)
        return max((row for row in rows if self._tops[row] <= line), default=0)

    def lines_of(self, row: int) -> tuple[int, int]:
        return self._tops[row], self._tops[row + 1]

    def context_of(self, row: int) -> int:
        return int(row == 1)

    def moved(self, row: int, steps: int) -> int:
        return max(0, min(row + steps, len(self._tops) - 2))


class Rows(ScrollView):
    def __init__(self) -> None:
        super().__init__()
        self.rows: RowList[int] = RowList(self)

    def render_lines(self, crop: Region) -> list[Strip]:
        return [Strip.blank(crop.width) for _ in crop.line_range]


class RowsApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Rows()

    @property
    def rows(self) -> RowList[int]:
        return self.query_one(Rows).rows


def in_sight(rows: RowList[int]) -> bool:
    assert rows.layout is not None and rows.cursor is not None
    first, stop = rows.layout.lines_of(rows.cursor)
    return rows.top <= first and (stop <= rows.top + rows.visible or stop - first > rows.visible)


@pytest.mark.parametrize("footer", [0, 3])
async def test_the_cursor_stays_in_sight(footer: int) -> None:
    app = RowsApp()
    async with app.run_test(size=(20, 9)):
        rows = app.rows
        rows.footer_height = footer
        rows.show(Layout(HEIGHTS), 0)
        went = [0]
        while rows.move(1):
            assert in_sight(rows)
            went.append(rows.cursor or 0)
        assert went == list(range(len(HEIGHTS)))
        assert rows.to_end(last=False) and rows.cursor == rows.top == 0
        while rows.page(1):
            assert in_sight(rows)
        assert rows.cursor == len(HEIGHTS) - 1
        while rows.page(-0.5):
            assert in_sight(rows)
        assert rows.cursor == 0
        assert not rows.to_end(last=False), "the cursor was there"


async def test_a_row_is_shown_with_its_heading() -> None:
    app = RowsApp()
    async with app.run_test(size=(20, 9)):
        rows = app.rows
        rows.show(Layout(HEIGHTS), len(HEIGHTS) - 1)
        rows.go_to(1)
        assert rows.top == 0


async def test_other_rows_leave_the_cursor_where_it_is_on_the_screen() -> None:
    app = RowsApp()
    async with app.run_test(size=(20, 9)):
        rows = app.rows
        rows.show(Layout(HEIGHTS), 6)
        offset = rows.cursor_offset
        rows.show(Layout([4, 4, *HEIGHTS]), 8, offset)
        assert rows.cursor_offset == offset


async def test_a_click_falls_on_a_row_or_on_nothing() -> None:
    app = RowsApp()
    async with app.run_test(size=(20, 9)):
        rows = app.rows
        rows.footer_height = 2
        rows.show(Layout(HEIGHTS[:4]), 0)
        assert [rows.clicked(y) for y in range(9)] == [0, 1, 1, 2, 2, 3, None, None, None]
        rows.show(Layout([]), None)
        assert rows.clicked(0) is None and not rows.move(1) and not rows.page(1)
        assert not rows.to_end(last=True)


@given(st.integers(0, 90), st.integers(1, 9), st.integers(0, 90), st.integers(1, 30))
def test_the_window_moves_as_little_as_it_can(first: int, height: int, top: int, visible: int) -> None:
    stop = first + height
    new = top_showing(first, stop, top, visible)
    assert new <= first and (stop <= new + visible or height > visible)
    if top <= first and stop <= top + visible:
        assert new == top
    elif height <= visible:
        assert new in (first, stop - visible)
