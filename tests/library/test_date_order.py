"""Rows that follow the date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import date_order

years = st.integers(1, 9999)


@st.composite
def moments(draw) -> str:
    text = f"{draw(years):04}"
    if draw(st.booleans()):
        text += f"-{draw(st.integers(1, 12)):02}"
        if draw(st.booleans()):
            text += f"-{draw(st.integers(1, 31)):02}"
            if draw(st.booleans()):
                text += f"T{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}"
    return text


@given(moments(), moments())
def test_sorts_as_the_text_does(one, other):
    rows = [date_order.bucket_and_minute(one), date_order.bucket_and_minute(other)]
    assert (rows[0] < rows[1]) == (one < other)


@given(moments())
def test_a_bucket_holds_its_parts(text):
    number, minute = date_order.bucket_and_minute(text)
    year, month, day = date_order.parts(number)
    assert f"{year:04}-{month:02}-{day:02}".startswith(text[:10])
    assert bool(minute) == ("T" in text)
    assert 0 < date_order.first_row(number) < date_order.LAST
    assert date_order.bucket_of(date_order.first_row(number)) == number


def test_what_has_no_date_sorts_below_all():
    assert date_order.bucket_and_minute(None) == date_order.bucket_and_minute("soon") == (0, 0)


@pytest.mark.parametrize(
    ("since", "until", "inside", "outside"),
    [
        ("2020-06", None, ["2020-06", "2020-06-01", "2021"], ["2020", "2020-05-31", None]),
        (None, "2020-06", ["2020-06-30T23:59", "2020", "0001"], ["2020-07", "2021", None]),
        ("2020", "2020", ["2020", "2020-12-31T23:59"], ["2019-12-31", "2021"]),
        ("2020-6-1", "2020-06-01", ["2020-06-01", "2020-06-01T10:00"], ["2020-06", "2020-06-02"]),
    ],
)
def test_spans(since, until, inside, outside):
    low, high = date_order.row_range(since, until)
    for text, wanted in [*((text, True) for text in inside), *((text, False) for text in outside)]:
        assert (low <= date_order.first_row(date_order.bucket_and_minute(text)[0]) <= high) is wanted, text


@pytest.mark.parametrize("text", ["", "x", "20", "2020-13", "2020-00-99", "2020-06-32", "2020/06", "٢٠٢٠"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"not a date|2020"):
        date_order.span(text)
