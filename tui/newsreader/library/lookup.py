"""Single articles of an index: as headlines, by id or file, read anew; and what there is to say of the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsreader.articles.article import Article, Finding, Severity
from newsreader.library.errors import AmbiguousError, NotFoundError
from newsreader.library.headlines import Headline
from newsreader.library.listing import EXPIRED
from newsreader.library.order import now_in_london
from newsreader.library.roots import Root
from newsreader.library.scan import shown_path
from newsreader.library.state import State

AT_ONCE = 500
CANDIDATES = 10
"""Articles that are named when several answer."""
NEITHER = (False, False)
_COLUMNS = (
    "SELECT key, identity, article.id, root.folder, path, title, area.name, date, date_source, description, url, reference"
    " FROM article JOIN root ON root.id = article.root JOIN area ON area.id = article.area WHERE "
)


def headlines(connection: sqlite3.Connection, state: State, keys: Sequence[int]) -> list[Headline]:
    """The articles of these keys, in this order; those that are no longer there are left out."""
    found: dict[int, Headline] = {}
    folders = _Folders()
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = connection.execute(f"{_COLUMNS} key IN ({','.join('?' * len(some))})", some).fetchall()
        marks = state.marks([row[1] for row in rows])
        for key, identity, name, folder, *values in rows:
            found[key] = Headline(key, name, folders[folder], *(*values, *marks.get(identity, NEITHER)))
    return [found[key] for key in keys if key in found]


class _Folders(dict[str, Path]):
    """Making a path takes longer than all else of a headline."""

    def __missing__(self, name: str) -> Path:
        self[name] = path = Path(name)
        return path


def first_unread(connection: sqlite3.Connection, state: State, keys: Sequence[int]) -> int | None:
    """The first of these keys whose article has not been read."""
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        query = f"SELECT key, identity FROM article WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
        known = dict(connection.execute(query, some).fetchall())
        marks = state.marks(list(known.values()))
        for key in some:
            if key in known and not marks.get(known[key], NEITHER)[0]:
                return key
    return None


def find(connection: sqlite3.Connection, state: State, roots: Sequence[Root], beginning: str) -> Headline:
    """The article of an id, of the beginning of one, or of a file."""
    wanted = beginning.strip()
    keys = _by_id(connection, wanted.lower()) or _by_path(connection, roots, wanted)
    if not keys:
        raise NotFoundError(
            f"There is no article “{beginning}”: it is neither an id, the beginning of one, nor a file."
        )
    candidates = headlines(connection, state, keys[:CANDIDATES])
    if len(keys) > 1:
        number = f"{len(keys)}" if len(keys) < CANDIDATES else "Many"
        raise AmbiguousError(f"{number} articles answer to “{beginning}”; give more of the id.", candidates)
    return candidates[0]


def read(connection: sqlite3.Connection, headline: Headline) -> Article:
    """The article, read anew from its file. Raises UnreadableError."""
    from newsreader.articles.read import read_article

    row = connection.execute(
        "SELECT raw FROM article WHERE id = ? AND raw IS NOT NULL", (headline.id,)
    ).fetchone()
    article = read_article(headline.root, shown_path(row[0]) if row else headline.path)
    return article if article.id == headline.id else replace(article, id=headline.id)


def identities(connection: sqlite3.Connection, keys: Sequence[int]) -> list[int]:
    """By what reading state knows the articles of these keys; in no order, those that are not there left out."""
    found: list[int] = []
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = connection.execute(
            f"SELECT identity FROM article WHERE key IN ({','.join('?' * len(some))})", some
        )
        found += [identity for (identity,) in rows]
    return list(dict.fromkeys(found))


def findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Everything there is to say of the files, by root, path and line."""
    rows = connection.execute(
        "SELECT root.folder, folder.path AS place, finding.name AS name, line, column, severity, code, message, remedy"
        " FROM finding JOIN folder ON folder.id = finding.folder JOIN root ON root.id = folder.root"
        " UNION ALL SELECT root.folder, '', finding.name, line, column, severity, code, message, remedy"
        " FROM finding JOIN root ON root.id = -finding.folder"
    ).fetchall()
    rows += _expired_since(connection)
    found = [(folder, _joined(place, name), *rest) for folder, place, name, *rest in rows]
    for _, path, line, column, severity, *rest in sorted(found):
        yield Finding(path, line, column, Severity(severity), *rest)


def knows(connection: sqlite3.Connection, root: Root) -> bool:
    """Whether the index has articles of a root."""
    query = "SELECT 1 FROM article WHERE root = (SELECT id FROM root WHERE folder = ? AND only = ?) LIMIT 1"
    return connection.execute(query, (str(root.folder), root.only or "")).fetchone() is not None


def _expired_since(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Findings for what had not expired when it was read and has since; read anew, as only the file has the line."""
    from newsreader.articles.article import UnreadableError
    from newsreader.articles.read import read_article

    rows = connection.execute(
        "SELECT root.folder, folder.path, file.name FROM article JOIN file USING (key)"
        " JOIN folder ON folder.id = file.folder JOIN root ON root.id = folder.root"
        f" WHERE key IN ({EXPIRED}) AND NOT EXISTS (SELECT 1 FROM finding"
        " WHERE finding.folder = file.folder AND finding.name = file.name AND code = 'expired')",
        (now_in_london(),),
    ).fetchall()
    found: list[tuple[object, ...]] = []
    for root, place, name in rows:
        try:
            article = read_article(Path(root), _raw(place, name))
        except UnreadableError:
            continue
        found += [
            (root, place, name, f.line, f.column, f.severity.value, f.code, f.message, f.remedy)
            for f in article.findings
            if f.code == "expired"
        ]
    return found


def _raw(place: str | bytes, name: str | bytes) -> str:
    place, name = shown_path(place), shown_path(name)
    return f"{place}/{name}" if place else name


def _joined(place: str | bytes, name: str | bytes) -> str:
    from newsreader.articles.text import clean_path

    return clean_path(_raw(place, name))


def _by_id(connection: sqlite3.Connection, beginning: str) -> list[int]:
    if not beginning or len(beginning) > 16 or not set(beginning) <= set("0123456789abcdef"):
        return []
    rows = connection.execute(
        "SELECT key FROM article WHERE id >= ? AND id < ? ORDER BY key DESC LIMIT ?",
        (beginning, beginning + "g", CANDIDATES),
    )
    return [key for (key,) in rows]


def _by_path(connection: sqlite3.Connection, roots: Sequence[Root], wanted: str) -> list[int]:
    """The article of a file: a path of the system, else one below a root."""
    try:
        real = Path(wanted).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # such as a name with a null byte, or a loop of links
        return []
    for root in roots:
        if real.is_relative_to(root.folder):
            below = real.relative_to(root.folder).as_posix()
            keys = connection.execute(
                "SELECT key FROM article WHERE path = ? AND root IN (SELECT id FROM root WHERE folder = ?)",
                (below, str(root.folder)),
            ).fetchall()
            if keys:
                return [key for (key,) in keys]
    below = wanted.removeprefix("./")
    rows = connection.execute(
        "SELECT key FROM article WHERE path = ? ORDER BY key DESC LIMIT ?", (below, CANDIDATES)
    )
    return [key for (key,) in rows]
