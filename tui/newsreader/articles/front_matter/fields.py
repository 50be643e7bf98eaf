"""The fields of an article that its front matter gives: area, description, address, reference, language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_line
from newsreader.articles.finding_collector import FindingCollector, quoted
from newsreader.articles.front_matter.metadata import texts
from newsreader.articles.titles import decode_entities, without_tags

AREA_KEYS = ("area",)
DESCRIPTION_KEYS = ("description", "summary", "deck", "excerpt", "og.description", "twitter.description")
URL_KEYS = ("url", "og.url", "canonical", "canonical_url", "permalink", "source_url", "twitter.url", "link")
REFERENCE_KEYS = (
    "incident.reference",
    "reference",
    "incident_reference",
    "incident-reference",
    "incident.number",
    "crime.reference",
    "crime_reference",
    "crime.number",
)
LANGUAGE_KEYS = ("lang", "language", "og.locale", "locale")

LONGEST_AREA = 100
LONGEST_DESCRIPTION = 2000
LONGEST_URL = 2000
LONGEST_REFERENCE = 80
LONGEST_PATH = 1000
"""Characters of each that are kept; beyond this they are no longer what they are called."""

_NOT_A_PLACE = re.compile(
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
_SHORTENED = re.compile(r"\s*\[(?:…|\.\.\.)\]$")
_NOT_WORDS = re.compile(r"[\W_]+")
_ASCII_NOT_WORDS = bytes(code for code in range(128) if not chr(code).isalnum())


def find_area(meta: Mapping[str, object], path: str, notes: FindingCollector) -> str:
    """The area: the key, else the nearest folder that is no year, month or day, else the first folder."""
    for _, text in texts(meta, AREA_KEYS):
        if area := decode_entities(text[:LONGEST_AREA]):
            return area
    folders = path.split("/")
    # A folder whose `index.md` is the article is the article's own.
    own = folders.pop().lower().startswith("index.")
    if own and len(folders) > 1:
        folders.pop()
    named = [folder for folder in folders if not _NOT_A_PLACE.fullmatch(folder)]
    folder = named[-1] if named else folders[0] if folders else ""
    area = clean_line(folder[:LONGEST_AREA]).strip("_") or clean_line(folder)
    notes.add(
        Severity.NOTE if area else Severity.WARNING,
        "area-missing",
        "The front matter names no area; "
        + (f"the folder {quoted(area)} is shown." if area else "none is shown."),
        "Write one: area: Bedfordshire.",
    )
    return area


def find_description(meta: Mapping[str, object], body: str, notes: FindingCollector) -> str:
    """What the article is about, in a line; "" where nothing says it."""
    for key, text in texts(meta, DESCRIPTION_KEYS):
        line = clean_line(text[: LONGEST_DESCRIPTION * 2])
        description = without_tags(decode_entities(line))[:LONGEST_DESCRIPTION]
        description = _SHORTENED.sub("…", description)
        if not description:
            continue
        if description != line and ("&" in line or "<" in line):
            notes.add(
                Severity.NOTE,
                "description-entity",
                "The description holds codes of HTML, which are shown as the characters they stand for.",
                "Write the characters themselves.",
                key=key,
            )
        if _repeats(description, body):
            notes.add(
                Severity.NOTE,
                "description-repeats-body",
                "The description is the beginning of the text once more.",
                "Say in it, in one sentence of its own, what the article is about.",
                key=key,
            )
        return description
    return ""


def find_url(meta: Mapping[str, object], notes: FindingCollector) -> str | None:
    """The address of the article's own page: the first of the keys that holds one, http or https."""
    wrong: tuple[str, str] | None = None
    for key, text in texts(meta, URL_KEYS):
        if url := clean_url(text):
            return url
        # `url: /about/` and the like are addresses on a site of which nothing is known here.
        if wrong is None and not text.startswith("/"):
            wrong = key, text
    if wrong is not None:
        notes.add(
            Severity.WARNING,
            "url-refused",
            f"{quoted(wrong[1])} is no http or https address that can be offered to a reader.",
            "Write the whole address of the page: url: https://…",
            key=wrong[0],
        )
    else:
        notes.add(
            Severity.NOTE,
            "url-missing",
            "The front matter has no address of the article's own page, so none can be opened or scanned.",
            "If there is such a page, write it: url: https://…",
        )
    return None


def clean_url(text: str) -> str | None:
    """`text` as an http or https address without spaces, controls or credentials; None where it is none."""
    url = clean_line(text)
    if _ENCODED.match(url):
        url = clean_line(unquote(unquote(url) if "%25" in url[:12] else url))
    if "&amp;" in url:
        url = url.replace("&amp;", "&")
    if " " in url:
        url = url.replace(" ", "%20")
    if len(url) > LONGEST_URL:
        return None
    match = _WEB.fullmatch(url)
    if match is None or not _HOST.fullmatch(match["host"]):
        return None
    rest = match["rest"]
    if not rest.isascii():
        rest = quote(rest, safe="!#$%&'()*+,/:;=?@[]~-._")
    scheme = url[: match.start("host")].lower()
    return f"{scheme}{match['host'].lower()}{rest}"


def find_reference(meta: Mapping[str, object]) -> str | None:
    """The incident's reference, as the front matter writes it."""
    for _, text in texts(meta, REFERENCE_KEYS):
        if line := clean_line(text[:LONGEST_REFERENCE]):
            return line
    return None


def find_language(meta: Mapping[str, object]) -> str | None:
    """The language as a BCP 47 tag: `en-GB` for `en_GB.UTF-8`, `cy` for `Cymraeg`."""
    for _, text in texts(meta, LANGUAGE_KEYS):
        line = clean_line(text[:LONGEST_REFERENCE])
        match = _LANGUAGE.fullmatch(_LANGUAGES.get(line.lower(), line))
        if match is not None:
            language, script, region = match.groups()
            parts = (language.lower(), (script or "").title(), (region or "").upper())
            return "-".join(part for part in parts if part)
    return None


def find_original(meta: Mapping[str, object], path: str) -> str | None:
    """The path of the article that this one translates: `translation.of`, as seen from its own folder.

    None where that leads out of the root, or to the article itself.
    """
    for _, text in texts(meta, ("translation.of",)):
        original = normpath(join(dirname(path), text[:LONGEST_PATH]))
        if original != path and not original.startswith(("/", "..")):
            return original
    return None


def _repeats(description: str, body: str) -> bool:
    """Whether `body` begins with `description`, apart from the marks in it."""
    if len(description) > 60 and description[:60] in body[:600]:
        return True
    said = _without_marks(description[:160])
    return len(said) > 20 and said in _without_marks(body[:600])


def _without_marks(text: str) -> str:
    """The letters and digits of `text`; what is ASCII goes at once, as that is most of it."""
    text = (
        text.encode("utf-8", "surrogatepass")
        .translate(None, _ASCII_NOT_WORDS)
        .decode("utf-8", "surrogatepass")
    )
    return text if text.isascii() else _NOT_WORDS.sub("", text)
