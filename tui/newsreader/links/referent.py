"""What an article refers to while it is being worked out: a referent and its matches."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsreader.links.catalogue.resource import Resource
from newsreader.links.detect.matches import Match
from newsreader.links.reference import Kind


@dataclass(slots=True, eq=False)
class Referent:
    """One thing that is referred to, with all its matches."""

    kind: Kind
    key: str
    matches: list[Match] = field(default_factory=list)
    resource: Resource | None = None
    alive: bool = True
    """Whether its address or number may still be offered."""
    call: Match | None = None
    """Of a case reference: the number to quote it to."""

    @property
    def first(self) -> Match:
        """The first match in the text."""
        return self.matches[0]
