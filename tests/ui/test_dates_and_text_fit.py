"""Dates in every precision, and text cut to a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.ui.dates import long_date, short_date, time_of
from newsreader.ui.text_fit import cut, fill, spread


@pytest.mark.parametrize(
    ("text", "long", "short", "time"),
    [
        ("2020-11-03T14:05", "3 November 2020, 14:05", "3 Nov 2020, 14:05", "14:05"),
        ("2020-11-03", "3 November 2020", "3 Nov 2020", ""),
        ("2020-05", "May 2020", "May 2020", ""),
        ("2020", "2020", "2020", ""),
        (None, "Undated", "Undated", ""),
    ],
)
def test_dates_in_every_precision(text, long: str, short: str, time: str) -> None:
    assert (long_date(text), short_date(text), time_of(text)) == (long, short, time)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Mn", "Me"])), st.integers(1, 40))
def test_filled_text_has_exactly_its_width(text: str, cells: int) -> None:
    assert cell_len(fill(text, cells)) == cells
    assert cell_len(cut(text, cells)) <= cells


def test_cut_text_says_so() -> None:
    assert cut("Extra patrols", 8) == "Extra p…"
    assert cut("Extra", 8) == "Extra"


def test_spread_lets_the_left_give_way() -> None:
    assert spread("March 2019", "1,204", 14) == "March 2… 1,204"
    assert spread("a", "", 3) == "a  "
