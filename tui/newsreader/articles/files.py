"""Read article files: regular files below a content root, in full and up to a size limit.

A folder of strangers may contain pipes, devices, links to anywhere and endless files. Each part of a path is
opened relative to the folder before it, without following links, so that nothing can be swapped on the way,
and what was opened must be a regular file. Links are resolved first, and followed only below the root.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from newsreader.articles.article import Finding, UnreadableError
from newsreader.articles.file_findings import MAX_BYTES, error_finding, file_finding

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_SUFFIXES = (".md", ".markdown")
_PROJECT_FILE = re.compile(
    r"(?:readme|licen[cs]e|contributing|changelog)"
    r"(?:[._-](?:[a-z]{2}(?:[-_][a-z]{2,4})?|mit|apache|gpl))?\.(?:md|markdown)",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A file that may be an article."""

    path: str
    """Relative to the root, with `/`. Use it to open the file, and `clean_path` to print it."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Modification time in nanoseconds since 1970."""


Entry = tuple[str, int, int]
"""The same relative to its folder: name, size, modification time."""


def is_article_name(name: str) -> bool:
    """Whether a file of this name may be an article."""
    return name[:1] not in "._" and name.lower().endswith(_SUFFIXES)


def needs_front_matter(name: str) -> bool:
    """Whether a file of this name, such as `README.md`, is an article only if it has front matter."""
    return _PROJECT_FILE.fullmatch(name) is not None


def read_bytes(root: Path, relative: str) -> bytes:
    """Return the content of the file `relative` below `root`.

    Raises UnreadableError if it is no regular file below `root`, too large or unreadable.
    """
    try:
        try:
            return _read_below(root, relative.split("/"), relative)
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
                raise
        return _read_below(root, _resolved(root, relative), relative)
    except OSError as error:
        raise UnreadableError(error_finding(error, relative)) from error
    except ValueError as error:
        raise UnreadableError(file_finding(relative, "outside")) from error


def read_named(path: Path) -> bytes:
    """Return the content of a file that the user named, following links.

    Raises UnreadableError if it is no regular file, too large or unreadable.
    """
    try:
        with ExitStack() as opened:
            file = os.open(path, _FILE & ~os.O_NOFOLLOW)
            opened.callback(os.close, file)
            return _read_all(file, path.name)
    except OSError as error:
        raise UnreadableError(error_finding(error, path.name)) from error


def walk(root: Path) -> Iterator[Found | Finding]:
    """Yield every file below `root` that may be an article, and a finding for each unreadable folder.

    Names that start with `.` are skipped, and files that start with `_`. A link to a file is listed if it
    leads to a regular file below `root`; a linked folder is entered if it is below `root` and new.
    """
    for prefix, entries in walk_folders(root):
        for entry in entries:
            yield Found(prefix + entry[0], *entry[1:]) if isinstance(entry, tuple) else entry


def walk_folders(root: Path) -> Iterator[tuple[str, Iterator[Entry | Finding]]]:
    """Yield the prefix of each folder's paths and its entries, to be consumed before the next folder.

    This is faster than `walk`.
    """
    real_root = os.path.realpath(root)
    visited: set[str] = set()
    links: list[tuple[str, str]] = []
    folders = [("", real_root)]
    while folders or links:
        while folders:
            prefix, folder = folders.pop()
            if folder not in visited:
                visited.add(folder)
                yield prefix, _list_folder(prefix, folder, real_root, folders, links)
        if links:
            folders.append(links.pop())


def _list_folder(
    prefix: str,
    folder: str,
    real_root: str,
    folders: list[tuple[str, str]],
    links: list[tuple[str, str]],
) -> Iterator[Entry | Finding]:
    """Yield the articles in one folder; add its folders to `folders` and linked ones to `links`."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                # The usual case first, and inline: it occurs a hundred thousand times.
                if name.endswith(".md") and name[0] not in "._" and entry.is_file(follow_symlinks=False):
                    try:
                        status = entry.stat(follow_symlinks=False)
                    except OSError as error:
                        yield error_finding(error, prefix + name)
                    else:
                        yield name, status.st_size, status.st_mtime_ns
                elif name[0] == ".":
                    continue
                elif entry.is_symlink():
                    yield from _follow_link(entry, prefix, real_root, links)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append((f"{prefix}{name}/", entry.path))
                elif is_article_name(name):
                    yield _stat_entry(entry, prefix)
    except OSError as error:
        yield error_finding(error, prefix.rstrip("/") or ".", what="folder")


def _stat_entry(entry: os.DirEntry[str], prefix: str) -> Entry | Finding:
    try:
        status = entry.stat()
    except OSError as error:
        return error_finding(error, prefix + entry.name)
    if not stat.S_ISREG(status.st_mode):
        return file_finding(prefix + entry.name, "not-regular")
    return entry.name, status.st_size, status.st_mtime_ns


def _follow_link(
    entry: os.DirEntry[str], prefix: str, real_root: str, links: list[tuple[str, str]]
) -> Iterator[Entry | Finding]:
    """Yield the article or the finding that a symbolic link leads to; add a folder to `links`."""
    path, is_article = prefix + entry.name, is_article_name(entry.name)
    try:
        target = os.path.realpath(entry.path, strict=True)
        is_folder = entry.is_dir()
    except OSError as error:
        if is_article:
            yield error_finding(error, path)
        return
    if not _is_below(target, real_root):
        if is_article or is_folder:
            yield file_finding(path, "outside")
    elif is_folder:
        links.append((f"{path}/", target))
    elif is_article:
        yield _stat_entry(entry, prefix)


def _read_below(root: Path, parts: list[str], relative: str) -> bytes:
    """Open `parts` one below the other without following links, and read the last."""
    if not parts or any(part in ("", ".", "..") for part in parts):
        raise ValueError("not a path below the root")
    with ExitStack() as opened:
        handle = os.open(root, _FOLDER & ~os.O_NOFOLLOW)
        opened.callback(os.close, handle)
        for part in parts[:-1]:
            handle = os.open(part, _FOLDER, dir_fd=handle)
            opened.callback(os.close, handle)
        file = os.open(parts[-1], _FILE, dir_fd=handle)
        opened.callback(os.close, file)
        return _read_all(file, relative)


def _read_all(file: int, relative: str) -> bytes:
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError(file_finding(relative, "not-regular"))
    if status.st_size > MAX_BYTES:
        raise UnreadableError(file_finding(relative, "too-large"))
    chunks: list[bytes] = []
    length = 0
    # A file may grow while it is read, and its size may be wrong, as below /proc.
    while chunk := os.read(file, max(status.st_size - length, 0) + 1):
        chunks.append(chunk)
        length += len(chunk)
        if length > MAX_BYTES:
            raise UnreadableError(file_finding(relative, "too-large"))
    return b"".join(chunks)


def _resolved(root: Path, relative: str) -> list[str]:
    """Return the parts of the resolved path below `root`. Raises ValueError if it is outside."""
    real_root = os.path.realpath(root, strict=True)
    target = os.path.realpath(os.path.join(real_root, relative), strict=True)  # noqa: PTH118 (keeps bytes as they are)
    if not _is_below(target, real_root):
        raise ValueError("outside of the root")
    return os.path.relpath(target, real_root).split("/")


def _is_below(path: str, real_root: str) -> bool:
    return path == real_root or path.startswith(real_root.rstrip("/") + "/")
