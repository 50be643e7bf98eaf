"""Query single articles of an index: headlines, ids, bodies, languages and translations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsreader.articles.article import Article
from newsreader.articles.clean_text import clean_text
from newsreader.library.date_order import now_in_london
from newsreader.library.errors import AmbiguousError, NotFoundError
from newsreader.library.headlines import Headline
from newsreader.library.index import ranking
from newsreader.library.index.compression import decompress
from newsreader.library.index.stored_paths import decode_path, encode_path
from newsreader.library.lists import EXPIRED
from newsreader.library.reading_state import NO_MARKS, ReadingState, select_in
from newsreader.library.roots import Root

MAX_CANDIDATES = 10
"""Articles that are named when several match."""
ENGLISH = "en"

KeyByLanguage = dict[str, int]
"""The keys of one article in several languages, by language without the region."""

_HEADLINES = (
    "SELECT key, identity, article.id, root.folder, path, title, area.name, date, date_source,"
    " description, url, reference"
    " FROM article JOIN root ON root.id = article.root JOIN area ON area.id = article.area WHERE key IN ({})"
)


def headlines(connection: sqlite3.Connection, state: ReadingState, keys: Sequence[int]) -> list[Headline]:
    """Return the articles of these keys, in this order, without those that are gone."""
    found: dict[int, Headline] = {}
    folders: dict[str | bytes, Path] = {}  # making a path takes longer than all else of a headline
    rows = list(select_in(connection, _HEADLINES, keys))
    marks = state.marks([row[1] for row in rows])
    for key, identity, article_id, stored_root, *values in rows:
        if not _is_clean("".join(filter(None, values))):
            raise sqlite3.DatabaseError("a text is damaged")
        if stored_root not in folders:
            folders[stored_root] = Path(decode_path(stored_root))
        known = (key, article_id, folders[stored_root], *values, *marks.get(identity, NO_MARKS))
        found[key] = Headline(*known)
    return [found[key] for key in keys if key in found]


def _is_clean(text: str) -> bool:
    """Return whether a text is clean, so that a damaged one never reaches a terminal."""
    return text.isprintable() or (clean_text(text)[0] == text and not {"\n", "\t"} & set(text))


def newest(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return the newest keys of all articles that have not expired."""
    rows = connection.execute(
        f"SELECT key, minute, identity FROM article WHERE key NOT IN ({EXPIRED}) ORDER BY key DESC",  # noqa: S608
        (now_in_london(),),
    )
    return ranking.newest(rows, limit)


def identities(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, int]:
    """Return the identity of each of these articles, by which the reading state knows them."""
    return dict(select_in(connection, "SELECT key, identity FROM article WHERE key IN ({})", keys))


def first_unread(connection: sqlite3.Connection, state: ReadingState, keys: Sequence[int]) -> int | None:
    """Return the first of these keys whose article is unread."""
    for start in range(0, len(keys), 500):  # it is usually near
        some = keys[start : start + 500]
        known = identities(connection, some)
        marks = state.marks(list(known.values()))
        for key in some:
            if key in known and not marks.get(known[key], NO_MARKS)[0]:
                return key
    return None


def find(connection: sqlite3.Connection, state: ReadingState, roots: Sequence[Root], text: str) -> Headline:
    """Find an article by id, unique prefix or file. Raises NotFoundError and AmbiguousError."""
    wanted = text.strip()
    keys = _by_id(connection, wanted.lower()) or _by_path(connection, roots, wanted)
    candidates = headlines(connection, state, keys[:MAX_CANDIDATES])
    if not candidates:
        raise NotFoundError(
            f"There is no article “{text}”: it is neither an id, the beginning of one, nor a file."
        )
    if len(keys) > 1:
        number = f"{len(keys)}" if len(keys) < MAX_CANDIDATES else "Many"
        raise AmbiguousError(f"{number} articles match “{text}”; give more of the id.", candidates)
    return candidates[0]


def _by_id(connection: sqlite3.Connection, prefix: str) -> list[int]:
    if not prefix or len(prefix) > 16 or not set(prefix) <= set("0123456789abcdef"):
        return []
    rows = connection.execute(
        "SELECT key FROM article WHERE id >= ? AND id < ? ORDER BY key DESC LIMIT ?",
        (prefix, prefix + "g", MAX_CANDIDATES),
    )
    return [key for (key,) in rows]


def _by_path(connection: sqlite3.Connection, roots: Sequence[Root], wanted: str) -> list[int]:
    """Return the keys of a file: a path of the file system, else one below a root."""
    try:
        real = Path(wanted).expanduser().resolve()
    except (OSError, RuntimeError, ValueError):  # such as a name with a null byte, or a loop of links
        return []
    for root in roots:
        if real.is_relative_to(root.folder):
            keys = _at_path(connection, real.relative_to(root.folder).as_posix(), str(root.folder))
            if keys:
                return keys
    return _at_path(connection, wanted.removeprefix("./"), None)


def _at_path(connection: sqlite3.Connection, path: str, root: str | None) -> list[int]:
    folder, _, name = path.rpartition("/")
    rows = connection.execute(
        "SELECT key FROM file JOIN folder ON folder.id = file.folder JOIN root ON root.id = folder.root"
        " WHERE folder.path = ? AND name = ? AND key IS NOT NULL AND root.folder = coalesce(?, root.folder)"
        " ORDER BY key DESC LIMIT ?",
        (encode_path(folder), encode_path(name), root and encode_path(root), MAX_CANDIDATES),
    )
    return [key for (key,) in rows]


def raw_path(connection: sqlite3.Connection, headline: Headline) -> str:
    """Return the path that opens an article's file; it may differ from the one shown."""
    query = "SELECT raw_path FROM article WHERE id = ? AND raw_path IS NOT NULL"
    row = connection.execute(query, (headline.id,)).fetchone()
    return decode_path(row[0]) if row else headline.path


def read(path: str, headline: Headline) -> Article:
    """Read an article from its file. Raises UnreadableError."""
    from newsreader.articles.read import read_article

    article = read_article(headline.root, path)
    return article if article.id == headline.id else replace(article, id=headline.id)


def read_dictionary(connection: sqlite3.Connection) -> bytes:
    """Return the compression dictionary of this index."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'dictionary'").fetchone()
    if row is None or not isinstance(row[0], bytes):
        raise sqlite3.DatabaseError("the dictionary is missing")
    return row[0]


def bodies(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, str]:
    """Return the clean Markdown of these articles as last read, without opening files."""
    dictionary = read_dictionary(connection)
    found: dict[int, str] = {}
    for key, packed in select_in(connection, "SELECT key, text FROM body WHERE key IN ({})", keys):
        found[key] = decompress(packed, dictionary)
        if clean_text(found[key])[0] != found[key]:  # a damaged text never reaches a terminal
            raise sqlite3.DatabaseError("a text is damaged")
    return found


def languages(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, str]:
    """Return the language of each of these articles, as a BCP 47 tag; English is the default."""
    query = "SELECT key, language FROM translation WHERE key IN ({})"
    return dict.fromkeys(keys, ENGLISH) | dict(select_in(connection, query, keys))


_TRANSLATED = "SELECT original, root FROM translation JOIN article USING (key) WHERE original IS NOT NULL"
_ORIGINALS = (
    "SELECT id, root FROM article WHERE key IN {} AND EXISTS (SELECT 1 FROM translation WHERE original = id)"
)
_GROUPS = f"""
WITH expired (key) AS ({EXPIRED}), wanted (original, root) AS ({{}})
SELECT wanted.original, wanted.root, coalesce(language, '{ENGLISH}') AS language, article.key AS key
  FROM wanted JOIN article ON article.id = wanted.original AND article.root = wanted.root
  LEFT JOIN translation ON translation.key = article.key WHERE article.key NOT IN expired
UNION SELECT wanted.original, wanted.root, language, article.key
  FROM wanted JOIN translation ON translation.original = wanted.original
  JOIN article ON article.key = translation.key AND article.root = wanted.root
  WHERE article.key NOT IN expired
ORDER BY key
"""  # noqa: S608
"""Every language in which one of the `wanted` originals exists, the newest of each last."""


def translations(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, KeyByLanguage]:
    """Return, for those of these articles that exist in several languages, the keys of all, itself included.

    A translation names its original, which need not know of it. Of two in one language the newer counts;
    expired ones do not.
    """
    wanted, values = _TRANSLATED, list[int]()
    few = len(keys) <= 500
    if few:  # else all are asked for: there are fewer translations than keys
        marks = f"({','.join('?' * len(keys))})"
        wanted = f"{_TRANSLATED} AND article.key IN {marks} UNION {_ORIGINALS.format(marks)}"
        values = [*keys, *keys]
    groups: dict[tuple[str, int], KeyByLanguage] = {}
    rows: Iterator[tuple[str, int, str, int]] = connection.execute(
        _GROUPS.format(wanted), (now_in_london(), *values)
    )
    for original, root, language, key in rows:
        groups.setdefault((original, root), {})[language.partition("-")[0]] = key
    found = {key: group for group in groups.values() if len(group) > 1 for key in group.values()}
    return {key: found[key] for key in keys if key in found} if few else found


def newest_change(connection: sqlite3.Connection, now: float) -> float | None:
    """Return when an article last changed or arrived, in seconds since 1970, up to `now`."""
    changed, added = connection.execute(
        "SELECT (SELECT max(changed) FROM file WHERE key IS NOT NULL AND changed <= ?),"
        " (SELECT max(added) FROM article WHERE added BETWEEN 1 AND ?)",
        (int(now * 1e9), int(now)),
    ).fetchone()
    times = [changed / 1e9 if changed else None, float(added) if added else None]
    return max((time for time in times if time is not None), default=None)


def has_articles(connection: sqlite3.Connection, root: Root) -> bool:
    """Return whether the index has articles of a root."""
    query = "SELECT 1 FROM article WHERE root = (SELECT id FROM root WHERE folder = ? AND only = ?) LIMIT 1"
    place = (encode_path(str(root.folder)), encode_path(root.only or ""))
    return connection.execute(query, place).fetchone() is not None
