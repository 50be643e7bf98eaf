"""References of an article, and the entries of the links panel that they make up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is referred to."""

    RESOURCE = "resource"
    WEB = "web"
    PHONE = "phone"
    EMAIL = "email"
    REFERENCE = "reference"


class Group(StrEnum):
    """The panel's groups, in their order."""

    EMERGENCY = "emergency"
    HELP = "help"
    APPEAL = "appeal"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that an article refers to, with every place where it stands."""

    entry: int
    """The number of its entry in the panel, from 1; what belongs together has one number."""
    kind: Kind
    text: str
    """As the article writes it first."""
    target: str | None
    """`https:…`, `http:…`, `tel:…`, `sms:…`, `mailto:…`; None for what is only named."""
    resource: str | None
    """The id of the resource that is named."""
    name: str
    """What the panel calls it."""
    purpose: str
    """One plain sentence, maybe empty."""
    group: Group
    status: str | None
    """As in the catalogue: `current`, `legacy`, `unconfirmed`…; None where it is no resource."""
    replaced_by: str | None
    """The id of the resource that took its place."""
    call: str | None
    """Of a case reference: the number to quote it to, as written."""
    places: tuple[tuple[int, int], ...]
    """Every stretch `[start, end)` of the body, in its offsets, in order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the panel shows under one number."""

    number: int
    group: Group
    name: str
    purpose: str
    words: str
    """Why it is listed: the words of the text."""
    target: str | None
    """What Enter offers to open; the successor's address where there is one."""
    successor: str | None
    """The name of the service that took its place, offered first."""
    shown: str
    """The number or address in the form to show: `0800 555 111`, `crimestoppers-uk.org`; maybe empty."""
    reference: str | None
    """What to quote when calling."""
    evidence: str | None
    """The catalogue's level for what is shown (`A`, `B`, `C`, `M`); None for the article's own."""
    references: tuple[Reference, ...]

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Every place of every reference, in the order of the text."""
        return tuple(sorted({place for one in self.references for place in one.places}))
