"""Web and e-mail addresses in running text: explicit links, bare addresses, bare domains, split ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from newsreader.document.lines import Prose
from newsreader.links.detect.matches import Match, OccupiedSpans, words
from newsreader.links.reference import Kind

# Endings that British bodies write without `www.`. Two letters that are also a word (`.me`, `.is`) would turn
# every missing space after a full stop into an address.
_ENDINGS = "uk|org|com|net|info|eu|ie|scot|wales|cymru|london|app|tv|charity"
_SPLIT = "co.uk|org.uk|gov.uk|police.uk|uk|org|com|net"
_SHORTENERS = r"bit\.ly|goo\.gl|ow\.ly|youtu\.be|t\.co|fb\.me|lnkd\.in|linktr\.ee|forms\.gle|po\.st|buff\.ly"
# Top-level domains of more than two letters that a British body might use; `www.example.ukor` is a misprint.
_KNOWN = words(
    """
    com org net info edu gov mil int app tv london scot wales cymru charity online site website shop
    blog news media world agency support help care community foundation international page link live
    cloud digital tech design events global social store today video zone ngo ong coop museum name
    pro biz jobs mobi travel aero asia tel xyz dev club health police school church
    """
)
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_PATH = r"(?:[/?#][^\s<>\"“”|\\^`{}]{0,2000})?"
_ADDRESS = re.compile(
    rf"""
    (?P<email>(?<![a-z0-9.%+'’-])[a-z0-9][a-z0-9._%+'’-]{{0,63}}@(?:{_LABEL}\.)+[a-z]{{2,}})(?![\w@])
    | (?P<web>https?[:;]\s?//\s?(?:www\.\s)?[^\s<>"“”|\\^`{{}}]{{1,2000}})
    | (?<![a-z0-9@./-])(?P<www>
        www\.(?:{_LABEL}\.)*{_LABEL}(?:\s?\.\s|\s\.)(?:{_SPLIT})(?![\w-])(?!\.[a-z]){_PATH}
      | www\s?\.\s(?:{_LABEL}\.)+(?:{_ENDINGS})(?![\w-]){_PATH}
      | www\.(?:{_LABEL}\.)+[a-z]{{2,}}(?::\d{{2,5}})?{_PATH}
      )
    | (?<![a-z0-9@.#/’'%+=-])(?P<bare>
        (?:(?:{_LABEL}\.)+(?:{_ENDINGS})|{_SHORTENERS})
        (?![a-z0-9@-])(?!\.[a-z0-9])(?::\d{{2,5}}(?!\d))?{_PATH}
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_LINK = re.compile(r"(?:https?:|mailto:|tel:|sms:)", re.IGNORECASE)
# `Tinder and Match.com`: a brand, not somewhere to go, unless something says to go there.
_BRAND = re.compile(r"[A-Z][A-Za-z0-9]*\.com")
_INVITATION = re.compile(
    r"\b(?:visit|at|via|on|online|website|site|to|see|from|through|click|using|page)\W{0,3}$|[:(\n]\s*$",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "["}


def find(prose: Prose, page: str | None = None) -> list[Match]:
    """Every address of the prose, in order. `page` is the article's own, which relative links start from."""
    found = list(_links(prose, page))
    taken = OccupiedSpans(len(prose.text), found)
    text = prose.text
    if "." not in text:
        return found
    for match in _ADDRESS.finditer(text):
        if match.span() in taken:
            continue
        sighting = _email(match) if match["email"] else _web(match, text)
        if sighting:
            found.append(sighting)
    return sorted(found, key=lambda sighting: sighting.start)


def key_of(address: str) -> str:
    """What makes two addresses the same: no scheme, `www.` or last slash, and the host in small letters."""
    plain = re.sub(r"^(?:https?:)?//", "", address, flags=re.IGNORECASE)
    host, slash, path = plain.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def _links(prose: Prose, page: str | None) -> Iterator[Match]:
    for link in prose.targets:
        if link.image or link.end <= link.start:
            continue
        address = link.address.strip()
        if (
            page
            and not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE)
            and not address.startswith("#")
        ):
            try:
                address = urljoin(page, address)
            except ValueError:
                continue
        if not _PLAIN_LINK.match(address):
            continue
        scheme, _, rest = address.partition(":")
        if scheme.lower() == "mailto":
            yield Match(link.start, link.end, Kind.EMAIL, rest.partition("?")[0].lower(), address)
        elif scheme.lower() in ("tel", "sms"):
            digits = re.sub(r"^44", "0", "".join(filter(str.isdigit, rest)))
            yield Match(link.start, link.end, Kind.PHONE, digits, address)
        else:
            yield Match(link.start, link.end, Kind.WEB, key_of(address), address)


def _email(match: re.Match[str]) -> Match:
    address = match["email"].replace("’", "'")
    return Match(match.start(), match.end(), Kind.EMAIL, address.lower(), f"mailto:{address}")


def _web(match: re.Match[str], text: str) -> Match | None:
    written = _without_sentence(match[0])
    if (
        match["bare"]
        and _BRAND.fullmatch(written)
        and not _INVITATION.search(text, max(0, match.start() - 12), match.start())
    ):
        return None
    joined = re.sub(r"\s", "", written)
    if match["web"]:
        address = re.sub(r"^(https?)[:;]//", r"\1://", joined, flags=re.IGNORECASE)
        if "." not in address:
            return None
    else:
        address = f"https://{joined}"
    target = address if _has_ending(address) else None
    return Match(match.start(), match.start() + len(written), Kind.WEB, key_of(address), target)


def _has_ending(address: str) -> bool:
    host = re.split(r"[/?#:]", address.partition("//")[2], maxsplit=1)[0]
    ending = host.rpartition(".")[2].lower()
    return len(ending) == 2 or ending in _KNOWN or not ending.isascii() or ending.isdigit()


def _without_sentence(written: str) -> str:
    """The address without what the sentence, its brackets or its emphasis put behind it."""
    while written:
        last = written[-1]
        if last in ".,;:!?'’‘\"*_…>~" or (
            last in _CLOSING and written.count(last) > written.count(_CLOSING[last])
        ):
            written = written[:-1]
        else:
            break
    return written
