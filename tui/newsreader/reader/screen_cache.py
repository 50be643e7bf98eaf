"""Keep what surrounds the list on the reader's screen from one start to the next.

The frames, the bars and the styles are kept as they were drawn, for one size of one terminal and one set of
choices. What a person reads is never kept; it comes from the library each time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from newsreader.articles.hashing import blake2b
from newsreader.settings.atomic_write import write_atomically
from newsreader.settings.private_files import make_private_folder

MAX_FILES = 12
"""Sizes and choices that are kept; those drawn longest ago are deleted."""
MAX_BYTES = 1_000_000

_TEXT_AND_COLOURS = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]|\x1b\[[0-9;]*m)*")
"""Nothing else of a file reaches the terminal."""
_STYLE = re.compile(r"[0-9;]*")


@dataclass(frozen=True, slots=True)
class ScreenCache:
    """A screen without its top bar and its list."""

    width: int
    height: int
    list_top: int
    """The first line of the list; it starts in the first column."""
    list_width: int
    """Columns of the list, with its scroll bar."""
    list_height: int
    rows: tuple[str, ...]
    """Every line, with its colours; empty for the top bar, and what is right of the list beside that."""
    styles: dict[str, str]
    """The SGR parameters of each style by its name (ECMA-48, 8.3.117): see `first_frame`."""


@dataclass(frozen=True, slots=True)
class ScreenCacheFile:
    """The file that the cache of a start is kept in."""

    path: Path
    width: int
    height: int

    @classmethod
    def of(cls, folder: Path, size: tuple[int, int], choices: Iterable[object]) -> ScreenCacheFile:
        """Return the file for a size in columns and lines, and for all else that the screen depends on."""
        name = blake2b(repr((*size, *choices)).encode("utf-8", "replace"), digest_size=12).hexdigest()
        return cls(folder / f"{name}.json", *size)

    def read(self) -> ScreenCache | None:
        """Return what was kept; None if there is nothing, or nothing that can be trusted."""
        try:
            with self.path.open("rb") as file:
                value = json.loads(file.read(MAX_BYTES))
            cache = ScreenCache(**{**value, "rows": tuple(value["rows"])})
            return cache if self._is_valid(cache) else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None  # it is only a picture of what Textual draws again

    def write(self, cache: ScreenCache) -> None:
        """Keep what was drawn; nothing if the disk is full or may not be written."""
        if not self._is_valid(cache) or self.read() == cache:
            return
        with suppress(OSError):
            make_private_folder(self.path.parent)
            write_atomically(self.path, json.dumps(asdict(cache)).encode(), 0o600)
            kept = sorted(self.path.parent.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for old in kept[MAX_FILES:]:
                old.unlink(missing_ok=True)

    def _is_valid(self, cache: ScreenCache) -> bool:
        numbers = (cache.list_top, cache.list_width, cache.list_height)
        return (
            (cache.width, cache.height) == (self.width, self.height)
            and len(cache.rows) == self.height
            and all(type(number) is int and number > 0 for number in numbers)
            and cache.list_top + cache.list_height <= self.height
            and cache.list_width <= self.width
            and all(map(_TEXT_AND_COLOURS.fullmatch, cache.rows))
            and all(map(_STYLE.fullmatch, cache.styles.values()))
        )
