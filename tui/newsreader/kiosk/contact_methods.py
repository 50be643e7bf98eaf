"""How to reach a service, a contact of the station or a link: number, address, QR code and opening hours.

Facts that the catalogue has from memory only are left out (see `catalogue.LEVELS`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsreader.kiosk.qr_policy import QrDecision, decide
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.links.phone_numbers import digits_of, international
from newsreader.links.reference import Entry, Kind
from newsreader.settings.station import Contact, Station

MEMORY = "M"
"""The level of a fact that was never looked up."""


@dataclass(frozen=True, slots=True)
class ContactMethod:
    """How to reach something. Clean text; what is not known is `""`."""

    name: str
    purpose: str = ""
    number: str = ""
    """As it is read out: `0800 555 111`."""
    text_only: bool = False
    """Whether the number is for text messages only."""
    text_number: str = ""
    """Another number, for text messages."""
    address: str = ""
    """As it can be typed: a web or e-mail address."""
    code: str | None = None
    """The target of the QR code; None if there must be none."""
    no_code_reason: str = ""
    """The name of the text that says why there is none."""
    hours: str = ""
    cost: str = ""
    reference: str = ""
    """The reference to give when calling."""
    name_in_article: str = ""
    """What the article calls it, if that is another name."""
    notes: tuple[str, ...] = ()
    """What else the caller should know, the most important first."""
    may_have_ended: bool = False
    is_english: bool = False
    """Whether the text is English, whatever the language of the display."""

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a number nor an address."""
        return not (self.number or self.address or self.text_number)

    @property
    def is_unnamed(self) -> bool:
        """Whether it is a number without the name of anybody."""
        return self.number != "" and not any(map(str.isalpha, self.name))


def of_contact(contact: Contact, station: Station, catalogue: Catalogue, language: str) -> ContactMethod:
    """Describe a contact of the station."""
    target = contact.address or _tel(contact.number)
    decision = decide(target, station, catalogue, language=language) if target else QrDecision()
    return ContactMethod(
        name=contact.name_in(language),
        number=contact.number,
        address=decision.address,
        code=decision.code,
        no_code_reason=decision.no_code_reason,
        hours=contact.hours_in(language),
    )


def of_resource(resource: Resource, station: Station, catalogue: Catalogue) -> ContactMethod:
    """Describe a service of the catalogue."""
    decision = _decide_resource(resource, station, catalogue)
    number = _known(resource, "phone" if resource.phone else "text", resource.number)
    return ContactMethod(
        name=resource.name,
        purpose=resource.purpose,
        number=number,
        text_only=bool(number) and not resource.phone,
        text_number=_known(resource, "text", resource.text) if resource.phone else "",
        address=decision.address,
        code=decision.code,
        no_code_reason=decision.no_code_reason,
        hours=_known(resource, "hours", resource.hours),
        cost=_known(resource, "cost", resource.cost),
        notes=tuple(_notes(resource)),
        may_have_ended=resource.status.partition(",")[0] != "current",
        is_english=True,
    )


def of_entry(
    entry: Entry, station: Station, catalogue: Catalogue, *, page: str | None = None, language: str = "en"
) -> ContactMethod:
    """Describe a link of an article; `page` is the article's own address."""
    resource = next((found for one in entry.references if (found := catalogue.get(one.resource))), None)
    successor = catalogue.get(resource.replaced_by) if resource is not None else None
    if successor is not None:
        method = of_resource(successor, station, catalogue)
    elif resource is not None:
        method = of_resource(resource, station, catalogue)
        method = _with_number_of(entry, method, station, catalogue, page)
    else:
        method = _of_unknown(entry, station, catalogue, page, language)
    if entry.successor:
        method = replace(method, name_in_article=entry.words or entry.name)
    return replace(method, reference=entry.reference or "")


def _of_unknown(
    entry: Entry, station: Station, catalogue: Catalogue, page: str | None, language: str
) -> ContactMethod:
    """Describe a link that is not in the catalogue."""
    if not entry.target:
        number = entry.shown if any(one.kind is Kind.PHONE for one in entry.references) else ""
        return ContactMethod(entry.name or entry.words, number=number)
    decision = decide(entry.target, station, catalogue, page=page, language=language)
    return ContactMethod(
        name=decision.name or entry.name or entry.words,
        number=decision.number,
        text_only=entry.target.startswith("sms:"),
        address=decision.address,
        code=decision.code,
        no_code_reason=decision.no_code_reason,
    )


def _with_number_of(
    entry: Entry, method: ContactMethod, station: Station, catalogue: Catalogue, page: str | None
) -> ContactMethod:
    """Prefer the number that the article gives for a service, if it may be a code."""
    given = next((one for one in entry.references if one.kind is Kind.PHONE and one.target), None)
    if given is None or given.target is None:
        return method
    if digits_of(given.text) in map(digits_of, (method.number, method.text_number)):
        return method
    decision = decide(given.target, station, catalogue, page=page)
    if decision.no_code_reason:
        return method
    code = method.code if method.code is not None and method.code.startswith("http") else decision.code
    return replace(method, number=decision.number, text_only=given.target.startswith("sms:"), code=code)


def _decide_resource(resource: Resource, station: Station, catalogue: Catalogue) -> QrDecision:
    """Decide about the first target of a service that may be a code, else about its first target."""
    refused = QrDecision()
    for target in _targets(resource):
        decision = decide(target, station, catalogue)
        if decision.code is not None:
            return decision
        refused = refused if refused.no_code_reason else decision
    return refused


def _targets(resource: Resource) -> Iterator[str]:
    without_address = replace(resource, address="")
    for one in (resource, without_address):
        target = one.target
        if target is None:
            continue
        fact = "address" if target.startswith("http") else "phone" if resource.phone else "text"
        if resource.level(fact) != MEMORY:
            yield target
    if resource.address and resource.level("address") != MEMORY:
        yield resource.address
    if resource.email and resource.level("email") != MEMORY:
        yield f"mailto:{resource.email}"


def _notes(resource: Resource) -> Iterator[str]:
    for fact in ("phone_note", "where", "note"):
        if text := _known(resource, fact, getattr(resource, fact)):
            yield text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _known(resource: Resource, fact: str, text: str) -> str:
    return "" if resource.level(fact) == MEMORY else text


def _tel(number: str) -> str:
    """Return the tel: address of a number; `""` if it has no digits."""
    digits = digits_of(number)
    return f"tel:{international(digits)}" if digits else ""
