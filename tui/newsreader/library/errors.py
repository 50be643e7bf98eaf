"""What can go wrong with a library, as sentences for a person."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.library.headlines import Headline


class LibraryError(Exception):
    """Something about the library as a whole; its text is a sentence for a person."""


class ContentError(LibraryError):
    """A root that was asked for cannot be read at all."""


class NotFoundError(LibraryError):
    """No article answers to what was asked for."""


class AmbiguousError(LibraryError):
    """Several articles answer to what was asked for."""

    def __init__(self, message: str, candidates: Sequence[Headline]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)
        """The first few that answer to it, newest first."""
