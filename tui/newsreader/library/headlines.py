"""What lists are made of: the values that the sidebar and the command line are given."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class View(StrEnum):
    """How the sidebar orders articles."""

    DATE = "date"
    AREA = "area"


class Status(StrEnum):
    """Which articles a list holds, by what the reader did with them."""

    ALL = "all"
    UNREAD = "unread"
    SAVED = "saved"
    NEW = "new"
    """Arrived since the last visit."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is asked to hold; empty means everything that has not expired."""

    areas: frozenset[str] = frozenset()
    """Names as in the articles, compared without case; any of them."""
    since: str | None = None
    """`2020`, `2020-06` or `2020-06-01`, included."""
    until: str | None = None
    """The same, included to its end."""
    undated: bool = False
    """Only those whose date is not known."""
    expired: bool = False
    """Also those that have expired."""
    only: Status = Status.ALL
    words: str = ""
    """Every word must stand in the title, the area or the description, in any case, accents folded."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One article as lists show it."""

    key: int
    """Its row in the index: grows with the date, 0-prefixed when undated; valid until the next update."""
    id: str
    root: Path
    path: str
    title: str
    area: str
    date: str | None
    date_source: str | None
    description: str
    url: str | None
    reference: str | None
    """The front matter's, else the first that the text asks to quote."""
    read: bool
    saved: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A run of `Listing.keys` that stands under one heading of the sidebar."""

    id: str
    """Stable name to remember its fold by: `2019-03-15`, `2019-03`, `2019`, `undated`, or the area."""
    label: str
    """`Friday 15 March 2019`, `March 2019`, `2019`, `Undated`, or the area."""
    start: int
    stop: int
    unread: int

    @property
    def total(self) -> int:
        """How many articles it holds."""
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles of a choice in the order of a view: keys only, whatever their number."""

    view: View
    choice: Filter
    keys: array[int]
    """Eight bytes each, newest first, undated last; by area: areas in alphabetical order, each newest
    first."""
    sections: Sequence[Section]
    unread: int
    """How many of `keys` have not been read."""


@dataclass(frozen=True, slots=True)
class AreaCount:
    """An area, and how many articles it has."""

    name: str
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update of the index has come."""

    done: int
    total: int
    """Files to read; 0 while they are still being counted."""
    searchable: bool = False
    """Whether all are listed and can be searched; what follows makes the index smaller and quicker."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update of the index changed."""

    added: int
    changed: int
    removed: int
    unreadable: int
    """Files that could not be read as articles; their findings say why."""
    seconds: float
    total: int
    """Articles in the index now."""
