"""Dates as people read them; independent of the locale, so that all stations show the same."""

from __future__ import annotations

from newsreader.articles.dates.date_words import ENGLISH_MONTHS

_MONTHS = tuple(name.title() for name in ENGLISH_MONTHS)


def long_date(text: str | None) -> str:
    """Return `2020-11-03T14:05` as `3 November 2020, 14:05`, None as `Undated`."""
    if not text:
        return "Undated"
    day, _, time = text.partition("T")
    parts = day.split("-")
    words = [str(int(parts[2]))] if len(parts) > 2 else []
    words += [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*words, parts[0]]) + (f", {time}" if time else "")


def short_date(text: str | None) -> str:
    """Return the same with short months: `3 Nov 2020, 14:05`."""
    return " ".join(word[:3] if word in _MONTHS else word for word in long_date(text).split(" "))


def time_of(text: str | None) -> str:
    """Return the time of day, `14:05`; empty if it is not known."""
    return (text or "").partition("T")[2]
