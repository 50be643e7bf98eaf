"""How the program holds memory: as little as a program that stays open for days should."""

from __future__ import annotations

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""Parameters of `mallopt(3)`, from glibc's malloc.h."""
LARGE = 128 * 1024
"""Bytes from which a piece of memory goes back to the system when it is free: glibc's own first choice, which
it raises whenever one is freed, up to 32 MB."""


def hold_little() -> None:
    """Has all threads take memory from one place; to be called before any is started.

    Left to itself, glibc gives each thread a place of its own and keeps there what the thread has freed: at a
    hundred thousand articles 9 MB. Other systems' libraries have nothing like it, and are left alone.
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        return
    mallopt(_ARENA_MAX, 1)
    mallopt(_MMAP_THRESHOLD, LARGE)
