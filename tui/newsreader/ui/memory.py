"""Keep the memory of a program small that stays open for days."""

from __future__ import annotations

from typing import Any

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""Parameters of `mallopt(3)`, from glibc's malloc.h."""
_LARGE = 128 * 1024
"""Bytes from which freed memory goes back to the system: glibc's default, which it would raise to 32 MB."""


def limit_malloc() -> None:
    """Let all threads allocate from one arena; to be called before any is started.

    By default glibc gives each thread an arena and keeps what the thread has freed: 9 MB at a hundred
    thousand articles. Other C libraries have nothing like it.
    """
    if (mallopt := _glibc_function("mallopt")) is not None:
        mallopt(_ARENA_MAX, 1)
        mallopt(_MMAP_THRESHOLD, _LARGE)


def trim_heap() -> None:
    """Return free memory to the system; takes a few milliseconds, in any thread."""
    if (malloc_trim := _glibc_function("malloc_trim")) is not None:
        malloc_trim(0)


def _glibc_function(name: str) -> Any:
    import ctypes  # lazy: takes 4 ms

    try:
        return getattr(ctypes.CDLL(None), name, None)
    except OSError:
        return None
