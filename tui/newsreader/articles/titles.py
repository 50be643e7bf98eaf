"""The title of an article, without the name of the site it was published on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from newsreader.articles.article import Severity
from newsreader.articles.clean_text import clean_line
from newsreader.articles.finding_collector import FindingCollector, quote
from newsreader.articles.force_names import is_force, is_signature
from newsreader.articles.front_matter.fields import SITE_KEYS, TITLE_KEYS
from newsreader.articles.front_matter.metadata import texts
from newsreader.articles.markup import decode_entities, strip_tags

MAX_LENGTH = 300
"""Characters of a title; the longest of 21,553 real ones has 245."""

_MAX_READ = 2000
"""Characters of a title that are read."""
_MAX_BODY = 8_000
"""Characters of the body in which a heading may give the title."""

_BARS = "|¦"
_DASHES = "-–—"
_DOTS = "»·•"
_SEPARATOR = re.compile(r"(?<!\s)\s*(?:\|+|::|»|¦|·|•)\s*|(?<!\s)\s+(?:[-–—/]|--)\s+")
_LEADING_SEPARATOR = re.compile(r"(?:[|¦»]|::|[-–—]\s)[\s|¦»]*")

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(\S.*)\n {0,3}=+[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])")
_BLOCK_MARKUP = re.compile(r"^[ \t]*(?>(?:[>*+-][ \t]+|\d{1,3}[.)][ \t]+|#+[ \t]*)*)")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2}")
_SENTENCE_END = re.compile(r"(?<=[\w”\"’'][.!?])\s")


def strip_force(title: str, area: str = "", site: str = "") -> str:
    """Return `title` without the name of a force or of `site` at either end, and without stray separators.

    Empty if nothing else is in it.
    """
    whole = title
    before = None
    while title != before:
        before = title
        title = _strip_separators(title)
        separators = list(_SEPARATOR.finditer(title))
        if separators and _is_site(title[separators[-1].end() :], area, site):
            title = title[: separators[-1].start()]
        elif separators and is_force(title[: separators[0].start()], area):
            title = title[separators[0].end() :]
    is_name = is_force if title == whole else is_signature
    return "" if is_name(title, area) else title


def _strip_separators(title: str) -> str:
    title = title.strip()
    if all(character in "-–—|¦:»·•" or character.isspace() for character in title):
        return ""
    if leading := _LEADING_SEPARATOR.match(title):
        title = title[leading.end() :]
    if title.endswith(tuple(_BARS)):
        return title.rstrip(f"{_BARS} ")
    if title.endswith("::"):
        return title[:-2].rstrip()
    without_dashes = title.rstrip(_DASHES)
    if without_dashes != title and without_dashes.endswith(" "):
        return without_dashes.rstrip()
    if title.endswith(tuple(_DOTS)) and title[:-1].endswith(" "):
        return title[:-1].rstrip()
    return title


def find_title(
    meta: Mapping[str, object],
    body: str,
    path: str,
    area: str,
    is_date: Callable[[str], bool],
    findings: FindingCollector,
) -> str:
    """Return the title: one line, never empty.

    From the front matter, else the first heading of the body, else its first words, else the file's name.
    `is_date` tells whether a line of the body is nothing but a date.
    """
    site = next((text for _, text in texts(meta, SITE_KEYS)), "")
    for key, text in texts(meta, TITLE_KEYS):
        title = _from_key(key, text, area, clean_line(site), findings)
        if title:
            if key != "title":
                _add_missing(findings, f"the one of {key} is shown", key)
            return title
    prose = _without_code(body[:_MAX_BODY])
    if title := _from_heading(prose, area, is_date):
        _add_missing(findings, "the first heading is shown")
    elif title := _from_words(prose, is_date):
        _add_missing(findings, "the first words of the text are shown")
    else:
        title = _from_name(path)
        _add_missing(findings, "the name of the file is shown")
    return title


def _from_key(key: str, text: str, area: str, site: str, findings: FindingCollector) -> str:
    line = clean_line(text[:_MAX_READ])
    decoded = strip_tags(decode_entities(line)) if "&" in line or "<" in line else line
    title = strip_force(decoded, area, site)
    if key == "title":
        if decoded != line:
            findings.add(
                Severity.NOTE,
                "title-entity",
                f"The title contains HTML codes and is shown as {quote(title)}.",
                "Write the characters themselves.",
                key=key,
            )
        if title != decoded:
            findings.add(
                Severity.NOTE,
                "title-suffix",
                f"The title carries the name of the force or a stray bar; {quote(title)} is shown.",
                "Leave it out: the area is shown beside each title.",
                key=key,
            )
    return _shortened(title)


def _is_site(part: str, area: str, site: str) -> bool:
    return not part or is_signature(part, area) or (bool(site) and part.casefold() == site.casefold())


def _without_code(text: str) -> str:
    """Return `text` without fenced code blocks."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found:
            fence = found[1]
        else:
            lines.append(line)
    return "\n".join(lines)


def _from_heading(body: str, area: str, is_date: Callable[[str], bool]) -> str:
    for text in _headings(body):
        title = strip_force(_plain(text), area)
        if _LETTER.search(title) and not is_date(title):
            return _shortened(title)
    return ""


def _headings(body: str) -> Iterator[str]:
    """Yield headings marked by `#`, without attributes and closing marks, then underlined ones."""
    for match in _HEADING.finditer(body):
        text = match[1].rstrip(" \t")
        if text.endswith("}") and "{" in text and "}" not in text[text.rindex("{") : -1]:
            text = text[: text.rindex("{")].rstrip(" \t")
        unmarked = text.rstrip("#")
        yield unmarked.rstrip(" \t") if unmarked.endswith((" ", "\t")) else text
    for match in _UNDERLINED.finditer(body):
        yield match[1]


def _from_words(body: str, is_date: Callable[[str], bool]) -> str:
    """Return the first sentence of the first line that is not only a date or a label."""
    for line in body.split("\n"):
        text = _plain(line)
        if _WORD.search(text) and not text.endswith(":") and not is_date(text):
            sentence = _SENTENCE_END.split(text, maxsplit=1)[0].rstrip(".") if len(text) > 100 else text
            return _shortened(sentence, 100)
    return ""


def _from_name(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem.lower() == "index" and folder:
        stem = folder.rpartition("/")[2]
    return clean_line(re.sub(r"[-_]+", " ", stem)) or clean_line(path) or "Untitled"


def _plain(line: str) -> str:
    """Return a line of Markdown without its markup."""
    text = _BLOCK_MARKUP.sub("", line, count=1)
    text = _LINK.sub(r"\1", text)
    return decode_entities(strip_tags(text.replace("*", "").replace("`", "").strip(" _#")))


def _shortened(text: str, longest: int = MAX_LENGTH) -> str:
    if len(text) <= longest:
        return text
    head = text[:longest]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–-") + "…"


def _add_missing(findings: FindingCollector, instead: str, key: str | None = None) -> None:
    findings.add(
        Severity.NOTE if key else Severity.WARNING,
        "title-missing",
        f"The front matter has no title; {instead}.",
        "Write one: title: What happened, in a line.",
        key=key,
    )
