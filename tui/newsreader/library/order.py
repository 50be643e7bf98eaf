"""Dates as numbers that sort: the row of an article follows its date, so that newest first is the order of the rows.

A row is `code << 20 | spread`. The code counts minutes in months of 32 and years of 13, so that what is not known sorts
before all that is: `2020` before `2020-01`, that before `2020-01-01`, that before `2020-01-01T00:00`; no date at all is
0. The spread keeps articles of the same minute apart.
"""

from __future__ import annotations

import re
from datetime import datetime

SPREAD_BITS = 20
SPREAD_MASK = (1 << SPREAD_BITS) - 1
LAST = (1 << 62) - 1
"""Above every row."""

_MINUTES = 24 * 60 + 1
_SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?", re.ASCII)


def code(year: int, month: int = 0, day: int = 0, minute: int = 0) -> int:
    """The number of a date; 0 stands for what is not known, `minute` counts from 1 at midnight."""
    return ((year * 13 + month) * 32 + day) * _MINUTES + minute


def code_of(text: str | None) -> int:
    """The code of a `Moment`'s text; 0 for None and for what has another shape."""
    match = _SHAPE.match(text) if text else None
    if match is None:
        return 0
    year, month, day, hour, minute = match.groups()
    return code(int(year), int(month or 0), int(day or 0), int(hour) * 60 + int(minute) + 1 if hour else 0)


def parts(number: int) -> tuple[int, int, int]:
    """Year, month and day of a code; 0 for what is not known."""
    rest, day = divmod(number // _MINUTES, 32)
    year, month = divmod(rest, 13)
    return year, month, day


def key(number: int, spread: int) -> int:
    """The row of an article of that code."""
    return number << SPREAD_BITS | spread & SPREAD_MASK


def code_of_key(row: int) -> int:
    """The code that a row was made from."""
    return row >> SPREAD_BITS


def next_code(text: str) -> int:
    """The code just after the whole of `2020`, `2020-06` or `2020-06-01`.

    Raises ValueError for another shape.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(f"“{text}” is not a date such as 2020, 2020-06 or 2020-06-01.")
    year, month, day = (int(part or 0) for part in match.groups())
    if month > 12 or day > 31:
        raise ValueError(f"“{text}” is not a date: a year has 12 months and a month at most 31 days.")
    if day:
        return code(year, month, day + 1)
    return code(year, month + 1) if month else code(year + 1)


def first_code(text: str) -> int:
    """The code at which `2020`, `2020-06` or `2020-06-01` begins. Raises ValueError for another shape."""
    next_code(text)
    year, month, day = (*(int(part) for part in text.strip().split("-")), 0, 0)[:3]
    return code(year, month, day)


def key_range(since: str | None, until: str | None) -> tuple[int, int]:
    """Lowest and highest row of a span of dates, both included. Raises ValueError for what is no date."""
    low = first_code(since) << SPREAD_BITS if since else (1 << SPREAD_BITS if until else 0)
    high = (next_code(until) << SPREAD_BITS) - 1 if until else LAST
    return low, high


def now_in_london() -> str:
    """This minute as a `Moment`'s text."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).strftime("%Y-%m-%dT%H:%M")
