"""What changes below the roots, as it changes: told by the system, or looked for where that cannot tell.

A file that is still being written is waited for: it is read when it has kept its size and time for a moment,
and an empty one, as editors leave between emptying and filling, a little longer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from newsreader.articles.files import is_article_name
from newsreader.library.headlines import Update
from newsreader.library.index.stored_paths import stored
from newsreader.library.roots import Root

QUIET = 0.2
"""Seconds for which a file must not have changed."""
EMPTY_FOR = 1.0
"""The same of an empty file."""
POLLED_EVERY = 2.0
"""Seconds between two looks at folders that cannot tell of changes; more, where a look takes long."""
SHARE = 20
"""Looking may take one part in so many of the time."""

_SILENT = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "davfs", "drvfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "vmhgfs"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
"""File systems whose changes are made elsewhere, so that this machine's kernel does not hear of them."""

Refresh = Callable[[Collection[str] | None], Update]
"""Bring the index up to date: with these files, or with everything."""


def watch(
    roots: Sequence[Root], refresh: Refresh, changed: Callable[[Update], None], stop: threading.Event
) -> None:
    """Bring the index up to date whenever something changes, until `stop` is set; tell of every change."""

    def look(paths: Collection[str] | None) -> None:
        update = refresh(paths)
        if update.added or update.changed or update.removed:
            changed(update)

    if all(root.only is None and _may_be_told_of(root.folder) for root in roots):
        with suppress(OSError, RuntimeError):  # such as no room for more watches: then we look ourselves
            told = _told([root.folder for root in roots], stop)
            if next(told, None) is not None:
                look(None)  # for what changed between the last look and the first watch
            for paths in _settled(told, stop):
                look(paths)
            return
    _poll(look, stop)


def _may_be_told_of(folder: Path) -> bool:
    """Whether the system tells of changes in a folder; watchfiles takes no path that is not UTF-8."""
    return isinstance(stored(str(folder)), str) and tells_of_changes(folder)


def tells_of_changes(folder: Path) -> bool:
    """Whether the system tells of changes in a folder; guessed from the kind of its file system."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return True
    best, kind = "", ""
    for line in mounts:
        _, place, what, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, what
    return kind not in _SILENT


def _told(folders: Sequence[Path], stop: threading.Event) -> Iterator[set[str]]:
    """Paths that changed, as the system tells; an empty set now and then."""
    from watchfiles import Change, watch

    def matters(change: Change, path: str) -> bool:
        name = path.rpartition("/")[2]
        if name.startswith("."):
            return False
        # A folder has no name of its kind; one that changed inside says nothing that its files do not say.
        return is_article_name(name) or (change is not Change.modified and "." not in name)

    milliseconds = int(QUIET * 1000)
    for changes in watch(
        *folders,
        watch_filter=matters,
        step=milliseconds,
        debounce=5 * milliseconds,
        rust_timeout=5 * milliseconds,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        ignore_permission_denied=True,
    ):
        yield {path for _, path in changes}


def _settled(told: Iterator[set[str]], stop: threading.Event) -> Iterator[set[str] | None]:
    """The files that nobody writes any more; None where a folder came or went."""
    waiting: dict[str, tuple[object, float]] = {}
    for paths in told:
        now = time.monotonic()
        for path in paths:
            waiting[path] = (_look(path), now)
        while waiting and not stop.wait(QUIET):
            ready = {path for path, (seen, since) in waiting.items() if _is_settled(path, seen, since)}
            for path in list(waiting):
                if path in ready:
                    del waiting[path]
                elif _look(path) != waiting[path][0]:
                    waiting[path] = (_look(path), time.monotonic())
            if ready:
                whole = any(
                    not is_article_name(path.rpartition("/")[2]) or Path(path).is_dir() for path in ready
                )
                yield None if whole else ready


def _is_settled(path: str, seen: object, since: float) -> bool:
    now, patience = _look(path), QUIET
    if now is not None and now[0] == 0:
        patience = EMPTY_FOR
    return now == seen and time.monotonic() - since >= patience


def _look(path: str) -> tuple[int, int] | None:
    """Size and time of change; None for what is not there."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _poll(look: Callable[[Collection[str] | None], None], stop: threading.Event) -> None:
    pause = POLLED_EVERY
    while not stop.wait(pause):
        start = time.monotonic()
        look(None)
        pause = max(POLLED_EVERY, SHARE * (time.monotonic() - start))
