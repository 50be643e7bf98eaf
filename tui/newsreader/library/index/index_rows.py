"""Read one file into the row that the index stores; a row can be sent between processes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from newsreader.articles.article import Article, UnreadableError
from newsreader.library import date_order, text_folding
from newsreader.library.index.compression import compress, compress_findings, finding_rows

DESCRIPTION_LENGTH = 500
"""Characters of a description that lists keep; the article itself keeps all of it."""


class Row(NamedTuple):
    """An article for the index. Strings are clean; every field can be marshalled."""

    identity: int
    """64 bits, signed: see `articles.article_id`."""
    bucket: int
    """Its day: see `date_order`."""
    minute: int
    """From 1 at midnight; 0 where it is not known."""
    id: str
    path: str
    """As shown."""
    area: str
    title: str
    date: str | None
    date_source: str | None
    description: str
    url: str | None
    reference: str | None
    reference_key: str | None
    """See `text_folding.reference_key`."""
    expires: str | None
    language: str
    """A BCP 47 tag; `en` where the front matter names none."""
    original: str | None
    """The id of the article that this one translates."""
    filter_text: str
    """Title, area and description, folded."""
    body: bytes
    """The clean Markdown, compressed."""
    words: tuple[str, str, str, str]
    """See `folded_columns`."""
    prefixes: str
    """The prefixes of these words."""


class ReadResult(NamedTuple):
    """What reading a file gave."""

    row: Row | None
    """None where it is not an article."""
    findings: bytes
    """Compressed."""
    transient: bool = False
    """Whether the file could not be opened, for a reason that may be gone next time."""


_TRANSIENT = frozenset({"file-gone", "file-forbidden", "file-unreadable"})
"""Findings of `articles.files` about the moment and not the file."""


def read_row(root: Path, relative: str, dictionary: bytes) -> ReadResult:
    """Read the file `relative` below `root`. Never raises for what a file may hold."""
    from newsreader.articles.read import is_article, read_article
    from newsreader.links.link_findings import link_findings

    try:
        article = read_article(root, relative)
    except UnreadableError as error:
        findings = compress_findings(finding_rows([error.finding]), dictionary)
        return ReadResult(None, findings, transient=error.finding.code in _TRANSIENT)
    if not is_article(article):
        return ReadResult(None, b"")
    found = (*article.findings, *link_findings(article))
    findings = compress_findings(finding_rows(found), dictionary)
    return ReadResult(row_of(article, dictionary), findings)


def row_of(article: Article, dictionary: bytes = b"") -> Row:
    """Make the row of an article, its body compressed with that dictionary."""
    from newsreader.articles.article_id import id_of, key_of
    from newsreader.links.extract import first_reference

    reference = article.reference or first_reference(article.body.text)
    date = article.date
    bucket, minute = date_order.bucket_and_minute(date.text if date else None)
    description = article.description[:DESCRIPTION_LENGTH]
    words = folded_columns(article.title, article.area, description, article.body.text)
    return Row(
        identity=key_of(article),
        bucket=bucket,
        minute=minute,
        id=article.id,
        path=article.path,
        area=article.area,
        title=article.title,
        date=date.text if date else None,
        date_source=date.source if date else None,
        description=description,
        url=article.url,
        reference=reference,
        reference_key=text_folding.reference_key(reference) if reference else None,
        expires=article.expires.text if article.expires else None,
        language=article.language or "en",
        original=id_of(article.original) if article.original else None,
        filter_text="\n".join((words[0], words[1], text_folding.fold(description))),
        body=compress(article.body.text, dictionary),
        words=words,
        prefixes=text_folding.prefixes(*words),
    )


def folded_columns(title: str, area: str, description: str, body: str) -> tuple[str, str, str, str]:
    """Return title, area, summary and body for the index of words; no summary where the body repeats it."""
    body = text_folding.fold(body)
    summary = text_folding.fold(description)
    return text_folding.fold(title), text_folding.fold(area), "" if summary in body else summary, body
