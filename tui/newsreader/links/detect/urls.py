"""Detect web and e-mail addresses: explicit links, bare addresses, split and misprinted ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import urljoin

from newsreader.document.lines import Prose
from newsreader.links.detect.matches import Match, OccupiedSpans, word_set
from newsreader.links.phone_numbers import national
from newsreader.links.policy import Allowed, check
from newsreader.links.reference import Kind

# Endings that British bodies write without `www.`. Two letters that are also a word (`.me`, `.is`) would turn
# every missing space after a full stop into an address.
_ENDINGS = "uk|org|com|net|info|eu|ie|scot|wales|cymru|london|app|tv|charity"
_SPLIT = "co.uk|org.uk|gov.uk|police.uk|uk|org|com|net"
_SHORTENERS = r"bit\.ly|goo\.gl|ow\.ly|youtu\.be|t\.co|fb\.me|lnkd\.in|linktr\.ee|forms\.gle|po\.st|buff\.ly"
# Top-level domains of more than two letters that a British body might use; `www.example.ukor` is a misprint.
_KNOWN = word_set(
    """
    com org net info edu gov mil int app tv london scot wales cymru charity online site website shop
    blog news media world agency support help care community foundation international page link live
    cloud digital tech design events global social store today video zone ngo ong coop museum name
    pro biz jobs mobi travel aero asia tel xyz dev club health school church
    """
)
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_PATH = r"(?:[/?#][^\s<>\"“”|\\^`{}]{0,2000})?"
_LOCAL = "a-z0-9._%+'’&-"
"""Characters before the @ of an e-mail address."""
_ADDRESS = re.compile(
    rf"""
    (?P<email>(?<![{_LOCAL}])[a-z0-9_][{_LOCAL}]{{0,63}}@(?:{_LABEL}\.)+[a-z]{{2,}})(?![\w@])
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
_MISPRINTED_END = re.compile(r",(?:(?:co|org|gov|police)[.,])?(?:uk|org|com|net)(?![\w@])", re.IGNORECASE)
"""`help@example.org,uk`: the part before the comma is not the address that was meant."""
_HOST_END = re.compile(r"[/?#:]")
_NUMBER_IN_WORDS = re.compile(
    r"(?<![\w@£$€.,+*-])(?:(?:\+|\(?0)\d[\d ().-]{4,20}\d|1\d\d|999|116 ?\d{3})(?![\w-])"
)
"""A number that one could dial."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PLAIN_LINK = re.compile(r"(?:https?:|mailto:|tel:|sms:)", re.IGNORECASE)
# `Tinder and Match.com`: a brand, not somewhere to go, unless something says to go there.
_BRAND = re.compile(r"[A-Z][A-Za-z0-9]*\.com")
_INVITATION = re.compile(
    r"\b(?:visit|at|via|on|online|website|site|to|see|from|through|click|using|page)\W{0,3}$|[:(\n]\s*$",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "["}


def find(prose: Prose, page: str | None = None) -> list[Match]:
    """Find every address, in order. `page` is the article's own, from which relative links start."""
    found = list(_links(prose, page))
    text = prose.text
    if "." not in text:
        return found
    taken = OccupiedSpans(len(text), found)
    for written in _ADDRESS.finditer(text):
        if written.span() in taken:
            continue
        match = _email(written, text) if written["email"] else _web(written, text)
        if match:
            found.append(match)
    return sorted(found, key=attrgetter("start"))


def key_of(address: str) -> str:
    """Normalise an address: no scheme, `www.` or last slash, the host in small letters."""
    plain = re.sub(r"^(?:https?:)?//", "", address, flags=re.IGNORECASE)
    host, slash, path = plain.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def _links(prose: Prose, page: str | None) -> Iterator[Match]:
    """Yield the Markdown links that have words."""
    for link in prose.targets:
        if link.image or link.end <= link.start:
            continue
        address = link.address.strip()
        if page and not _SCHEME.match(address) and not address.startswith("#"):
            try:
                address = urljoin(page, address)
            except ValueError:  # not an address that could be completed
                continue
        if not _PLAIN_LINK.match(address):
            continue
        scheme, _, rest = address.partition(":")
        if scheme.lower() == "mailto":
            kind, key = Kind.EMAIL, rest.partition("?")[0].lower()
        elif scheme.lower() in ("tel", "sms"):
            # A blocked number, such as `*101#`, is nobody's.
            kind, key = Kind.PHONE, national(rest) if isinstance(check(address), Allowed) else rest
        else:
            kind, key = Kind.WEB, key_of(address)
        misleading = _is_misleading(prose.text[link.start : link.end], kind, key)
        yield Match(link.start, link.end, kind, key, address, misleading=misleading)


def _is_misleading(words: str, kind: Kind, key: str) -> bool:
    """Return whether the words of a link are another address or number than its target."""
    written = _ADDRESS.search(words)
    if written and written["email"]:
        return kind is not Kind.EMAIL or written["email"].lower() != key
    if written:
        host, target_host = (_HOST_END.split(one, maxsplit=1)[0] for one in (key_of(written[0]), key))
        return kind is not Kind.WEB or not f".{target_host}".endswith(f".{host}")
    number = _NUMBER_IN_WORDS.search(words)
    if number is None or (kind is not Kind.PHONE and number[0] != words.strip()):
        return False
    return kind is not Kind.PHONE or national(number[0]) != key


def _email(written: re.Match[str], text: str) -> Match:
    misprint = _MISPRINTED_END.match(text, written.end())
    if misprint:
        end = misprint.end()
        return Match(written.start(), end, Kind.EMAIL, text[written.start() : end].lower())
    address = written["email"].replace("’", "'")
    target = f"mailto:{address}" if _has_ending(address.partition("@")[2]) else None
    return Match(*written.span(), Kind.EMAIL, address.lower(), target)


def _web(written: re.Match[str], text: str) -> Match | None:
    start = written.start()
    printed = _without_sentence(written[0])
    if (
        written["bare"]
        and _BRAND.fullmatch(printed)
        and not _INVITATION.search(text, max(0, start - 12), start)
    ):
        return None
    joined = "".join(printed.split())
    if written["web"]:
        address = re.sub(r"^(https?)[:;]//", r"\1://", joined, flags=re.IGNORECASE)
        if "." not in address:
            return None
    else:
        address = f"https://{joined}"
    end = start + len(printed)
    misprint = _MISPRINTED_END.match(text, end)
    if misprint and "/" not in address.partition("//")[2]:
        return Match(start, misprint.end(), Kind.WEB, key_of(address) + misprint[0].lower())
    return Match(
        start,
        end,
        Kind.WEB,
        key_of(address),
        address if _has_ending(_HOST_END.split(address.partition("//")[2], maxsplit=1)[0]) else None,
    )


def _has_ending(host: str) -> bool:
    """Return whether the top-level domain exists; of those with two letters, most do."""
    ending = host.rpartition(".")[2].lower()
    return len(ending) == 2 or ending in _KNOWN or not ending.isascii() or ending.isdigit()


def _without_sentence(written: str) -> str:
    """Strip the punctuation of the sentence, its brackets and its emphasis from the end."""
    surplus = {mark: written.count(mark) - written.count(opening) for mark, opening in _CLOSING.items()}
    end = len(written)
    while end:
        last = written[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in ".,;:!?'’‘\"*_…>~":
            break
        end -= 1
    return written[:end]
