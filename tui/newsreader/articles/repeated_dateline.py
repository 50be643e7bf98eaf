"""What the body of an article says again that is shown above it: a dateline that is only the date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsreader.articles.dates.date_words import LABEL, OTHER_DATE
from newsreader.articles.dates.dateline import find_dateline
from newsreader.articles.dates.parse_date import examine

if TYPE_CHECKING:
    from newsreader.articles.article import Article

_OTHER = re.compile(rf"\b(?:{OTHER_DATE})")
_LABEL = re.compile(LABEL)
_MARKS = " \t*_#:"


def repeated_dateline(article: Article) -> tuple[int, int] | None:
    """The paragraph of the body, as a stretch of it, that says no more than the article's date; else None.

    It is a paragraph of its own, at most as exact as the date, and without a doubt or another word: `Bristol,
    12 March 2020`, `Published 12 March 2020, last updated …` and a line below a label of its own all stay.
    """
    body = article.body.text
    reading, line = find_dateline(body)
    plain = examine(line)
    if article.date is None or not line or plain != reading or _OTHER.search(line.casefold()):
        return None
    date = article.date.text
    same = date.startswith(reading.text) if reading.text else date[5:].startswith(reading.yearless or "?")
    if not same or (reading.flaw is not None and not reading.yearless):
        return None
    return _paragraph(body, line)


def _paragraph(body: str, line: str) -> tuple[int, int] | None:
    """Where `line` stands as a whole paragraph, unless the one before it says what it is."""
    lines = body.split("\n")
    number = next(at for at, raw in enumerate(lines) if raw.strip() == line)
    before = lines[number - 1] if number else ""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    if before.strip() or after.strip():
        return None
    above = next((raw for raw in reversed(lines[:number]) if raw.strip()), "")
    if above.rstrip(" *_").endswith(":") or _LABEL.fullmatch(above.strip(_MARKS).casefold()):
        return None
    start = sum(len(raw) + 1 for raw in lines[:number])
    return start, start + len(lines[number])
