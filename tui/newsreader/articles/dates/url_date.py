"""Find the date in an address or a path: `/2020/november/`, `/2021/03/12/`, `2019-03-13-title.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.articles.dates.date_words import MONTHS
from newsreader.articles.dates.parse_date import parse_date

_MAX_LENGTH = 2_000
_Y = "(?:199[0-9]|20[0-6][0-9])"
_YEAR = re.compile(_Y)
_YEAR_AND_MONTH = re.compile(r"(?P<yy>[0-9]{2})(?P<mm>0[1-9]|1[0-2])")
_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]")
_DAY_NUMBER = re.compile(r"0?[1-9]|[12][0-9]|3[01]")
_MONTH_NAME = re.compile(r"(?:[0-9]{1,2}[-_ ]*)?(?P<mon>[a-z]{3,10})(?:[-_ ]*(?P<y>(?:20)?[0-9]{2}))?")
_DATE = re.compile(rf"{_Y}-[01][0-9](?:-[0-3][0-9])?|[0-3]?[0-9]-[01]?[0-9]-{_Y}|{_Y}[01][0-9][0-3][0-9]")
_NAME_PREFIX = re.compile(rf"({_Y}([-_])[01][0-9]\2[0-3][0-9]|{_Y}[01][0-9][0-3][0-9])(?=[-_. ]|$)")
_DIGIT = re.compile("[0-9]")


@dataclass(slots=True)
class _FolderDate:
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
        return parse_date(f"{text}-{self.day:02}").text or text if self.day else text


def date_in_path(address: str, body: str = "") -> str | None:
    """Return the date in the folders of an address or path, or at the start of its file's name.

    A folder such as `2012` may be the year or, at some forces, December 2020: the years in `body` decide.
    """
    path = address[:_MAX_LENGTH].partition("?")[0].partition("#")[0].casefold()
    if "://" in path:
        path = path.partition("://")[2].partition("/")[2]
    folders = [part for part in path.split("/") if part]
    if not folders:
        return None
    name = folders.pop()
    found = _FolderDate()
    before = ""
    for folder in folders:
        _add_folder(folder, before, found)
        before = folder
    leading = _NAME_PREFIX.match(name)
    if leading is not None:
        text = parse_date(leading[1].replace("_", "-")).text
        if text is not None and text.startswith((found.text() or "")[:4]):
            return text
    if found.full or found.month or _YEAR_AND_MONTH.fullmatch(found.year) is None:
        return found.text()
    return _year_or_month(found.year, body)


def _add_folder(folder: str, before: str, found: _FolderDate) -> None:
    """Add the parts of a date that one folder has to `found`."""
    if len(folder) > 24 or (not found.year and _DIGIT.search(folder) is None):
        return
    if _DATE.fullmatch(folder):
        _add_full_date(folder, found)
    elif _YEAR.fullmatch(folder):
        if not found.year:
            found.year = folder
    elif (named := _MONTH_NAME.fullmatch(folder)) is not None and named["mon"] in MONTHS:
        _add_month_name(named, found)
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


def _add_full_date(folder: str, found: _FolderDate) -> None:
    text = parse_date(folder).text
    if text is None:
        return
    if len(text) >= 10:
        found.full = found.full or text
    elif not found.year:
        found.year, found.month = text[:4], int(text[5:7])


def _add_month_name(named: re.Match[str], found: _FolderDate) -> None:
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


def _year_or_month(year: str, body: str) -> str | None:
    """Return what a folder such as `2012` means by the years in the text; None if that is undecided."""
    meant = f"20{year[:2]}"
    if (year in body) == (meant in body):
        return None
    return year if year in body else f"{meant}-{year[2:]}"
