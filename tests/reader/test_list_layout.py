"""The geometry of the list against the plain way of counting lines."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.headlines import Filter, Listing, Section, View
from newsreader.reader.list_layout import HEADLINE_LINES, ListLayout, RowPosition


@st.composite
def layouts(draw) -> ListLayout:
    totals = draw(st.lists(st.integers(1, 9), max_size=8))
    keys = array("q", range(sum(totals), 0, -1))
    sections, at = [], 0
    for number, total in enumerate(totals):
        sections.append(Section(f"s{number}", f"Section {number}", at, at + total, 0))
        at += total
    unfolded = draw(st.frozensets(st.sampled_from([section.id for section in sections] or ["none"])))
    return ListLayout(Listing(View.DATE, Filter(), keys, sections, 0), unfolded)


def lines_of(layout: ListLayout) -> list[RowPosition]:
    """Every line, written out one by one."""
    lines = []
    for number, section in enumerate(layout.listing.sections):
        lines.append(RowPosition(number))
        if section.id in layout.unfolded:
            lines += [RowPosition(number, row) for row in range(section.total) for _ in range(HEADLINE_LINES)]
    return lines


@given(layouts())
def test_every_line_is_what_counting_says(layout: ListLayout) -> None:
    lines = lines_of(layout)
    assert layout.height == len(lines)
    assert [layout.row_at(line) for line in range(len(lines))] == lines
    assert all(layout.line_of(row) == lines.index(row) for row in lines)


@given(layouts(), st.data())
def test_moving_goes_item_by_item_and_stops_at_the_ends(layout: ListLayout, data) -> None:
    items = list(dict.fromkeys(lines_of(layout)))
    if not items:
        return
    start = data.draw(st.integers(0, len(items) - 1))
    steps = data.draw(st.integers(-30, 30))
    expected = items[max(0, min(start + steps, len(items) - 1))]
    assert layout.moved(items[start], steps) == expected


@given(layouts())
def test_articles_are_found_folded_or_not(layout: ListLayout) -> None:
    for at, key in enumerate(layout.listing.keys):
        row = layout.row_of_key(key)
        assert row is not None
        assert layout.index_of(row) == at
        assert layout.key_of(row) == key
        assert list(layout.keys_from(row, 1)) == list(layout.listing.keys[at + 1 :])
        assert list(layout.keys_from(row, -1)) == list(layout.listing.keys[:at][::-1])
    assert layout.row_of_key(0) is None


@given(layouts(), st.integers(0, 40), st.integers(0, 40))
def test_a_window_asks_for_the_articles_in_it_once(layout: ListLayout, first: int, length: int) -> None:
    window = [row for row in lines_of(layout)[first : first + length] if row.row >= 0]
    keys = [layout.key_of(row) for row in dict.fromkeys(window)]
    assert layout.keys_between(first, first + length) == keys


@given(layouts())
def test_before_a_heading_come_the_articles_above_it(layout: ListLayout) -> None:
    for number, section in enumerate(layout.listing.sections):
        assert list(layout.keys_from(RowPosition(number), 1)) == list(layout.listing.keys[section.start :])
        assert list(layout.keys_from(RowPosition(number), -1)) == list(
            layout.listing.keys[: section.start][::-1]
        )
