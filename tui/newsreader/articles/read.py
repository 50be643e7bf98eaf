"""Read one article: from the bytes of a file to an `Article`."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from newsreader.articles.article import Article, Body, Severity, Timestamp
from newsreader.articles.article_id import id_of
from newsreader.articles.clean_text import clean_path, clean_text
from newsreader.articles.dates.article_dates import find_dates
from newsreader.articles.dates.parse_date import london, parse_timestamp
from newsreader.articles.decoding import decode
from newsreader.articles.files import needs_front_matter, read_bytes
from newsreader.articles.finding_collector import FindingCollector
from newsreader.articles.front_matter.article_fields import (
    find_area,
    find_description,
    find_language,
    find_original,
    find_reference,
    find_url,
)
from newsreader.articles.front_matter.parse import read_front_matter
from newsreader.articles.titles import find_title

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = " \t\n\f\v\ufeff"


def read_article(root: Path, relative: str) -> Article:
    """Read the article in the file `relative` below the content folder `root`.

    Raises UnreadableError if the file cannot be read at all; lesser problems are among the findings.
    """
    return parse_article(read_bytes(root, relative), relative)


def is_article(article: Article) -> bool:
    """Whether the file counts as an article: a README and the like do so only with front matter."""
    return bool(article.meta) or not needs_front_matter(article.path.rpartition("/")[2])


def parse_article(data: bytes, relative: str) -> Article:
    """Parse the content of the file `relative`; any bytes are an article."""
    path = clean_path(relative)
    findings = FindingCollector(path)
    text = decode(data, findings)
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    front = read_front_matter(lines, findings)
    body = _read_body(text, lines, front.body, findings)
    if not front.present:
        findings.add(
            Severity.WARNING,
            "front-matter-missing",
            "The file has no front matter, so its title, area and date are guessed.",
            "Begin the file with lines such as: ---, title: …, area: …, date: …, ---.",
        )
    meta = front.meta
    area = find_area(meta, path, findings)
    url = find_url(meta, findings)
    dates = find_dates(meta, body.text, path, url)
    for key, code, message, remedy in dates.findings:
        findings.add(Severity.WARNING, code, message, remedy, key=key)
    _check_publication(dates.published, dates.expires, findings)
    return Article(
        id=id_of(relative),
        path=path,
        title=find_title(meta, body.text, path, area, _is_date, findings),
        area=area,
        date=dates.published,
        description=find_description(meta, body.text, findings),
        url=url,
        reference=find_reference(meta),
        language=find_language(meta),
        updated=dates.updated,
        expires=dates.expires,
        body=body,
        original=find_original(meta, path),
        meta=meta,
        findings=findings.sorted(),
    )


def _read_body(text: str, lines: str, start: int, findings: FindingCollector) -> Body:
    """Clean the body from offset `start` of `lines`, which is `text` with plain line ends."""
    rest = lines[start:]
    text_start = start + len(rest) - len(rest.lstrip(_BLANK))
    start = max(lines.rfind("\n", start, text_start) + 1, start)
    first_line = lines.count("\n", 0, start) + 1
    cleaned, hidden = clean_text(lines[start:])
    removed = hidden if lines is text else clean_text(text[_line_offset(text, first_line) :])[1]
    body = cleaned.rstrip()
    if hidden:
        line = cleaned.count("\n", 0, hidden[0])
        findings.add(
            Severity.NOTE,
            "controls-removed",
            f"Characters that are invisible or control a terminal were removed: {len(hidden)}.",
            "Delete them, or retype the text if it was pasted from a word processor.",
            position=(first_line + line, hidden[0] - cleaned.rfind("\n", 0, hidden[0])),
        )
    if not body:
        findings.add(
            Severity.WARNING,
            "body-missing",
            "The article has no text below its front matter.",
            "Write it there.",
            position=(first_line, 1),
        )
    return Body(body, first_line, tuple(offset for offset in removed if offset <= len(body)))


def _line_offset(text: str, number: int) -> int:
    """Return where line `number`, from 1, starts in `text`, whatever its line ends."""
    ends = _LINE_END.finditer(text)
    offset = 0
    for _ in range(number - 1):
        offset = next(ends).end()
    return offset


def _is_date(line: str) -> bool:
    return parse_timestamp(line) is not None


def _check_publication(
    published: Timestamp | None, expires: Timestamp | None, findings: FindingCollector
) -> None:
    if published is None:
        findings.add(
            Severity.WARNING,
            "date-missing",
            "Nothing says when the article was published, so it is listed as undated.",
            "Write it: date: 3 November 2020.",
        )
    if expires is None:
        return
    now = datetime.now(london()).strftime("%Y-%m-%dT%H:%M")
    if expires.text < now[: len(expires.text)]:
        findings.add(
            Severity.NOTE,
            "expired",
            f"The article expired on {expires.text[:10]} and is listed only when asked for.",
            "Delete the file, or give it a later date to expire on.",
            key=expires.source,
        )
