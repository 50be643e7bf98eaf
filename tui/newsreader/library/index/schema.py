"""The tables of an index, and how a file is known to be one of ours, sound and of this version."""

from __future__ import annotations

import errno
import sqlite3
import stat
from enum import Enum
from pathlib import Path

from newsreader.library.index.recovery import SIGNS, is_damage

APPLICATION = 0x4E777349
"""`NwsI` in the header of the file: an index of this program."""
VERSION = 4
"""Of the tables, and of all that their rows are made by (dates, titles, folding). Raise it with any change of
either."""

WRITABLE = 2
"""The highest format that SQLite writes, byte 18 of a file; one beyond it is read, and never changed."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE root (
    id INTEGER PRIMARY KEY, folder TEXT NOT NULL, only TEXT NOT NULL, device INTEGER, UNIQUE (folder, only)
);
CREATE TABLE folder (id INTEGER PRIMARY KEY, root INTEGER NOT NULL, path TEXT NOT NULL, UNIQUE (root, path));
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE);
-- One row for each file that was read; key is null where it is no article.
CREATE TABLE file (
    folder INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL, key INTEGER,
    PRIMARY KEY (folder, name)
) WITHOUT ROWID;
-- The row follows the date: see order.py. raw is the path as bytes, where it is not what is shown.
CREATE TABLE article (
    key INTEGER PRIMARY KEY, identity INTEGER NOT NULL, minute INTEGER NOT NULL, area INTEGER NOT NULL,
    id TEXT NOT NULL, root INTEGER NOT NULL, path TEXT NOT NULL, raw BLOB, title TEXT NOT NULL, date TEXT,
    date_source TEXT, description TEXT NOT NULL, url TEXT, reference TEXT, quoted TEXT, expires TEXT,
    added INTEGER NOT NULL
);
CREATE INDEX article_by_identity ON article (identity, minute, area);
CREATE INDEX article_by_id ON article (id);
CREATE INDEX article_by_reference ON article (quoted) WHERE quoted IS NOT NULL;
CREATE INDEX article_by_expiry ON article (expires) WHERE expires IS NOT NULL;
CREATE INDEX article_by_arrival ON article (added) WHERE added > 0;
-- Only of articles that are not in English, or translate another one: that one's id, below the same root.
CREATE TABLE tongue (key INTEGER PRIMARY KEY, language TEXT NOT NULL, original TEXT);
CREATE INDEX tongue_by_original ON tongue (original) WHERE original IS NOT NULL;
-- Title, area and description folded, for the filter of a list.
CREATE TABLE glance (key INTEGER PRIMARY KEY, text TEXT NOT NULL);
-- Packed: see packing.py.
CREATE TABLE body (key INTEGER PRIMARY KEY, text BLOB NOT NULL);
-- Of a file; or, with a folder below zero, of a path below the root of that number.
CREATE TABLE finding (
    folder INTEGER NOT NULL, name TEXT NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (folder, name)
) WITHOUT ROWID;
-- Articles that are listed but not yet in the two tables of words.
CREATE TABLE unsearched (key INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE words USING fts5(
    title, area, summary, body, content='', tokenize="unicode61 remove_diacritics 0"
);
-- Beginnings of one to three letters: a tenth of what FTS5's own prefix index takes, which keeps every place.
CREATE VIRTUAL TABLE beginnings USING fts5(
    text, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
-- Words that stand in several articles, to tell a mistyped one by.
CREATE TABLE spelling (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
-- All keys with identity and area, newest first, as arrays: true while its generation is the index's.
CREATE TABLE shelf (
    generation INTEGER PRIMARY KEY, keys BLOB NOT NULL, identities BLOB NOT NULL, areas BLOB NOT NULL
);
INSERT INTO words (words, rank) VALUES ('rank', 'bm25(10.0, 4.0, 3.0, 1.0)');
INSERT INTO meta VALUES ('generation', 0), ('complete', 0), ('dictionary', x'');
"""


class Fitness(Enum):
    """What a file is to this program."""

    SOUND = "an index of this version"
    EMPTY = "nothing yet"
    STALE = "an index of ours that cannot be used"
    FOREIGN = "not an index of ours"


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, all or none."""
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.executescript(f"BEGIN IMMEDIATE;{TABLES}PRAGMA user_version = {VERSION};COMMIT;")


def refuse_unless_regular(path: Path) -> None:
    """Raise OSError where a pipe, a device or a folder stands in the place of a file, or a loop of links."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))


def fitness(path: Path) -> Fitness:
    """What the file at `path` is. Raises OSError or sqlite3.OperationalError where it cannot even be looked
    at."""
    refuse_unless_regular(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return Fitness.EMPTY
    if not header:
        return Fitness.EMPTY
    if not header.startswith(b"SQLite format 3\0"):
        return Fitness.FOREIGN
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        return Fitness.EMPTY if not _has_tables(path) else Fitness.FOREIGN
    return Fitness.SOUND if header[18] <= WRITABLE and _is_whole(path) else Fitness.STALE


def _has_tables(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=5)
    try:
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    except sqlite3.DatabaseError:
        return True
    finally:
        connection.close()


def _is_whole(path: Path) -> bool:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            return False
        return bool(connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone())
    except SIGNS as error:
        if is_damage(error):
            return False
        raise
    finally:
        connection.close()
