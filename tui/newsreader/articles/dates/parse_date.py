"""Parse a written date: the only date parser of the program.

It is not `dateutil`, whose fuzzy parser makes a date out of anything (`May`, `10`, `Incident 356 of 22`),
fills what is missing from today's date, takes slashes month first, and needs 0.14 s to import. Here the
whole text has to be a date, and nothing is added that is not written.

Numbers with slashes, dots or dashes are day first, as in Britain; `02/25/2020`, which can only be month
first, is read so, with a flaw. A time with a zone is converted to London time; one without is London time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from newsreader.articles.dates.date_grammar import (
    ASCTIME,
    BRACKETED_SUFFIX,
    DAYS,
    LABEL_PREFIX,
    MONTHS_AND_YEARS,
    NAMED_ZONE,
    PLAIN_PUNCTUATION,
    SEPARATOR,
    SURROUNDING,
    TIME_ZONE,
    TIMES,
    YEARLESS_DAYS,
)
from newsreader.articles.dates.date_words import MONTHS, WEEKDAYS, ZONES

MAX_LENGTH = 120
"""Characters of a date; longer text is not parsed."""


class Flaw(StrEnum):
    """What is wrong with a written date."""

    UNREADABLE = "date-unreadable"
    """It is no date, or none that can be read with certainty."""
    IMPOSSIBLE = "date-impossible"
    """There is no such day."""
    NO_YEAR = "date-without-year"
    """Only a day and a month."""
    AMBIGUOUS = "date-ambiguous"
    """Three numbers of two digits: read as day, month, year."""
    MONTH_FIRST = "date-month-first"
    """Can only be read with the month before the day."""
    WRONG_WEEKDAY = "date-weekday"
    """The weekday is another one."""
    WRONG_TIME = "date-time"
    """The time of day, or its zone, does not exist; the day is kept."""


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """The result of parsing one text."""

    text: str | None
    """`2020-11-03T14:05`, `2020-11-03`, `2020-11`, `2020`, or None."""
    flaw: Flaw | None = None
    yearless: str = ""
    """`11-03` or `11-03T14:05` if the year is missing; `text` is None then."""
    written: str | None = None
    """`text` before its zone was applied."""


UNREADABLE = ParsedDate(None, Flaw.UNREADABLE)


def parse_timestamp(text: str) -> str | None:
    """Parse a date to `2020-11-03T14:05`, `2020-11-03`, `2020-11` or `2020`, in London time.

    All of the text must be a date, except for an introduction (`Posted at 22:49 on 30th September 2020`).
    """
    return parse_date(text).text


def parse_date(text: str) -> ParsedDate:
    """Parse a date and tell what is wrong with how it is written."""
    return _parse(text) if len(text) <= MAX_LENGTH else UNREADABLE


@lru_cache(256)  # each date of an article is parsed for its fields and again for its findings
def _parse(text: str) -> ParsedDate:
    plain = " ".join(text.translate(PLAIN_PUNCTUATION).casefold().split())
    plain = BRACKETED_SUFFIX.sub("", plain).strip(SURROUNDING)
    if plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) >= 10:
        stamp = _from_unix_time(plain)
        if stamp is not None:
            return stamp
    label = LABEL_PREFIX.match(plain)
    if label is not None:
        plain = plain[label.end() :]
    return next(_candidates(plain), UNREADABLE) if plain else UNREADABLE


def _from_unix_time(digits: str) -> ParsedDate | None:
    """Read seconds (ten digits) or milliseconds (thirteen) since 1970."""
    whole = digits.partition(".")[0]
    if len(whole) not in (10, 13):
        return None
    seconds = int(whole[:10])
    text = _in_london(datetime.fromtimestamp(seconds, UTC))
    return ParsedDate(text, written=text)


def _candidates(text: str) -> Iterator[ParsedDate]:
    """Yield the readings of the whole of `text`, likeliest first."""
    asctime = ASCTIME.fullmatch(text)
    if asctime is not None and _has_known_words(asctime):
        yield _full_date(asctime, asctime, asctime)
    for pattern in DAYS:
        day = pattern.match(text)
        if day is not None and _has_known_words(day):
            if day.end() == len(text):
                yield _full_date(day)
            else:
                yield from _day_then_time(text, day)
    for pattern in TIMES:
        time = pattern.match(text)
        if time is not None:
            yield from _time_then_day(text, time)
    for pattern in MONTHS_AND_YEARS:
        part = pattern.fullmatch(text)
        if part is not None and _has_known_words(part):
            yield _month_or_year(part)
    for pattern in YEARLESS_DAYS:
        part = pattern.match(text)
        if part is not None and _has_known_words(part):
            yield from _day_without_year(text, part)


def _has_known_words(match: re.Match[str]) -> bool:
    """Whether the words in place of a month and a weekday are such."""
    names = match.groupdict()
    return names.get("mon", "may") in MONTHS and (names.get("wd") or "monday") in WEEKDAYS


def _day_then_time(text: str, day: re.Match[str]) -> Iterator[ParsedDate]:
    between = SEPARATOR.match(text, day.end())
    start = between.end() if between else day.end()
    for pattern in TIMES:
        time = pattern.match(text, start)
        if time is None:
            continue
        zone = TIME_ZONE.match(text, time.end())
        if zone is not None and zone.end() == len(text):
            yield _full_date(day, time, zone)
        elif time.end() == len(text):
            yield _full_date(day, time)


def _time_then_day(text: str, time: re.Match[str]) -> Iterator[ParsedDate]:
    named = NAMED_ZONE.match(text, time.end())
    between = SEPARATOR.match(text, named.end() if named else time.end())
    start = between.end() if between else time.end()
    for pattern in (*DAYS, *YEARLESS_DAYS):
        day = pattern.fullmatch(text, start)
        if day is None or not _has_known_words(day):
            continue
        if "y" in day.re.groupindex:
            yield _full_date(day, time, named)
        else:
            yield _yearless(day, time)


def _day_without_year(text: str, part: re.Match[str]) -> Iterator[ParsedDate]:
    if part.end() == len(text):
        yield _yearless(part, None)
        return
    between = SEPARATOR.match(text, part.end())
    start = between.end() if between else part.end()
    for pattern in TIMES:
        time = pattern.fullmatch(text, start)
        if time is not None:
            yield _yearless(part, time)


def _full_date(
    day: re.Match[str], clock: re.Match[str] | None = None, zone: re.Match[str] | None = None
) -> ParsedDate:
    """Combine a day with its year and a time, if there is one."""
    found, flaw = _date(day)
    if found is None:
        return ParsedDate(None, flaw)
    written = found.isoformat()
    if clock is None:
        return ParsedDate(written, flaw, written=written)
    time = _time_text(clock)
    if time is None:
        return ParsedDate(written, flaw or Flaw.WRONG_TIME, written=written)
    if time == "":
        return ParsedDate(written, flaw, written=written)
    if time == "24:00":
        found, time = _next_day(found), "00:00"
    written = f"{found.isoformat()}T{time}"
    offset = _utc_offset(zone) if zone is not None else None
    if offset is None:
        return ParsedDate(written, flaw, written=written)
    if abs(offset) > timedelta(hours=14):
        return ParsedDate(found.isoformat(), flaw or Flaw.WRONG_TIME, written=written)
    stamp = datetime.fromisoformat(written).replace(tzinfo=timezone(offset))
    return ParsedDate(_in_london(stamp), flaw, written=written)


def _date(match: re.Match[str]) -> tuple[date | None, Flaw | None]:
    parts = match.groupdict()
    year = _year(parts["y"])
    try:
        if parts.get("week"):
            return date.fromisocalendar(year, int(parts["week"]), int(parts["wday"])), None
        if parts.get("yday"):
            found = date(year, 1, 1) + timedelta(days=int(parts["yday"]) - 1)
            return (found, None) if found.year == year else (None, Flaw.IMPOSSIBLE)
    except (ValueError, OverflowError):
        return None, Flaw.IMPOSSIBLE
    flaw = None
    month, day = MONTHS[parts["mon"]] if parts.get("mon") else int(parts["m"]), int(parts["d"])
    day_first = parts.get("s") and match.start("d") < match.start("m")
    if day_first and month > 12 >= day:
        month, day, flaw = day, month, Flaw.MONTH_FIRST
    elif day_first and len(parts["y"]) == 2:
        flaw = Flaw.AMBIGUOUS
    try:
        found = date(year, month, day)
    except ValueError:
        return None, Flaw.IMPOSSIBLE
    if year < 1000:
        return None, Flaw.IMPOSSIBLE
    if parts.get("wd") and WEEKDAYS[parts["wd"]] != found.weekday():
        flaw = flaw or Flaw.WRONG_WEEKDAY
    return found, flaw


def _year(digits: str) -> int:
    """Expand two digits: up to 68 they are in this century (as in POSIX), from 69 in the last."""
    digits = digits.lstrip("'")
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 69 else 1900
    return year


def _time_text(match: re.Match[str]) -> str | None:
    """Return `14:05` or `24:00`; "" for midnight, which may be either end of the day; None if impossible."""
    parts = match.groupdict()
    if parts.get("midnight"):
        return ""
    if parts.get("H") is None:
        return "12:00"
    hour, minute, second = int(parts["H"]), int(parts.get("M") or 0), int(parts.get("S") or 0)
    half = (parts.get("half") or "").replace(".", "")
    if half and hour <= 12:
        hour = hour % 12 + (0 if half in ("am", "yb") else 12)
    if hour == 24 and minute == second == 0:
        return "24:00"
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 and second <= 60 else None


def _utc_offset(zone: re.Match[str]) -> timedelta | None:
    name, off = zone["zone"], zone["off"]
    if not name and not off:
        return None
    offset = timedelta(hours=ZONES[name] if name else 0)
    if off:
        minutes = int(off[1:3]) * 60 + int(off[3:].lstrip(":") or 0)
        offset += timedelta(minutes=-minutes if off[0] == "-" else minutes)
    return offset


def _month_or_year(match: re.Match[str]) -> ParsedDate:
    """Read a year, or a year and a month."""
    parts = match.groupdict()
    year = _year(parts["y"])
    if "m" not in parts and "mon" not in parts:
        return ParsedDate(f"{year:04}", written=f"{year:04}")
    month = MONTHS[parts["mon"]] if parts.get("mon") else int(parts["m"])
    if not 1 <= month <= 12 or year < 1000:
        return ParsedDate(None, Flaw.IMPOSSIBLE)
    text = f"{year:04}-{month:02}"
    return ParsedDate(text, written=text)


def _yearless(match: re.Match[str], clock: re.Match[str] | None) -> ParsedDate:
    month, day = MONTHS[match["mon"]], int(match["d"])
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return ParsedDate(None, Flaw.IMPOSSIBLE)
    time = _time_text(clock) if clock is not None else ""
    after = f"T{time}" if time and time != "24:00" else ""
    return ParsedDate(None, Flaw.NO_YEAR, yearless=f"{month:02}-{day:02}{after}")


def with_year(parsed: ParsedDate, year: int) -> ParsedDate:
    """Add a year that is known from elsewhere to a day and a month."""
    text = f"{year:04}-{parsed.yearless}"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return ParsedDate(None, Flaw.IMPOSSIBLE)
    return replace(parsed, text=text, flaw=None, yearless="", written=text)


def _next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


@cache
def london() -> ZoneInfo:
    """Return the time zone of every date in the program."""
    return ZoneInfo("Europe/London")


def _in_london(stamp: datetime) -> str:
    """Return `stamp` in London time, to the minute."""
    with suppress(OverflowError):  # in the last hours that Python can count
        stamp = stamp.astimezone(london())
    return stamp.replace(tzinfo=None).isoformat()[:16]
