"""The entries of the panel: what belongs together, under one number."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.links.catalogue.catalogue import Catalogue, Resource
from newsreader.links.extract import resource_target
from newsreader.links.reference import Entry, Group, Kind, Reference

_FIRST = (Kind.RESOURCE, Kind.PHONE, Kind.WEB, Kind.EMAIL, Kind.REFERENCE)
_GROUPS = (Group.EMERGENCY, Group.HELP, Group.APPEAL, Group.WEB)


def entries(mentions: Sequence[Reference], catalogue: Catalogue) -> tuple[Entry, ...]:
    """One entry for each number, ascending, which is the order of the text.

    Where another service took the place of the one that is named, the entry bears the name in the article and
    leads to the successor.
    """
    together: dict[int, list[Reference]] = {}
    for mention in mentions:
        together.setdefault(mention.entry, []).append(mention)
    return tuple(_entry(number, found, catalogue) for number, found in sorted(together.items()))


def _entry(number: int, found: list[Reference], catalogue: Catalogue) -> Entry:
    lead = min(found, key=lambda mention: _FIRST.index(mention.kind))
    resource = catalogue.get(lead.resource)
    quoted = [mention.text for mention in found if mention.kind is Kind.REFERENCE]
    target, shown, evidence = _offered(lead, found, resource)
    successor = None
    if resource is not None:
        heir = catalogue.get(resource.replaced_by)
        if heir is not None:
            successor, target, shown = heir.name, resource_target(heir), _shown(heir)
            evidence = _evidence(heir)
        elif lead.name != resource.name:
            successor = resource.name
    return Entry(
        number=number,
        group=min((mention.group for mention in found), key=_GROUPS.index)
        if resource is None
        else lead.group,
        name=lead.name,
        purpose=lead.purpose,
        words=lead.text,
        target=target,
        successor=successor,
        shown=shown,
        reference=", ".join(dict.fromkeys(quoted)) or None,
        evidence=evidence,
        mentions=tuple(found),
    )


def _offered(
    lead: Reference, found: list[Reference], resource: Resource | None
) -> tuple[str | None, str, str | None]:
    """What Enter opens, how it is shown, and how well the catalogue's part of it is evidenced."""
    if resource is not None:
        return _offered_by(resource, lead, found)
    if lead.kind is Kind.REFERENCE:
        return None, "", None
    targets = [mention.target for mention in found if mention.target]
    return (targets[0] if targets else None), lead.text, None


def _offered_by(
    resource: Resource, lead: Reference, found: list[Reference]
) -> tuple[str | None, str, str | None]:
    given = [one for one in found if one.kind is Kind.PHONE and one.target and one.resource == resource.id]
    if not given:
        return lead.target, _shown(resource), _evidence(resource)
    # The number in the article is the one to show: `18001 101` must not become the emergency's `18000`.
    number, fact, target = given[0].text, "numbers", lead.target
    for name, ours in (("phone", resource.phone), ("text", resource.text)):
        if _digits(number) == _digits(ours):
            number, fact = ours, name
    if (
        not resource.address
        or resource.level("address") == "M"
        or (target or "").startswith(("tel:", "sms:"))
    ):
        target = given[0].target
    levels = [resource.level(fact), resource.level("address") if (target or "").startswith("http") else None]
    return target, number, max(filter(None, levels), default=None)


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def _shown(resource: Resource) -> str:
    """The number where there is one, else the host of the address."""
    return resource.dialled or resource.address.partition("//")[2].partition("/")[0].removeprefix("www.")


def _evidence(resource: Resource) -> str | None:
    """The weaker level of the two things that are shown: the number or host, and what opens."""
    facts = {"phone" if resource.phone else "text"} if resource.dialled else set()
    if (resource_target(resource) or "").startswith("http"):
        facts.add("address")
    levels = [level for fact in facts if (level := resource.level(fact))]
    return max(levels, default=None)
