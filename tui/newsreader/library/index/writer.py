"""Every change of an index: one writer, in transactions that leave a whole list at any moment."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from itertools import groupby

from newsreader.articles.article import Finding
from newsreader.library import date_order, text_folding
from newsreader.library.article_queries import dictionary_of
from newsreader.library.index.arrays import read_shelf
from newsreader.library.index.compression import (
    finding_rows,
    make_dictionary,
    pack_findings,
    unpack,
    unpack_findings,
)
from newsreader.library.index.index_rows import Read, Row, words_of
from newsreader.library.index.recovery import there
from newsreader.library.index.stored_paths import stored
from newsreader.library.scan import Changed

COMMITTED_EVERY = 0.25
"""Seconds: what was read shows that soon."""

LATER = {"automerge": 0, "crisismerge": 1000, "hashsize": 16 << 20}
"""How FTS5 is to write while much comes in: nothing merged, and no piece begun for each megabyte."""
AT_ONCE = {"automerge": 4, "crisismerge": 16, "hashsize": 1 << 20}
"""The same as it is without being told."""
UNOPENED = -(1 << 62)
"""The time of change that is kept of a file that could not be opened."""
MERGED_AT_ONCE = 500
"""Pages of an index of words that are put together in one step."""


class Writer:
    """Puts articles into an index and takes them out. Use it in one thread, with the index's lock held."""

    def __init__(self, connection: sqlite3.Connection, now: int) -> None:
        self._connection = connection
        self._now = now
        """What new articles are marked with: seconds since 1970; 0 for a first build."""
        self._areas: dict[str, int] = {
            folded: number for number, folded in connection.execute("SELECT id, folded FROM area")
        }
        self._folders: dict[tuple[int, str | bytes], int] = {}
        self._prepared: dict[int, tuple[tuple[str, str, str, str], str]] = {}
        self._unnoted: set[int] = set()
        """Articles whose words are not in the index, and of whom the index does not know that yet."""
        self._next: dict[int, int] = {}
        """Of each bucket, the place after its last row."""
        self.dictionary = dictionary_of(connection)
        self._begun = 0.0
        self._list_changed = False

    def put(self, file: Changed, read: Read) -> bool:
        """Keep what a file gave in place of what was known of it; whether that changes a known article, or
        makes one of a known file.

        A file that could not be opened is kept with a stamp that no file has, so that the next look at the
        folders tries it again.
        """
        self._begin()
        row, findings, passing = read
        prefix, _, name = file.path.rpartition("/")
        folder = self._folder(file.root, stored(prefix))
        place = (folder, stored(name))
        if passing and self._is_said(place, findings):
            return False
        known, added = self._forget(*place)
        key = self._insert(file, row, added) if row is not None else None
        changed = UNOPENED if passing else file.changed
        self._connection.execute("INSERT INTO file VALUES (?, ?, ?, ?, ?)", (*place, file.size, changed, key))
        if findings:
            self._connection.execute("INSERT INTO finding VALUES (?, ?, ?)", (*place, findings))
        return known and (row is not None or added is not None)

    def _is_said(self, place: tuple[int, str | bytes], findings: bytes) -> bool:
        """Whether just this is known already of a file that could not be opened."""
        query = (
            "SELECT 1 FROM file JOIN finding USING (folder, name)"
            " WHERE folder = ? AND name = ? AND changed = ? AND packed = ?"
        )
        return self._connection.execute(query, (*place, UNOPENED, findings)).fetchone() is not None

    def remove(self, folder: int, name: str | bytes) -> None:
        """Take a file out."""
        self._begin()
        self._forget(folder, name)

    def learn(self, reads: Sequence[Read]) -> None:
        """Draw the dictionary of a new index from the first files, which were read without one."""
        bodies = [unpack(read.row.body, b"") for read in reads if read.row is not None]
        self.dictionary = make_dictionary(bodies, [unpack_findings(read.findings, b"") for read in reads])
        self.note("dictionary", self.dictionary)

    def report(self, findings: list[tuple[int, Finding]]) -> None:
        """Keep what could not be looked at in the place of what was kept of that before."""
        self._begin()
        rows: dict[tuple[int, str], bytes] = {}
        for (root, path), group in groupby(findings, key=lambda found: (found[0], found[1].path)):
            rows[-root, path] = pack_findings(finding_rows(finding for _, finding in group), self.dictionary)
        known = self._connection.execute(
            "SELECT folder, name, packed FROM finding WHERE folder < 0"
        ).fetchall()
        if rows != {(folder, name): packed for folder, name, packed in known}:
            self._connection.execute("DELETE FROM finding WHERE folder < 0")
            self._connection.executemany(
                "INSERT INTO finding VALUES (?, ?, ?)", [(*key, packed) for key, packed in rows.items()]
            )

    def backlog(self) -> int:
        """Articles read by this writer whose words are not in the index yet."""
        return len(self._prepared)

    def take_words(self, limit: int) -> int:
        """Put the words of up to `limit` listed articles into the index, newest first; how many there
        were."""
        self._begin()
        keys = sorted(self._prepared, reverse=True)[:limit]
        if not keys:
            rows = self._connection.execute("SELECT key FROM unsearched ORDER BY key DESC LIMIT ?", (limit,))
            keys = [key for (key,) in rows]
        words, beginnings = [], []
        for key in sorted(keys):  # FTS5 must write out what it holds whenever a row is below the one before
            texts, starts = self._prepared.pop(key) if key in self._prepared else self._words(key)
            words.append((key, *texts))
            beginnings.append((key, starts))
        self._connection.executemany(
            "INSERT INTO words (rowid, title, area, summary, body) VALUES (?, ?, ?, ?, ?)", words
        )
        self._connection.executemany("INSERT INTO beginnings (rowid, text) VALUES (?, ?)", beginnings)
        noted = [(key,) for key in keys if key not in self._unnoted]
        self._connection.executemany("DELETE FROM unsearched WHERE key = ?", noted)
        self._unnoted.difference_update(keys)
        return len(keys)

    def commit(self, *, due: bool = False) -> None:
        """Make what was done lasting and visible; with `due`, only if that was not done for a while."""
        if not self._connection.in_transaction or (due and time.monotonic() - self._begun < COMMITTED_EVERY):
            return
        self._connection.executemany("INSERT INTO unsearched VALUES (?)", [(key,) for key in self._unnoted])
        self._unnoted.clear()
        if self._list_changed:
            self._connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        self._connection.execute("COMMIT")
        self._list_changed = False

    def note(self, name: str, value: object) -> None:
        """Keep a value about the index itself; None takes it away."""
        self._begin()
        if value is None:
            self._connection.execute("DELETE FROM meta WHERE name = ?", (name,))
        else:
            self._connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def settle_ids(self) -> None:
        """Give each article an id of its own: of files with the same path below several roots, the first
        root's keeps it."""
        self._begin()
        doubles = self._connection.execute(
            "SELECT key, folder.root, folder.path, name FROM file JOIN folder ON folder.id = file.folder"
            " WHERE key IS NOT NULL"
            " AND folder.path IN (SELECT path FROM folder GROUP BY path HAVING count(*) > 1)"
            " ORDER BY folder.path, name, folder.root"
        ).fetchall()
        before = None
        for key, root, path, name in doubles:
            if (path, name) == before:
                ours = self._connection.execute("SELECT folder FROM root WHERE id = ?", (root,)).fetchone()
                new = (second_id(ours[0], f"{path}/{name}"), key)
                self._connection.execute("UPDATE article SET id = ? WHERE key = ?", new)
                self._list_changed = True
            before = path, name

    def learn_spelling(self) -> None:
        """Keep the words that stand in more than one article."""
        self._begin()
        self._connection.execute("DELETE FROM spelling")
        self._connection.execute(
            "INSERT INTO spelling SELECT term, doc FROM vocabulary"
            " WHERE doc > 1 AND length(term) BETWEEN 3 AND 30"
        )

    def tidy(self, stop: Callable[[], bool]) -> None:
        """Put the pieces together that the indexes of words were written in: smaller by a fifth, and quicker
        to ask."""
        for table in ("words", "beginnings"):
            pages, written = -MERGED_AT_ONCE, 2
            while written > 1 and not stop():
                self._begin()
                before = self._connection.total_changes
                self._connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)", (pages,))  # noqa: S608
                written = self._connection.total_changes - before
                pages = MERGED_AT_ONCE
                self.commit(due=True)
        self.commit()

    def merge_later(self, later: bool) -> None:
        """Whether the indexes of words are left in the pieces that they are written in, until `tidy`: to
        merge them on the way, as FTS5 does else, takes half of all its time."""
        self._begin()
        for table in ("words", "beginnings"):
            for name, value in (LATER if later else AT_ONCE).items():
                self._connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (name, value))  # noqa: S608

    def shelve(self) -> None:
        """Keep the whole list as arrays, for the next start."""
        self.commit()
        keys, identities, areas = read_shelf(self._connection)
        self._begin()
        self._connection.execute("DELETE FROM shelf")
        self._connection.execute(
            "INSERT INTO shelf SELECT value, ?, ?, ? FROM meta WHERE name = 'generation'",
            (keys.tobytes(), identities.tobytes(), areas.tobytes()),
        )
        self.commit()

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
            self._begun = time.monotonic()

    def _folder(self, root: int, path: str | bytes) -> int:
        number = self._folders.get((root, path))
        if number is None:
            self._connection.execute("INSERT OR IGNORE INTO folder (root, path) VALUES (?, ?)", (root, path))
            find = "SELECT id FROM folder WHERE root = ? AND path = ?"
            row = there(self._connection.execute(find, (root, path)).fetchone())
            number = self._folders[root, path] = row[0]
        return number

    def _area(self, name: str) -> int:
        folded = text_folding.fold(name)
        number = self._areas.get(folded)
        if number is None:
            number = self._areas[folded] = (
                self._connection.execute(
                    "INSERT INTO area (name, folded) VALUES (?, ?)", (name, folded)
                ).lastrowid
                or 0
            )
        return number

    def _insert(self, file: Changed, row: Row, added: int | None) -> int:
        run = self._connection.execute
        if (
            added is None and self._now
        ):  # a file that was moved is still in its old place, too: what is gone goes last
            added = run("SELECT min(added) FROM article WHERE identity = ?", (row.identity,)).fetchone()[0]
        key = self._free_key(row.bucket)
        raw = None if file.path == row.path else stored(file.path)
        run(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, row.identity, row.minute, self._area(row.area), row.id, file.root, row.path, raw,
                row.title, row.date, row.date_source, row.description, row.url, row.reference, row.quoted,
                row.expires,
                self._now if added is None else added,
            ),
        )  # fmt: skip
        run("INSERT INTO glance VALUES (?, ?)", (key, row.glance))
        run("INSERT INTO body VALUES (?, ?)", (key, row.body))
        if row.original is not None or row.language.partition("-")[0] != "en":
            run("INSERT INTO tongue VALUES (?, ?, ?)", (key, row.language, row.original))
        self._unnoted.add(key)
        self._prepared[key] = row.words, row.beginnings
        self._list_changed = True
        return key

    def _free_key(self, bucket: int) -> int:
        key = self._next.get(bucket)
        if key is None:
            low, high = date_order.first_row(bucket), date_order.first_row(bucket + 1) - 1
            query = "SELECT max(key) FROM article WHERE key BETWEEN ? AND ?"
            last = self._connection.execute(query, (low, high)).fetchone()[0]
            key = low if last is None else last + 1
        if (
            date_order.bucket_of(key) != bucket
        ):  # more than a bucket holds; between days there is room for some millions
            while self._connection.execute("SELECT 1 FROM article WHERE key = ?", (key,)).fetchone():
                key += 1
        self._next[bucket] = key + 1
        return key

    def _forget(self, folder: int, name: str | bytes) -> tuple[bool, int | None]:
        """Take out a file; whether it was known, and since when as an article."""
        run = self._connection.execute
        row = run("SELECT key FROM file WHERE folder = ? AND name = ?", (folder, name)).fetchone()
        if row is None:
            return False, None
        run("DELETE FROM file WHERE folder = ? AND name = ?", (folder, name))
        run("DELETE FROM finding WHERE folder = ? AND name = ?", (folder, name))
        key = row[0]
        if key is None:
            return True, None
        added = there(run("SELECT added FROM article WHERE key = ?", (key,)).fetchone())[0]
        if key in self._unnoted or run("DELETE FROM unsearched WHERE key = ?", (key,)).rowcount:
            self._prepared.pop(key, None)
            self._unnoted.discard(key)
        else:
            words, beginnings = self._words(key)
            columns = "words, rowid, title, area, summary, body"
            run(f"INSERT INTO words ({columns}) VALUES ('delete', ?, ?, ?, ?, ?)", (key, *words))  # noqa: S608
            run("INSERT INTO beginnings (beginnings, rowid, text) VALUES ('delete', ?, ?)", (key, beginnings))
        for table in ("article", "glance", "body", "tongue"):
            run(f"DELETE FROM {table} WHERE key = ?", (key,))  # noqa: S608 - one of four
        self._list_changed = True
        return True, added

    def _words(self, key: int) -> tuple[tuple[str, str, str, str], str]:
        """What was or will be told the index of words about an article."""
        find = (
            "SELECT title, area.name, description, body.text FROM article JOIN body USING (key)"
            " JOIN area ON area.id = article.area WHERE key = ?"
        )
        title, area, description, body = there(self._connection.execute(find, (key,)).fetchone())
        words = words_of(title, area, description, unpack(body, self.dictionary))
        return words, text_folding.beginnings(*words)


def second_id(folder: str, path: str) -> str:
    """The id of an article whose path below another root has the plain one."""
    from hashlib import blake2b

    return blake2b(f"{folder}\0{path}".encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
