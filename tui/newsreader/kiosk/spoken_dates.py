"""Format dates and times for the display, in the visitor's language.

Unlike the reader's dates (`ui.dates`) these start with the weekday. All names come from `languages/`.
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
    """Format `2019-03-15T16:20` as `Friday 15 March 2019, 16:20`, and None as `Undated`.

    Other text is returned unchanged."""
    words = Translations(language)
    if not text:
        return words("dates.undated")
    day, _, time = text.partition("T")
    try:
        named = _format_date(day, words)
    except (ValueError, IndexError):
        return text
    return words("dates.with_time", day=named, time=time) if time else named


def near_date(text: str | None, language: str, now: datetime) -> str:
    """Format like `long_date`, but with `Today` and `Yesterday` relative to `now`."""
    day, _, time = (text or "").partition("T")
    near = _near(day, now.date(), Translations(language))
    if near is None:
        return long_date(text, language)
    return Translations(language)("dates.with_time", day=near, time=time) if time else near


def clock_time(moment: datetime) -> str:
    """Format the time of day, `09:05`, in any language."""
    return f"{moment:%H:%M}"


def updated(moment: datetime, language: str, now: datetime) -> str:
    """Format `Updated 14:05`, with the day unless it is that of `now`."""
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


def _format_date(text: str, words: Translations) -> str:
    """Format `2019-03-15`, `2019-03` or `2019`. Raises ValueError or IndexError for anything else."""
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
        raise ValueError(f"{number} is not a month")
    return words(_MONTHS[number - 1])


def _near(day: str, today: date, words: Translations) -> str | None:
    """Return `Today` or `Yesterday` if the day is one of them."""
    if day == today.isoformat():
        return words("dates.today")
    if day == (today - timedelta(days=1)).isoformat():
        return words("dates.yesterday")
    return None
