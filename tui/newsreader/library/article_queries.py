"""Single articles of an index: as headlines, by id or file, read anew; and what there is to say of the
files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsreader.articles.article import Article, Finding, Severity
from newsreader.articles.clean_text import clean_text
from newsreader.library.date_order import bucket_of, newest_first, now_in_london
from newsreader.library.errors import AmbiguousError, NotFoundError
from newsreader.library.headlines import Headline
from newsreader.library.index.compression import finding_rows, unpack_findings
from newsreader.library.index.stored_paths import shown_path, stored
from newsreader.library.lists import EXPIRED
from newsreader.library.reading_state import ReadingState
from newsreader.library.roots import Root

AT_ONCE = 500
CANDIDATES = 10
"""Articles that are named when several answer."""
NEITHER = (False, False)
_COLUMNS = (
    "SELECT key, identity, article.id, root.folder, path, title, area.name, date, date_source,"
    " description, url, reference"
    " FROM article JOIN root ON root.id = article.root JOIN area ON area.id = article.area WHERE "
)


def headlines(connection: sqlite3.Connection, state: ReadingState, keys: Sequence[int]) -> list[Headline]:
    """The articles of these keys, in this order; those that are no longer there are left out."""
    found: dict[int, Headline] = {}
    folders = _Folders()
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = connection.execute(f"{_COLUMNS} key IN ({','.join('?' * len(some))})", some).fetchall()
        marks = state.marks([row[1] for row in rows])
        for key, identity, name, folder, *values in rows:
            if not _is_clean("".join(filter(None, values))):
                raise sqlite3.DatabaseError("a text is not as it was written")
            found[key] = Headline(key, name, folders[folder], *(*values, *marks.get(identity, NEITHER)))
    return [found[key] for key in keys if key in found]


def _is_clean(text: str) -> bool:
    """Whether a text is one that `articles` may have made: no damage to the index reaches a terminal."""
    return text.isprintable() or (clean_text(text)[0] == text and not {"\n", "\t"} & set(text))


class _Folders(dict[str | bytes, Path]):
    """Making a path takes longer than all else of a headline."""

    def __missing__(self, name: str | bytes) -> Path:
        self[name] = path = Path(shown_path(name))
        return path


def newest(connection: sqlite3.Connection, limit: int) -> list[int]:
    """The keys of the first few of everything that has not expired."""
    rows = connection.execute(
        f"SELECT key, minute, identity FROM article WHERE key NOT IN ({EXPIRED}) ORDER BY key DESC",  # noqa: S608
        (now_in_london(),),
    )
    return first_of(rows, limit)


def first_of(rows: Iterable[tuple[int, int, int]], limit: int) -> list[int]:
    """The newest `limit` keys of rows of key, minute and identity that come in the order of keys, newest
    first.

    Takes no more of them than the day of the last one has.
    """
    taken: list[tuple[int, int, int]] = []
    for row in rows:
        if len(taken) >= limit and bucket_of(row[0]) != bucket_of(taken[-1][0]):
            break
        taken.append(row)
        if len(taken) >= limit and not bucket_of(row[0]):
            break  # without dates any order will do
    taken.sort(key=lambda row: newest_first(*row))
    return [key for key, _, _ in taken[:limit]]


def first_unread(connection: sqlite3.Connection, state: ReadingState, keys: Sequence[int]) -> int | None:
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


def find(
    connection: sqlite3.Connection, state: ReadingState, roots: Sequence[Root], beginning: str
) -> Headline:
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
    """By what reading state knows the articles of these keys; in no order, those that are not there left
    out."""
    found: list[int] = []
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        rows = connection.execute(
            f"SELECT identity FROM article WHERE key IN ({','.join('?' * len(some))})",  # noqa: S608
            some,
        )
        found += [identity for (identity,) in rows]
    return list(dict.fromkeys(found))


def findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Everything there is to say of the files, by root, path and line."""
    dictionary = dictionary_of(connection)
    found = []
    for root, place, name, packed in connection.execute(
        "SELECT root.folder, folder.path, name, packed"
        " FROM finding JOIN folder ON folder.id = finding.folder JOIN root ON root.id = folder.root"
        " UNION ALL SELECT root.folder, '', name, packed FROM finding JOIN root ON root.id = -finding.folder"
    ):
        file = (shown_path(root), _joined(place, name))
        found += [(*file, *row) for row in unpack_findings(packed, dictionary)]
    known = {(root, path) for root, path, _, _, _, code, _, _ in found if code == "expired"}
    found += [row for row in _expired(connection) if row[:2] not in known]
    for _, path, line, column, severity, *rest in sorted(found):
        yield Finding(path, line, column, Severity(severity), *rest)


def dictionary_of(connection: sqlite3.Connection) -> bytes:
    """What the texts of this index are packed with."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'dictionary'").fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise sqlite3.DatabaseError("the dictionary is lost")
    return row[0]


def knows(connection: sqlite3.Connection, root: Root) -> bool:
    """Whether the index has articles of a root."""
    query = "SELECT 1 FROM article WHERE root = (SELECT id FROM root WHERE folder = ? AND only = ?) LIMIT 1"
    return (
        connection.execute(query, (stored(str(root.folder)), stored(root.only or ""))).fetchone() is not None
    )


def _expired(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int, int, str, str, str, str]]:
    """Findings for what has expired, also since it was read; read anew, as only the file has the line."""
    from newsreader.articles.article import UnreadableError
    from newsreader.articles.read import read_article

    rows = connection.execute(
        "SELECT root.folder, folder.path, file.name FROM article JOIN file USING (key)"  # noqa: S608
        " JOIN folder ON folder.id = file.folder JOIN root ON root.id = folder.root"
        f" WHERE key IN ({EXPIRED})",
        (now_in_london(),),
    ).fetchall()
    for stored_root, place, name in rows:
        root = shown_path(stored_root)
        try:
            findings = read_article(Path(root), _raw(place, name)).findings
        except UnreadableError:
            continue
        for finding in findings:
            if finding.code == "expired":
                yield root, _joined(place, name), *finding_rows([finding])[0]


def _raw(place: str | bytes, name: str | bytes) -> str:
    place, name = shown_path(place), shown_path(name)
    return f"{place}/{name}" if place else name


def _joined(place: str | bytes, name: str | bytes) -> str:
    from newsreader.articles.clean_text import clean_path

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
            keys = _at(connection, real.relative_to(root.folder).as_posix(), str(root.folder))
            if keys:
                return keys
    return _at(connection, wanted.removeprefix("./"), None)


def _at(connection: sqlite3.Connection, path: str, root: str | None) -> list[int]:
    """The articles of that path below a root, or below any."""
    folder, _, name = path.rpartition("/")
    rows = connection.execute(
        "SELECT key FROM file JOIN folder ON folder.id = file.folder JOIN root ON root.id = folder.root"
        " WHERE folder.path = ? AND name = ? AND key IS NOT NULL AND root.folder = coalesce(?, root.folder)"
        " ORDER BY key DESC LIMIT ?",
        (stored(folder), stored(name), None if root is None else stored(root), CANDIDATES),
    )
    return [key for (key,) in rows]
