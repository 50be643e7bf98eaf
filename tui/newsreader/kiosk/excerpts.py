"""The first lines of an article, as running text: its description, else its first real paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 400
"""Characters of a lead."""
KEPT = 128
"""Articles of which is kept what had to be looked for in them: the rotation is put together anew and anew."""
READ = 8_000
"""Characters of a body in which its first paragraph is looked for."""
_LEAST = 25
"""Characters of a paragraph that says something; shorter ones count where they are a sentence."""
_KEPT = 60
"""Characters that a description must have left when what was cut off at its end goes."""

_END = re.compile(r"[.!?…][\"”’')\]]*$")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*(?=\s)")
_SHORTENED = re.compile(r"\s*(?:\[?(?:…|\.\.\.+)\]?)\W*$")
_GLUED = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")
_MARKS = re.compile(r"[\W_]+")
_FURNITURE = re.compile(
    r"(?:share (?:by|on|this)\b|page (?:image|content)\b|release date\b|author id\b|dated?:|date published\b"
    r"|last (?:modified|updated)\b|posted (?:on|at)\b|published\b|image:|photo(?:graph)?:|pictured?:"
    r"|video:|cookies?\b|rhannu\b|cyhoeddwyd\b)[^.]{0,80}$",
    re.IGNORECASE,
)
"""What the page around the article says, not the article."""


def lead(title: str, description: str, body: str) -> str:
    """The first lines of an article, at most `LONGEST` characters, ending in a sentence or a whole word.

    A description that only says the title again is passed over; one that breaks off gives way to the
    paragraph that it was cut from, else loses the end that is not whole. `""` where nothing is said.
    """
    said = _GLUED.sub(" ", description.strip())
    if _same(said, title):
        said = ""
    if said and _END.search(said) and not _SHORTENED.search(said):
        return shortened(said)
    paragraph = _first_paragraph(title, _beginning(body))
    if not said:
        return shortened(paragraph)
    whole = _SHORTENED.sub("", said)
    if _plain(paragraph).startswith(_plain(whole) or "?"):
        return shortened(paragraph)
    return shortened(_without_torn_end(said))


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text` at most so long: to the end of a sentence where that keeps half of it, else of a word."""
    if len(text) <= longest:
        return text
    head = text[: longest + 1]
    ends = [match.end() for match in _SENTENCE.finditer(head) if match.end() <= longest]
    if ends and ends[-1] * 2 >= longest:
        return head[: ends[-1]]
    words = text[: longest - 1]
    if not text[longest - 1].isspace():
        words = words.rpartition(" ")[0] or words
    return words.rstrip(" ,;:–-(") + "…"


def _without_torn_end(text: str) -> str:
    """A text that breaks off, to its last whole sentence where enough is left, else its last word."""
    told = _SHORTENED.sub("", text)
    ends = [match.end() for match in _SENTENCE.finditer(told)]
    if ends and ends[-1] >= _KEPT:
        return told[: ends[-1]]
    if told == text and len(text) < _KEPT * 2:
        return text  # a headline without a full stop, not a text that was cut
    words = told if told != text else told.rpartition(" ")[0] or told
    return words.rstrip(" ,;:–-(.") + "…"


@lru_cache(KEPT)
def _first_paragraph(title: str, body: str) -> str:
    from newsreader.articles.dates.parse_date import parse_timestamp
    from newsreader.document.document import Document

    prose = Document(body, title=title).prose()
    for paragraph in prose.text.split("\n\n"):
        text = " ".join(paragraph.split())
        if len(text) < _LEAST and not (_END.search(text) and " " in text):
            continue
        if _same(text, title) or _FURNITURE.match(text) or parse_timestamp(text) is not None:
            continue
        return _GLUED.sub(" ", text)
    return ""


def _beginning(body: str) -> str:
    """The body, or as much of it as is looked at, to the end of a paragraph where there is one."""
    if len(body) <= READ:
        return body
    return body[:READ].rpartition("\n\n")[0] or body[:READ]


def _same(text: str, title: str) -> bool:
    return _plain(text) == _plain(title)


def _plain(text: str) -> str:
    return _MARKS.sub("", text).casefold()
