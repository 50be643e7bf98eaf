"""Headlines as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.cli.output import CYAN, DIM, painted
from newsreader.library.headlines import AreaCount, Headline

ID_DIGITS = 10
"""Of 100,000 articles, two share so many digits in one library of 200."""

_DATE = len("2020-11-03 14:05")
_MAX_AREA = 24


def area_width(areas: Iterable[AreaCount]) -> int:
    """Return the width of the area column."""
    return min(max((len(area.name) for area in areas), default=0), _MAX_AREA)


def row(headline: Headline, width: int) -> str:
    """Return the short id, date, area and title; nothing is cut off, so that `grep` finds it."""
    date = (headline.date or "undated").replace("T", " ")
    return "  ".join(
        (
            painted(headline.id[:ID_DIGITS], DIM),
            painted(f"{date:{_DATE}}", CYAN),
            painted(f"{headline.area:{width}}", DIM),
            headline.title,
        )
    )


def candidate(headline: Headline) -> str:
    """Return a candidate for an ambiguous id: its whole id, date, area and title."""
    date = (headline.date or "undated").replace("T", " ")
    return " · ".join(filter(None, (headline.id, date, headline.area, headline.title)))
