"""One file as the index keeps it: read once, in whatever process, into values that travel between
processes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from newsreader.articles.article import Article, UnreadableError
from newsreader.library import date_order, text_folding
from newsreader.library.index.compression import finding_rows, pack, pack_findings

_REFERENCE_CHARACTERS = re.compile(r"[^0-9a-z]+")
DESCRIBED = 500
"""Characters of a description that lists keep; the article itself keeps all of it."""


class Row(NamedTuple):
    """An article for the index. Strings are clean; every field can be marshalled."""

    identity: int
    """64 bits, signed: see `articles.identity`."""
    bucket: int
    """Its day: see `order`."""
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
    quoted: str | None
    """The reference, folded, letters and digits only."""
    expires: str | None
    language: str
    """A BCP 47 tag; `en` where the front matter names none."""
    original: str | None
    """The id of the article that this one translates."""
    glance: str
    """Title, area and description, folded."""
    body: bytes
    """The clean Markdown, packed."""
    words: tuple[str, str, str, str]
    """Title, area, summary and body, folded, for the index of words."""
    beginnings: str
    """The beginnings of these words."""


class Read(NamedTuple):
    """What a file gave."""

    row: Row | None
    """None where it is no article."""
    findings: bytes
    """What is to be said of it, packed."""
    passing: bool = False
    """Whether it could not be opened, for a reason that may be gone when it is looked at again."""


PASSING = frozenset({"file-gone", "file-forbidden", "file-unreadable"})
"""The findings of `articles.files` that tell of the moment and not of the file."""


def read_row(root: Path, relative: str, dictionary: bytes) -> Read:
    """Read the file `relative` below `root` for the index. Never raises for what a file may hold."""
    from newsreader.articles.read import is_article, read_article

    try:
        article = read_article(root, relative)
    except UnreadableError as error:
        findings = pack_findings(finding_rows([error.finding]), dictionary)
        return Read(None, findings, passing=error.finding.code in PASSING)
    if not is_article(article):
        return Read(None, b"")
    return Read(row_of(article, dictionary), pack_findings(finding_rows(article.findings), dictionary))


def row_of(article: Article, dictionary: bytes = b"") -> Row:
    """An article's row, its body packed with that dictionary."""
    from newsreader.articles.article_id import id_of, key_of

    reference = article.reference or _first_reference()(article.body.text)
    date = article.date
    bucket, minute = date_order.bucket_and_minute(date.text if date else None)
    words = words_of(article.title, article.area, article.description, article.body.text)
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
        description=article.description[:DESCRIBED],
        url=article.url,
        reference=reference,
        quoted=quoted(reference) if reference else None,
        expires=article.expires.text if article.expires else None,
        language=article.language or "en",
        original=id_of(article.original) if article.original else None,
        glance="\n".join((words[0], words[1], text_folding.fold(article.description[:DESCRIBED]))),
        body=pack(article.body.text, dictionary),
        words=words,
        beginnings=text_folding.beginnings(*words),
    )


def words_of(title: str, area: str, description: str, body: str) -> tuple[str, str, str, str]:
    """Title, area, summary and body as the index of words is given them; a summary that the body repeats is
    left out."""
    description = description[:DESCRIBED]
    folded = text_folding.fold(body)
    summary = text_folding.fold(description)
    return text_folding.fold(title), text_folding.fold(area), "" if summary in folded else summary, folded


def quoted(reference: str) -> str:
    """A reference as it is compared: folded, letters and digits only."""
    return _REFERENCE_CHARACTERS.sub("", text_folding.fold(reference))


def _first_reference() -> Callable[[str], str | None]:
    """The cheap finder of the room of resources."""
    from newsreader.links.extract import first_reference

    return first_reference
