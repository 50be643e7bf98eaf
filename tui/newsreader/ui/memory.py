"""How the program holds memory: as little as a program that stays open for days should."""

from __future__ import annotations

import sys
from typing import Any

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""Parameters of `mallopt(3)`, from glibc's malloc.h."""
LARGE = 128 * 1024
"""Bytes from which a piece of memory goes back to the system when it is free: glibc's own first choice, which
it raises whenever one is freed, up to 32 MB."""


def limit_malloc() -> None:
    """Has all threads take memory from one place; to be called before any is started.

    Left to itself, glibc gives each thread a place of its own and keeps there what the thread has freed: at a
    hundred thousand articles 9 MB. Other systems' libraries have nothing like it, and are left alone.
    """
    mallopt = _of_glibc("mallopt")
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)
        mallopt(_MMAP_THRESHOLD, LARGE)


def trim_heap() -> None:
    """Gives the system what is free between what is held; takes a few thousandths of a second, in any
    thread."""
    trim = _of_glibc("malloc_trim")
    if trim is not None:
        trim(0)


def _of_glibc(name: str) -> Any:
    """A function of the C library; None where it has no such one."""
    import ctypes

    try:
        return getattr(ctypes.CDLL(None), name, None)
    except OSError:
        return None


def load_no_ssl() -> None:
    """Has asyncio do without TLS; to be called before it is imported, and of no effect after that.

    Nothing here opens a connection. OpenSSL takes 4 MB of every Textual program and 8 ms of its start;
    asyncio is made to work where Python has been built without it, and what finds None in its place takes it
    for such a Python (the import system's documentation, "The module cache").
    """
    if "asyncio" not in sys.modules:
        sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]
