"""One written date."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.articles.dates.date_words import MONTHS
from newsreader.articles.dates.parse_date import Flaw, parse_date, parse_timestamp

HERE = Path(__file__).parent
FORM = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?", re.ASCII)


def cases(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.rsplit(" => ", 1)) for line in lines if line and not line.startswith("# ")]


@pytest.mark.parametrize(("text", "expected"), cases("dates.txt"))
def test_parse(text: str, expected: str) -> None:
    assert (parse_timestamp(text) or "-") == expected


def test_the_table_is_large() -> None:
    assert len(cases("dates.txt")) >= 250


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("2019-02-30", Flaw.IMPOSSIBLE),
        ("30 February 2019 at 10am", Flaw.IMPOSSIBLE),
        ("0000-01-01", Flaw.IMPOSSIBLE),
        ("03/04/05", Flaw.AMBIGUOUS),
        ("02/25/2020", Flaw.MONTH_FIRST),
        ("Monday 3 November 2020", Flaw.WRONG_WEEKDAY),
        ("Llun 3 Tachwedd 2020", Flaw.WRONG_WEEKDAY),
        ("2020-11-03T25:00", Flaw.WRONG_TIME),
        ("2020-11-03T14:05+99:00", Flaw.WRONG_TIME),
        ("27 April", Flaw.NO_YEAR),
        ("soon", Flaw.UNREADABLE),
        ("", Flaw.UNREADABLE),
        ("03/04/2005", None),
        ("Tuesday 3 November 2020 at 2.05pm", None),
    ],
)
def test_flaw(text: str, flaw: Flaw | None) -> None:
    assert parse_date(text).flaw is flaw


@pytest.mark.parametrize(
    "text", ["9" * 6000, "1" * 120, "2020-11-" + "0" * 100, " " * 100_000, "3 " * 60, "3/" * 60, "(" * 120]
)
def test_long_texts_are_refused(text: str) -> None:
    assert parse_timestamp(text) is None


PIECES = """
    2019-02-30 0000 9999 +99:99 -00:00 T Z / - . : , 3 31 32 12 2020 20 '20 november nov mawrth monday
    dydd st th am pm noon midnight at on the of published date: posted ( ) [ ] * 14:05 24:00 99:99
    1604412300 w53 1e9 ² ٣
"""
pieces = st.sampled_from(PIECES.split())
written = (
    st.text(max_size=130)
    | st.lists(pieces, max_size=9).map(" ".join)
    | st.lists(pieces, max_size=9).map("".join)
)


@given(written)
def test_random_text_is_valid_or_none(text: str) -> None:
    reading = parse_date(text)
    assert (reading.text is None) <= (reading.flaw is not None)
    if reading.text is not None:
        assert FORM.fullmatch(reading.text)
        whole = reading.text + "2000-01-01T00:00"[len(reading.text) :]
        assert datetime.fromisoformat(whole)
        assert parse_timestamp(reading.text) == reading.text


moments = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))
DAY_SHAPES = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%A %d %B %Y",
    "%a, %d %b %Y",
    "Posted on %d %b %Y",
]
TIME_SHAPES = [
    "%Y-%m-%dT%H:%M:%S",
    "%H:%M %d/%m/%Y",
    "%d %B %Y at %I:%M%p",
    "%I.%M%p on %A %d %B %Y",
    "%d/%m/%Y %H:%M",
    "%Y%m%d%H%M",
]


@given(moments, st.sampled_from(DAY_SHAPES))
def test_a_formatted_day_is_parsed_back(moment: datetime, shape: str) -> None:
    assert parse_date(moment.strftime(shape)).text == moment.strftime("%Y-%m-%d")
    assert parse_date(moment.strftime(shape)).flaw is None


@given(moments, st.sampled_from(TIME_SHAPES))
def test_a_formatted_minute_is_parsed_back(moment: datetime, shape: str) -> None:
    assert parse_timestamp(moment.strftime(shape)) == moment.strftime("%Y-%m-%dT%H:%M")


@given(moments, st.integers(-12 * 4, 14 * 4))
def test_a_stamp_becomes_london_time(moment: datetime, quarters: int) -> None:
    sign, (hours, minutes) = "-" if quarters < 0 else "+", divmod(abs(quarters) * 15, 60)
    stamp = f"{moment.isoformat(timespec='seconds')}{sign}{hours:02}:{minutes:02}"
    london = datetime.fromisoformat(stamp).astimezone(ZoneInfo("Europe/London"))
    assert parse_timestamp(stamp) == london.strftime("%Y-%m-%dT%H:%M")


@given(st.datetimes(datetime(2001, 9, 10), datetime(2060, 1, 1)))
def test_seconds_since_1970_become_london_time(moment: datetime) -> None:
    seconds = int(moment.replace(tzinfo=UTC).timestamp())
    assert parse_timestamp(str(seconds)) == parse_timestamp(moment.isoformat(timespec="seconds") + "Z")


@given(st.sampled_from(sorted(MONTHS)), st.integers(1, 28), st.integers(1900, 2100))
def test_every_name_of_a_month_is_known(name: str, day: int, year: int) -> None:
    assert parse_timestamp(f"{day} {name.title()} {year}") == f"{year}-{MONTHS[name]:02}-{day:02}"


@given(st.dates())
def test_the_day_comes_before_the_month(day: object) -> None:
    year, month, number = str(day).split("-")
    for between in "/.-":
        assert parse_timestamp(between.join((number, month, year))) == (
            f"{year}-{month}-{number}" if year >= "1000" else None
        )
