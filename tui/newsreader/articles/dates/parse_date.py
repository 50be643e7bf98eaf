"""What one written date says: the only date reader of the program.

A grammar of our own, and not `dateutil`: a fuzzy reader makes a date out of anything (`May`, `10`,
`Incident 356 of 22`), fills what is missing from today's date, takes slashes month first, and costs 0.14 s
to import. Here the whole text has to be a date, and nothing is known that is not written.

Slashes, dots and dashes between numbers are day first, as they are in Britain; `02/25/2020`, which can only
be month first, is read so and marked. A stamp with a zone becomes local time in London; one without is
local already.
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

from newsreader.articles.dates.date_words import LABEL, MONTHS, ORDINAL, WEEKDAYS, ZONE, ZONES


class Flaw(StrEnum):
    """How a date is written wrongly."""

    UNREADABLE = "date-unreadable"
    """It is no date, or none that can be read with certainty."""
    IMPOSSIBLE = "date-impossible"
    """There is no such day."""
    NO_YEAR = "date-without-year"
    """A day and a month only."""
    AMBIGUOUS = "date-ambiguous"
    """Three numbers of two digits: read as day, month, year."""
    MONTH_FIRST = "date-month-first"
    """Can only be read with the month before the day."""
    WRONG_WEEKDAY = "date-weekday"
    """The day of the week is another one."""
    WRONG_TIME = "date-time"
    """The time of day, or its zone, does not exist; the day is kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one text."""

    text: str | None
    """`2020-11-03T14:05`, `2020-11-03`, `2020-11`, `2020`, or None."""
    flaw: Flaw | None = None
    yearless: str = ""
    """`11-03` or `11-03T14:05` where the year is not said; `text` is None then."""
    written: str | None = None
    """`text` as it stood there, before a zone was applied."""


UNREAD = Reading(None, Flaw.UNREADABLE)
LONGEST = 120
"""Characters; what is longer is not looked at, so that no text is slow to refuse."""

_SEP = r"[ ,./-]{0,3}"
# Any word may stand for a month or a weekday here, and `_known` looks it up: to name them all in every
# pattern made the import 6 ms slower.
_WD = r"(?:(?P<wd>(?:(?:dydd|nos) )?[a-z]{3,9})(?![a-z])[.,]{0,2} ?(?:the )?)?"
_DAY = rf"(?P<d>[0-9]{{1,2}})(?: ?(?:{ORDINAL})(?![a-z]))?(?: day)?"
_MON = r"(?P<mon>[a-z]{3,10})(?![a-z])"
_Y4 = r"(?P<y>[0-9]{4})(?![0-9])"
_Y = r"(?P<y>[0-9]{4}|'?[0-9]{2})(?![0-9]|[:.][0-9])"
_OFFSET = r"(?P<off>[+-][0-9]{2}(?::?[0-9]{2})?)(?![0-9:./])"
_ZONE = rf"(?: ?(?P<zone>{ZONE})(?![a-z]))?(?: ?{_OFFSET})?(?: (?:{ZONE})(?![a-z]))?"
_CLOCK = r"(?P<H>[0-9]{1,2})[:.](?P<M>[0-9]{2})(?:[:.](?P<S>[0-9]{2})(?:[.,][0-9]{1,9})?)?"

_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WD}(?P<d>[0-9]{{1,2}}) ?(?P<s>[/.-]) ?(?P<m>[0-9]{{1,2}}) ?(?P=s) ?"
        r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|:[0-9])",
        rf"{_WD}{_DAY}{_SEP}(?:of |o )?{_MON}{_SEP}{_Y}",
        r"(?P<y>[0-9]{4})(?P<s>[/.-])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])",
        rf"{_WD}{_MON}{_SEP}{_DAY}{_SEP}(?P<y>[0-9]{{4}}|'[0-9]{{2}})(?![0-9]|[:.][0-9])",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=[^0-9]|$|[0-9]{4}(?:[0-9]{2})?(?:[^0-9]|$))",
        rf"(?P<y>[0-9]{{4}}){_SEP}{_MON}{_SEP}{_DAY}(?![0-9])",
        r"(?P<y>[0-9]{4})-?w(?P<week>[0-9]{2})-?(?P<wday>[1-7])(?![0-9])",
        r"(?P<y>[0-9]{4})-(?P<yday>[0-9]{3})(?![0-9])",
    )
)
_ASCTIME = re.compile(rf"{_WD}{_MON} {_DAY},? {_CLOCK}{_ZONE} {_Y4}")
_LESS_THAN_A_DAY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MON}[ ,./-]{{1,3}}(?P<y>[0-9]{{4}}|'[0-9]{{2}})",
        r"(?P<y>[0-9]{4})[/.-](?P<m>[0-9]{1,2})",
        r"(?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})",
        rf"(?P<y>[0-9]{{4}})[ ,./-]{{1,3}}{_MON}",
        r"(?P<y>(?:1[89]|2[01])[0-9]{2})",
    )
)
_YEARLESS = (re.compile(rf"{_WD}{_DAY}{_SEP}(?:of |o )?{_MON}\.?"), re.compile(rf"{_WD}{_MON}{_SEP}{_DAY}"))
_HALF = r"(?P<half>am|pm|a\.m\.?|p\.m\.?|a\.m|p\.m|yb|y\.b\.?|yp|yh|y\.p\.?|y\.h\.?)(?![a-z])"
_HOURS = r"(?: ?(?:hours|hrs|hr|h|o'clock)\b\.?)?"
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CLOCK}(?: ?{_HALF})?{_HOURS}",
        rf"(?P<H>[0-9]{{1,2}}) ?(?:{_HALF}|o'clock)",
        rf"(?P<H>[0-9]{{2}})(?P<M>[0-9]{{2}})(?P<S>[0-9]{{2}})?(?:[.,][0-9]{{1,9}})?(?![0-9/.:-]){_HOURS}",
        r"(?P<H>[0-9]{1,2})h(?P<M>[0-9]{2})(?![0-9])",
        r"(?:12 ?)?(?:noon|midday|(?:hanner|canol) dydd)(?![a-z])",
        r"(?:12 ?)?(?P<midnight>midnight|hanner nos)(?![a-z])",
    )
)
_ZONED = re.compile(_ZONE)
_NAMED_ZONE = re.compile(rf" ?(?P<zone>{ZONE})(?![a-z])(?P<off>)")
_BETWEEN = re.compile(r"(?:t(?=[0-9])|[ ,;|@/-]*(?:(?:at|from|on|of|am|ar|the|time:?) ){0,3})")
_LABELLED = re.compile(rf"(?:{LABEL})(?![a-z0-9'])[ :|.,*_[(-]*(?:(?:on|at|am|ar|the)(?![a-z])[ :]*){{0,2}}")
_BRACKETED = re.compile(r" ?(?:\((?:[a-z][a-z ]{0,40})\)|\[[a-z_/]{1,40}\])$")
_PLAIN = {ord(a): b for a, b in zip("‐‑‒–—−’‘`´⁄", "------''''/", strict=True)}
_WRAP = " *_#[](){}<>\"',;:|~-."


def read_moment(text: str) -> str | None:
    """One date text as `2020-11-03T14:05`, `2020-11-03`, `2020-11` or `2020`, London time; None if none.

    All of it must be a date, but for words that introduce one (`Posted at 22:49 on 30th September 2020`).
    """
    return examine(text).text


def examine(text: str) -> Reading:
    """What `text` says, and what is wrong in how it says it."""
    return _examine(text) if len(text) <= LONGEST else UNREAD


@lru_cache(256)  # one article's dates are asked for several times: for the article, and for its findings
def _examine(text: str) -> Reading:
    plain = " ".join(text.translate(_PLAIN).casefold().split())
    plain = _BRACKETED.sub("", plain).strip(_WRAP)
    if plain.isascii() and plain.replace(".", "", 1).isdigit() and len(plain) >= 10:
        stamp = _since_1970(plain)
        if stamp is not None:
            return stamp
    label = _LABELLED.match(plain)
    if label is not None:
        plain = plain[label.end() :]
    return next(_readings(plain), UNREAD) if plain else UNREAD


def _since_1970(digits: str) -> Reading | None:
    """Seconds (ten digits) or milliseconds (thirteen) since 1970; None for other lengths."""
    whole = digits.partition(".")[0]
    if len(whole) not in (10, 13):
        return None
    seconds = int(whole[:10])
    text = _local(datetime.fromtimestamp(seconds, UTC))
    return Reading(text, written=text)


def _readings(text: str) -> Iterator[Reading]:
    """The readings that use up the whole of `text`, likeliest first."""
    asctime = _ASCTIME.fullmatch(text)
    if asctime is not None and _known(asctime):
        yield _whole(asctime, asctime, asctime)
    for form in _DAYS:
        day = form.match(text)
        if day is not None and _known(day):
            if day.end() == len(text):
                yield _whole(day)
            else:
                yield from _day_then_time(text, day)
    for form in _TIMES:
        clock = form.match(text)
        if clock is not None:
            yield from _time_then_day(text, clock)
    for form in _LESS_THAN_A_DAY:
        part = form.fullmatch(text)
        if part is not None and _known(part):
            yield _part(part)
    for form in _YEARLESS:
        part = form.match(text)
        if part is not None and _known(part):
            yield from _without_year(text, part)


def _known(match: re.Match[str]) -> bool:
    """Whether the words that stand where a month and a weekday may stand are such."""
    names = match.groupdict()
    return names.get("mon", "may") in MONTHS and (names.get("wd") or "monday") in WEEKDAYS


def _day_then_time(text: str, day: re.Match[str]) -> Iterator[Reading]:
    between = _BETWEEN.match(text, day.end())
    start = between.end() if between else day.end()
    for form in _TIMES:
        clock = form.match(text, start)
        if clock is None:
            continue
        zone = _ZONED.match(text, clock.end())
        if zone is not None and zone.end() == len(text):
            yield _whole(day, clock, zone)
        elif clock.end() == len(text):
            yield _whole(day, clock)


def _time_then_day(text: str, clock: re.Match[str]) -> Iterator[Reading]:
    named = _NAMED_ZONE.match(text, clock.end())
    between = _BETWEEN.match(text, named.end() if named else clock.end())
    start = between.end() if between else clock.end()
    for form in (*_DAYS, *_YEARLESS):
        day = form.fullmatch(text, start)
        if day is None or not _known(day):
            continue
        if "y" in day.re.groupindex:
            yield _whole(day, clock, named)
        else:
            yield _month_and_day(day, clock)


def _without_year(text: str, part: re.Match[str]) -> Iterator[Reading]:
    if part.end() == len(text):
        yield _month_and_day(part, None)
        return
    between = _BETWEEN.match(text, part.end())
    start = between.end() if between else part.end()
    for form in _TIMES:
        clock = form.fullmatch(text, start)
        if clock is not None:
            yield _month_and_day(part, clock)


def _whole(
    day: re.Match[str], clock: re.Match[str] | None = None, zone: re.Match[str] | None = None
) -> Reading:
    """A day with its year, and the time where there is one."""
    found, flaw = _day(day)
    if found is None:
        return Reading(None, flaw)
    written = found.isoformat()
    if clock is None:
        return Reading(written, flaw, written=written)
    time = _time(clock)
    if time is None:
        return Reading(written, flaw or Flaw.WRONG_TIME, written=written)
    if time == "":
        return Reading(written, flaw, written=written)
    if time == "24:00":
        found, time = _next_day(found), "00:00"
    written = f"{found.isoformat()}T{time}"
    offset = _offset(zone) if zone is not None else None
    if offset is None:
        return Reading(written, flaw, written=written)
    if abs(offset) > timedelta(hours=14):
        return Reading(found.isoformat(), flaw or Flaw.WRONG_TIME, written=written)
    stamp = datetime.fromisoformat(written).replace(tzinfo=timezone(offset))
    return Reading(_local(stamp), flaw, written=written)


def _day(match: re.Match[str]) -> tuple[date | None, Flaw | None]:
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
    """Two digits are of this century up to 68 (as POSIX has it), of the last from 69."""
    digits = digits.lstrip("'")
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 69 else 1900
    return year


def _time(match: re.Match[str]) -> str | None:
    """`14:05` or `24:00`; "" for midnight, which may be either end of the day; None if impossible."""
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


def _offset(zone: re.Match[str]) -> timedelta | None:
    name, off = zone["zone"], zone["off"]
    if not name and not off:
        return None
    offset = timedelta(hours=ZONES[name] if name else 0)
    if off:
        minutes = int(off[1:3]) * 60 + int(off[3:].lstrip(":") or 0)
        offset += timedelta(minutes=-minutes if off[0] == "-" else minutes)
    return offset


def _part(match: re.Match[str]) -> Reading:
    """A year, or a year and a month."""
    parts = match.groupdict()
    year = _year(parts["y"])
    if "m" not in parts and "mon" not in parts:
        return Reading(f"{year:04}", written=f"{year:04}")
    month = MONTHS[parts["mon"]] if parts.get("mon") else int(parts["m"])
    if not 1 <= month <= 12 or year < 1000:
        return Reading(None, Flaw.IMPOSSIBLE)
    text = f"{year:04}-{month:02}"
    return Reading(text, written=text)


def _month_and_day(match: re.Match[str], clock: re.Match[str] | None) -> Reading:
    month, day = MONTHS[match["mon"]], int(match["d"])
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return Reading(None, Flaw.IMPOSSIBLE)
    time = _time(clock) if clock is not None else ""
    after = f"T{time}" if time and time != "24:00" else ""
    return Reading(None, Flaw.NO_YEAR, yearless=f"{month:02}-{day:02}{after}")


def with_year(reading: Reading, year: int) -> Reading:
    """A reading of a day and a month, made whole with a year that is known from elsewhere."""
    text = f"{year:04}-{reading.yearless}"
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return Reading(None, Flaw.IMPOSSIBLE)
    return replace(reading, text=text, flaw=None, yearless="", written=text)


def _next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


@cache
def london() -> ZoneInfo:
    """The zone in which every date of the program is told."""
    return ZoneInfo("Europe/London")


def _local(stamp: datetime) -> str:
    """The minute of `stamp` in London."""
    with suppress(OverflowError):  # in the last hours that Python can count
        stamp = stamp.astimezone(london())
    return stamp.replace(tzinfo=None).isoformat()[:16]
