"""Find a dateline in the body that only repeats the date shown above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsreader.articles.dates.date_words import LABEL, OTHER_DATE
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.parse_date import parse_date

if TYPE_CHECKING:
    from newsreader.articles.article import Article

_OTHER = re.compile(rf"\b(?:{OTHER_DATE})")
_LABEL = re.compile(LABEL)
_MARKUP = " \t*_#:"


def repeated_dateline(article: Article) -> tuple[int, int] | None:
    """Return the span of the paragraph that says no more than the article's date, if there is one.

    It is at most as exact as the date, without a flaw or another word: `Bristol, 12 March 2020`, `Published
    12 March 2020, last updated …` and a line below a label of its own all stay.
    """
    body = article.body.text
    parsed, line = find_dateline(body)
    if article.date is None or not line or parse_date(line) != parsed or _OTHER.search(line.casefold()):
        return None
    date = article.date.text
    same = date.startswith(parsed.text) if parsed.text else date[5:].startswith(parsed.yearless or "?")
    if not same or (parsed.flaw is not None and not parsed.yearless):
        return None
    return _paragraph(body, line)


def _paragraph(body: str, line: str) -> tuple[int, int] | None:
    """Return the span of `line` if it is a paragraph without a label above it."""
    lines = body.split("\n")
    number = next(at for at, raw in enumerate(lines) if raw.strip() == line)
    before = lines[number - 1] if number else ""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    if before.strip() or after.strip():
        return None
    above = next((raw for raw in reversed(lines[:number]) if raw.strip()), "")
    if above.rstrip(" *_").endswith(":") or _LABEL.fullmatch(above.strip(_MARKUP).casefold()):
        return None
    start = sum(len(raw) + 1 for raw in lines[:number])
    return start, start + len(lines[number])
