"""The tables of an index, and whether a file is an index that this version can use."""

from __future__ import annotations

import errno
import sqlite3
import stat
import time
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path

from newsreader.library.index.ranking import COLUMN_WEIGHTS, RANK
from newsreader.library.index.recovery import DAMAGE_ERRORS, is_damage

APPLICATION = 0x4E777349
"""`NwsI` in the header of the file: an index of this program."""
VERSION = 6
"""Of the tables and of everything that fills them (dates, titles, folding, weights): raise it with any of
these."""

MAX_FORMAT = 2
"""The highest format that SQLite writes, byte 18 of a file; a higher one could be read but never changed."""

TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE root (
    id INTEGER PRIMARY KEY, folder TEXT NOT NULL, only TEXT NOT NULL, device INTEGER, UNIQUE (folder, only)
);
CREATE TABLE folder (id INTEGER PRIMARY KEY, root INTEGER NOT NULL, path TEXT NOT NULL, UNIQUE (root, path));
CREATE TABLE area (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE);
-- One row for each file that was read; key is null where it is not an article.
CREATE TABLE file (
    folder INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, changed INTEGER NOT NULL, key INTEGER,
    PRIMARY KEY (folder, name)
) WITHOUT ROWID;
-- The key follows the date: see date_order.py. raw_path is only set where it differs from the path shown.
CREATE TABLE article (
    key INTEGER PRIMARY KEY, identity INTEGER NOT NULL, minute INTEGER NOT NULL, area INTEGER NOT NULL,
    id TEXT NOT NULL, root INTEGER NOT NULL, path TEXT NOT NULL, raw_path BLOB, title TEXT NOT NULL,
    date TEXT, date_source TEXT, description TEXT NOT NULL, url TEXT, reference TEXT, reference_key TEXT,
    expires TEXT, added INTEGER NOT NULL
);
CREATE INDEX article_by_identity ON article (identity, minute, area);
CREATE INDEX article_by_id ON article (id);
CREATE INDEX article_by_reference ON article (reference_key) WHERE reference_key IS NOT NULL;
CREATE INDEX article_by_expiry ON article (expires) WHERE expires IS NOT NULL;
CREATE INDEX article_by_arrival ON article (added) WHERE added > 0;
-- Only articles that are not in English, or translate another one: its id, below the same root.
CREATE TABLE translation (key INTEGER PRIMARY KEY, language TEXT NOT NULL, original TEXT);
CREATE INDEX translation_by_original ON translation (original) WHERE original IS NOT NULL;
-- Title, area and description, folded, for the filter of a list.
CREATE TABLE filter_text (key INTEGER PRIMARY KEY, text TEXT NOT NULL);
-- Compressed: see compression.py.
CREATE TABLE body (key INTEGER PRIMARY KEY, text BLOB NOT NULL);
-- Of a file; or, with a negative folder, of a path below the root of that number.
CREATE TABLE finding (
    folder INTEGER NOT NULL, name TEXT NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (folder, name)
) WITHOUT ROWID;
-- Articles that are listed but not yet in the two tables of words.
CREATE TABLE unsearched (key INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMN_WEIGHTS)}, content='', tokenize="unicode61 remove_diacritics 0"
);
-- Prefixes of one to three letters: a tenth of the size of FTS5's own prefix index, which stores positions.
CREATE VIRTUAL TABLE prefixes USING fts5(
    text, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
-- Words of more than one article, to correct mistyped ones.
CREATE TABLE spelling (word TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
-- All keys with identity and area, newest first: valid while the generation is that of the index.
CREATE TABLE list_arrays (
    generation INTEGER PRIMARY KEY, keys BLOB NOT NULL, identities BLOB NOT NULL, areas BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
INSERT INTO words (words, rank) VALUES ('rank', '{RANK}');
INSERT INTO meta VALUES ('complete', 0), ('dictionary', x'');
"""  # noqa: S608 - our own names


class Fitness(Enum):
    """What a file is to this program."""

    SOUND = "an index of this version"
    EMPTY = "nothing yet"
    UNUSABLE = "an index of ours, damaged or of another version"
    OTHER_DATABASE = "a database of another program"
    UNKNOWN = "not a database"


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, all or none."""
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    # Generations start with the time, so that no two indexes share one.
    generation = f"INSERT INTO meta VALUES ('generation', {time.time_ns()});"  # noqa: S608
    connection.executescript(f"BEGIN IMMEDIATE;{TABLES}{generation}PRAGMA user_version = {VERSION};COMMIT;")


def refuse_unless_regular(path: Path) -> None:
    """Raise OSError for a pipe, a device, a folder or a loop of links."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))


def boot_id() -> str:
    """Return an id of the time since the machine started; empty where the system has none."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return ""


def fitness(path: Path) -> Fitness:
    """Return what the file at `path` is. Raises OSError or sqlite3.OperationalError."""
    refuse_unless_regular(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return Fitness.EMPTY
    if not header:
        return Fitness.EMPTY
    if not header.startswith(b"SQLite format 3\0"):
        return Fitness.UNKNOWN
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        return Fitness.OTHER_DATABASE if _has_tables(path) else Fitness.EMPTY
    return Fitness.SOUND if header[18] <= MAX_FORMAT and _is_usable(path) else Fitness.UNUSABLE


def _has_tables(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=5)) as connection:
        try:
            return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
        except sqlite3.DatabaseError:
            return True


def _is_usable(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            meta = dict(connection.execute("SELECT name, value FROM meta")) if version == VERSION else {}
        except DAMAGE_ERRORS as error:
            if is_damage(error):
                return False
            raise
    # With a boot id it was written without waiting for the disk: if the machine went down since, it may be
    # damaged anywhere.
    return "generation" in meta and meta.get("boot") in {None, boot_id()}
