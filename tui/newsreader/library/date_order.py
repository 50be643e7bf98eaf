"""Encode dates as numbers that sort: an article's row follows its day, so that row order is date order.

A row is `bucket << 17 | place`. The bucket is the day, in months of 32 and years of 13, so that what is less
exact sorts first: `2020` before `2020-01`, that before `2020-01-01`; no date at all is 0. The place is the
next free one of 131,072 in the bucket: adjacent rows make the index of words a third smaller than rows that
also hold the minute. Within a bucket articles are sorted by minute, then by identity, so that the order is
the same wherever the index is made.
"""

from __future__ import annotations

import re
from datetime import datetime

PLACE_BITS = 17
LAST = (1 << 62) - 1
"""Above every row."""

_TIMESTAMP = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?", re.ASCII)
_SPAN = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)


def bucket(year: int, month: int = 0, day: int = 0) -> int:
    """Return the number of a day, month or year; 0 is unknown."""
    return (year * 13 + month) * 32 + day


def bucket_and_minute(text: str | None) -> tuple[int, int]:
    """Return the bucket of a `Timestamp`'s text, and its minute, from 1 at midnight; 0 is unknown."""
    match = _TIMESTAMP.match(text) if text else None
    if match is None:
        return 0, 0
    year, month, day, hour, minute = match.groups()
    return bucket(int(year), int(month or 0), int(day or 0)), int(hour) * 60 + int(minute) + 1 if hour else 0


def parts(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a bucket; 0 for what is unknown."""
    rest, day = divmod(number, 32)
    year, month = divmod(rest, 13)
    return year, month, day


def first_row(number: int) -> int:
    """Return the first row of a bucket."""
    return number << PLACE_BITS


def bucket_of(row: int) -> int:
    """Return the bucket of a row."""
    return row >> PLACE_BITS


def newest_first(row: int, minute: int, identity: int) -> tuple[int, int, int]:
    """Return a sort key: newest first, undated last."""
    return -(row >> PLACE_BITS), -minute, identity


def span(text: str) -> tuple[int, int]:
    """Return the first bucket of `2020`, `2020-06` or `2020-06-01`, and the one after its last.

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
    """Return the lowest and highest row of a span of dates, without what is undated. Raises ValueError."""
    low = first_row(span(since)[0]) if since else first_row(1 if until else 0)
    high = first_row(span(until)[1]) - 1 if until else LAST
    return low, high


def now_in_london() -> str:
    """Return the present minute as a `Timestamp`'s text."""
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo("Europe/London")).strftime("%Y-%m-%dT%H:%M")
