"""What a visitor can take away of a service, a contact or a link: a number, an address, a code, and when it
answers. What the catalogue knows only from memory is not told (see `catalogue.LEVELS`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsreader.kiosk.qr_policy import QrDecision, offered
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.links.phone_numbers import digits_of, international
from newsreader.links.reference import Entry, Kind
from newsreader.settings.station import Contact, Station

MEMORY = "M"
"""The level of what was never looked up."""


@dataclass(frozen=True, slots=True)
class ContactMethod:
    """How to reach something. Everything in it is clean text; what is not known is `""`."""

    name: str
    purpose: str = ""
    number: str = ""
    """As it is read out: `0800 555 111`."""
    texts: bool = False
    """Whether the number is for text messages only."""
    text_number: str = ""
    """Another number, for text messages."""
    address: str = ""
    """As it can be typed: a web or e-mail address."""
    code: str | None = None
    """What a QR code may be made of; None where there must be none."""
    refusal: str = ""
    """Why there is none: a name of `Words`, `""` where there is nothing to make one of."""
    hours: str = ""
    cost: str = ""
    quote: str = ""
    """The reference to give when calling."""
    words: str = ""
    """As the article calls it, where that is another name."""
    notes: tuple[str, ...] = ()
    """What else the caller should know, the most important first."""
    unsure: bool = False
    """Whether the service may have ended."""
    english: bool = False
    """Whether name, purpose, hours, cost and notes are in English, whatever the language of the display."""

    @property
    def empty(self) -> bool:
        """Whether there is neither a number nor an address to tell."""
        return not (self.number or self.address or self.text_number)

    @property
    def nameless(self) -> bool:
        """Whether it is a number that nobody is named for."""
        return self.number != "" and not any(map(str.isalpha, self.name))


def of_contact(contact: Contact, station: Station, catalogue: Catalogue, language: str) -> ContactMethod:
    """A contact of the station's own, in a language."""
    welsh = language == "cy"
    digits = digits_of(contact.number)
    target = contact.address or (f"tel:{international(digits)}" if digits else "")
    offer = offered(target, station, catalogue, language=language) if target else QrDecision()
    return ContactMethod(
        name=(contact.name_cy if welsh else "") or contact.name,
        number=contact.number,
        address=offer.address,
        code=offer.code,
        refusal=offer.refusal,
        hours=(contact.hours_cy if welsh else "") or contact.hours,
    )


def of_resource(resource: Resource, station: Station, catalogue: Catalogue) -> ContactMethod:
    """A service of the catalogue."""
    offer = _first_offer(resource, station, catalogue)
    number = _known(resource, "phone" if resource.phone else "text", resource.number)
    return ContactMethod(
        name=resource.name,
        purpose=resource.purpose,
        number=number,
        texts=bool(number) and not resource.phone,
        text_number=_known(resource, "text", resource.text) if resource.phone else "",
        address=offer.address,
        code=offer.code,
        refusal=offer.refusal,
        hours=_known(resource, "hours", resource.hours),
        cost=_known(resource, "cost", resource.cost),
        notes=tuple(_notes(resource)),
        unsure=resource.status.partition(",")[0] != "current",
        english=True,
    )


def of_entry(
    entry: Entry, station: Station, catalogue: Catalogue, *, page: str | None = None, language: str = "en"
) -> ContactMethod:
    """Something that an article refers to; `page` is the article's own address."""
    resource = next((found for one in entry.references if (found := catalogue.get(one.resource))), None)
    heir = catalogue.get(resource.replaced_by) if resource is not None else None
    if heir is not None:
        way = of_resource(heir, station, catalogue)
    elif resource is not None:
        way = _as_given(of_resource(resource, station, catalogue), entry, station, catalogue, page)
    else:
        way = _of_article(entry, station, catalogue, page, language)
    if entry.successor:
        way = replace(way, words=entry.words or entry.name)
    return replace(way, quote=entry.reference or "")


def _of_article(
    entry: Entry, station: Station, catalogue: Catalogue, page: str | None, language: str
) -> ContactMethod:
    """What only the article knows."""
    if not entry.target:
        shown = entry.shown if any(one.kind is Kind.PHONE for one in entry.references) else ""
        return ContactMethod(entry.name or entry.words, number=shown)
    offer = offered(entry.target, station, catalogue, page=page, language=language)
    return ContactMethod(
        name=offer.name or entry.name or entry.words,
        number=offer.number,
        texts=entry.target.startswith("sms:"),
        address=offer.address,
        code=offer.code,
        refusal=offer.refusal,
    )


def _as_given(
    way: ContactMethod, entry: Entry, station: Station, catalogue: Catalogue, page: str | None
) -> ContactMethod:
    """A service with the number by which the article reaches it, where that is another one."""
    given = next((one for one in entry.references if one.kind is Kind.PHONE and one.target), None)
    if (
        given is None
        or given.target is None
        or digits_of(given.text) in map(digits_of, (way.number, way.text_number))
    ):
        return way
    offer = offered(given.target, station, catalogue, page=page)
    if offer.refusal:
        return way
    code = way.code if way.code is not None and way.code.startswith("http") else offer.code
    return replace(way, number=offer.number, texts=given.target.startswith("sms:"), code=code)


def _first_offer(resource: Resource, station: Station, catalogue: Catalogue) -> QrDecision:
    """Of what a service offers to open the first that is known well enough."""
    refused = QrDecision()
    for target in _targets(resource):
        offer = offered(target, station, catalogue)
        if offer.code is not None:
            return offer
        refused = refused if refused.refusal else offer
    return refused


def _targets(resource: Resource) -> Iterator[str]:
    numbers = replace(resource, address="")
    for one in (resource, numbers):
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
    for fact, text in (
        ("phone_note", resource.phone_note),
        ("where", resource.where),
        ("note", resource.note),
    ):
        if text and resource.level(fact) != MEMORY:
            yield text[0].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _known(resource: Resource, fact: str, text: str) -> str:
    return "" if resource.level(fact) == MEMORY else text
