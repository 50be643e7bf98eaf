"""The date in an address or a file's path: `/2020/november/`, `/2021/03/12/`, `2019-03-13-title.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.articles.dates.date_words import MONTHS
from newsreader.articles.dates.parse_date import examine

_LONGEST = 2_000
_Y = "(?:199[0-9]|20[0-6][0-9])"
_YEAR = re.compile(_Y)
_YEAR_AND_MONTH = re.compile(r"(?P<yy>[0-9]{2})(?P<mm>0[1-9]|1[0-2])")
_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]")
_DAY_NUMBER = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_MONTH_NAME = re.compile(r"(?:[0-9]{1,2}[-_ ]*)?(?P<mon>[a-z]{3,10})(?:[-_ ]*(?P<y>(?:20)?[0-9]{2}))?")
_DATE = re.compile(rf"{_Y}-[01][0-9](?:-[0-3][0-9])?|[0-3]?[0-9]-[01]?[0-9]-{_Y}|{_Y}[01][0-9][0-3][0-9]")
_BEFORE_NAME = re.compile(rf"({_Y}([-_])[01][0-9]\2[0-3][0-9]|{_Y}[01][0-9][0-3][0-9])(?=[-_. ]|$)")
_DIGIT = re.compile("[0-9]")


@dataclass(slots=True)
class _Found:
    year: str = ""
    month: int = 0
    day: int = 0
    full: str = ""

    def text(self) -> str | None:
        if self.full or not self.year:
            return self.full or None
        if not self.month:
            return self.year
        text = f"{self.year}-{self.month:02}"
        return examine(f"{text}-{self.day:02}").text or text if self.day else text


def read_address(address: str, body: str = "") -> str | None:
    """The date in the folders of an address or path, or before the name of its file; None without one.

    A folder such as `2012` may be the year or, as some forces name theirs, December 2020: `body` decides.
    """
    path = address[:_LONGEST].partition("?")[0].partition("#")[0].casefold()
    if "://" in path:
        path = path.partition("://")[2].partition("/")[2]
    folders = [part for part in path.split("/") if part]
    if not folders:
        return None
    name = folders.pop()
    found = _Found()
    before = ""
    for folder in folders:
        _take(folder, before, found)
        before = folder
    leading = _BEFORE_NAME.match(name)
    if leading is not None:
        text = examine(leading[1].replace("_", "-")).text
        if text is not None and text.startswith((found.text() or "")[:4]):
            return text
    if found.full or found.month or _YEAR_AND_MONTH.fullmatch(found.year) is None:
        return found.text()
    return _which(found.year, body)


def _take(folder: str, before: str, found: _Found) -> None:
    """Add to `found` what one folder says."""
    if len(folder) > 24 or (not found.year and _DIGIT.search(folder) is None):
        return
    if _DATE.fullmatch(folder):
        _take_full(folder, found)
    elif _YEAR.fullmatch(folder):
        if not found.year:
            found.year = folder
    elif (named := _MONTH_NAME.fullmatch(folder)) is not None and named["mon"] in MONTHS:
        _take_month(named, found)
    elif found.month and not found.day and _DAY_NUMBER.fullmatch(folder) and not _YEAR.fullmatch(before):
        found.day = int(folder)
    elif found.year and not found.month and before == found.year and _MONTH_NUMBER.fullmatch(folder):
        found.month = int(folder)
    elif (
        not found.year
        and (short := _YEAR_AND_MONTH.fullmatch(folder)) is not None
        and 10 <= int(short["yy"]) <= 60
    ):
        found.year, found.month = f"20{short['yy']}", int(short["mm"])


def _take_full(folder: str, found: _Found) -> None:
    text = examine(folder).text
    if text is None:
        return
    if len(text) >= 10:
        found.full = found.full or text
    elif not found.year:
        found.year, found.month = text[:4], int(text[5:7])


def _take_month(named: re.Match[str], found: _Found) -> None:
    year = named["y"] or ""
    if len(year) == 2:
        if found.year and year != found.year[2:]:
            year = ""
        elif 10 <= int(year) <= 60:
            year = f"20{year}"
        else:
            return
    if found.month or (year and found.year and year != found.year) or not (year or found.year):
        return
    found.year, found.month = found.year or year, MONTHS[named["mon"]]


def _which(year: str, body: str) -> str | None:
    """What a folder such as `2012` is, by the years of which the text speaks; None if that is open."""
    meant = f"20{year[:2]}"
    if (year in body) == (meant in body):
        return None
    return year if year in body else f"{meant}-{year[2:]}"
