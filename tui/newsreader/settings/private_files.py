"""Keep what the program writes about a person private: folders have mode 0700, files 0600."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Create a folder with mode 0700, or tighten an existing one and the files directly in it.

    Missing parents are created private too. What belongs to another user is left alone, as is a sticky
    folder, which is shared on purpose. Raises OSError if the folder cannot be created.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        for parent in reversed(folder.parents):
            if not parent.exists():
                parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        if not folder.is_dir():
            raise
        status = folder.stat()
        if not status.st_mode & stat.S_ISVTX:
            _tighten(folder, status)
            tighten_files(folder)


def tighten_files(folder: Path) -> None:
    """Take the rights of others from the regular files directly in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:  # a file may vanish meanwhile
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                _tighten(Path(entry.path), entry.stat(follow_symlinks=False))


def _tighten(path: Path, status: os.stat_result) -> None:
    if status.st_uid == os.geteuid() and status.st_mode & 0o077:
        with suppress(OSError):  # a read-only file system: nothing can be written there either
            path.chmod(stat.S_IMODE(status.st_mode) & 0o700)
