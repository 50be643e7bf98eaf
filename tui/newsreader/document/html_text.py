"""Strip the tags of raw HTML blocks and keep their visible text."""

from __future__ import annotations

import re
from html import unescape

from newsreader.document.inline import InlineReader
from newsreader.document.inline_text import InlineText
from newsreader.document.source_map import Source

_HIDDEN = (
    r"<!--.*?(?:-->|\Z)|<(?P<name>script|style)\b.*?(?:</(?P=name)\s*>|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![a-z][^>]*>?"
)
HIDDEN_HTML = re.compile(_HIDDEN, re.IGNORECASE | re.DOTALL)
"""Matches what a browser does not show, such as comments and scripts."""
_TOKEN = re.compile(
    rf"(?P<hidden>{_HIDDEN})"
    r"""|(?P<tag></?[a-z][a-z0-9-]*+"""
    r"""(?>(?:\s++[^\s"'<>/=]++(?>(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s"'=<>`]++))?))*)\s*+/?>"""
    r"""|</?[a-z][a-z0-9-]*+(?>(?:[^<>"'\n]|"[^"\n]*"|'[^'\n]*')*)>|</?[a-z][^<>]*+>)"""
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)"
    r"|(?P<space>[ \t\n]+)"
    r"|(?P<text>[^<& \t\n]+|[<&])",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|section|article|aside|header|footer|nav|main|figure|figcaption"
    r"|blockquote|pre|hr|details|summary|address|form|fieldset|option|center|caption|title)\b",
    re.IGNORECASE,
)
_SPACED_TAG = re.compile(r"</(?:td|th|dt|button|label)\b", re.IGNORECASE)
"""The end of something that is set apart, but not on a line of its own."""


def read_html(source: Source, reader: InlineReader) -> InlineText:
    """Append the visible text of an HTML block to the text of `reader`."""
    inline = reader.text
    for match in _TOKEN.finditer(source.content):
        kind = match.lastgroup
        offset = source.offset(match.start())
        if kind == "text":
            for start, end, at in source.stretches(match.start(), match.end()):
                inline.append(source.content[start:end], at, reader.role())
        elif kind == "entity":
            inline.append(unescape(match[0]).replace("\n", " "), offset, reader.role(), linear=False)
        elif kind == "space":
            if _needs_space(inline):
                inline.append(" ", offset, reader.role())
        elif kind == "tag":
            if _SPACED_TAG.match(match[0]) and _needs_space(inline):
                inline.append(" ", offset, reader.role(), linear=False)
            if not _BLOCK_TAG.match(match[0]):
                reader.read_tag(match[0], offset)
            elif inline.text and not inline.text.endswith("\n"):
                inline.append("\n", offset, reader.role(), linear=False)
    return inline


def _needs_space(inline: InlineText) -> bool:
    return bool(inline.text) and not inline.text.endswith((" ", "\n"))
