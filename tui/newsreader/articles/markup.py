"""Remove HTML entities and tags from single lines such as titles."""

from __future__ import annotations

import html
import re

from newsreader.articles.clean_text import clean_line

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_INLINE_TAGS = (
    "p|br|b|i|em|strong|span|div|a|sup|sub|u|h[1-6]|ul|ol|li|font|img|small|blockquote"  # of running text
)
_TAG = re.compile(rf"</?(?:{_INLINE_TAGS})(?:\s[^<>]*|\s?/)?>", re.IGNORECASE)
_BREAKING_TAG = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b", re.IGNORECASE)


def decode_entities(text: str) -> str:
    """Return `text` on one line with its HTML entities decoded, even if they were encoded repeatedly."""
    while "&" in text and _ENTITY.search(text):
        decoded = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        if decoded == text:
            break
        text = decoded
    return clean_line(text)


def strip_tags(text: str) -> str:
    """Return `text` without HTML tags; other angle brackets stay."""
    if "<" not in text:
        return text
    return clean_line(_TAG.sub("", _BREAKING_TAG.sub(lambda match: " " + match[0], text)))
