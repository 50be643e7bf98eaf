"""Store paths as text; undecodable ones as bytes."""

from __future__ import annotations

import os


def encode_path(path: str) -> str | bytes:
    """Return the database value of a path: text, or bytes where it is not UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def decode_path(stored: str | bytes) -> str:
    """Return the path that `encode_path` was given."""
    return os.fsdecode(stored) if isinstance(stored, bytes) else stored
