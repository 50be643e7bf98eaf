"""The geometry of the list against the plain way of counting lines."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.headlines import Filter, Listing, Section, View
from newsreader.ui.list_layout import ROWS, ListLayout, RowPosition


@st.composite
def outlines(draw) -> ListLayout:
    totals = draw(st.lists(st.integers(1, 9), max_size=8))
    keys = array("q", range(sum(totals), 0, -1))
    sections, at = [], 0
    for number, total in enumerate(totals):
        sections.append(Section(f"s{number}", f"Section {number}", at, at + total, 0))
        at += total
    unfolded = draw(st.frozensets(st.sampled_from([section.id for section in sections] or ["none"])))
    return ListLayout(Listing(View.DATE, Filter(), keys, sections, 0), unfolded)


def lines_of(outline: ListLayout) -> list[RowPosition]:
    """Every line, written out one by one."""
    lines = []
    for number, section in enumerate(outline.listing.sections):
        lines.append(RowPosition(number))
        if section.id in outline.unfolded:
            lines += [RowPosition(number, row) for row in range(section.total) for _ in range(ROWS)]
    return lines


@given(outlines())
def test_every_line_is_what_counting_says(outline: ListLayout) -> None:
    lines = lines_of(outline)
    assert outline.height == len(lines)
    assert [outline.spot_at(line) for line in range(len(lines))] == lines
    assert all(outline.line_of(spot) == lines.index(spot) for spot in lines)


@given(outlines(), st.data())
def test_moving_goes_item_by_item_and_stops_at_the_ends(outline: ListLayout, data) -> None:
    items = list(dict.fromkeys(lines_of(outline)))
    if not items:
        return
    start = data.draw(st.integers(0, len(items) - 1))
    steps = data.draw(st.integers(-30, 30))
    expected = items[max(0, min(start + steps, len(items) - 1))]
    assert outline.moved(items[start], steps) == expected


@given(outlines())
def test_articles_are_found_folded_or_not(outline: ListLayout) -> None:
    for at, key in enumerate(outline.listing.keys):
        spot = outline.spot_of_key(key)
        assert spot is not None
        assert outline.at(spot) == at
        assert outline.key(spot) == key
        assert list(outline.keys_from(spot, 1)) == list(outline.listing.keys[at + 1 :])
        assert list(outline.keys_from(spot, -1)) == list(outline.listing.keys[:at][::-1])
    assert outline.spot_of_key(0) is None


@given(outlines(), st.integers(0, 40), st.integers(0, 40))
def test_a_window_asks_for_the_articles_in_it_once(outline: ListLayout, first: int, length: int) -> None:
    window = [spot for spot in lines_of(outline)[first : first + length] if spot.row >= 0]
    keys = [outline.key(spot) for spot in dict.fromkeys(window)]
    assert outline.keys_between(first, first + length) == keys


@given(outlines())
def test_before_a_heading_come_the_articles_above_it(outline: ListLayout) -> None:
    for number, section in enumerate(outline.listing.sections):
        assert list(outline.keys_from(RowPosition(number), 1)) == list(outline.listing.keys[section.start :])
        assert list(outline.keys_from(RowPosition(number), -1)) == list(
            outline.listing.keys[: section.start][::-1]
        )
