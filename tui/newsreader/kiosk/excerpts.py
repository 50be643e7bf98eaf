"""The first lines of an article as running text: its description, else its first real paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_LENGTH = 400
"""Characters of an excerpt."""
BODY_READ = 8_000
"""Characters of a body that are searched for its first paragraph."""
CACHE_SIZE = 128
"""Articles whose first paragraph is cached: the slides are built again and again."""
_MIN_PARAGRAPH = 25
"""Characters of a paragraph; shorter ones count if they are a sentence."""
_MIN_DESCRIPTION = 60
"""Characters of a truncated description that must remain."""

_END = re.compile(r"[.!?…][\"”’')\]]*$")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*(?=\s)")
_ELLIPSIS = re.compile(r"(?<!\s)\s*+\[?(?:…|(?<!\.)\.{3,}+)\]?\W{0,20}$")
_MISSING_SPACE = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])")
_PUNCTUATION = re.compile(r"[\W_]+")
_PAGE_FURNITURE = re.compile(
    r"(?:share (?:by|on|this)\b|page (?:image|content)\b|release date\b|author id\b|dated?:|date published\b"
    r"|last (?:modified|updated)\b|posted (?:on|at)\b|published\b|image:|photo(?:graph)?:|pictured?:"
    r"|video:|cookies?\b|rhannu\b|cyhoeddwyd\b)[^.]{0,80}$",
    re.IGNORECASE,
)
"""What the web page around an article says, not the article."""


def excerpt(title: str, description: str, body: str) -> str:
    """Return at most `MAX_LENGTH` characters, ending in a sentence or a whole word; `""` if there are none.

    A description that repeats the title is ignored. A truncated one is replaced by the paragraph that it was
    taken from, or else loses its incomplete end.
    """
    text = _MISSING_SPACE.sub(" ", description.strip())
    if _same(text, title):
        text = ""
    if text and _END.search(text) and not _ELLIPSIS.search(text):
        return shortened(text)
    paragraph = _first_paragraph(title, _beginning(body))
    if not text:
        return shortened(paragraph)
    complete = _ELLIPSIS.sub("", text)
    if _normalised(paragraph).startswith(_normalised(complete) or "?"):
        return shortened(paragraph)
    return shortened(_without_incomplete_end(text))


def shortened(text: str, max_length: int = MAX_LENGTH) -> str:
    """Shorten text after a sentence if that keeps half of the length, else after a word."""
    if len(text) <= max_length:
        return text
    head = text[: max_length + 1]
    ends = [match.end() for match in _SENTENCE.finditer(head) if match.end() <= max_length]
    if ends and ends[-1] * 2 >= max_length:
        return head[: ends[-1]]
    words = text[: max_length - 1]
    if not text[max_length - 1].isspace():
        words = words.rpartition(" ")[0] or words
    return words.rstrip(" ,;:–-(") + "…"


def _without_incomplete_end(text: str) -> str:
    """Cut a truncated text after its last sentence if enough remains, else before its last word."""
    complete = _ELLIPSIS.sub("", text)
    ends = [match.end() for match in _SENTENCE.finditer(complete)]
    if ends and ends[-1] >= _MIN_DESCRIPTION:
        return complete[: ends[-1]]
    if complete == text and len(text) < _MIN_DESCRIPTION * 2:
        return text  # a headline without a full stop, not a truncated text
    words = complete if complete != text else complete.rpartition(" ")[0] or complete
    return words.rstrip(" ,;:–-(.") + "…"


@lru_cache(CACHE_SIZE)
def _first_paragraph(title: str, body: str) -> str:
    from newsreader.articles.dates.parse_date import parse_timestamp
    from newsreader.document.document import Document

    prose = Document(body, title=title).prose()
    for paragraph in prose.text.split("\n\n"):
        text = " ".join(paragraph.split())
        if len(text) < _MIN_PARAGRAPH and not (_END.search(text) and " " in text):
            continue
        if _same(text, title) or _PAGE_FURNITURE.match(text) or parse_timestamp(text) is not None:
            continue
        return _MISSING_SPACE.sub(" ", text)
    return ""


def _beginning(body: str) -> str:
    """Return the beginning of a body, to the end of a paragraph if possible."""
    if len(body) <= BODY_READ:
        return body
    return body[:BODY_READ].rpartition("\n\n")[0] or body[:BODY_READ]


def _same(text: str, title: str) -> bool:
    return _normalised(text) == _normalised(title)


def _normalised(text: str) -> str:
    return _PUNCTUATION.sub("", text).casefold()
