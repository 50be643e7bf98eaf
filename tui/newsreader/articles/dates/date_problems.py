"""What is wrong in how an article's dates are written, in sentences for the person who publishes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from newsreader.articles.article import Timestamp
from newsreader.articles.dates.date_keys import (
    CREATED_KEYS,
    EXPIRES_KEYS,
    PUBLISHED_KEYS,
    UPDATED_KEYS,
    Leaves,
    flatten,
    is_placeholder,
    readings,
)
from newsreader.articles.dates.date_words import ENGLISH_DAYS, ENGLISH_MONTHS
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.parse_date import Flaw, Reading, london

Problem = tuple[str | None, str, str, str]
"""The dotted key (None: the body, or the article as a whole), a code, what is wrong, what to do."""

_DAY = len("2020-11-03")
_WRITE = "Write it as 3 November 2020 or 2020-11-03, with a time if you like: 2020-11-03 14:05."


def date_findings(
    meta: Mapping[str, object], body: str, published: Timestamp | None, now: datetime | None = None
) -> list[Problem]:
    """The dates that are written wrongly, that no calendar has, or that contradict one another.

    That there is no date at all is for the caller to say. `now` is for tests.
    """
    return problems_of(flatten(meta), body, published, now)


def problems_of(
    leaves: Leaves, body: str, published: Timestamp | None, now: datetime | None = None
) -> list[Problem]:
    """The same of front matter whose leaves are known."""
    dateline, line = find_dateline(body)
    problems = [
        problem
        for keys in (PUBLISHED_KEYS, CREATED_KEYS, UPDATED_KEYS, EXPIRES_KEYS)
        for key, text, reading in readings(leaves, keys)
        for problem in _of_reading(key, text, reading)
    ]
    if dateline.flaw is not Flaw.NO_YEAR and line:
        problems += _of_reading(None, line, dateline)
    problems += _conflicts(leaves, dateline)
    if published is not None:
        problems += _of_order(leaves, published, now or datetime.now(london()))
    return problems


def _of_reading(key: str | None, text: str, reading: Reading) -> Iterator[Problem]:
    if reading.flaw is None and not is_placeholder(reading):
        return
    shown = " ".join(text[:80].split())
    where = f"`{key}`" if key else "The dateline of the text"
    if is_placeholder(reading):
        yield (
            key,
            "date-placeholder",
            f"{where} says {(reading.written or '')[:_DAY]}, which programs write where no date was set.",
            "Set the date, or take the line out.",
        )
    elif reading.flaw is not None and (
        reading.flaw is not Flaw.UNREADABLE or _meant_as_date(key or "", text)
    ):
        message, remedy = _explain(reading.flaw, reading.text)
        yield key, reading.flaw.value, f"{where} says “{shown}”: {message}", remedy


def _meant_as_date(key: str, text: str) -> bool:
    """Whether a text was meant to be a date: `publication: The Sample Gazette` was not."""
    return "date" in key.casefold() or "time" in key.casefold() or any(letter.isdigit() for letter in text)


def _explain(flaw: Flaw, text: str | None) -> tuple[str, str]:
    day = long_day(text) if text else ""
    match flaw:
        case Flaw.UNREADABLE:
            return "that cannot be read as a date.", _WRITE
        case Flaw.IMPOSSIBLE:
            return "there is no such day.", "Correct the day, the month or the year."
        case Flaw.NO_YEAR:
            return "the year is missing.", _WRITE
        case Flaw.AMBIGUOUS:
            return (
                f"it can be read in several ways and is taken as {day}.",
                "Write the year with four digits.",
            )
        case Flaw.MONTH_FIRST:
            return f"the month stands before the day; it is taken as {day}.", f"Write {day}."
        case Flaw.WRONG_WEEKDAY:
            return f"{day} was a {_weekday(text)}.", "Correct the day of the week or the date."
        case Flaw.WRONG_TIME:
            return "there is no such time of day, or no such zone; only the day is used.", "Correct the time."


def long_day(text: str) -> str:
    """`3 November 2020` from `2020-11-03T14:05`."""
    day = date.fromisoformat(text[:_DAY])
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1].title()} {day.year}"


def _weekday(text: str | None) -> str:
    return ENGLISH_DAYS[date.fromisoformat((text or "")[:_DAY]).weekday()].title()


def _conflicts(leaves: Leaves, dateline: Reading) -> Iterator[Problem]:
    """Two statements of the day of publication that differ, but by a local time marked as UTC."""
    first: tuple[str, str] | None = None
    for key, _, reading in readings(leaves, PUBLISHED_KEYS):
        if reading.text is None or len(reading.text) < _DAY or is_placeholder(reading):
            continue
        day = reading.text[:_DAY]
        if first is None:
            if reading.text != reading.written == dateline.text:
                return
            first = key, day
        elif day != first[1]:
            yield _conflict(first, f"`{key}`", day)
    if first is not None and dateline.text is not None and len(dateline.text) >= _DAY:
        day = dateline.text[:_DAY]
        if day != first[1]:
            yield _conflict(first, "the dateline of the text", day)


def _conflict(first: tuple[str, str], other: str, day: str) -> Problem:
    key, taken = first
    return (
        key,
        "date-conflict",
        f"`{key}` says {long_day(taken)}, but {other} {long_day(day)}; the first is used.",
        "Correct the one that is wrong.",
    )


def _of_order(leaves: Leaves, published: Timestamp, now: datetime) -> Iterator[Problem]:
    """Dates that cannot be in this order."""
    key = published.source if published.source not in ("body", "url", "filename") else None
    today = now.astimezone(london()).replace(tzinfo=None).isoformat()[:16]
    if published.text > today[: len(published.text)]:
        yield (
            key,
            "date-future",
            f"The date of publication, {published.text.replace('T', ' ')}, lies in the future.",
            "Correct it, or hold the article back until then.",
        )
    for expires, _, reading in readings(leaves, EXPIRES_KEYS):
        if reading.text is not None and reading.text < published.text[: len(reading.text)]:
            yield (
                expires,
                "date-order",
                f"`{expires}` says {reading.text.replace('T', ' ')}, before the article was published.",
                "Correct it: an article that has expired is not shown.",
            )
