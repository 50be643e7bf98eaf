"""The staff code of a display: digits, stored as a scrypt hash, with growing waits after wrong attempts."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

FEWEST, MOST = 6, 12
"""Number of digits in a code."""

FREE = 3
"""Consecutive wrong codes before the first wait."""
FIRST_WAIT, LONGEST_WAIT = 30, 3600
"""Seconds; each wrong code after the first wait doubles it."""

_N, _R, _P = 2**14, 8, 5
"""16 MB and about 0.2 s: one of the equal choices of OWASP's Password Storage Cheat Sheet (scrypt)."""
_MOST_MEMORY = 64 * 1024 * 1024
_MOST_WORK = 2**22
_WRITTEN = re.compile(
    r"scrypt\$n=([0-9]{5,6}),r=([0-9]{1,2}),p=([0-9]{1,2})\$([A-Za-z0-9+/]{22,86}={0,2})\$([A-Za-z0-9+/]{43}=)"
)


def weakness(code: str) -> str | None:
    """Say why a code is too weak, as a sentence; None if it is not."""
    if not (code.isascii() and code.isdigit()):
        return "A staff code is made of digits alone, so that it can be typed on a touch screen."
    if not FEWEST <= len(code) <= MOST:
        return f"A staff code has {FEWEST} to {MOST} digits; this one has {len(code)}."
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(code)}
    if len(steps - {0}) <= 1:
        return "Digits that repeat or that follow one another are the first that anybody tries: mix them."
    if any(code == (code[:length] * len(code))[: len(code)] for length in range(1, len(code) // 2 + 1)):
        return "This code repeats its beginning, which makes it as weak as that alone: mix the digits."
    if len(set(code)) < FEWEST // 2:
        return "This code has fewer than three different digits: mix more of them."
    return None


class _Hash(NamedTuple):
    n: int
    r: int
    p: int
    salt: bytes
    digest: bytes


def hashed(code: str) -> str:
    """Hash a code for the profile. Raises ValueError with the sentence of `weakness` for a weak one."""
    weak = weakness(code)
    if weak:
        raise ValueError(weak)
    salt = os.urandom(16)
    digest = _scrypt(code, salt, _N, _R, _P)
    return f"scrypt$n={_N},r={_R},p={_P}${b64encode(salt).decode()}${b64encode(digest).decode()}"


def matches(code: str, hashed: str) -> bool:
    """Say whether `code` matches; False for anything that `hashed` did not write. Takes about 0.2 s."""
    kept = _read(hashed)
    if kept is None:
        return False
    return hmac.compare_digest(_scrypt(code, kept.salt, kept.n, kept.r, kept.p), kept.digest)


def is_hash(text: str) -> bool:
    """Say whether this is a hash by `hashed` whose cost is neither too low nor too high."""
    return _read(text) is not None


def _read(text: str) -> _Hash | None:
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return None
    n, r, p = (int(written[number]) for number in (1, 2, 3))
    is_power = n & (n - 1) == 0
    if not is_power or n < _N or r < _R or p < 1 or 128 * n * r > _MOST_MEMORY or n * r * p > _MOST_WORK:
        return None
    try:
        salt, digest = b64decode(written[4], validate=True), b64decode(written[5], validate=True)
    except ValueError:
        return None
    return _Hash(n, r, p, salt, digest)


def _scrypt(code: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # Typed text may hold lone surrogates.
    data = code.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY * 2, dklen=32)


class Attempts:
    """Rate limit for the staff code, kept for the life of the program and independent of the wall clock."""

    def __init__(self, running: Callable[[], float]) -> None:
        """`running` returns monotonic seconds."""
        self._running = running
        self._wrong = 0
        self._free_at = running()

    @property
    def wait(self) -> int:
        """Whole seconds until the next attempt is allowed; 0 for now."""
        return max(0, -int(-(self._free_at - self._running()) // 1))

    def wrong(self) -> int:
        """Count a wrong code; return the seconds to wait."""
        self._wrong += 1
        if self._wrong >= FREE:
            # Bounded first: the power would overflow after months of wrong codes.
            doublings = min(self._wrong - FREE, 10)
            self._free_at = self._running() + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        return self.wait

    def right(self) -> None:
        """Reset the count after a correct code."""
        self._wrong = 0
        self._free_at = self._running()
