"""Dates as numbers that sort: the row of an article follows its day, so that newest first is the order of the
rows.

A row is `bucket << 17 | place`. The bucket is the day, in months of 32 and years of 13, so that what is not
known sorts before all that is: `2020` before `2020-01`, that before `2020-01-01`; no date at all is 0. The
place is the next free one of 131,072 in the bucket: rows that lie close together keep the index of words
small (by a third less than rows that also hold the minute). Within a bucket the minute sorts, then the
identity, so that the order is the same wherever the index is made.
"""

from __future__ import annotations

import re
from datetime import datetime

PLACE_BITS = 17
LAST = (1 << 62) - 1
"""Above every row."""

_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?", re.ASCII)
_SPAN = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)


def bucket(year: int, month: int = 0, day: int = 0) -> int:
    """The number of a day, month or year; 0 stands for what is not known."""
    return (year * 13 + month) * 32 + day


def bucket_and_minute(text: str | None) -> tuple[int, int]:
    """Of a `Moment`'s text: its bucket, and its minute from 1 at midnight, 0 where it has none.

    Both are 0 for None and for what has another shape.
    """
    match = _MOMENT.match(text) if text else None
    if match is None:
        return 0, 0
    year, month, day, hour, minute = match.groups()
    return bucket(int(year), int(month or 0), int(day or 0)), int(hour) * 60 + int(minute) + 1 if hour else 0


def parts(number: int) -> tuple[int, int, int]:
    """Year, month and day of a bucket; 0 for what is not known."""
    rest, day = divmod(number, 32)
    year, month = divmod(rest, 13)
    return year, month, day


def first_row(number: int) -> int:
    """The first row of a bucket."""
    return number << PLACE_BITS


def bucket_of(row: int) -> int:
    """The bucket that a row lies in."""
    return row >> PLACE_BITS


def newest_first(row: int, minute: int, identity: int) -> tuple[int, int, int]:
    """What sorts articles newest first, those without a date last."""
    return -(row >> PLACE_BITS), -minute, identity


def span(text: str) -> tuple[int, int]:
    """First bucket of `2020`, `2020-06` or `2020-06-01`, and the one after its last.

    Raises ValueError, with a sentence for the user, for anything else.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is not a date such as 2020, 2020-06 or 2020-06-01.")
    year, month, day = (int(part or 0) for part in match.groups())
    if month > 12 or day > 31:
        raise ValueError(f"“{text}” is not a date: a year has 12 months, and a month 31 days at most.")
    first = bucket(year, month, day)
    if day:
        return first, first + 1
    return first, bucket(year, month + 1) if month else bucket(year + 1)


def row_range(since: str | None, until: str | None) -> tuple[int, int]:
    """Lowest and highest row of a span of dates, both included; what has no date is in none.

    Raises ValueError for what is no date.
    """
    low = first_row(span(since)[0]) if since else first_row(1 if until else 0)
    high = first_row(span(until)[1]) - 1 if until else LAST
    return low, high


def now_in_london() -> str:
    """This minute as a `Moment`'s text."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).strftime("%Y-%m-%dT%H:%M")
