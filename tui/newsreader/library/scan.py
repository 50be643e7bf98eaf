"""What changed below the roots since the index last looked: by path, size and time of change, reading
nothing."""

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
from newsreader.library.index.stored_paths import shown_path, stored
from newsreader.library.roots import Root

_DATED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])(?:[-_/.]?([0-2]\d|3[01]))?)?(?!\d)", re.ASCII
)

STAMP = 1_000_003
"""Nanoseconds that a byte of size counts for where size and time of change are compared as one number."""


class Changed(NamedTuple):
    """A file that is new or not as the index knows it."""

    root: int
    """Its root in the index."""
    path: str
    """Below the root; opens the file."""
    size: int
    changed: int
    """When it was last changed, nanoseconds since 1970."""

    def likely_date(self) -> tuple[str, int]:
        """What sorts with its date as far as that is known unread: a date in the path, else the time of
        change."""
        match = _DATED.search(self.path)
        return "".join(match.groups("")) if match else "", self.changed


@dataclass
class Scan:
    """One look at the roots. Iterate over `changes`; then `gone`, `away` and `findings` are true."""

    connection: sqlite3.Connection
    roots: list[tuple[int, Root]]
    """With the number of each in the index."""
    seen: int = 0
    """Files found so far."""
    gone: list[tuple[int, str | bytes]] = field(default_factory=list)
    """Folder and stored name of files that are no longer there."""
    away: list[Root] = field(default_factory=list)
    """Roots that cannot be looked at now: what is known of them is kept."""
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    """What could not be looked at, each with the number of its root."""

    def changes(self) -> Iterator[Changed]:
        """Every file that must be read."""
        for number, root in self.roots:
            yield from self._root(number, root)

    def _root(self, number: int, root: Root) -> Iterator[Changed]:
        folders = dict(self.connection.execute("SELECT path, id FROM folder WHERE root = ?", (number,)))
        unseen: list[str] = []
        start = before = self.seen
        for prefix, entries in self._entries(root):
            here = stored(prefix[:-1])
            folder = folders.get(here)
            known = self._stamps(folder)
            stamp, at = known.pop, 0
            for item in entries:  # one loop for all, as it runs a hundred thousand times
                if not isinstance(item, tuple):
                    unseen.append(item.path)
                    self.findings.append((number, item))
                    continue
                name, size, changed = item
                at += 1
                if stamp(name if name.isascii() else stored(name), None) != changed + size * STAMP:
                    self.seen = before + at
                    yield Changed(number, prefix + name, size, changed)
            before = self.seen = before + at
            if at and (prefix[:-1] or ".") not in unseen:
                self.gone += [(folder or 0, name) for name in known]
                folders.pop(here, None)
        if "." in unseen or (self.seen == start and self._was_elsewhere(number, root)):
            self.away.append(root)
        else:
            self._gone_folders(folders, unseen)

    def _gone_folders(self, folders: dict[str | bytes, int], unseen: list[str]) -> None:
        """What lay in folders that have no files any more; not in those that could not be looked at."""
        for path, folder in folders.items():
            shown = clean_path(shown_path(path))
            if not any(shown == part or shown.startswith(f"{part}/") for part in unseen):
                names = self.connection.execute("SELECT name FROM file WHERE folder = ?", (folder,))
                self.gone += [(folder, name) for (name,) in names]

    def _stamps(self, folder: int | None) -> dict[str | bytes, int]:
        """Of each known file of a folder, size and time of change as one number."""
        if folder is None:
            return {}
        query = f"SELECT name, changed + size * {STAMP} FROM file WHERE folder = ?"  # noqa: S608
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

    def _was_elsewhere(self, number: int, root: Root) -> bool:
        """Whether an empty root had articles when another disk stood in its place: a mount that is gone."""
        if not self.connection.execute("SELECT 1 FROM article WHERE root = ? LIMIT 1", (number,)).fetchone():
            return False
        device = self.connection.execute("SELECT device FROM root WHERE id = ?", (number,)).fetchone()[0]
        return device is not None and device != device_of(root.folder)


@dataclass
class Touched(Scan):
    """A look at some files only, of which the system told that they changed."""

    paths: Collection[str] = ()
    """Absolute."""

    def changes(self) -> Iterator[Changed]:
        """Every one of the files that must be read."""
        for number, root in self.roots:
            prefix = f"{root.folder}/".replace("//", "/")
            for path in self.paths:
                below = path.removeprefix(prefix)
                if path.startswith(prefix) and (root.only is None or root.only == below):
                    yield from self._file(number, root, below)

    def _file(self, number: int, root: Root, below: str) -> Iterator[Changed]:
        prefix, _, name = below.rpartition("/")
        hidden = any(part.startswith(".") for part in below.split("/"))
        if root.only is None and (hidden or not is_article_name(name)):
            return
        known = self.connection.execute(
            "SELECT folder, size, changed FROM file JOIN folder ON folder.id = file.folder"
            " WHERE folder.root = ? AND folder.path = ? AND name = ?",
            (number, stored(prefix), stored(name)),
        ).fetchone()
        try:
            status = (root.folder / below).stat()
        except FileNotFoundError:
            if known is not None:
                self.gone.append((known[0], stored(name)))
            return
        except OSError:
            return  # the next look at the whole folder will say why
        if known is None or known[1:] != (status.st_size, status.st_mtime_ns):
            yield Changed(number, below, status.st_size, status.st_mtime_ns)


def device_of(folder: Path) -> int | None:
    """The disk that a folder lies on; None where it is not there."""
    try:
        return folder.stat().st_dev & 0x7FFFFFFFFFFFFFFF
    except OSError:
        return None
