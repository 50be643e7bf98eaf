"""Report changes below the roots as they happen: told by the system, or polled where it cannot tell.

A file that is still being written is waited for: it is read when its size and time have not changed for a
moment, and an empty one, as editors leave between emptying and filling, a little longer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from newsreader.articles.files import is_article_name
from newsreader.library.headlines import Update
from newsreader.library.index.stored_paths import encode_path
from newsreader.library.roots import Root

SETTLE_SECONDS = 0.2
"""How long a file must not have changed."""
EMPTY_SETTLE_SECONDS = 1.0
"""The same for an empty file."""
POLL_SECONDS = 2.0
"""Pause between two scans of folders that cannot be watched; more, where a scan takes long."""
POLL_SHARE = 20
"""Scanning may take one part in so many of the time."""

_UNWATCHABLE = frozenset(
    {
        *("9p", "afs", "ceph", "cifs", "davfs", "drvfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "vmhgfs"),
        *("fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
"""File systems that change on another machine, so that this kernel does not see it."""

Refresh = Callable[[Collection[str] | None], Update]
"""Update the index from these files, or from all."""
Stamp = tuple[int, int] | None
"""Size and modification time of a file; None where it is gone."""


def watch(
    roots: Sequence[Root], refresh: Refresh, changed: Callable[[Update], None], stop: threading.Event
) -> None:
    """Update the index whenever something changes, until `stop` is set; call `changed` after each change."""

    def update(paths: Collection[str] | None) -> None:
        done = refresh(paths)
        if done.has_changes:
            changed(done)

    if all(root.only is None and _is_watchable(root.folder) for root in roots):
        with suppress(OSError, RuntimeError):  # such as too many watches: then poll
            events = _events([root.folder for root in roots], stop)
            if next(events, None) is not None:
                update(None)  # for what changed between the last scan and the first watch
            for paths in _settled(events, stop):
                update(paths)
            return
    _poll(update, stop)


def _is_watchable(folder: Path) -> bool:
    """Return whether a folder can be watched; watchfiles takes no path that is not UTF-8."""
    return isinstance(encode_path(str(folder)), str) and tells_of_changes(folder)


def tells_of_changes(folder: Path) -> bool:
    """Return whether the system reports changes in a folder, guessed from its file system."""
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
    return kind not in _UNWATCHABLE


def _events(folders: Sequence[Path], stop: threading.Event) -> Iterator[set[str]]:
    """Yield paths that changed, and an empty set now and then."""
    from watchfiles import Change, watch

    def matters(change: Change, path: str) -> bool:
        name = path.rpartition("/")[2]
        if name.startswith("."):
            return False
        # Without a suffix it may be a folder; a modified folder says nothing that its files do not say.
        return is_article_name(name) or (change is not Change.modified and "." not in name)

    milliseconds = int(SETTLE_SECONDS * 1000)
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


def _settled(events: Iterator[set[str]], stop: threading.Event) -> Iterator[set[str] | None]:
    """Yield files that are no longer being written; None where a folder came or went."""
    waiting: dict[str, tuple[Stamp, float]] = {}
    for paths in events:
        now = time.monotonic()
        for path in paths:
            waiting[path] = (_stamp(path), now)
        while waiting and not stop.wait(SETTLE_SECONDS):
            ready = set()
            for path, (before, since) in list(waiting.items()):
                stamp, now = _stamp(path), time.monotonic()
                if stamp != before:
                    waiting[path] = (stamp, now)
                elif now - since >= (EMPTY_SETTLE_SECONDS if stamp and not stamp[0] else SETTLE_SECONDS):
                    ready.add(path)
                    del waiting[path]
            if ready:
                folders = any(
                    not is_article_name(path.rpartition("/")[2]) or Path(path).is_dir() for path in ready
                )
                yield None if folders else ready


def _stamp(path: str) -> Stamp:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _poll(update: Callable[[Collection[str] | None], None], stop: threading.Event) -> None:
    pause = POLL_SECONDS
    while not stop.wait(pause):
        start = time.monotonic()
        update(None)
        pause = max(POLL_SECONDS, POLL_SHARE * (time.monotonic() - start))
