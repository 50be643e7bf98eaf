"""What can go wrong with a library, as sentences for the user."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.library.headlines import Headline


class LibraryError(Exception):
    """The library as a whole cannot be used."""


class ContentError(LibraryError):
    """A folder or file that was asked for cannot be read."""


class NotFoundError(LibraryError):
    """No article has this id or path."""


class AmbiguousError(LibraryError):
    """Several articles have this id prefix or path."""

    def __init__(self, message: str, candidates: Sequence[Headline]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)
        """The first few, newest first."""
