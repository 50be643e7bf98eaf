"""The database file of the reading state: make it, migrate it, set it aside where it cannot be used."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newsreader.library.index.recovery import is_damage
from newsreader.library.index.schema import MAX_FORMAT, refuse_unless_regular
from newsreader.library.index.stored_paths import encode_path
from newsreader.settings.private_files import make_private_folder, tighten_files

APPLICATION = 0x4E777352
"""`NwsR` in the header of the file: reading state of this program."""
VERSION = 1
NAME = "reading.db"

MIGRATIONS: dict[int, str] = {
    0: """
CREATE TABLE mark (
    identity INTEGER PRIMARY KEY, read INTEGER NOT NULL, saved INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE TABLE place (identity INTEGER PRIMARY KEY, offset INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE session (
    scope TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (scope, name)
) WITHOUT ROWID;
CREATE TABLE query (text TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
""",
}
"""The statements that turn a file of each version into the next; 0 is an empty one."""

TABLES = {
    "mark": "identity, read, saved, at",
    "place": "identity, offset, at",
    "session": "scope, name, value",
    "query": "text, at",
}
"""The tables of a file of this version, with their columns."""


def connect(path: Path) -> sqlite3.Connection:
    """Open a connection in autocommit, usable from any thread."""
    connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = NORMAL")
    # A damaged byte in a text is no reason to lose the rest.
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit all of a block, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def prepare(path: Path) -> list[str]:
    """Make or migrate the file, or set it aside where it cannot be used; return what to tell the user.

    Raises OSError or sqlite3.OperationalError where it cannot be written.
    """
    make_private_folder(path.parent)
    refuse_unless_regular(path)
    if not path.exists():  # a running program may have lost its file: its log belongs to no other
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    try:
        notices = _migrate(path)
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # the latter where SQLite quotes what is damaged
        notices = [_set_aside(path, "is damaged or not ours"), *_migrate(path)]
    tighten_files(path.parent)
    return notices


def carry_over(connection: sqlite3.Connection, path: Path) -> None:
    """Copy everything of a connection into the prepared file at `path`, which keeps what it has."""
    connection.execute("ATTACH ? AS target", (encode_path(str(path)),))
    try:
        with transaction(connection):
            for table, columns in TABLES.items():
                connection.execute(
                    f"INSERT OR IGNORE INTO target.{table} SELECT {columns} FROM main.{table}"  # noqa: S608
                )
    finally:
        connection.execute("DETACH target")


def _migrate(path: Path) -> list[str]:
    if path.exists():
        with path.open("rb") as file:
            if file.read(19)[18:] > bytes([MAX_FORMAT]):
                raise sqlite3.DatabaseError("a format that cannot be written")
    connection = connect(path)
    try:
        application, version, empty = _inspect(connection)
        if (not empty and application != APPLICATION) or version > VERSION:
            connection.close()
            why = "was written by a newer version" if application == APPLICATION else "is not ours"
            return [_set_aside(path, why), *_migrate(path)]
        if not empty and version == VERSION:
            _require_writable(path)
            return []
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        with transaction(connection):
            version, _ = _version(connection)  # another program may have migrated it meanwhile
            for step in range(version, VERSION):
                for statement in filter(str.strip, MIGRATIONS[step].split(";")):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        return []
    finally:
        connection.close()


def _inspect(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Return the application, the version, and whether the file is empty. Raises DatabaseError for damage."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version, empty = _version(connection)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        if (empty and pages > 1) or (not empty and application == APPLICATION and version < 1):
            raise sqlite3.DatabaseError("the list of tables is damaged")
        if not empty and (application, version) == (APPLICATION, VERSION):
            for table, columns in TABLES.items():
                connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608 - our own names
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("damaged")
    except sqlite3.OperationalError as error:
        if is_damage(error):
            raise sqlite3.DatabaseError(str(error)) from error
        raise
    return application, version, empty


def _version(connection: sqlite3.Connection) -> tuple[int, bool]:
    """Return the version of the tables, 0 where there are none, and whether there are none."""
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
        return 0, True
    return connection.execute("PRAGMA user_version").fetchone()[0], False


def _require_writable(path: Path) -> None:
    """Raise OSError where the file cannot be changed; SQLite would only tell at the first change."""
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def _set_aside(path: Path, why: str) -> str:
    """Rename the file and its logs; return a sentence that says so."""
    aside = path.with_name(
        f"{path.stem}-{time.strftime('%Y%m%d-%H%M%S')}-{time.time_ns() % 1000}{path.suffix}"
    )
    for suffix in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return f"What you had read and saved starts afresh: the file {why}. It was kept as {aside}."
