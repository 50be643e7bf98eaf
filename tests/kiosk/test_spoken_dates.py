"""Dates as visitors read them, in both languages, at midnight, and by a clock that jumps."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsreader.kiosk.clock import LONDON
from newsreader.kiosk.spoken_dates import clock_time, long_date, near_date, updated


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("date", "english", "welsh"),
    [
        ("2019-03-15T16:20", "Friday 15 March 2019, 16:20", "Dydd Gwener 15 Mawrth 2019, 16:20"),
        ("2026-11-22", "Sunday 22 November 2026", "Dydd Sul 22 Tachwedd 2026"),
        ("2024-02-29T00:00", "Thursday 29 February 2024, 00:00", "Dydd Iau 29 Chwefror 2024, 00:00"),
        ("2020-08", "August 2020", "Awst 2020"),
        ("2020", "2020", "2020"),
        (None, "Undated", "Heb ddyddiad"),
        ("", "Undated", "Heb ddyddiad"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(date: str | None, english: str, welsh: str) -> None:
    assert long_date(date, "en") == english
    assert long_date(date, "cy") == welsh


@pytest.mark.parametrize("text", ["2019-02-30", "2019-13", "2019-00", "soon", "2019-01-01-01", "-", "20x0"])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert long_date(text, "en") == text


@pytest.mark.parametrize(
    ("now", "english", "welsh"),
    [
        ("2026-11-22T23:59", "Today, 23:58", "Heddiw, 23:58"),
        ("2026-11-23T00:00", "Yesterday, 23:58", "Ddoe, 23:58"),
        ("2026-11-23T23:59", "Yesterday, 23:58", "Ddoe, 23:58"),
        ("2026-11-24T00:00", "Sunday 22 November 2026, 23:58", "Dydd Sul 22 Tachwedd 2026, 23:58"),
        ("2026-11-21T12:00", "Sunday 22 November 2026, 23:58", "Dydd Sul 22 Tachwedd 2026, 23:58"),
        ("2025-11-22T12:00", "Sunday 22 November 2026, 23:58", "Dydd Sul 22 Tachwedd 2026, 23:58"),
    ],
)
def test_today_and_yesterday_hold_to_midnight(now: str, english: str, welsh: str) -> None:
    assert near_date("2026-11-22T23:58", "en", at(now)) == english
    assert near_date("2026-11-22T23:58", "cy", at(now)) == welsh


@pytest.mark.parametrize(
    ("date", "now", "told"),
    [
        ("2026-11-22", "2026-11-22T08:00", "Today"),
        ("2025-12-31", "2026-01-01T00:00", "Yesterday"),
        ("2024-02-29", "2024-03-01T09:00", "Yesterday"),
        ("2026-03-28", "2026-03-29T02:30", "Yesterday"),
        ("2026-11", "2026-11-01T00:00", "November 2026"),
        (None, "2026-11-01T00:00", "Undated"),
    ],
)
def test_days_without_a_time_over_ends_of_months_years_and_summer(
    date: str | None, now: str, told: str
) -> None:
    assert near_date(date, "en", at(now)) == told


@pytest.mark.parametrize(
    ("moment", "now", "english", "welsh"),
    [
        ("2026-11-22T09:05", "2026-11-22T14:00", "Updated 09:05", "Diweddarwyd 09:05"),
        ("2026-11-21T09:05", "2026-11-22T00:00", "Updated yesterday, 09:05", "Diweddarwyd ddoe, 09:05"),
        (
            "2026-11-03T09:05",
            "2026-11-22T14:00",
            "Updated 3 November, 09:05",
            "Diweddarwyd 3 Tachwedd, 09:05",
        ),
        (
            "2026-11-23T09:05",
            "2026-11-22T14:00",
            "Updated 23 November, 09:05",
            "Diweddarwyd 23 Tachwedd, 09:05",
        ),
    ],
)
def test_updated_names_the_day_where_it_is_not_today(moment: str, now: str, english: str, welsh: str) -> None:
    assert updated(at(moment), "en", at(now)) == english
    assert updated(at(moment), "cy", at(now)) == welsh


def test_times_have_two_digits() -> None:
    assert clock_time(at("2026-11-22T09:05")) == "09:05"


def test_every_month_and_day_has_its_own_name() -> None:
    for language in ("en", "cy"):
        months = {long_date(f"2026-{month:02}", language) for month in range(1, 13)}
        days = {long_date(f"2026-11-{day:02}", language).partition("2")[0] for day in range(22, 29)}
        assert (len(months), len(days)) == (12, 7)
