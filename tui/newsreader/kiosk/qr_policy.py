"""Which addresses and numbers may become a QR code on a visitor's phone, and why others may not.

A code on a police station's screen is taken for the word of the police. So a code is made of

- a web address, http or https without port, credentials or non-ASCII letters, that is on one of the station's
  hosts or below it, is the page of one of its contacts, or is in the catalogue. A host `*` allows every
  ordinary host name, but no bare IP address and no letters that can look like others;
- a number or an e-mail address of the catalogue or of the station's contacts;
- a number that only the article gives, if calling it costs and reveals nothing unusual: an ordinary landline
  (01, 02, 03) or a free number (0800, 0808), to call, not to text, and only if the article's own page, if it
  has one, could be a code itself. So an incident room's number is allowed. Mobile and personal numbers (07),
  higher rates (084, 087, 09, 118), numbers abroad, short numbers and network commands are not: these are what
  fraud uses, and they can be read in the text;
- an e-mail address of the article on one of the station's hosts, without subject, body or other recipients.

There is no code for 999, 112 and 18000: whoever needs them dials them, and bored people would try the code.
There is none for what the catalogue knows has ended. Nothing is opened here.
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
from newsreader.settings.station import Station

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_NUMBER = re.compile(r"\+?\d+(?:;ext=\d+)?")
_ORDINARY_NUMBER = re.compile(r"0(?:[123]\d{8,9}|800\d{6,7}|808\d{7})")
_RELAY = re.compile(r"1800[12](?=\d{3})")
_EMERGENCY = ("999", "112", "18000")


@dataclass(frozen=True, slots=True)
class QrDecision:
    """What to show of an address or number, and whether as a code."""

    name: str = ""
    """Whose it is, if known: `Crimestoppers`, `Front counter`."""
    number: str = ""
    """As it is read out: `0800 555 111`; `""` for an address."""
    address: str = ""
    """As it can be typed: `https://www.police.uk/`, `name@example.org`; `""` for a number."""
    code: str | None = None
    """The target of the code; None if there must be none."""
    no_code_reason: str = ""
    """The name of the text that says why there is none, such as `no_code.elsewhere`."""


def decide(
    target: str, station: Station, catalogue: Catalogue, *, page: str | None = None, language: str = "en"
) -> QrDecision:
    """Decide about an address with the scheme https, http, tel, sms or mailto. Never raises.

    `page` is the address of the article that contains it, if it has one.
    """
    checked = check(target)
    if not isinstance(checked, Allowed):
        return QrDecision(no_code_reason="no_code.unsafe")
    scheme = checked.target.partition(":")[0]
    if scheme in ("http", "https"):
        return _decide_web(checked, station, catalogue, language)
    if scheme == "mailto":
        return _decide_email(checked.target, target.partition(":")[2], station, catalogue)
    is_trusted = page is None or _check_web(page, station, catalogue, language)[0] == ""
    return _decide_number(checked.target, station, catalogue, is_trusted, language)


def allowed_host(host: str, hosts: tuple[str, ...]) -> bool:
    """Return whether a host is one of `hosts` or below it; `*` allows every ordinary one.

    A host with non-ASCII letters (`xn--`) is never allowed.
    """
    host = host.casefold().rstrip(".")
    if not _HOST.fullmatch(host) or "xn--" in host:
        return False
    return any(
        wanted == "*" or host == wanted or host.endswith(f".{wanted}")
        for wanted in (one.casefold().strip(". ") for one in hosts)
        if wanted
    )


def _decide_web(allowed: Allowed, station: Station, catalogue: Catalogue, language: str) -> QrDecision:
    reason, name = _check_web(allowed.target, station, catalogue, language)
    code = None if reason else allowed.target
    return QrDecision(name=name, address=allowed.shown, code=code, no_code_reason=reason)


def _check_web(address: str, station: Station, catalogue: Catalogue, language: str) -> tuple[str, str]:
    """Return why an address may not be a code, `""` if it may, and whose it is if known."""
    checked = check(address)
    if not isinstance(checked, Allowed):
        return "no_code.unsafe", ""
    try:
        parts = urlsplit(checked.target)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "no_code.unsafe", ""
    if port is not None or not allowed_host(host, ("*",)):
        return "no_code.unsafe", ""
    contact = next((one for one in station.contacts if one.address and _same(one.address, address)), None)
    if contact is not None:
        return "", contact.name_in(language)
    resource, alive = catalogue.resource_at(_bare(checked.target))
    if resource is None:
        resource = next((one for one in catalogue.resources if _same(one.address, address)), None)
    if not alive:
        return "no_code.ended", resource.name if resource else ""
    if resource is not None:
        return "", resource.name
    return "" if allowed_host(host, station.hosts) else "no_code.elsewhere", ""


def _decide_number(
    target: str, station: Station, catalogue: Catalogue, is_trusted: bool, language: str
) -> QrDecision:
    scheme, _, rest = target.partition(":")
    dialled, _, extension = rest.partition(";ext=")
    digits = national(dialled)
    number = grouped(digits) + (f" ext {extension}" if extension else "")
    if not _NUMBER.fullmatch(rest):
        return QrDecision(number=dialled, no_code_reason="no_code.number")
    if digits in _EMERGENCY:
        return QrDecision(name=_name_of(catalogue, digits), number=number, no_code_reason="no_code.dial")
    contact = next((one for one in station.contacts if one.number and national(one.number) == digits), None)
    if contact is not None:
        return QrDecision(name=contact.name_in(language), number=contact.number, code=target)
    resource, alive = catalogue.resource_on(digits)
    if resource is None:
        resource, alive = catalogue.resource_on(_RELAY.sub("", digits))
    if resource is not None and not alive:
        return QrDecision(name=resource.name, number=number, no_code_reason="no_code.ended")
    if resource is not None:
        return QrDecision(name=resource.name, number=_printed(resource, digits, number), code=target)
    if scheme == "tel" and is_trusted and _ORDINARY_NUMBER.fullmatch(digits):
        return QrDecision(number=number, code=target)
    return QrDecision(number=number, no_code_reason="no_code.number")


def _decide_email(target: str, address: str, station: Station, catalogue: Catalogue) -> QrDecision:
    resource = catalogue.resource_by_email(address)
    if resource is not None:
        return QrDecision(name=resource.name, address=address, code=target)
    plain = re.fullmatch(r"[\w.+-]+@([\w.-]+)", address, re.ASCII)
    hosts = tuple(host for host in station.hosts if host != "*")
    if plain is not None and allowed_host(plain[1], hosts):
        return QrDecision(address=address, code=target)
    return QrDecision(address=address.partition("?")[0], no_code_reason="no_code.elsewhere")


def _printed(resource: Resource, digits: str, number: str) -> str:
    """Return a number as the catalogue prints it, if it does."""
    return next((one for one in (resource.phone, resource.text) if national(one) == digits), number)


def _name_of(catalogue: Catalogue, digits: str) -> str:
    resource, alive = catalogue.resource_on(digits)
    return resource.name if resource is not None and alive else ""


def _bare(address: str) -> str:
    return address.partition("//")[2]


def _same(one: str, other: str) -> bool:
    """Return whether two addresses are of the same page, whatever their scheme, case or final slash."""
    return bool(one) and _normalised(one) == _normalised(other)


@lru_cache(1024)  # every decision compares with the catalogue's few dozen addresses
def _normalised(address: str) -> str:
    host, slash, path = _bare(address).partition("/")
    return (host.casefold().removeprefix("www.") + slash + path).rstrip("/")
