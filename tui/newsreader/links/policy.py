"""The link policy: which addresses may leave the program, and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsreader.links.phone_numbers import digits_of, grouped, national

MAX_LENGTH = 4_000
"""Some openers cut addresses beyond this; a QR code of half of it is already unreadable."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"//(?P<host>\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]+)(?::[0-9]{1,5})?(?:[/?#].*)?")
_HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_MAIL = re.compile(r"[A-Za-z0-9_.+'&=!#$*/^`{|}~][A-Za-z0-9_.+'&=!#$*/^`{|}~-]*@[A-Za-z0-9.-]+")
_TEL = re.compile(r"(?P<number>\+?[0-9().-]{2,30})(?P<extension>;ext=[0-9]{1,8})?")
_SMS = re.compile(r"(?P<number>\+?[0-9]{3,20})(?P<extension>)")
_EMERGENCY = ("999", "112")
_WITHHELD = re.compile(r"(?:141|1470)(?=999|112)")
"""Codes that hide or show the caller's own number."""
# Spaces, controls (C0, DEL, C1), soft hyphen, zero-width and bidirectional marks, separators of lines.
_UNSEEN = re.compile(
    '[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\uf8ff\ufdd0-\ufdef\U000e0000-\U0010ffff\\\\"<>]'
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """An address that may leave."""

    target: str
    """As it is handed over: the host in ASCII, a number without separators, else as it was written."""
    shown: str
    """The full address to show before it is opened."""
    warning: str | None = None
    """One sentence about a host that may not be what it looks like."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """An address that may not leave, and why, as a sentence."""

    reason: str


def check(target: str) -> Allowed | Blocked:
    """Decide whether an address may leave the program.

    Only http, https, mailto, tel and sms pass, without controls, spaces, quotes, backslashes or credentials.
    `%` sequences stay as they are: to unquote a signed address is to break it, and `%0a` is not a line break.
    """
    if not target:
        return Blocked("The address is empty.")
    if len(target) > MAX_LENGTH:
        return Blocked("The address is too long to be opened safely.")
    scheme = _SCHEME.match(target)
    if scheme is None:
        return Blocked("The address does not begin with https: or another scheme that is known here.")
    name, rest = scheme[1].lower(), target[scheme.end() :]
    if name == "tel":
        rest = rest.replace(" ", "").replace("%20", "")
    if _UNSEEN.search(rest):
        return Blocked("The address holds a space, a quote or a character that cannot be seen.")
    if name in ("http", "https"):
        return _check_web(name, rest)
    if name == "mailto":
        return _check_mail(rest)
    if name in ("tel", "sms"):
        return _check_number(name, rest)
    return Blocked(f"Addresses that begin with {name}: are never opened from here.")


def readable(target: str) -> str:
    """Return an allowed address as people read it: no scheme, a number in groups."""
    scheme, _, rest = target.partition(":")
    if scheme in ("tel", "sms"):
        number, _, extension = rest.partition(";ext=")
        return grouped(national(number)) + (f" ext {extension}" if extension else "")
    if scheme == "mailto":
        return rest.partition("?")[0]
    return rest.removeprefix("//").removeprefix("www.")


def _check_web(scheme: str, rest: str) -> Allowed | Blocked:
    authority = re.match(r"//([^/?#]*)", rest)
    if authority is None or not authority[1]:
        return Blocked("The address names no host.")
    if "@" in authority[1]:
        return Blocked("The address holds a user name or password, which can hide where it leads.")
    parts = _WEB.fullmatch(rest)
    if parts is None:
        return Blocked("The address names no proper host.")
    host = parts["host"]
    if host.startswith("["):
        return Allowed(f"{scheme}:{rest}", f"{scheme}:{rest}")
    plain = _in_ascii(host)
    if plain is None or not _is_host(plain):
        return Blocked("The address names no proper host.")
    target = f"{scheme}://{plain}{rest[parts.end('host') :]}"
    return Allowed(target, target, _warning(host, plain))


def _check_mail(rest: str) -> Allowed | Blocked:
    """Keep the address and the subject; a copy, a text or an attachment is not the article's to choose."""
    address, _, query = rest.partition("?")
    if not _MAIL.fullmatch(address):
        return Blocked("This is not a proper mailto address.")
    for field in query.split("&"):
        name, _, value = field.partition("=")
        if name.lower() == "subject" and value and not re.search("%0[ad]", value, re.IGNORECASE):
            address += f"?subject={value}"
            break
    return Allowed(f"mailto:{address}", f"mailto:{address}")


def _check_number(scheme: str, rest: str) -> Allowed | Blocked:
    if "*" in rest or "#" in rest:
        return Blocked("The number holds * or #, which give commands to a telephone or its network.")
    parts = (_TEL if scheme == "tel" else _SMS).fullmatch(rest)
    if parts is None:
        return Blocked(f"This is not a proper {scheme} address.")
    number = "+" * rest.startswith("+") + digits_of(parts["number"])
    extension = parts["extension"] or ""
    if len(number) < 2:
        return Blocked(f"This is not a proper {scheme} address.")
    if number not in _EMERGENCY or extension:
        dialled = _WITHHELD.sub("", number.lstrip("+")).removeprefix("00").removeprefix("44").lstrip("0")
        if dialled.startswith(_EMERGENCY):  # networks connect at the third digit
            return Blocked("The number hides a call to the emergency services.")
    return Allowed(f"{scheme}:{number}{extension}", f"{scheme}:{number}{extension}")


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return len(host) <= 253 and all(map(_HOST_LABEL.fullmatch, labels))


def _in_ascii(host: str) -> str | None:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _warning(host: str, plain: str) -> str | None:
    if not host.isascii():
        return f"The name is written with letters that can look like others; its real spelling is {plain}."
    if "xn--" in plain.lower():
        return "The name encodes letters outside English, which can look like others."
    return None
