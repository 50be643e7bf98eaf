"""The catalogue, read when it is first needed, for whoever shows it in several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.links.catalogue.catalogue import Catalogue


class LazyCatalogue:
    """Call it for the catalogue: the first call reads its files, and others wait for that."""

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        """`paths` gives the files and folders that it is read from, as `catalogue.load` takes them."""
        self._paths = paths
        self._lock = Lock()
        self._catalogue: Catalogue | None = None

    def __call__(self) -> Catalogue:
        """The catalogue."""
        with self._lock:
            if self._catalogue is None:
                from newsreader.links.catalogue.catalogue import load

                self._catalogue, _ = load(list(self._paths()))
            return self._catalogue
