"""Write dates and times for visitors, in the language of the display.

The reader's dates (`ui.dates`) are English and short; these name the weekday. All names and patterns are in
the language files.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from newsreader.kiosk.translations import Translations


def long_date(text: str | None, language: str) -> str:
    """Write `2019-03-15T16:20` as `Friday 15 March 2019, 16:20`, and `2019-03` as `March 2019`.

    None gives `Undated`. Text that is no date is returned unchanged.
    """
    t = Translations(language)
    if not text:
        return t("dates.undated")
    day, _, time = text.partition("T")
    try:
        named = _long_day(day, t)
    except (ValueError, IndexError):
        return text
    return t("dates.with_time", day=named, time=time) if time else named


def near_date(text: str | None, language: str, now: datetime) -> str:
    """Write a date as `long_date` does, but today and yesterday as `Today, 16:20` and `Yesterday`."""
    day, _, time = (text or "").partition("T")
    t = Translations(language)
    near = _near_day(day, now.date(), t)
    if near is None:
        return long_date(text, language)
    return t("dates.with_time", day=near, time=time) if time else near


def clock_time(moment: datetime) -> str:
    """Write the time of day as `09:05`, the same in every language."""
    return f"{moment:%H:%M}"


def updated(moment: datetime, language: str, now: datetime) -> str:
    """Write `Updated 14:05`, with the day if it is not that of `now`."""
    t, time = Translations(language), clock_time(moment)
    day = moment.date()
    if day == now.date():
        return t("dates.updated", when=time)
    if day == now.date() - timedelta(days=1):
        near = t("dates.updated_yesterday")
    else:
        near = t("dates.short", day=day.day, month=_month(day.month, t))
    return t("dates.updated", when=t("dates.with_time", day=near, time=time))


def _long_day(text: str, t: Translations) -> str:
    """Write `2019-03-15`, `2019-03` or `2019`. Raises ValueError or IndexError for any other text."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return t("dates.month_of_year", month=_month(parts[1], t), year=parts[0])
    year, month, day = parts
    weekday = t.item("dates.weekdays", date(year, month, day).weekday())
    return t("dates.day", weekday=weekday, day=day, month=_month(month, t), year=year)


def _month(number: int, t: Translations) -> str:
    if not 1 <= number <= 12:
        raise ValueError(f"{number} is no month")
    return t.item("dates.months", number - 1)


def _near_day(day: str, today: date, t: Translations) -> str | None:
    """Return `Today` or `Yesterday`, if the day is one of them."""
    if day == today.isoformat():
        return t("dates.today")
    if day == (today - timedelta(days=1)).isoformat():
        return t("dates.yesterday")
    return None
