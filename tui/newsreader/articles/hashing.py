"""BLAKE2 without `hashlib`, which loads OpenSSL: 4 ms of every start and 5 MB of memory."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # the name is CPython's own
    from hashlib import blake2b

__all__ = ["blake2b"]
