"""What the index knows of articles beyond a list: their text, their languages, and how new the newest is."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.articles.text import clean_text
from newsreader.library.lookup import AT_ONCE, dictionary_of
from newsreader.library.packing import unpack

ENGLISH = "en"

Twins = dict[str, int]
"""The keys of one article in several languages, each by the first part of its tag."""


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

    A translation names its original, which need not know of it. Of two in one language the newer counts.
    """
    found: dict[int, Twins] = {}
    for some in _in_parts(keys):
        rows = connection.execute(
            "SELECT id, root, key FROM article"  # noqa: S608
            f" WHERE key IN {_marks(some)} AND EXISTS (SELECT 1 FROM tongue WHERE original = id)"
            " UNION SELECT original, root, key FROM article JOIN tongue USING (key)"
            f" WHERE key IN {_marks(some)} AND original IS NOT NULL",
            [*some, *some],
        )
        for original, root, key in rows.fetchall():
            together = _together(connection, original, root)
            if len(together) > 1 and key in together.values():
                found[key] = together
    return found


def newest_change(connection: sqlite3.Connection, now: float) -> float | None:
    """When an article was last changed, or came, in seconds since 1970; what lies after `now` is no news."""
    changed, added = connection.execute(
        "SELECT (SELECT max(changed) FROM file WHERE key IS NOT NULL AND changed <= ?),"
        " (SELECT max(added) FROM article WHERE added BETWEEN 1 AND ?)",
        (int(now * 1e9), int(now)),
    ).fetchone()
    times = [changed / 1e9 if changed else None, float(added) if added else None]
    return max((time for time in times if time is not None), default=None)


def _together(connection: sqlite3.Connection, original: str, root: int) -> Twins:
    rows = connection.execute(
        "SELECT coalesce(language, ?1), article.key FROM article LEFT JOIN tongue USING (key)"
        " WHERE id = ?2 AND root = ?3"
        " UNION ALL SELECT language, article.key FROM tongue JOIN article USING (key)"
        " WHERE original = ?2 AND root = ?3 ORDER BY 2",
        (ENGLISH, original, root),
    )
    return {language.partition("-")[0]: key for language, key in rows}


def _in_parts(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def _marks(keys: Sequence[int]) -> str:
    return f"({','.join('?' * len(keys))})"
