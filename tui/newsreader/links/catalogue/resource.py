"""What the catalogue holds: resources, their categories, and the rules by which articles name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from newsreader.links.phone_numbers import digits_of, international
from newsreader.links.reference import Group

LEVELS = "ABCM"
"""How well a fact is evidenced, best first: A by a page of the body that runs it or of government, B by a
page of another body or the press, C by public source code only, M from memory, unverified."""
EMERGENCY_CATEGORIES = ("emergency", "non-emergency")
"""Categories whose resources are called; nobody means their pages by “here”."""


class Case(StrEnum):
    """How far the case of letters must agree for a name to count."""

    ANY = "any"
    CAPITALS = "capitals"
    """A capital letter of the name must be one in the article; a small letter may be either."""
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Rule:
    """When some of a resource's names count as the resource being named."""

    names: tuple[str, ...]
    case: Case = Case.CAPITALS
    near: tuple[str, ...] = ()
    """Words of which one must occur in the same sentence; none means that the name alone is enough."""
    unless: tuple[str, ...] = ()
    """Words of which none may occur in the same sentence."""
    alone: bool = False
    """Not behind another capitalised word: `Suffolk Rape Crisis` is a body of its own."""


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of the catalogue."""

    id: str
    name: str
    group: Group
    """The group of its resources in the links panel."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One service, campaign or piece of advice. A text that is not known is `""`."""

    id: str
    name: str
    category: str
    purpose: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    """Names it had; an article that uses one is offered the present name first."""
    address: str = ""
    """Its page, https or http."""
    phone: str = ""
    """As it is printed: `0800 555 111`."""
    phone_note: str = ""
    """What a caller must know beside the number."""
    text: str = ""
    """The number for text messages."""
    email: str = ""
    hours: str = ""
    cost: str = ""
    nations: tuple[str, ...] = ()
    """Of `England`, `Wales`, `Scotland`, `Northern Ireland`; empty where that is not known."""
    where: str = ""
    """What else limits who may use it, as a sentence."""
    status: str = "current"
    """`current`, `legacy` (superseded) or `unconfirmed` (may have ended); maybe more behind a comma."""
    replaced_by: str | None = None
    """The id of the resource that took its place."""
    note: str = ""
    rules: tuple[Rule, ...] = ()
    own_addresses: tuple[str, ...] = ()
    """`host` or `host/path` that belong to it alone, without `www.`; either counts with all below it, but
    `host/` is the front page alone."""
    dead_addresses: tuple[str, ...] = ()
    """The same, for addresses that must not be offered any more."""
    own_numbers: tuple[str, ...] = ()
    """Numbers beside `phone` and `text` that reach it."""
    former_numbers: tuple[str, ...] = ()
    """Numbers that reached it once and must not be offered."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """For a field (`address`, `phone`, `text`, `email`, `hours`, `nations`, `status`, …) one of `LEVELS`."""
    checked: str = ""
    """The day on which somebody last looked all this up, `2026-11-22`."""

    def level(self, fact: str) -> str | None:
        """Return how well a fact is evidenced, one of `LEVELS`; None where the resource does not say."""
        return self.evidence.get(fact)

    @property
    def number(self) -> str:
        """The number to show: to ring, else to text, else `""`."""
        return self.phone or self.text

    @property
    def target(self) -> str | None:
        """What opens: the number in an emergency, else the page, else the number.

        A number is preferred to a page known from memory, unless a caller must know more than the number.
        """
        digits = digits_of(self.number)
        unverified_page = self.level("address") == "M" and not self.phone_note
        if digits and (not self.address or self.category in EMERGENCY_CATEGORIES or unverified_page):
            return f"{'tel' if self.phone else 'sms'}:{international(digits)}"
        return self.address or None
