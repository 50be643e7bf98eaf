"""The layout of cards, at any size and any number of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from newsreader.kiosk.widgets.card_grid import CardGrid

grids = st.builds(
    CardGrid,
    st.builds(Size, st.integers(0, 200), st.integers(0, 60)),
    st.integers(0, 500),
    st.integers(2, 3),
    st.sampled_from([0, 20, 29]),
)


@given(grids)
def test_the_pages_hold_every_card_once(grid: CardGrid) -> None:
    tops = [page * grid.page_height for page in range(grid.pages)]
    cards = [index for top in tops for index in range(grid.first(top), grid.stop(top))]
    assert cards == list(range(grid.count))


@given(grids, st.integers(0, 499))
def test_a_card_is_found_where_it_stands(grid: CardGrid, index: int) -> None:
    if index >= grid.count or not grid.size.width or grid.size.height < grid.lines:
        return
    top = grid.top_of(index)
    place = grid.offset(index, top)
    assert grid.first(top) <= index < grid.stop(top)
    if place.x + grid.card_width <= grid.size.width:
        assert grid.card_at(place.x, place.y, top) == index


@given(grids, st.integers(-100, 5000))
def test_what_is_scrolled_to_shows_whole_cards(grid: CardGrid, top: int) -> None:
    snapped = grid.snap(top)
    assert 0 <= snapped == grid.clamp(snapped)
    assert snapped % grid.pitch == 0


def test_a_gap_goes_before_a_line_of_text() -> None:
    shapes = [
        (grid.lines, grid.gap) for height in (20, 14, 9) for grid in [CardGrid(Size(60, height), 9, 3, 0)]
    ]
    assert shapes == [(3, 1), (2, 1), (2, 0)]
