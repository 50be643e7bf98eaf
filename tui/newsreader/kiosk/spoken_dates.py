"""Dates and times as the visitor of a display reads them, in English and in Welsh.

The reader's own dates (`ui.dates`) are English and short; here the day of the week stands before the date,
and every name comes from the files of words, where one person can check them all.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from newsreader.kiosk.translations import Translations

_DAYS = (
    "dates.monday",
    "dates.tuesday",
    "dates.wednesday",
    "dates.thursday",
    "dates.friday",
    "dates.saturday",
    "dates.sunday",
)
_MONTHS = (
    "dates.january",
    "dates.february",
    "dates.march",
    "dates.april",
    "dates.may",
    "dates.june",
    "dates.july",
    "dates.august",
    "dates.september",
    "dates.october",
    "dates.november",
    "dates.december",
)


def long_date(text: str | None, language: str) -> str:
    """`2019-03-15T16:20` as `Friday 15 March 2019, 16:20` or `Dydd Gwener 15 Mawrth 2019, 16:20`; `2019-03`
    as `March 2019`; None as `Undated`. What is no date stays as it is."""
    words = Translations(language)
    if not text:
        return words("dates.undated")
    day, _, time = text.partition("T")
    try:
        named = _named(day, words)
    except (ValueError, IndexError):
        return text
    return words("dates.with_time", day=named, time=time) if time else named


def near_date(text: str | None, language: str, now: datetime) -> str:
    """The same, but `Today, 16:20` and `Yesterday` where that is so at `now`."""
    day, _, time = (text or "").partition("T")
    near = _near(day, now.date(), Translations(language))
    if near is None:
        return long_date(text, language)
    return Translations(language)("dates.with_time", day=near, time=time) if time else near


def clock_time(moment: datetime) -> str:
    """The time of day, `09:05`: the same in both languages."""
    return f"{moment:%H:%M}"


def updated(moment: datetime, language: str, now: datetime) -> str:
    """`Updated 14:05`; with the day before it where that is not the day of `now`."""
    words, time = Translations(language), clock_time(moment)
    day = moment.date()
    if day == now.date():
        return words("dates.updated", when=time)
    near = _near(day.isoformat(), now.date(), words)
    if near is None:
        near = words("dates.short", day=day.day, month=_month(day.month, words))
    else:
        near = words("dates.updated_yesterday")
    return words("dates.updated", when=words("dates.with_time", day=near, time=time))


def _named(text: str, words: Translations) -> str:
    """`2019-03-15`, `2019-03` or `2019` with names; ValueError or IndexError for any other text."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return words("dates.month_of_year", month=_month(parts[1], words), year=parts[0])
    year, month, number = parts
    weekday = words(_DAYS[date(year, month, number).weekday()])
    return words("dates.day", weekday=weekday, day=number, month=_month(month, words), year=year)


def _month(number: int, words: Translations) -> str:
    if not 1 <= number <= 12:
        raise ValueError(f"{number} is no month")
    return words(_MONTHS[number - 1])


def _near(day: str, today: date, words: Translations) -> str | None:
    """`Today` or `Yesterday`, if that day is one of them."""
    if day == today.isoformat():
        return words("dates.today")
    if day == (today - timedelta(days=1)).isoformat():
        return words("dates.yesterday")
    return None
