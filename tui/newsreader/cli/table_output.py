"""A headline as a line for a person."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.cli.output import CYAN, DIM, painted
from newsreader.library.headlines import AreaCount, Headline

ID_DIGITS = 10
"""Digits of an id that are shown: among 100,000 articles two agree in so many once in 200 libraries."""

_DATE = len("2020-11-03 14:05")
_WIDEST_AREA = 24


def widths(areas: Iterable[AreaCount]) -> int:
    """The width of the column of areas."""
    return min(max((len(area.name) for area in areas), default=0), _WIDEST_AREA)


def row(headline: Headline, area_width: int) -> str:
    """The beginning of its id, date, area and title; nothing is cut off, so that `grep` finds it."""
    date = (headline.date or "undated").replace("T", " ")
    return "  ".join(
        (
            painted(headline.id[:ID_DIGITS], DIM),
            painted(f"{date:{_DATE}}", CYAN),
            painted(f"{headline.area:{area_width}}", DIM),
            headline.title,
        )
    )


def candidate(headline: Headline) -> str:
    """One of several articles that may be meant: its whole id, and enough to know it by."""
    date = (headline.date or "undated").replace("T", " ")
    return " · ".join(filter(None, (headline.id, date, headline.area, headline.title)))
