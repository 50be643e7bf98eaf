"""The title of an article: what its front matter says, without the marks of the page it comes from."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_line
from newsreader.articles.finding_collector import FindingCollector, quoted
from newsreader.articles.force_names import is_force, is_signature
from newsreader.articles.front_matter.metadata import texts

TITLE_KEYS = ("title", "headline", "og.title", "twitter.title")
LONGEST = 300
"""Characters of a title; the longest in a real archive of 21,553 has 245."""

_FAR = 2000
"""Characters of a title that are looked at."""
_NEAR = 8_000
"""Characters of the body in which a heading may give the title."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_TAG = re.compile(
    r"</?(?:p|br|b|i|em|strong|span|div|a|sup|sub|u|h[1-6]|ul|ol|li|font|img|small|blockquote)(?:\s[^<>]*|\s?/)?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b", re.IGNORECASE)
_BAR = re.compile(r"\s*(?:\|+|::|»|¦|·|•)\s*|\s+(?:[-–—/]|--)\s+")
_STRAY = re.compile(
    r"^[-–—|¦:»·•\s]+$|^(?:[|¦»]|::|[-–—]\s)[\s|¦»]*|\s*[|¦]+[\s|¦]*$|\s*::\s*$|\s+[-–—]+$|\s+[»·•]$"
)

_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*(?:\{[^{}]*\})?[ \t]*$", re.MULTILINE
)
_UNDERLINED = re.compile(r"^(?P<text>\S.*)\n {0,3}=+[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^ {0,3}(`{3,9}|~{3,9}).*?^ {0,3}\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])")
_BEGINNING = re.compile(r"^[ \t]*(?:[>*+-][ \t]+|\d{1,3}[.)][ \t]+|#+[ \t]*)*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"(?<=[\w”\"’'][.!?])\s")


def decode_entities(text: str) -> str:
    """`text` on one line with its HTML entities as what they stand for, also if encoded twice."""
    while "&" in text and _ENTITY.search(text):
        decoded = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if decoded == text:
            break
        text = decoded
    return clean_line(text)


def without_tags(text: str) -> str:
    """`text` without the tags that HTML uses in running text; other angle brackets stay."""
    if "<" not in text:
        return text
    return clean_line(_TAG.sub("", _BREAK.sub(lambda match: " " + match[0], text)))


def without_force(title: str, area: str = "", site: str = "") -> str:
    """`title` without the name of a force, or of `site`, at its end or its beginning, and without stray bars.

    Empty where there was nothing else in it.
    """
    whole = title
    before = None
    while title != before:
        before = title
        title = _STRAY.sub("", title).strip()
        bars = list(_BAR.finditer(title))
        if bars and _is_site(title[bars[-1].end() :], area, site):
            title = title[: bars[-1].start()]
        elif bars and is_force(title[: bars[0].start()], area):
            title = title[bars[0].end() :]
    signs = is_force if title == whole else is_signature
    return "" if signs(title, area) else title


def find_title(
    meta: Mapping[str, object],
    body: str,
    path: str,
    area: str,
    is_date: Callable[[str], bool],
    notes: FindingCollector,
) -> str:
    """The title: one line, never empty.

    From the front matter, else the first heading of the body, else its first words, else the file's name.
    `is_date` says whether a line of the body is nothing but a date.
    """
    site = next((text for _, text in texts(meta, ("og.site.name", "og.site_name"))), "")
    for key, text in texts(meta, TITLE_KEYS):
        title = _from_key(key, text, area, clean_line(site), notes)
        if title:
            if key != "title":
                _note_missing(notes, f"the one of {key} is shown", key)
            return title
    prose = _CODE.sub("", body[:_NEAR])
    if title := _from_heading(prose, area, is_date):
        _note_missing(notes, "the first heading is shown")
    elif title := _from_words(prose, is_date):
        _note_missing(notes, "the first words of the text are shown")
    else:
        title = _from_name(path)
        _note_missing(notes, "the name of the file is shown")
    return title


def _from_key(key: str, text: str, area: str, site: str, notes: FindingCollector) -> str:
    line = clean_line(text[:_FAR])
    decoded = without_tags(decode_entities(line)) if "&" in line or "<" in line else line
    title = without_force(decoded, area, site)
    if key == "title":
        if decoded != line:
            notes.add(
                Severity.NOTE,
                "title-entity",
                f"The title holds codes of HTML and is shown as {quoted(title)}.",
                "Write the characters themselves.",
                key=key,
            )
        if title != decoded:
            notes.add(
                Severity.NOTE,
                "title-suffix",
                f"The title carries the name of the force or a stray bar; {quoted(title)} is shown.",
                "Leave it out: the area is shown beside each title.",
                key=key,
            )
    return _cut(title)


def _is_site(part: str, area: str, site: str) -> bool:
    return not part or is_signature(part, area) or (bool(site) and part.casefold() == site.casefold())


def _from_heading(body: str, area: str, is_date: Callable[[str], bool]) -> str:
    for pattern in (_HEADING, _UNDERLINED):
        for match in pattern.finditer(body):
            title = without_force(_without_marks(match["text"]), area)
            if _LETTER.search(title) and not is_date(title):
                return _cut(title)
    return ""


def _from_words(body: str, is_date: Callable[[str], bool]) -> str:
    """The first sentence of the first line that has words in it and is not only a date or a label."""
    for line in body.split("\n"):
        text = _without_marks(line)
        if _WORD.search(text) and not text.endswith(":") and not is_date(text):
            return _cut(
                _SENTENCE_END.split(text, maxsplit=1)[0].rstrip(".") if len(text) > 100 else text, 100
            )
    return ""


def _from_name(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem.lower() == "index" and folder:
        stem = folder.rpartition("/")[2]
    return clean_line(re.sub(r"[-_]+", " ", stem)) or clean_line(path) or "Untitled"


def _without_marks(line: str) -> str:
    """A line of Markdown without the marks that are no text."""
    text = _BEGINNING.sub("", line)
    text = _LINK.sub(r"\1", text)
    return decode_entities(without_tags(text.replace("*", "").replace("`", "").strip(" _#")))


def _cut(text: str, longest: int = LONGEST) -> str:
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–-") + "…"


def _note_missing(notes: FindingCollector, instead: str, key: str | None = None) -> None:
    notes.add(
        Severity.NOTE if key else Severity.WARNING,
        "title-missing",
        f"The front matter has no title; {instead}.",
        "Write one: title: What happened, in a line.",
        key=key,
    )
