"""The catalogue: services, campaigns and advice that articles name, and how to find one.

An entry is data from a file (`content/resources`, or a press office's own); `catalogue_files` reads it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsreader.links.reference import Group

if TYPE_CHECKING:
    from newsreader.articles.article import Finding
    from newsreader.links.detect.resource_names import Names

LEVELS = "ABCM"
"""How well a fact is evidenced: A by a page of the body that runs it or of government, B by a page of another
body or the press, C by public source code only, M from memory, unverified."""


class Case(StrEnum):
    """How much the case of letters must agree for a name to count."""

    ANY = "any"
    CAPITALS = "capitals"
    """A capital letter of the name must be one in the article; a small letter may be either."""
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Rule:
    """When some of an entry's names count as the entry being named."""

    names: tuple[str, ...]
    case: Case = Case.CAPITALS
    near: tuple[str, ...] = ()
    """Words of which one must stand in the same sentence; none means that the name alone is enough."""
    unless: tuple[str, ...] = ()
    """Words of which none may stand in the same sentence."""
    alone: bool = False
    """Not behind another capitalised word: `Suffolk Rape Crisis` is a body of its own."""


@dataclass(frozen=True, slots=True)
class Category:
    """A heading of the catalogue."""

    id: str
    name: str
    group: Group
    """Where its entries stand in an article's panel."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One service, campaign or piece of advice. A text that is not known is `""`."""

    id: str
    name: str
    category: str
    purpose: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    """Names it had; who is named so is offered under the present one first."""
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
    """Of `England`, `Wales`, `Scotland`, `Northern Ireland`; none where that is not known."""
    where: str = ""
    """What else limits who may use it, as a sentence."""
    status: str = "current"
    """`current`, `legacy` (superseded) or `unconfirmed` (may have ended); maybe more behind a comma."""
    replaced_by: str | None = None
    """The id of the entry that took its place."""
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
        """How well `fact` is evidenced, one of `LEVELS`; None where the entry does not say."""
        return self.evidence.get(fact)

    @property
    def dialled(self) -> str:
        """The number to show: to ring, else to text, else `""`."""
        return self.phone or self.text


class Catalogue:
    """Every entry that is in force, by category and in the order of the files."""

    def __init__(self, resources: Sequence[Resource] = (), categories: Sequence[Category] = ()) -> None:
        order = {category.id: at for at, category in enumerate(categories)}
        self.resources: tuple[Resource, ...] = tuple(
            sorted(resources, key=lambda resource: order.get(resource.category, len(order)))
        )
        self.categories: tuple[Category, ...] = tuple(categories)
        self.by_id: Mapping[str, Resource] = MappingProxyType({entry.id: entry for entry in self.resources})
        self._in_files = tuple(resources)

    def get(self, id: str | None) -> Resource | None:
        """The entry of that id, or None."""
        return self.by_id.get(id) if id is not None else None

    def group(self, resource: Resource) -> Group:
        """Where the entry stands in an article's panel."""
        return self._groups.get(resource.category, Group.HELP)

    def by_category(self) -> list[tuple[Category, list[Resource]]]:
        """Every category that has entries, in order; an unknown one stands last under its own id."""
        known = {category.id: category for category in self.categories}
        sections: dict[str, list[Resource]] = {}
        for resource in self.resources:
            sections.setdefault(resource.category, []).append(resource)
        return [(known.get(id, Category(id, id, Group.HELP)), entries) for id, entries in sections.items()]

    def find(self, query: str = "") -> list[Resource]:
        """The entries that hold every word of the query, best first: by name, then alias, then purpose.

        Case and accents do not count; a query of nothing finds everything.
        """
        wanted = folded(query).split()
        if not wanted:
            return list(self.resources)
        scored = [(self._score(entry, wanted), entry) for entry in self.resources]
        return [entry for score, entry in sorted(scored, key=lambda pair: -pair[0]) if score]

    def resource_at(self, address: str) -> tuple[Resource | None, bool]:
        """Whose own address this is (`host/path` in any case), and whether it may still be offered."""
        host, _, path = address.casefold().partition("/")
        host = host.partition(":")[0].rstrip(".").removeprefix("www.")
        for key, resource, alive in self._addresses.get(host, ()):
            if key == "/" and path.strip("/"):
                continue
            if key in ("", "/", path) or path.startswith((f"{key}/", f"{key}?", f"{key}#")):
                return resource, alive
        return None, True

    def resource_on(self, digits: str) -> tuple[Resource | None, bool]:
        """Whose own number this is (digits only), and whether it may still be offered."""
        return self._numbers.get(digits, (None, True))

    def resource_by_email(self, address: str) -> Resource | None:
        """Whose e-mail address this is."""
        return self._emails.get(address.casefold())

    @cached_property
    def names(self) -> Names:
        """What finds the entries' names in a text; made when it is first asked for."""
        from newsreader.links.detect.resource_names import Names

        return Names(self._in_files)

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {category.id: category.group for category in self.categories}

    @cached_property
    def _folded(self) -> dict[str, tuple[str, str, str]]:
        headings = {category.id: category.name for category in self.categories}
        return {
            entry.id: (
                folded(entry.name),
                folded(
                    " \n ".join((entry.id, *entry.aliases, *entry.former_names, entry.dialled, entry.text))
                ),
                folded(
                    " \n ".join((entry.purpose, entry.category, headings.get(entry.category, ""), entry.note))
                ),
            )
            for entry in self.resources
        }

    def _score(self, entry: Resource, wanted: list[str]) -> int:
        name, aliases, rest = self._folded[entry.id]
        score = 0
        for word in wanted:
            if word in name:
                score += 9 if name.startswith(word) else 6
            elif word in aliases or word in aliases.replace(" ", ""):
                score += 3
            elif word in rest:
                score += 1
            else:
                return 0
        return score

    @cached_property
    def _addresses(self) -> dict[str, list[tuple[str, Resource, bool]]]:
        known: dict[str, list[tuple[str, Resource, bool]]] = {}
        for entry in self._in_files:
            for alive, addresses in ((True, entry.own_addresses), (False, entry.dead_addresses)):
                for address in addresses:
                    host, slash, path = address.casefold().removeprefix("www.").partition("/")
                    known.setdefault(host, []).append((path.rstrip("/") or slash, entry, alive))
        for places in known.values():
            places.sort(key=lambda place: -len(place[0]))
        return known

    @cached_property
    def _numbers(self) -> dict[str, tuple[Resource, bool]]:
        known: dict[str, tuple[Resource, bool]] = {}
        for entry in self._in_files:
            for alive, numbers in (
                (True, (entry.phone, entry.text, *entry.own_numbers)),
                (False, entry.former_numbers),
            ):
                for number in filter(None, numbers):
                    known.setdefault("".join(filter(str.isdigit, number)), (entry, alive))
        return known

    @cached_property
    def _emails(self) -> dict[str, Resource]:
        return {entry.email.casefold(): entry for entry in reversed(self._in_files) if entry.email}


def folded(text: str) -> str:
    """The text as searching compares it: no case, no accents, straight quotes, hyphens as spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.replace("’", "").replace("'", "").replace("-", " ")


def shipped() -> Path:
    """The folder of the catalogue that comes with the program."""
    from newsreader.settings.paths import shipped_content

    return shipped_content() / "resources"


def load(paths: Sequence[Path]) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The catalogue of these files and folders (their `.yaml` files by name), and what is wrong in them.

    A later entry of the same id takes the place of an earlier one, as a whole. Nothing raises: what cannot
    be read is a finding, and the rest is loaded.
    """
    from newsreader.links.catalogue.loader import read

    return read(paths)
