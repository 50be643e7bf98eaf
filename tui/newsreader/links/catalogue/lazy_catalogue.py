"""A catalogue that is read when it is first needed, from any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.links.catalogue.catalogue import Catalogue


class LazyCatalogue:
    """Call it for the catalogue: the first call reads the files, and calls meanwhile wait for it."""

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        """`paths` gives the files and folders, as `loader.load_catalogue` takes them."""
        self._paths = paths
        self._lock = Lock()
        self._catalogue: Catalogue | None = None

    def __call__(self) -> Catalogue:
        """Return the catalogue; findings about its files are dropped, as `check` reports them."""
        with self._lock:
            if self._catalogue is None:
                from newsreader.links.catalogue.loader import load_catalogue

                self._catalogue, _ = load_catalogue(list(self._paths()))
            return self._catalogue
