"""Explain what is wrong with how an article's dates are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from newsreader.articles.article import Timestamp
from newsreader.articles.dates.date_values import DateValues, is_placeholder, parsed_dates
from newsreader.articles.dates.date_words import ENGLISH_DAYS, ENGLISH_MONTHS
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.parse_date import Flaw, ParsedDate, london
from newsreader.articles.front_matter.fields import CREATED_KEYS, EXPIRES_KEYS, PUBLISHED_KEYS, UPDATED_KEYS


class DateFinding(NamedTuple):
    """A warning about a date."""

    key: str | None
    """The dotted key; None for the body or the article as a whole."""
    code: str
    message: str
    remedy: str


_DAY = len("2020-11-03")
_WRITE = "Write it as 3 November 2020 or 2020-11-03, with a time if you like: 2020-11-03 14:05."


def date_findings(
    values: DateValues, body: str, published: Timestamp | None, now: datetime | None = None
) -> list[DateFinding]:
    """Return findings for dates that are written wrongly, impossible or contradictory.

    `now` is for tests.
    """
    dateline, line = find_dateline(body)
    found = [
        finding
        for keys in (PUBLISHED_KEYS, CREATED_KEYS, UPDATED_KEYS, EXPIRES_KEYS)
        for key, text, parsed in parsed_dates(values, keys)
        for finding in _flaws(key, text, parsed)
    ]
    if dateline.flaw is not Flaw.NO_YEAR and line:
        found += _flaws(None, line, dateline)
    found += _conflicts(values, dateline)
    if published is not None:
        found += _order(values, published, now or datetime.now(london()))
    return found


def _flaws(key: str | None, text: str, parsed: ParsedDate) -> Iterator[DateFinding]:
    where = f"`{key}`" if key else "The dateline of the text"
    if is_placeholder(parsed):
        yield DateFinding(
            key,
            "date-placeholder",
            f"{where} says {(parsed.written or '')[:_DAY]}, which programs write where no date was set.",
            "Set the date, or take the line out.",
        )
    elif parsed.flaw is not None and (parsed.flaw is not Flaw.UNREADABLE or _is_meant_as_date(key, text)):
        shown = " ".join(text[:80].split())
        message, remedy = _explain(parsed.flaw, parsed.text)
        yield DateFinding(key, parsed.flaw.value, f"{where} says “{shown}”: {message}", remedy)


def _is_meant_as_date(key: str | None, text: str) -> bool:
    """Whether a text is meant to be a date: `publication: The Sample Gazette` is not."""
    name = (key or "").casefold()
    return "date" in name or "time" in name or any(letter.isdigit() for letter in text)


def _explain(flaw: Flaw, text: str | None) -> tuple[str, str]:
    day = _long_day(text) if text else ""
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
            weekday = ENGLISH_DAYS[date.fromisoformat((text or "")[:_DAY]).weekday()].title()
            return f"{day} was a {weekday}.", "Correct the day of the week or the date."
        case Flaw.WRONG_TIME:
            return "there is no such time of day, or no such zone; only the day is used.", "Correct the time."


def _long_day(text: str) -> str:
    """Return `3 November 2020` for `2020-11-03T14:05`."""
    day = date.fromisoformat(text[:_DAY])
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1].title()} {day.year}"


def _conflicts(values: DateValues, dateline: ParsedDate) -> Iterator[DateFinding]:
    """Yield a finding for each day of publication that differs from the first, unless a zone explains it."""
    first: tuple[str, str] | None = None
    for key, _, parsed in parsed_dates(values, PUBLISHED_KEYS):
        if parsed.text is None or len(parsed.text) < _DAY or is_placeholder(parsed):
            continue
        day = parsed.text[:_DAY]
        if first is None:
            if parsed.text != parsed.written == dateline.text:  # a local time marked as UTC
                return
            first = key, day
        elif day != first[1]:
            yield _conflict(first, f"`{key}`", day)
    if first is not None and dateline.text is not None and len(dateline.text) >= _DAY:
        day = dateline.text[:_DAY]
        if day != first[1]:
            yield _conflict(first, "the dateline of the text", day)


def _conflict(first: tuple[str, str], other: str, day: str) -> DateFinding:
    key, used = first
    return DateFinding(
        key,
        "date-conflict",
        f"`{key}` says {_long_day(used)}, but {other} {_long_day(day)}; the first is used.",
        "Correct the one that is wrong.",
    )


def _order(values: DateValues, published: Timestamp, now: datetime) -> Iterator[DateFinding]:
    """Yield findings for a publication in the future, and for an expiry before it."""
    key = published.source if published.source not in ("body", "url", "filename") else None
    today = now.astimezone(london()).replace(tzinfo=None).isoformat()[:16]
    if published.text > today[: len(published.text)]:
        yield DateFinding(
            key,
            "date-future",
            f"The date of publication, {published.text.replace('T', ' ')}, lies in the future.",
            "Correct it, or hold the article back until then.",
        )
    for expires, _, parsed in parsed_dates(values, EXPIRES_KEYS):
        if parsed.text is not None and parsed.text < published.text[: len(parsed.text)]:
            yield DateFinding(
                expires,
                "date-order",
                f"`{expires}` says {parsed.text.replace('T', ' ')}, before the article was published.",
                "Correct it: an article that has expired is not shown.",
            )
