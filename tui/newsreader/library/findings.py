"""Query the findings about files: what was found when they were read, and what has expired since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from newsreader.articles.article import Finding, Severity, UnreadableError
from newsreader.articles.clean_text import clean_path
from newsreader.library.article_queries import read_dictionary
from newsreader.library.date_order import now_in_london
from newsreader.library.index.compression import FindingRow, decompress_findings, finding_rows
from newsreader.library.index.stored_paths import decode_path
from newsreader.library.lists import EXPIRED

_STORED = (
    "SELECT root.folder, folder.path, name, packed"
    " FROM finding JOIN folder ON folder.id = finding.folder JOIN root ON root.id = folder.root"
    " UNION ALL SELECT root.folder, '', name, packed FROM finding JOIN root ON root.id = -finding.folder"
)
_EXPIRED_FILES = (
    "SELECT root.folder, folder.path, file.name FROM article JOIN file USING (key)"  # noqa: S608
    " JOIN folder ON folder.id = file.folder JOIN root ON root.id = folder.root"
    f" WHERE key IN ({EXPIRED})"
)

Located = tuple[str, str, FindingRow]
"""Root, path and finding."""


def findings(connection: sqlite3.Connection) -> list[Finding]:
    """Return all findings, by root, path and line."""
    dictionary = read_dictionary(connection)
    found: list[Located] = []
    for root, folder, name, packed in connection.execute(_STORED):
        path = clean_path(_joined(folder, name))
        found += [(decode_path(root), path, row) for row in decompress_findings(packed, dictionary)]
    known = {(root, path) for root, path, row in found if row[3] == "expired"}
    found += [located for located in _expired(connection) if located[:2] not in known]
    return [
        Finding(path, line, column, Severity(severity), code, message, remedy)
        for _, path, (line, column, severity, code, message, remedy) in sorted(found)
    ]


def _expired(connection: sqlite3.Connection) -> Iterator[Located]:
    """Yield findings for what has expired since it was read; the files are read again for the line."""
    from newsreader.articles.read import read_article

    for stored_root, folder, name in connection.execute(_EXPIRED_FILES, (now_in_london(),)).fetchall():
        root, path = decode_path(stored_root), _joined(folder, name)
        try:
            rows = finding_rows(read_article(Path(root), path).findings)
        except UnreadableError:  # gone meanwhile; the next scan reports it
            continue
        yield from ((root, clean_path(path), row) for row in rows if row[3] == "expired")


def _joined(folder: str | bytes, name: str | bytes) -> str:
    folder, name = decode_path(folder), decode_path(name)
    return f"{folder}/{name}" if folder else name
