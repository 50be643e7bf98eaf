"""Find what changed below the roots since the last scan, by path, size and modification time."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newsreader.articles.article import Finding
from newsreader.articles.clean_text import clean_path
from newsreader.articles.files import Entry, is_article_name, walk_folders
from newsreader.library.index.stored_paths import decode_path, encode_path
from newsreader.library.roots import Root

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?([0-2]\d|3[01]))?)?(?!\d)", re.ASCII
)

_STAMP = 1_000_003
"""Size and modification time are compared as one number: nanoseconds plus so many for each byte."""


class ChangedFile(NamedTuple):
    """A file that is new or not as the index knows it."""

    root: int
    """The number of its root in the index."""
    path: str
    """Below the root; opens the file."""
    size: int
    changed: int
    """Modification time, nanoseconds since 1970."""

    def likely_date(self) -> tuple[str, int]:
        """Return a sort key that needs no reading: a date in the path, then the modification time."""
        match = _DATE.search(self.path)
        return "".join(match.groups("")) if match else "", self.changed


@dataclass
class Scan:
    """One scan of the roots. `gone`, `away` and `findings` are complete after `changed_files`."""

    connection: sqlite3.Connection
    roots: list[tuple[int, Root]]
    """With the number of each in the index."""
    seen: int = 0
    """Files found so far."""
    gone: list[tuple[int, str | bytes]] = field(default_factory=list)
    """Folder and stored name of files that are no longer there."""
    away: list[Root] = field(default_factory=list)
    """Roots that cannot be scanned now: what is known of them is kept."""
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    """What could not be scanned, each with the number of its root."""

    def changed_files(self) -> Iterator[ChangedFile]:
        """Yield every file that must be read."""
        for number, root in self.roots:
            yield from self._root(number, root)

    def _root(self, number: int, root: Root) -> Iterator[ChangedFile]:
        folders = dict(self.connection.execute("SELECT path, id FROM folder WHERE root = ?", (number,)))
        unseen: list[str] = []
        start = before = self.seen
        for prefix, entries in self._entries(root):
            stored = encode_path(prefix[:-1])
            folder = folders.get(stored)
            known = self._stamps(folder)
            take, count = known.pop, 0
            for item in entries:  # runs a hundred thousand times: one loop, no calls
                if not isinstance(item, tuple):
                    unseen.append(item.path)
                    self.findings.append((number, item))
                    continue
                name, size, changed = item
                count += 1
                if take(name if name.isascii() else encode_path(name), None) != changed + size * _STAMP:
                    self.seen = before + count
                    yield ChangedFile(number, prefix + name, size, changed)
            before = self.seen = before + count
            if count and (prefix[:-1] or ".") not in unseen:
                self.gone += [(folder or 0, name) for name in known]
                folders.pop(stored, None)
        if "." in unseen or (self.seen == start and self._is_unmounted(number, root)):
            self.away.append(root)
        else:
            self._add_gone_folders(folders, unseen)

    def _add_gone_folders(self, folders: dict[str | bytes, int], unseen: list[str]) -> None:
        """Add the files of folders that have none any more, but not of those that could not be scanned."""
        for path, folder in folders.items():
            shown = clean_path(decode_path(path))
            if not any(shown == part or shown.startswith(f"{part}/") for part in unseen):
                names = self.connection.execute("SELECT name FROM file WHERE folder = ?", (folder,))
                self.gone += [(folder, name) for (name,) in names]

    def _stamps(self, folder: int | None) -> dict[str | bytes, int]:
        if folder is None:
            return {}
        query = f"SELECT name, changed + size * {_STAMP} FROM file WHERE folder = ?"  # noqa: S608
        return dict(self.connection.execute(query, (folder,)))

    def _entries(self, root: Root) -> Iterator[tuple[str, Iterator[Entry | Finding]]]:
        if root.only is None:
            return walk_folders(root.folder)
        try:
            status = root.path.stat()
        except FileNotFoundError:
            return iter(())
        folder, slash, name = root.only.rpartition("/")
        return iter([(folder + slash, iter([(name, status.st_size, status.st_mtime_ns)]))])

    def _is_unmounted(self, number: int, root: Root) -> bool:
        """Whether an empty root had articles when another device was in its place."""
        if not self.connection.execute("SELECT 1 FROM article WHERE root = ? LIMIT 1", (number,)).fetchone():
            return False
        device = self.connection.execute("SELECT device FROM root WHERE id = ?", (number,)).fetchone()[0]
        return device is not None and device != device_of(root.folder)


@dataclass
class PathScan(Scan):
    """A scan of some files only, of which the system told that they changed."""

    paths: Collection[str] = ()
    """Absolute."""

    def changed_files(self) -> Iterator[ChangedFile]:
        """Yield each of the files that must be read."""
        for number, root in self.roots:
            prefix = f"{root.folder}/".replace("//", "/")
            for path in self.paths:
                below = path.removeprefix(prefix)
                if path.startswith(prefix) and (root.only is None or root.only == below):
                    yield from self._file(number, root, below)

    def _file(self, number: int, root: Root, below: str) -> Iterator[ChangedFile]:
        folder, _, name = below.rpartition("/")
        hidden = any(part.startswith(".") for part in below.split("/"))
        if root.only is None and (hidden or not is_article_name(name)):
            return
        known = self.connection.execute(
            "SELECT folder, size, changed FROM file JOIN folder ON folder.id = file.folder"
            " WHERE folder.root = ? AND folder.path = ? AND name = ?",
            (number, encode_path(folder), encode_path(name)),
        ).fetchone()
        try:
            status = (root.folder / below).stat()
        except FileNotFoundError:
            if known is not None:
                self.gone.append((known[0], encode_path(name)))
            return
        except OSError:
            return  # the next whole scan says why
        if known is None or known[1:] != (status.st_size, status.st_mtime_ns):
            yield ChangedFile(number, below, status.st_size, status.st_mtime_ns)


def device_of(folder: Path) -> int | None:
    """Return the device that a folder lies on; None where it is not there."""
    try:
        return folder.stat().st_dev & 0x7FFFFFFFFFFFFFFF
    except OSError:
        return None
