"""Which addresses and numbers the display may turn into a code for a visitor's telephone, and why others not.

A code on a police station's screen is taken for the word of the police. So a code is made

- of a web address, http or https without port, credentials or foreign letters, on one of the station's hosts
  or below it, on the page of one of its contacts, or as the catalogue's own. `*` among the hosts lets every
  ordinary host name pass, but neither a bare number for a host nor letters that can look like others;
- of a number or an e-mail address that the catalogue or the station's contacts have;
- of a number that only the article gives, where it costs and reveals nothing unusual: an ordinary landline
  (01, 02, 03) or a free number (0800, 0808), to ring, not to text, and only where the article's own page, if
  it has one, could itself be shown. An incident room's number passes. A mobile or personal number (07), one
  at a higher rate (084, 087, 09, 118), one abroad, a short one, or a command of the telephone network does
  not: these are what fraud uses, and they stay to be read in the text;
- of an e-mail address of the article on one of the station's hosts, without a subject, text or other
  recipients in it.

No code is made of 999, 112 and 18000: who needs them dials them, and a code that rings them would be tried
by the bored. What the catalogue knows as ended is never offered. Nothing here opens anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.resource import Resource
from newsreader.links.phone_numbers import grouped, national
from newsreader.links.policy import Allowed, check
from newsreader.settings.station import Contact, Station

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_DIALLED = re.compile(r"\+?\d+(?:;ext=\d+)?")
_ORDINARY = re.compile(r"0(?:[123]\d{8,9}|800\d{6,7}|808\d{7})")
_RELAY = re.compile(r"1800[12](?=\d{3})")
_EMERGENCY = ("999", "112", "18000")


@dataclass(frozen=True, slots=True)
class QrDecision:
    """What may be shown of an address or a number: all of it in large type, and perhaps as a code."""

    name: str = ""
    """Whose it is, where the catalogue or the station knows: `Crimestoppers`, `Front counter`."""
    number: str = ""
    """As it is read out: `0800 555 111`; empty where it is no number."""
    address: str = ""
    """As it can be typed: `https://www.police.uk/`, `name@example.org`; empty where it is a number."""
    code: str | None = None
    """What a code may be made of; None where there must be none."""
    refusal: str = ""
    """Why there is no code: a name of `Words`, such as `offer.elsewhere`."""


def offered(
    target: str, station: Station, catalogue: Catalogue, *, page: str | None = None, language: str = "en"
) -> QrDecision:
    """What may be shown of `https:…`, `http:…`, `tel:…`, `sms:…` or `mailto:…`; never raises.

    `page` is the address of the article that gives it, if one does and has a page.
    """
    passage = check(target)
    if not isinstance(passage, Allowed):
        return QrDecision(refusal="offer.unsafe")
    scheme = passage.target.partition(":")[0]
    if scheme in ("http", "https"):
        return _web(passage, station, catalogue, language)
    if scheme == "mailto":
        return _mail(passage.target, target.partition(":")[2], station, catalogue)
    vouched = page is None or _web_refusal(page, station, catalogue)[0] == ""
    return _number(passage.target, station, catalogue, vouched, language)


def allowed_host(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether a host is one of `hosts` or lies below it; `*` stands for every ordinary one.

    A host with foreign letters, which stand as `xn--` in it, is none of them.
    """
    host = host.casefold().rstrip(".")
    if not _HOST.fullmatch(host) or "xn--" in host:
        return False
    return any(
        wanted == "*" or host == wanted or host.endswith(f".{wanted}")
        for wanted in (one.casefold().strip(". ") for one in hosts)
        if wanted
    )


def _web(passage: Allowed, station: Station, catalogue: Catalogue, language: str) -> QrDecision:
    refusal, name = _web_refusal(passage.target, station, catalogue, language)
    return QrDecision(
        name=name, address=passage.shown, code=None if refusal else passage.target, refusal=refusal
    )


def _web_refusal(
    address: str, station: Station, catalogue: Catalogue, language: str = "en"
) -> tuple[str, str]:
    """Why an address may not be a code, `""` where it may; and whose it is, as far as that is known."""
    passage = check(address)
    if not isinstance(passage, Allowed):
        return "offer.unsafe", ""
    try:
        parts = urlsplit(passage.target)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "offer.unsafe", ""
    if port is not None or not allowed_host(host, ("*",)):
        return "offer.unsafe", ""
    contact = next((one for one in station.contacts if one.address and _same(one.address, address)), None)
    if contact is not None:
        return "", _called(contact, language)
    resource, alive = catalogue.resource_at(_bare(passage.target))
    if resource is None:
        resource = next((one for one in catalogue.resources if _same(one.address, address)), None)
    if not alive:
        return "offer.ended", resource.name if resource else ""
    if resource is not None:
        return "", resource.name
    return "" if allowed_host(host, station.hosts) else "offer.elsewhere", ""


def _number(target: str, station: Station, catalogue: Catalogue, vouched: bool, language: str) -> QrDecision:
    scheme, _, rest = target.partition(":")
    dialled, _, extension = rest.partition(";ext=")
    digits = national(dialled)
    number = grouped(digits) + (f" ext {extension}" if extension else "")
    if not _DIALLED.fullmatch(rest):
        return QrDecision(number=dialled, refusal="offer.number")
    if digits in _EMERGENCY:
        return QrDecision(name=_name_of(catalogue, digits), number=number, refusal="offer.dial")
    contact = next((one for one in station.contacts if one.number and national(one.number) == digits), None)
    if contact is not None:
        return QrDecision(name=_called(contact, language), number=contact.number, code=target)
    resource, alive = catalogue.resource_on(digits)
    if resource is None:
        resource, alive = catalogue.resource_on(_RELAY.sub("", digits))
    if resource is not None and not alive:
        return QrDecision(name=resource.name, number=number, refusal="offer.ended")
    if resource is not None:
        return QrDecision(name=resource.name, number=_printed(resource, digits, number), code=target)
    if scheme == "tel" and vouched and _ORDINARY.fullmatch(digits):
        return QrDecision(number=number, code=target)
    return QrDecision(number=number, refusal="offer.number")


def _mail(target: str, address: str, station: Station, catalogue: Catalogue) -> QrDecision:
    resource = catalogue.resource_by_email(address)
    if resource is not None:
        return QrDecision(name=resource.name, address=address, code=target)
    plain = re.fullmatch(r"[\w.+-]+@([\w.-]+)", address, re.ASCII)
    hosts = tuple(host for host in station.hosts if host != "*")
    if plain is not None and allowed_host(plain[1], hosts):
        return QrDecision(address=address, code=target)
    return QrDecision(address=address.partition("?")[0], refusal="offer.elsewhere")


def _printed(resource: Resource, digits: str, number: str) -> str:
    """The number as the catalogue prints it, where it is the one that is shown there."""
    return next((one for one in (resource.phone, resource.text) if national(one) == digits), number)


def _name_of(catalogue: Catalogue, digits: str) -> str:
    resource, alive = catalogue.resource_on(digits)
    return resource.name if resource is not None and alive else ""


def _called(contact: Contact, language: str) -> str:
    return (contact.name_cy if language == "cy" else "") or contact.name


def _bare(address: str) -> str:
    return address.partition("//")[2]


def _same(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, however they are written."""
    return bool(one) and _plain(one) == _plain(other)


@lru_cache(1024)  # of the catalogue's few dozen the same is asked for every address
def _plain(address: str) -> str:
    host, slash, path = _bare(address).partition("/")
    return (host.casefold().removeprefix("www.") + slash + path).rstrip("/")
