"""The values that a library returns: headlines, lists and their filters, updates."""

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
    """Which articles a list holds, by their marks."""

    ALL = "all"
    UNREAD = "unread"
    SAVED = "saved"
    NEW = "new"
    """Arrived since the last visit."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list holds; the default is all that have not expired."""

    areas: frozenset[str] = frozenset()
    """Any of these, compared without case."""
    since: str | None = None
    """First day: `2020`, `2020-06` or `2020-06-01`."""
    until: str | None = None
    """Last day, to the end of what is named."""
    undated: bool = False
    """Only articles without a date."""
    expired: bool = False
    """Also expired articles."""
    status: Status = Status.ALL
    words: str = ""
    """All must be in the title, the area or the description; case and accents do not count."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One article as lists show it."""

    key: int
    """Its row in the index: grows with the date; valid until the next update."""
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
    """From the front matter, else the first that the text asks to quote."""
    read: bool
    saved: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A run of `Listing.keys` under one heading."""

    id: str
    """A stable name: `2019-03-15`, `2019-03`, `2019`, `undated`, or the area."""
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
    """The articles of a filter in the order of a view, as keys only."""

    view: View
    filter: Filter
    keys: array[int]
    """Newest first, undated last; or by area, alphabetically, each newest first."""
    sections: Sequence[Section]
    unread: int
    """How many are unread."""


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many articles an area has."""

    name: str
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an update."""

    done: int
    total: int
    """Files to read; 0 while they are still being counted."""
    searchable: bool = False
    """Whether all are listed and can be searched; what follows only makes the index smaller."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update changed."""

    added: int
    changed: int
    removed: int
    unreadable: int
    """Files that could not be read as articles; their findings say why."""
    seconds: float
    total: int
    """Articles in the index now."""
    rebuilt: bool = False
    """Whether a lost or damaged index was made again: then `added` are not new articles."""

    @property
    def has_changes(self) -> bool:
        """Whether lists may differ from before."""
        return self.rebuilt or bool(self.added or self.changed or self.removed)

    @property
    def arrived(self) -> int:
        """How many articles are new."""
        return 0 if self.rebuilt else self.added
