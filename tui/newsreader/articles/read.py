"""Reading one article: from the bytes of a file to the value that everything else is given."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from newsreader.articles.article import Article, Body, Severity, Timestamp
from newsreader.articles.article_id import id_of
from newsreader.articles.clean_text import clean_path, clean_text
from newsreader.articles.dates.article_dates import find_dates
from newsreader.articles.dates.parse_date import london, read_moment
from newsreader.articles.decoding import decode
from newsreader.articles.files import needs_front_matter, read_bytes
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.fields import (
    find_area,
    find_description,
    find_language,
    find_original,
    find_reference,
    find_url,
)
from newsreader.articles.front_matter.parse import read_front_matter
from newsreader.articles.titles import find_title

_NEXT_LINE = re.compile(r"\r\n|\r|\n")
_BLANK = " \t\n\f\v\ufeff"


def read_article(root: Path, relative: str) -> Article:
    """The article in the file `relative` below the content folder `root`.

    Raises UnreadableError where the file cannot be read at all; what is merely wrong in it is among the
    findings.
    """
    return parse_article(read_bytes(root, relative), relative)


def is_article(article: Article) -> bool:
    """Whether a file that a folder lists is one: a README and the like are so only with front matter."""
    return bool(article.meta) or not needs_front_matter(article.path.rpartition("/")[2])


def parse_article(data: bytes, relative: str) -> Article:
    """The article that `data`, the content of the file `relative`, is; there always is one."""
    path = clean_path(relative)
    notes = FindingCollector(path)
    text = decode(data, notes)
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    front = read_front_matter(lines, notes)
    body = _read_body(text, lines, front.body, notes)
    if not front.present:
        notes.add(
            Severity.WARNING,
            "front-matter-missing",
            "The file has no front matter, so its title, area and date are guessed.",
            "Begin the file with lines such as: ---, title: …, area: …, date: …, ---.",
        )
    meta = front.meta
    area = find_area(meta, path, notes)
    url = find_url(meta, notes)
    dates = find_dates(meta, body.text, path, url)
    for key, code, message, remedy in dates.problems:
        notes.add(Severity.WARNING, code, message, remedy, key=key)
    _note_dates(dates.published, dates.expires, notes)
    return Article(
        id=id_of(relative),
        path=path,
        title=find_title(meta, body.text, path, area, _is_date, notes),
        area=area,
        date=dates.published,
        description=find_description(meta, body.text, notes),
        url=url,
        reference=find_reference(meta),
        language=find_language(meta),
        updated=dates.updated,
        expires=dates.expires,
        body=body,
        original=find_original(meta, path),
        meta=meta,
        findings=notes.in_order(),
    )


def _read_body(text: str, lines: str, start: int, notes: FindingCollector) -> Body:
    """What follows offset `start` of `lines`, which is `text` with plain line ends; empty lines go."""
    rest = lines[start:]
    text_start = start + len(rest) - len(rest.lstrip(_BLANK))
    start = max(lines.rfind("\n", start, text_start) + 1, start)
    first_line = lines.count("\n", 0, start) + 1
    cleaned, hidden = clean_text(lines[start:])
    removed = hidden if lines is text else clean_text(text[_offset_of_line(text, first_line) :])[1]
    body = cleaned.rstrip()
    if hidden:
        line = cleaned.count("\n", 0, hidden[0])
        notes.add(
            Severity.NOTE,
            "controls-removed",
            f"Characters that are invisible or command a terminal were left out: {len(hidden)}.",
            "Take them away, or write the text anew where they came from a word processor.",
            place=(first_line + line, hidden[0] - cleaned.rfind("\n", 0, hidden[0])),
        )
    if not body:
        notes.add(
            Severity.WARNING,
            "body-missing",
            "The article has no text below its front matter.",
            "Write it there.",
            place=(first_line, 1),
        )
    return Body(body, first_line, tuple(offset for offset in removed if offset <= len(body)))


def _offset_of_line(text: str, number: int) -> int:
    """Where line `number`, from 1, begins in `text`, whatever its lines end in."""
    ends = _NEXT_LINE.finditer(text)
    offset = 0
    for _ in range(number - 1):
        offset = next(ends).end()
    return offset


def _is_date(line: str) -> bool:
    return read_moment(line) is not None


def _note_dates(published: Timestamp | None, expires: Timestamp | None, notes: FindingCollector) -> None:
    """Note what follows from when the article begins and ceases to be news."""
    if published is None:
        notes.add(
            Severity.WARNING,
            "date-missing",
            "Nothing says when the article was published, so it is listed as undated.",
            "Write it: date: 3 November 2020.",
        )
    if expires is None:
        return
    now = datetime.now(london()).strftime("%Y-%m-%dT%H:%M")
    if expires.text < now[: len(expires.text)]:
        notes.add(
            Severity.NOTE,
            "expired",
            f"The article expired on {expires.text[:10]} and is listed only when asked for.",
            "Take the file away, or give it a later date to expire on.",
            key=expires.source,
        )
