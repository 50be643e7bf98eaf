"""Write to an index, in transactions that leave a whole list at any moment."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from itertools import groupby

from newsreader.articles.article import Finding
from newsreader.library import date_order, text_folding
from newsreader.library.article_queries import read_dictionary
from newsreader.library.index import arrays
from newsreader.library.index.compression import (
    compress_findings,
    decompress,
    decompress_findings,
    finding_rows,
    make_dictionary,
)
from newsreader.library.index.index_rows import ReadResult, Row, folded_columns
from newsreader.library.index.recovery import require
from newsreader.library.index.stored_paths import encode_path
from newsreader.library.scan import ChangedFile

_COMMIT_SECONDS = 0.25
"""How soon what was read can be listed."""

_BULK_FTS = {"automerge": 0, "crisismerge": 1000, "hashsize": 16 << 20}
"""FTS5 settings for a large build: nothing merged, and no segment begun for each megabyte."""
_DEFAULT_FTS = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
_MERGE_PAGES = 500
"""Pages that FTS5 merges in one step."""
_FTS_TABLES = ("words", "prefixes")
_NOT_OPENED = -(1 << 62)
"""The modification time stored for a file that could not be opened, so that the next scan reads it again."""


class Writer:
    """Adds articles to an index and removes them. Use it in one thread, with the index's lock held."""

    def __init__(self, connection: sqlite3.Connection, now: int) -> None:
        self._connection = connection
        self._now = now
        """When new articles arrived, seconds since 1970; 0 for a first build."""
        self._areas: dict[str, int] = {
            folded: number for number, folded in connection.execute("SELECT id, folded FROM area")
        }
        self._folders: dict[tuple[int, str | bytes], int] = {}
        self._words: dict[int, tuple[tuple[str, str, str, str], str]] = {}
        """Words and prefixes of articles that this writer added and has not yet indexed."""
        self._unsearched: set[int] = set()
        """Articles without words in the index that the table `unsearched` does not name yet."""
        self._next_keys: dict[int, int] = {}
        """The next free key of each bucket."""
        self.dictionary = read_dictionary(connection)
        self._begun = 0.0
        self._list_changed = False

    def put(self, file: ChangedFile, result: ReadResult) -> bool:
        """Store a read file; return whether that changed an article, or made one of a known file."""
        self._begin()
        row, findings, transient = result
        folder_path, _, name = file.path.rpartition("/")
        place = (self._folder(file.root, encode_path(folder_path)), encode_path(name))
        if transient and self._is_known_failure(place, findings):
            return False
        known, added = self._delete(*place)
        key = self._insert(file, row, added) if row is not None else None
        changed = _NOT_OPENED if transient else file.changed
        self._connection.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", (*place, file.size, changed, key))
        if findings:
            self._connection.execute("INSERT INTO finding VALUES (?, ?, ?)", (*place, findings))
        return known and (row is not None or added is not None)

    def _is_known_failure(self, place: tuple[int, str | bytes], findings: bytes) -> bool:
        query = (
            "SELECT 1 FROM file JOIN finding USING (folder, name)"
            " WHERE folder = ? AND name = ? AND changed = ? AND packed = ?"
        )
        return self._connection.execute(query, (*place, _NOT_OPENED, findings)).fetchone() is not None

    def remove(self, folder: int, name: str | bytes) -> None:
        """Remove a file."""
        self._begin()
        self._delete(folder, name)

    def learn_dictionary(self, results: Sequence[ReadResult]) -> None:
        """Draw the dictionary of a new index from the first files, which were read without one."""
        bodies = [decompress(result.row.body, b"") for result in results if result.row is not None]
        findings = [decompress_findings(result.findings, b"") for result in results]
        self.dictionary = make_dictionary(bodies, findings)
        self.set_meta("dictionary", self.dictionary)

    def put_scan_findings(self, findings: list[tuple[int, Finding]]) -> None:
        """Replace the findings about what could not be scanned, each with the number of its root."""
        self._begin()
        rows: dict[tuple[int, str], bytes] = {}
        for (root, path), group in groupby(findings, key=lambda found: (found[0], found[1].path)):
            rows[-root, path] = compress_findings(
                finding_rows(finding for _, finding in group), self.dictionary
            )
        known = self._connection.execute("SELECT folder, name, packed FROM finding WHERE folder < 0")
        if rows != {(folder, name): packed for folder, name, packed in known.fetchall()}:
            self._connection.execute("DELETE FROM finding WHERE folder < 0")
            self._connection.executemany(
                "INSERT INTO finding VALUES (?, ?, ?)", [(*key, packed) for key, packed in rows.items()]
            )

    def backlog(self) -> int:
        """Return how many articles this writer added whose words are not in the index yet."""
        return len(self._words)

    def index_words(self, limit: int) -> int:
        """Index the words of up to `limit` listed articles, newest first; return how many."""
        self._begin()
        keys = sorted(self._words, reverse=True)[:limit]
        if not keys:
            rows = self._connection.execute("SELECT key FROM unsearched ORDER BY key DESC LIMIT ?", (limit,))
            keys = [key for (key,) in rows]
        words, prefixes = [], []
        for key in sorted(keys):  # FTS5 must write out what it holds whenever a row is below the one before
            columns, starts = self._words.pop(key) if key in self._words else self._words_of(key)
            words.append((key, *columns))
            prefixes.append((key, starts))
        self._connection.executemany(
            "INSERT INTO words (rowid, title, area, summary, body) VALUES (?, ?, ?, ?, ?)", words
        )
        self._connection.executemany("INSERT INTO prefixes (rowid, text) VALUES (?, ?)", prefixes)
        named = [(key,) for key in keys if key not in self._unsearched]
        self._connection.executemany("DELETE FROM unsearched WHERE key = ?", named)
        self._unsearched.difference_update(keys)
        return len(keys)

    def commit(self, *, due: bool = False) -> None:
        """Commit; with `due`, only if the transaction has been open for a while."""
        if not self._connection.in_transaction or (due and time.monotonic() - self._begun < _COMMIT_SECONDS):
            return
        self._connection.executemany(
            "INSERT INTO unsearched VALUES (?)", [(key,) for key in self._unsearched]
        )
        self._unsearched.clear()
        if self._list_changed:
            self._connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        self._connection.execute("COMMIT")
        self._list_changed = False

    def set_meta(self, name: str, value: object) -> None:
        """Set a value about the index itself; None deletes it."""
        self._begin()
        if value is None:
            self._connection.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self._connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def make_ids_unique(self) -> None:
        """Give files with the same path below several roots different ids; the first root's keeps its own."""
        self._begin()
        doubles = self._connection.execute(
            "SELECT key, root.folder, folder.path, name FROM file JOIN folder ON folder.id = file.folder"
            " JOIN root ON root.id = folder.root WHERE key IS NOT NULL"
            " AND folder.path IN (SELECT path FROM folder GROUP BY path HAVING count(*) > 1)"
            " ORDER BY folder.path, name, folder.root"
        ).fetchall()
        before = None
        for key, root, path, name in doubles:
            if (path, name) == before:
                new = (_second_id(root, f"{path}/{name}"), key)
                self._connection.execute("UPDATE article SET id = ? WHERE key = ?", new)
                self._list_changed = True
            before = path, name

    def learn_spelling(self) -> None:
        """Store the words of more than one article."""
        self._begin()
        self._connection.execute("DELETE FROM spelling")
        self._connection.execute(
            "INSERT INTO spelling SELECT term, doc FROM vocabulary"
            " WHERE doc > 1 AND length(term) BETWEEN 3 AND 30"
        )

    def merge_words(self, stop: Callable[[], bool]) -> None:
        """Merge the segments of the indexes of words: smaller by a fifth, and quicker to search."""
        for table in _FTS_TABLES:
            pages, written = -_MERGE_PAGES, 2
            while written > 1 and not stop():
                self._begin()
                before = self._connection.total_changes
                self._set_fts(table, "merge", pages)
                written = self._connection.total_changes - before
                pages = _MERGE_PAGES
                self.commit(due=True)
        self.commit()

    def set_bulk(self, bulk: bool) -> None:
        """Set whether words stay unmerged until `merge_words`: merging takes half of a large build."""
        self._begin()
        for table in _FTS_TABLES:
            for name, value in (_BULK_FTS if bulk else _DEFAULT_FTS).items():
                self._set_fts(table, name, value)

    def store_arrays(self) -> None:
        """Store the whole list as arrays, for the next start."""
        self.commit()
        self._begin()
        arrays.store(self._connection)
        self.commit()

    def _set_fts(self, table: str, name: str, value: int) -> None:
        self._connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))  # noqa: S608

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
            self._begun = time.monotonic()

    def _folder(self, root: int, path: str | bytes) -> int:
        number = self._folders.get((root, path))
        if number is None:
            self._connection.execute("INSERT OR IGNORE INTO folder (root, path) VALUES (?, ?)", (root, path))
            find = "SELECT id FROM folder WHERE root = ? AND path = ?"
            number = require(self._connection.execute(find, (root, path)).fetchone())[0]
            self._folders[root, path] = number
        return number

    def _area(self, name: str) -> int:
        folded = text_folding.fold(name)
        number = self._areas.get(folded)
        if number is None:
            added = self._connection.execute("INSERT INTO area (name, folded) VALUES (?, ?)", (name, folded))
            number = self._areas[folded] = added.lastrowid or 0
        return number

    def _insert(self, file: ChangedFile, row: Row, added: int | None) -> int:
        run = self._connection.execute
        if added is None and self._now:  # a moved file is still in its old place, as files are removed last
            added = run("SELECT min(added) FROM article WHERE identity = ?", (row.identity,)).fetchone()[0]
        key = self._free_key(row.bucket)
        raw_path = None if file.path == row.path else encode_path(file.path)
        run(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, row.identity, row.minute, self._area(row.area), row.id, file.root, row.path, raw_path,
                row.title, row.date, row.date_source, row.description, row.url, row.reference,
                row.reference_key, row.expires, self._now if added is None else added,
            ),
        )  # fmt: skip
        run("INSERT INTO filter_text VALUES (?, ?)", (key, row.filter_text))
        run("INSERT INTO body VALUES (?, ?)", (key, row.body))
        if row.original is not None or row.language.partition("-")[0] != "en":
            run("INSERT INTO translation VALUES (?, ?, ?)", (key, row.language, row.original))
        self._unsearched.add(key)
        self._words[key] = row.words, row.prefixes
        self._list_changed = True
        return key

    def _free_key(self, bucket: int) -> int:
        key = self._next_keys.get(bucket)
        if key is None:
            low, high = date_order.first_row(bucket), date_order.first_row(bucket + 1) - 1
            query = "SELECT max(key) FROM article WHERE key BETWEEN ? AND ?"
            last = self._connection.execute(query, (low, high)).fetchone()[0]
            key = low if last is None else last + 1
        if date_order.bucket_of(key) != bucket:  # the bucket is full; after the last day there is room
            while self._connection.execute("SELECT 1 FROM article WHERE key = ?", (key,)).fetchone():
                key += 1
        self._next_keys[bucket] = key + 1
        return key

    def _delete(self, folder: int, name: str | bytes) -> tuple[bool, int | None]:
        """Delete a file; return whether it was known, and since when as an article."""
        run = self._connection.execute
        row = run("SELECT key FROM file WHERE folder = ? AND name = ?", (folder, name)).fetchone()
        if row is None:
            return False, None
        run("DELETE FROM file WHERE folder = ? AND name = ?", (folder, name))
        run("DELETE FROM finding WHERE folder = ? AND name = ?", (folder, name))
        key = row[0]
        if key is None:
            return True, None
        added = require(run("SELECT added FROM article WHERE key = ?", (key,)).fetchone())[0]
        if key in self._unsearched or run("DELETE FROM unsearched WHERE key = ?", (key,)).rowcount:
            self._words.pop(key, None)
            self._unsearched.discard(key)
        else:
            words, prefixes = self._words_of(key)
            columns = "words, rowid, title, area, summary, body"
            run(f"INSERT INTO words ({columns}) VALUES ('delete', ?, ?, ?, ?, ?)", (key, *words))  # noqa: S608
            run("INSERT INTO prefixes (prefixes, rowid, text) VALUES ('delete', ?, ?)", (key, prefixes))
        for table in ("article", "filter_text", "body", "translation"):
            run(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - one of four
        self._list_changed = True
        return True, added

    def _words_of(self, key: int) -> tuple[tuple[str, str, str, str], str]:
        """Return the words as they are indexed for an article: FTS5 needs the same to delete them."""
        query = (
            "SELECT title, area.name, description, body.text FROM article JOIN body USING (key)"
            " JOIN area ON area.id = article.area WHERE key = ?"
        )
        title, area, description, body = require(self._connection.execute(query, (key,)).fetchone())
        words = folded_columns(title, area, description, decompress(body, self.dictionary))
        return words, text_folding.prefixes(*words)


def _second_id(root: str, path: str) -> str:
    from newsreader.articles.hashing import blake2b

    return blake2b(f"{root}\0{path}".encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
