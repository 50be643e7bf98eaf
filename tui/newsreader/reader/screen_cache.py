"""What surrounds the list on the reader's first screen, kept from one start to the next.

Written as it was drawn: frames, bars and the looks of every kind of text, for one size of one terminal and
one set of choices. What a person reads is never kept; it comes from the library, each time.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

MOST_KEPT = 12
"""Sizes and choices that are kept; the ones not drawn for the longest time go."""

MOST_BYTES = 1_000_000

_HARMLESS = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]|\x1b\[[0-9;]*m)*")
"""Text, and colours: nothing else of a file reaches the terminal."""
_LOOK = re.compile(r"[0-9;]*")


@dataclass(frozen=True, slots=True)
class ScreenCache:
    """A screen with two holes: the bar at its top, and the list at its left."""

    width: int
    height: int
    list_top: int
    """The first line of the list; it begins in the first column."""
    list_width: int
    """Columns of the list, with its scroll bar."""
    list_height: int
    rows: tuple[str, ...]
    """Every line, with its colours; of the list's what stands to the right of it, of the first nothing."""
    looks: dict[str, str]
    """The numbers that turn on each look (ECMA-48, 8.3.117), by its name: see `first_frame`."""


@dataclass(frozen=True, slots=True)
class ScreenCacheFile:
    """Where the stencil of this start is kept, if there is one."""

    path: Path
    width: int
    height: int

    @classmethod
    def of(cls, folder: Path, size: tuple[int, int], choices: Iterable[object]) -> ScreenCacheFile:
        """The one for a size in columns and lines, and all else that the screen depends on."""
        name = blake2b(repr((*size, *choices)).encode("utf-8", "replace"), digest_size=12).hexdigest()
        return cls(folder / f"{name}.json", *size)

    def read(self) -> ScreenCache | None:
        """What was kept; None where there is nothing, or nothing that can be trusted."""
        try:
            with self.path.open("rb") as file:
                value = json.loads(file.read(MOST_BYTES))
            stencil = ScreenCache(**{**value, "rows": tuple(value["rows"])})
            return stencil if self._fits(stencil) else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None  # it is only a picture of what Textual will draw, and is drawn anew

    def keep(self, stencil: ScreenCache) -> None:
        """Keep what was drawn, all or nothing; a disk that is full or may not be written keeps nothing."""
        if not self._fits(stencil) or self.read() == stencil:
            return
        aside = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                aside.write_text(json.dumps(asdict(stencil)), encoding="utf-8")
                aside.replace(self.path)
            finally:
                aside.unlink(missing_ok=True)
            kept = sorted(self.path.parent.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for old in kept[MOST_KEPT:]:
                old.unlink(missing_ok=True)

    def _fits(self, stencil: ScreenCache) -> bool:
        numbers = (stencil.list_top, stencil.list_width, stencil.list_height)
        return (
            (stencil.width, stencil.height) == (self.width, self.height)
            and len(stencil.rows) == self.height
            and all(type(number) is int and number > 0 for number in numbers)
            and stencil.list_top + stencil.list_height <= self.height
            and stencil.list_width <= self.width
            and all(map(_HARMLESS.fullmatch, stencil.rows))
            and all(map(_LOOK.fullmatch, stencil.looks.values()))
        )
