"""When an article was published, updated and expires: where its dates are, and which to believe.

In order of trust:

1. the specific keys (`publish.date`), then the general `date`, then what the page told other programs
   (`article.published.time`): the publisher's own statement about the whole article;
2. a dateline in the body, which was written for readers;
3. day, month and year in separate keys; 4. the address; 5. the names of the file and its folders;
6. `created`, which may be the date of a draft.

A later one of 2 to 5 that agrees with the first and is more exact is preferred: `15 March 2019` in the front
matter and `10:37 15/03/2019` below. A month at the end of an address (`…-mar19`) is ignored: of 714 such
addresses in the archive, 5 % named another month than that of publication. Neither today's date nor the
file's is ever used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from newsreader.articles.article import Timestamp
from newsreader.articles.dates.date_findings import DateFinding, date_findings
from newsreader.articles.dates.date_values import DateValues, date_values, is_placeholder, parsed_dates
from newsreader.articles.dates.date_words import MONTHS
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.parse_date import MAX_LENGTH, parse_date, with_year
from newsreader.articles.dates.url_date import date_in_path
from newsreader.articles.front_matter.fields import (
    CREATED_KEYS,
    DATE_PART_PREFIXES,
    EXPIRES_KEYS,
    PATH_KEYS,
    PUBLISHED_KEYS,
    UPDATED_KEYS,
)

_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]")


@dataclass(frozen=True, slots=True)
class ArticleDates:
    """The dates of an article, and what is wrong with how they are written."""

    published: Timestamp | None
    updated: Timestamp | None
    expires: Timestamp | None
    findings: list[DateFinding]


def find_dates(
    meta: Mapping[str, object], body: str, path: str, url: str | None, now: datetime | None = None
) -> ArticleDates:
    """Find the dates in the front matter `meta`, the body, the path of the file and the address of its page.

    `now` is for tests.
    """
    values = date_values(meta)
    published = _published(values, body, path, url)
    return ArticleDates(
        published,
        next(_from_keys(values, UPDATED_KEYS), None),
        next(_from_keys(values, EXPIRES_KEYS), None),
        date_findings(values, body, published, now),
    )


def _published(values: DateValues, body: str, path: str, url: str | None) -> Timestamp | None:
    found: Timestamp | None = None
    for candidate in _candidates(values, body, path, url):
        if found is None or (len(candidate.text) > len(found.text) and candidate.text.startswith(found.text)):
            found = candidate
        if len(found.text) > len("2020-11-03"):
            return found
    return found or next(_from_keys(values, CREATED_KEYS), None)


def _candidates(values: DateValues, body: str, path: str, url: str | None) -> Iterator[Timestamp]:
    """Yield every date that may be that of publication, in order of trust."""
    for key, _, parsed in parsed_dates(values, PUBLISHED_KEYS):
        if parsed.text is None or is_placeholder(parsed):
            continue
        if parsed.text != parsed.written:
            dateline = find_dateline(body)[0]
            if dateline.text is not None and dateline.text == parsed.written:
                # A local time marked as UTC: the archive's oldest timestamps are an hour off all summer.
                yield Timestamp(dateline.text, "body")
        yield Timestamp(parsed.text, key)
    dateline = find_dateline(body)[0]
    if dateline.text is not None:
        yield Timestamp(dateline.text, "body")
    in_paths = [
        Timestamp(text, source)
        for source, where in _paths(values, path, url)
        if (text := date_in_path(where, body))
    ]
    most_exact = max((found.text for found in in_paths), key=len, default="")
    if dateline.yearless and most_exact:
        completed = with_year(dateline, _nearest_year(dateline.yearless, most_exact))
        if completed.text is not None:
            yield Timestamp(completed.text, "body")
    yield from _from_parts(values, most_exact)
    yield from in_paths


def _paths(values: DateValues, path: str, url: str | None) -> Iterator[tuple[str, str]]:
    for key in PATH_KEYS:
        if key in values:
            yield values[key]
    if url:
        yield "url", url
    yield "filename", path


def _from_keys(values: DateValues, keys: tuple[str, ...]) -> Iterator[Timestamp]:
    for key, _, parsed in parsed_dates(values, keys):
        if parsed.text is not None and not is_placeholder(parsed):
            yield Timestamp(parsed.text, key)


def _from_parts(values: DateValues, known: str) -> Iterator[Timestamp]:
    """Yield dates whose day, month and year are in separate keys; `known` may supply the year."""
    for prefix in DATE_PART_PREFIXES:
        names = {part: prefix + part for part in ("day", "month", "year", "time")}
        found = {part: values[name] for part, name in names.items() if name in values}
        if "month" in found or "year" in found:
            timestamp = _join(found, known)
            if timestamp is not None:
                yield timestamp


def _join(found: Mapping[str, tuple[str, str]], known: str) -> Timestamp | None:
    """Join the parts of a date, each a key and its text."""
    parts = {part: text.strip()[:MAX_LENGTH] for part, (_, text) in found.items()}
    source = (found.get("day") or found.get("month") or found["year"])[0]
    year, day = parts.get("year") or known[:4], parts.get("day", "").rjust(2, "0")
    month = _month(parts.get("month", ""))
    if month is None:
        text = parse_date(parts.get("year", "")).text if "day" not in parts else None
    elif "day" not in parts or not parts["day"]:
        text = parse_date(f"{year}-{month:02}").text
    else:
        if "year" not in parts and known:
            year = str(_nearest_year(f"{month:02}-{day}", known))
        date = f"{year}-{month:02}-{day}"
        text = parse_date(f"{date} {parts['time']}").text if "time" in parts else None
        text = text or parse_date(date).text
    return Timestamp(text, source) if text is not None else None


def _month(text: str) -> int | None:
    text = text.rstrip(".").casefold()
    if text in MONTHS:
        return MONTHS[text]
    return int(text) if _MONTH_NUMBER.fullmatch(text) else None


def _nearest_year(month_and_day: str, known: str) -> int:
    """Return the year for a day such as `12-31` that is nearest to a known `2021-01`: 2020."""
    year = int(known[:4])
    if len(known) >= len("2021-01"):
        months_apart = int(month_and_day[:2]) - int(known[5:7])
        year += (months_apart < -6) - (months_apart > 6)
    return year
