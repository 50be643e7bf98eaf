"""The catalogue: every resource, and ways to look one up."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from newsreader.links.catalogue.name_matcher import NameMatcher
from newsreader.links.catalogue.resource import Category, Resource
from newsreader.links.phone_numbers import digits_of
from newsreader.links.reference import Group


class Catalogue:
    """The resources that are in force, by category and in the order of the files."""

    def __init__(self, resources: Sequence[Resource] = (), categories: Sequence[Category] = ()) -> None:
        order = {category.id: at for at, category in enumerate(categories)}
        self.resources: tuple[Resource, ...] = tuple(
            sorted(resources, key=lambda resource: order.get(resource.category, len(order)))
        )
        self.by_id: Mapping[str, Resource] = MappingProxyType({one.id: one for one in self.resources})
        self._categories = {category.id: category for category in categories}
        self._in_files = tuple(resources)

    def get(self, id: str | None) -> Resource | None:
        """Return the resource of that id, or None."""
        return self.by_id.get(id) if id is not None else None

    def group(self, resource: Resource) -> Group:
        """Return the group of the resource in the links panel."""
        category = self._categories.get(resource.category)
        return category.group if category else Group.HELP

    def by_category(self) -> list[tuple[Category, list[Resource]]]:
        """Return every category that has resources, in order; an unknown one comes last, under its own id."""
        sections: dict[str, list[Resource]] = {}
        for resource in self.resources:
            sections.setdefault(resource.category, []).append(resource)
        return [
            (self._categories.get(id, Category(id, id, Group.HELP)), found) for id, found in sections.items()
        ]

    def find(self, query: str = "") -> list[Resource]:
        """Find the resources that hold every word, best first: by name, then alias, then purpose.

        Case and accents do not count; an empty query finds everything.
        """
        wanted = folded(query).split()
        if not wanted:
            return list(self.resources)
        scored = [(self._score(resource, wanted), resource) for resource in self.resources]
        return [resource for score, resource in sorted(scored, key=lambda pair: -pair[0]) if score]

    def resource_at(self, address: str) -> tuple[Resource | None, bool]:
        """Return whose own address this is (`host/path` in any case), and whether it may still be offered."""
        host, _, path = address.casefold().partition("/")
        host = host.partition(":")[0].rstrip(".").removeprefix("www.")
        for key, resource, alive in self._addresses.get(host, ()):
            if key == "/" and path.strip("/"):
                continue
            if key in ("", "/", path) or path.startswith((f"{key}/", f"{key}?", f"{key}#")):
                return resource, alive
        return None, True

    def resource_on(self, digits: str) -> tuple[Resource | None, bool]:
        """Return whose own number this is (digits only), and whether it may still be offered."""
        return self._numbers.get(digits, (None, True))

    def resource_by_email(self, address: str) -> Resource | None:
        """Return whose e-mail address this is."""
        return self._emails.get(address.casefold())

    @cached_property
    def names(self) -> NameMatcher:
        """Finds the resources' names in a text."""
        return NameMatcher(self._in_files)

    @cached_property
    def _folded(self) -> dict[str, tuple[str, str, str]]:
        """For each id its name, other names and numbers, and the rest, as searching compares them."""
        found = {}
        for one in self.resources:
            category = self._categories.get(one.category)
            aliases = (one.id, *one.aliases, *one.former_names, one.number, one.text)
            rest = (one.purpose, one.category, category.name if category else "", one.note)
            found[one.id] = folded(one.name), folded(" \n ".join(aliases)), folded(" \n ".join(rest))
        return found

    def _score(self, resource: Resource, wanted: list[str]) -> int:
        name, aliases, rest = self._folded[resource.id]
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
        for one in self._in_files:
            for alive, addresses in ((True, one.own_addresses), (False, one.dead_addresses)):
                for address in addresses:
                    host, slash, path = address.casefold().removeprefix("www.").partition("/")
                    known.setdefault(host, []).append((path.rstrip("/") or slash, one, alive))
        for places in known.values():
            places.sort(key=lambda place: -len(place[0]))
        return known

    @cached_property
    def _numbers(self) -> dict[str, tuple[Resource, bool]]:
        known: dict[str, tuple[Resource, bool]] = {}
        for one in self._in_files:
            for alive, numbers in (
                (True, (one.phone, one.text, *one.own_numbers)),
                (False, one.former_numbers),
            ):
                for number in filter(None, numbers):
                    known.setdefault(digits_of(number), (one, alive))
        return known

    @cached_property
    def _emails(self) -> dict[str, Resource]:
        return {one.email.casefold(): one for one in reversed(self._in_files) if one.email}


def folded(text: str) -> str:
    """Return the text as searching compares it: no case, no accents, no apostrophes, hyphens as spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.replace("’", "").replace("'", "").replace("-", " ")
