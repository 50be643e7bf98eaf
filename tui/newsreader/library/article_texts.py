"""What the index knows of articles beyond a list: their text, their languages, and how new the newest is."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.articles.clean_text import clean_text
from newsreader.library.article_queries import AT_ONCE, dictionary_of
from newsreader.library.date_order import now_in_london
from newsreader.library.index.compression import unpack
from newsreader.library.lists import EXPIRED

ENGLISH = "en"

Twins = dict[str, int]
"""The keys of one article in several languages, each by the first part of its tag."""

_TRANSLATED = "SELECT original, root FROM tongue JOIN article USING (key) WHERE original IS NOT NULL"
_ORIGINALS = (
    "SELECT id, root FROM article WHERE key IN {} AND EXISTS (SELECT 1 FROM tongue WHERE original = id)"
)
_TOGETHER = f"""
WITH expired (key) AS ({EXPIRED}), wanted (original, root) AS ({{}})
SELECT wanted.original, wanted.root, coalesce(language, '{ENGLISH}') AS language, article.key AS key
  FROM wanted JOIN article ON article.id = wanted.original AND article.root = wanted.root
  LEFT JOIN tongue ON tongue.key = article.key WHERE article.key NOT IN expired
UNION SELECT wanted.original, wanted.root, language, article.key
  FROM wanted JOIN tongue ON tongue.original = wanted.original
  JOIN article ON article.key = tongue.key AND article.root = wanted.root WHERE article.key NOT IN expired
ORDER BY key
"""  # noqa: S608
"""Every language in which one of the `wanted` originals exists, the newest of each last."""


def bodies(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, str]:
    """The clean Markdown of these articles as it was when they were last read; no file is opened."""
    dictionary = dictionary_of(connection)
    found: dict[int, str] = {}
    for some in _in_parts(keys):
        query = f"SELECT key, text FROM body WHERE key IN {_marks(some)}"  # noqa: S608
        for key, packed in connection.execute(query, some):
            text = unpack(packed, dictionary)
            if clean_text(text)[0] != text:  # no damage to the index reaches a terminal
                raise sqlite3.DatabaseError("a text is not as it was written")
            found[key] = text
    return found


def languages(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, str]:
    """The language of each of these articles, as a BCP 47 tag; English where nothing else is said."""
    found = dict.fromkeys(keys, ENGLISH)
    for some in _in_parts(keys):
        query = f"SELECT key, language FROM tongue WHERE key IN {_marks(some)}"  # noqa: S608
        found.update(connection.execute(query, some).fetchall())
    return found


def twins(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Twins]:
    """For those of these articles that exist in several languages: all of them, also the one itself.

    A translation names its original, which need not know of it. Of two in one language the newer counts, and
    what has expired does not.
    """
    wanted, values = _TRANSLATED, list[int]()
    if len(keys) <= AT_ONCE:  # of a whole list all are asked for: there are fewer translations than keys
        marks = _marks(keys)
        wanted = f"{_TRANSLATED} AND article.key IN {marks} UNION {_ORIGINALS.format(marks)}"
        values = [*keys, *keys]
    together: dict[tuple[str, int], Twins] = {}
    rows = connection.execute(_TOGETHER.format(wanted), (now_in_london(), *values))
    for original, root, language, key in rows:
        together.setdefault((original, root), {})[language.partition("-")[0]] = key
    found = {key: group for group in together.values() if len(group) > 1 for key in group.values()}
    return found if len(keys) > AT_ONCE else {key: found[key] for key in keys if key in found}


def newest_change(connection: sqlite3.Connection, now: float) -> float | None:
    """When an article was last changed, or came, in seconds since 1970; what lies after `now` is no news."""
    changed, added = connection.execute(
        "SELECT (SELECT max(changed) FROM file WHERE key IS NOT NULL AND changed <= ?),"
        " (SELECT max(added) FROM article WHERE added BETWEEN 1 AND ?)",
        (int(now * 1e9), int(now)),
    ).fetchone()
    times = [changed / 1e9 if changed else None, float(added) if added else None]
    return max((time for time in times if time is not None), default=None)


def _in_parts(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def _marks(keys: Sequence[int]) -> str:
    return f"({','.join('?' * len(keys))})"
