"""Paths as the index keeps them: text, but for the few that are none."""

from __future__ import annotations

import os


def stored(path: str) -> str | bytes:
    """A path as the database keeps it: text, or bytes where it is not UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def shown_path(path: str | bytes) -> str:
    """The path that `stored` was given."""
    return os.fsdecode(path) if isinstance(path, bytes) else path
