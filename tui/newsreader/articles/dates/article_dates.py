"""When an article was published, updated and expires: where its dates stand, and which of them to believe.

The order of trust, and why:

1. the keys made to say it (`publish.date`), then the general `date`, then what the page told other machines
   (`article.published.time`): the publisher's own statement about the article as a whole;
2. a dateline in the body, which was written for the reader;
3. day, month and year in keys of their own; 4. the address; 5. the names of the file and its folders;
6. `created`, which may be a draft's.

A later one of 2 to 5 that agrees with the first and is more exact is taken instead: `15 March 2019` in the
front matter and `10:37 15/03/2019` below. A month at the end of an address's last part (`…-mar19`) is not
read: of 714 such addresses in the archive 5 in 100 named another month than that of publication. Neither
today's date nor the file's is ever used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsreader.articles.article import Timestamp
from newsreader.articles.dates.date_keys import (
    ADDRESS_KEYS,
    CREATED_KEYS,
    EXPIRES_KEYS,
    PARTS_OF,
    PUBLISHED_KEYS,
    UPDATED_KEYS,
    Leaves,
    flatten,
    is_placeholder,
    readings,
)
from newsreader.articles.dates.date_problems import Problem, date_findings, problems_of
from newsreader.articles.dates.date_words import MONTHS
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.parse_date import LONGEST, Reading, examine, with_year
from newsreader.articles.dates.url_date import read_address

__all__ = ["Dates", "date_findings", "find_dates", "find_expires", "find_published", "find_updated"]


@dataclass(frozen=True, slots=True)
class Dates:
    """Every date of an article, and what is wrong in how they are written."""

    published: Timestamp | None
    updated: Timestamp | None
    expires: Timestamp | None
    problems: list[Problem]


def find_dates(meta: Mapping[str, object], body: str, path: str, url: str | None) -> Dates:
    """What the four functions below find, looking at the front matter once."""
    leaves = flatten(meta)
    published = _published(leaves, body, path, url)
    return Dates(
        published,
        next(_from_keys(leaves, UPDATED_KEYS), None),
        next(_from_keys(leaves, EXPIRES_KEYS), None),
        problems_of(leaves, body, published),
    )


def find_published(meta: Mapping[str, object], body: str, path: str, url: str | None) -> Timestamp | None:
    """When the article was published, as exactly as anything in it says; None where nothing does.

    `meta` is the front matter as nested mappings, `path` the file's below its root, `url` its page's address.
    """
    return _published(flatten(meta), body, path, url)


def find_updated(meta: Mapping[str, object]) -> Timestamp | None:
    """When the front matter says that the article was last changed."""
    return next(_from_keys(flatten(meta), UPDATED_KEYS), None)


def find_expires(meta: Mapping[str, object]) -> Timestamp | None:
    """From when on the front matter wants the article no longer shown."""
    return next(_from_keys(flatten(meta), EXPIRES_KEYS), None)


def _published(leaves: Leaves, body: str, path: str, url: str | None) -> Timestamp | None:
    found: Timestamp | None = None
    for candidate in _candidates(leaves, body, path, url):
        if found is None or (len(candidate.text) > len(found.text) and candidate.text.startswith(found.text)):
            found = candidate
        if len(found.text) > len("2020-11-03"):
            return found
    return found or next(_from_keys(leaves, CREATED_KEYS), None)


def _candidates(leaves: Leaves, body: str, path: str, url: str | None) -> Iterator[Timestamp]:
    """Every date that may be that of publication, in the order of trust."""
    dateline: Reading | None = None
    for key, _, reading in readings(leaves, PUBLISHED_KEYS):
        if reading.text is None or is_placeholder(reading):
            continue
        if reading.text != reading.written:
            dateline = dateline or find_dateline(body)[0]
            if dateline.text is not None and dateline.text == reading.written:
                # A local time marked as UTC: the archive's oldest stamps are an hour off all summer.
                yield Timestamp(dateline.text, "body")
        yield Timestamp(reading.text, key)
    dateline = dateline or find_dateline(body)[0]
    if dateline.text is not None:
        yield Timestamp(dateline.text, "body")
    known = [
        (source, text)
        for source, where in _addresses(leaves, path, url)
        if (text := read_address(where, body))
    ]
    most_exact = max((text for _, text in known), key=len, default="")
    if dateline.yearless and most_exact:
        whole = with_year(dateline, _year_near(dateline.yearless, most_exact))
        if whole.text is not None:
            yield Timestamp(whole.text, "body")
    yield from _from_parts(leaves, most_exact)
    for source, text in known:
        yield Timestamp(text, source)


def _addresses(leaves: Leaves, path: str, url: str | None) -> Iterator[tuple[str, str]]:
    for key in ADDRESS_KEYS:
        if key in leaves:
            yield leaves[key]
    if url:
        yield "url", url
    yield "filename", path


def _from_keys(leaves: Leaves, keys: tuple[str, ...]) -> Iterator[Timestamp]:
    for key, _, reading in readings(leaves, keys):
        if reading.text is not None and not is_placeholder(reading):
            yield Timestamp(reading.text, key)


def _from_parts(leaves: Leaves, known: str) -> Iterator[Timestamp]:
    """A date whose day, month and year have keys of their own; `known` may supply the year."""
    for before in PARTS_OF:
        names = {part: before + part for part in ("day", "month", "year", "time")}
        found = {part: leaves[name] for part, name in names.items() if name in leaves}
        if "month" in found or "year" in found:
            moment = _join(found, known)
            if moment is not None:
                yield moment


def _join(found: Mapping[str, tuple[str, str]], known: str) -> Timestamp | None:
    """One date from its parts, each a key and its text."""
    texts = {part: text.strip()[:LONGEST] for part, (_, text) in found.items()}
    source = (found.get("day") or found.get("month") or found["year"])[0]
    month = _month(texts.get("month", ""))
    if month is None:
        text = examine(texts.get("year", "")).text
        return Timestamp(text, source) if text is not None and "day" not in texts else None
    year, day = texts.get("year") or known[:4], texts.get("day", "")
    if not day:
        text = examine(f"{year}-{month:02}").text
        return Timestamp(text, source) if text is not None else None
    day = day.rjust(2, "0")
    if "year" not in texts and known:
        year = str(_year_near(f"{month:02}-{day}", known))
    date = f"{year}-{month:02}-{day}"
    text = examine(f"{date} {texts['time']}").text if "time" in texts else None
    text = text or examine(date).text
    return Timestamp(text, source) if text is not None else None


def _month(text: str) -> int | None:
    text = text.rstrip(".").casefold()
    if text in MONTHS:
        return MONTHS[text]
    return int(text) if re.fullmatch(r"0?[1-9]|1[0-2]", text) else None


def _year_near(month_and_day: str, known: str) -> int:
    """The year of a day such as `12-31` that goes with a known `2021-01`: the nearer one, here 2020."""
    year = int(known[:4])
    if len(known) >= len("2021-01"):
        apart = int(month_and_day[:2]) - int(known[5:7])
        year += (apart < -6) - (apart > 6)
    return year
