"""Make the panel's entries: what belongs together, under one number."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.links.phone_numbers import digits_of
from newsreader.links.reference import Entry, Group, Kind, Reference

_LEADING = (Kind.RESOURCE, Kind.PHONE, Kind.WEB, Kind.EMAIL, Kind.REFERENCE)
"""Of the references of an entry, the first of these kinds names it."""
_GROUPS = tuple(Group)


def make_entries(references: Sequence[Reference], catalogue: Catalogue) -> tuple[Entry, ...]:
    """Make one entry for each number, in the order of the text.

    Where another service took the place of the one that is named, the entry bears the name in the article and
    leads to the successor.
    """
    together: dict[int, list[Reference]] = {}
    for reference in references:
        together.setdefault(reference.entry, []).append(reference)
    return tuple(_entry(number, found, catalogue) for number, found in sorted(together.items()))


def _entry(number: int, found: list[Reference], catalogue: Catalogue) -> Entry:
    lead = min(found, key=lambda one: _LEADING.index(one.kind))
    resource = catalogue.get(lead.resource)
    quoted = [one.text for one in found if one.kind is Kind.REFERENCE]
    group = lead.group if resource else min((one.group for one in found), key=_GROUPS.index)
    target, shown, evidence = _offer(lead, found, resource)
    successor = None
    if resource is not None:
        heir = catalogue.get(resource.replaced_by)
        if heir is not None:
            successor, target, shown, evidence = heir.name, heir.target, _shown(heir), _evidence(heir)
        elif lead.name != resource.name:
            successor = resource.name
    return Entry(
        number=number,
        group=group,
        name=lead.name,
        purpose=lead.purpose,
        words=lead.text,
        target=target,
        successor=successor,
        shown=shown,
        reference=", ".join(dict.fromkeys(quoted)) or None,
        evidence=evidence,
        references=tuple(found),
    )


def _offer(
    lead: Reference, found: list[Reference], resource: Resource | None
) -> tuple[str | None, str, str | None]:
    """Return what Enter opens, how it is shown, and how well the catalogue's part of it is evidenced."""
    if resource is not None:
        return _resource_offer(resource, lead, found)
    if lead.kind is Kind.REFERENCE:
        return None, "", None
    return next((one.target for one in found if one.target), None), lead.name, None


def _resource_offer(
    resource: Resource, lead: Reference, found: list[Reference]
) -> tuple[str | None, str, str | None]:
    given = next(
        (one for one in found if one.kind is Kind.PHONE and one.target and one.resource == resource.id), None
    )
    if given is None:
        return lead.target, _shown(resource), _evidence(resource)
    # The number in the article is the one to show: `18001 101` must not become the emergency's `18000`.
    number, fact, target = given.text, "numbers", lead.target
    for name, ours in (("phone", resource.phone), ("text", resource.text)):
        if digits_of(number) == digits_of(ours):
            number, fact = ours, name
    if not resource.address or resource.level("address") == "M" or not (target or "http").startswith("http"):
        target = given.target
    levels = [resource.level(fact), resource.level("address") if (target or "").startswith("http") else None]
    return target, number, max(filter(None, levels), default=None)


def _shown(resource: Resource) -> str:
    """Return the number where there is one, else the host of the address."""
    return resource.number or resource.address.partition("//")[2].partition("/")[0].removeprefix("www.")


def _evidence(resource: Resource) -> str | None:
    """Return the weaker level of the two things that are shown: the number or host, and what opens."""
    facts = {"phone" if resource.phone else "text"} if resource.number else set()
    if (resource.target or "").startswith("http"):
        facts.add("address")
    levels = [level for fact in facts if (level := resource.level(fact))]
    return max(levels, default=None)
