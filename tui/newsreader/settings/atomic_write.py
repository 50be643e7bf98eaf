"""Write a small file atomically: a power cut leaves either the old file or the new one."""

from __future__ import annotations

import os
from pathlib import Path


def write_atomically(file: Path, data: bytes, mode: int) -> None:
    """Replace the content of `file`; an existing file keeps its owner and mode, a new one gets `mode`.

    A symbolic link stays and its target is replaced. Raises OSError, leaving the file unchanged.
    """
    from tempfile import mkstemp  # too slow to import before the first frame

    file = Path(os.path.realpath(file))
    handle, aside = mkstemp(prefix=f".{file.name[:100]}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            _copy_owner_and_mode(file, stream.fileno(), mode)
            os.fsync(stream.fileno())
        Path(aside).replace(file)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _copy_owner_and_mode(file: Path, handle: int, mode: int) -> None:
    """Give an open file the owner and the mode of the file it replaces."""
    try:
        old = file.stat()
    except FileNotFoundError:
        os.fchmod(handle, mode)
        return
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, old.st_mode & 0o7777)
