"""Read the fields of an article from its front matter: area, description, address, reference, language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath
from urllib.parse import quote as percent_encode
from urllib.parse import unquote

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_line
from newsreader.articles.finding_collector import FindingCollector, quote
from newsreader.articles.front_matter.fields import (
    AREA_KEYS,
    DESCRIPTION_KEYS,
    LANGUAGE_KEYS,
    ORIGINAL_KEYS,
    REFERENCE_KEYS,
    URL_KEYS,
)
from newsreader.articles.front_matter.metadata import texts
from newsreader.articles.markup import decode_entities, strip_tags

MAX_AREA = 100
MAX_DESCRIPTION = 2000
MAX_URL = 2000
MAX_REFERENCE = 80
MAX_PATH = 1000

_DATE_FOLDER = re.compile(
    r"\d+|\d{4}[-_ ]\d{1,2}"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?:[-_ ]?\d{2,4})?",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?i:https?)://(?P<host>[^\s/?#@\\<>\"]+)(?P<rest>[/?#]\S*|)")
_HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?(?::\d{1,5})?|localhost(?::\d{1,5})?|\[[\da-fA-F:.]+\](?::\d{1,5})?"
    r"|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?"
)
_ENCODED = re.compile(r"https?%(?:25)?3a%(?:25)?2f", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[.@].*)?")
_LANGUAGES = {"english": "en", "welsh": "cy", "cymraeg": "cy", "gaelic": "gd", "irish": "ga", "gaeilge": "ga"}
_ELLIPSES = ("[…]", "[...]")
_NOT_WORDS = re.compile(r"[\W_]+")
_ASCII_NOT_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())


def find_area(meta: Mapping[str, object], path: str, findings: FindingCollector) -> str:
    """Return the area: the key, else the nearest folder that is no date, else the first folder."""
    for _, text in texts(meta, AREA_KEYS):
        if area := decode_entities(text[:MAX_AREA]):
            return area
    *folders, name = path.split("/")
    if name.lower().startswith("index.") and len(folders) > 1:
        folders.pop()  # the article's own folder
    named = [folder for folder in folders if not _DATE_FOLDER.fullmatch(folder)]
    folder = named[-1] if named else folders[0] if folders else ""
    area = clean_line(folder[:MAX_AREA]).strip("_") or clean_line(folder)
    findings.add(
        Severity.NOTE if area else Severity.WARNING,
        "area-missing",
        "The front matter names no area; "
        + (f"the folder {quote(area)} is shown." if area else "none is shown."),
        "Write one: area: Bedfordshire.",
    )
    return area


def find_description(meta: Mapping[str, object], body: str, findings: FindingCollector) -> str:
    """Return what the article is about, in one line; maybe empty."""
    for key, text in texts(meta, DESCRIPTION_KEYS):
        line = clean_line(text[: MAX_DESCRIPTION * 2])
        description = strip_tags(decode_entities(line))[:MAX_DESCRIPTION]
        for ellipsis in _ELLIPSES:
            if description.endswith(ellipsis):
                description = description.removesuffix(ellipsis).rstrip() + "…"
        if not description:
            continue
        if description != line and ("&" in line or "<" in line):
            findings.add(
                Severity.NOTE,
                "description-entity",
                "The description contains HTML codes, which are shown as the characters they stand for.",
                "Write the characters themselves.",
                key=key,
            )
        if _starts_with(body, description):
            findings.add(
                Severity.NOTE,
                "description-repeats-body",
                "The description only repeats the beginning of the text.",
                "Say in one sentence of its own what the article is about.",
                key=key,
            )
        return description
    return ""


def find_url(meta: Mapping[str, object], findings: FindingCollector) -> str | None:
    """Return the address of the article's own page, http or https: the first key that has one."""
    refused: tuple[str, str] | None = None
    for key, text in texts(meta, URL_KEYS):
        if url := clean_url(text):
            return url
        # `url: /about/` is an address on a site that is not known here, and no mistake.
        if refused is None and not text.startswith("/"):
            refused = key, text
    if refused is not None:
        findings.add(
            Severity.WARNING,
            "url-refused",
            f"{quote(refused[1])} is no http or https address that can be offered to a reader.",
            "Write the whole address of the page: url: https://…",
            key=refused[0],
        )
    else:
        findings.add(
            Severity.NOTE,
            "url-missing",
            "The front matter has no address of the article's own page, so none can be opened or scanned.",
            "If there is such a page, write it: url: https://…",
        )
    return None


def clean_url(text: str) -> str | None:
    """Return `text` as an http or https address without spaces, controls or credentials, if it is one."""
    url = clean_line(text)
    if _ENCODED.match(url):
        url = clean_line(unquote(unquote(url) if "%25" in url[:12] else url))
    url = url.replace("&amp;", "&").replace(" ", "%20")
    if len(url) > MAX_URL:
        return None
    match = _WEB.fullmatch(url)
    if match is None or not _HOST.fullmatch(match["host"]):
        return None
    rest = match["rest"]
    if not rest.isascii():
        rest = percent_encode(rest, safe="!#$%&'()*+,/:;=?@[]~-._")
    scheme = url[: match.start("host")].lower()
    return f"{scheme}{match['host'].lower()}{rest}"


def find_reference(meta: Mapping[str, object]) -> str | None:
    """Return the incident's reference as the front matter writes it."""
    for _, text in texts(meta, REFERENCE_KEYS):
        if line := clean_line(text[:MAX_REFERENCE]):
            return line
    return None


def find_language(meta: Mapping[str, object]) -> str | None:
    """Return the language as a BCP 47 tag: `en-GB` for `en_GB.UTF-8`, `cy` for `Cymraeg`."""
    for _, text in texts(meta, LANGUAGE_KEYS):
        line = clean_line(text[:MAX_REFERENCE])
        match = _LANGUAGE.fullmatch(_LANGUAGES.get(line.lower(), line))
        if match is not None:
            language, script, region = match.groups()
            parts = (language.lower(), (script or "").title(), (region or "").upper())
            return "-".join(part for part in parts if part)
    return None


def find_original(meta: Mapping[str, object], path: str) -> str | None:
    """Return the path of the article that this one translates, if it is another one below the root."""
    for _, text in texts(meta, ORIGINAL_KEYS):
        original = normpath(join(dirname(path), text[:MAX_PATH]))
        if original != path and not original.startswith(("/", "..")):
            return original
    return None


def _starts_with(body: str, description: str) -> bool:
    """Whether `body` starts with `description`, ignoring markup and punctuation."""
    if len(description) > 60 and description[:60] in body[:600]:
        return True
    words = _letters_and_digits(description[:160])
    return len(words) > 20 and words in _letters_and_digits(body[:600])


def _letters_and_digits(text: str) -> str:
    # Most of what is removed is ASCII, which `bytes.translate` does much faster than a pattern.
    data = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_NOT_WORDS)
    text = data.decode("utf-8", "surrogatepass")
    return text if text.isascii() else _NOT_WORDS.sub("", text)
