"""Blocks of raw HTML: the tags go, their text stays."""

from __future__ import annotations

import re
from html import unescape

from newsreader.document.inline import InlineReader
from newsreader.document.inline_text import InlineText
from newsreader.document.source_map import Source

_PARTS = re.compile(
    r"(?P<hidden><!--.*?(?:-->|\Z)|<(?P<name>script|style)\b.*?(?:</(?P=name)\s*>|\Z)|<\?.*?(?:\?>|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![a-z][^>]*>?)"
    r"""|(?P<tag></?[a-z][a-z0-9-]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>"""
    r"""|</?[a-z][a-z0-9-]*(?:[^<>"'\n]|"[^"\n]*"|'[^'\n]*')*>|</?[a-z][^<>]*>)"""
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)"
    r"|(?P<space>[ \t\n]+)"
    r"|(?P<text>[^<& \t\n]+|[<&])",
    re.IGNORECASE | re.DOTALL,
)
_BREAKING = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|section|article|aside|header|footer|nav|main|figure|figcaption"
    r"|blockquote|pre|hr|details|summary|address|form|fieldset|option|center|caption|title)\b",
    re.IGNORECASE,
)
_PARTING = re.compile(r"</(?:td|th|dt|button|label)\b", re.IGNORECASE)
"""What ends something that stands apart, but not on a line of its own."""


def say_html(source: Source, speaker: InlineReader) -> InlineText:
    """Append the visible text of a block of HTML to what the speaker says."""
    said = speaker.said
    for match in _PARTS.finditer(source.content):
        kind = match.lastgroup
        offset = source.offset(match.start())
        if kind == "text":
            for start, end, at in source.stretches(match.start(), match.end()):
                said.add(source.content[start:end], at, speaker.role())
        elif kind == "entity":
            said.add(unescape(match[0]).replace("\n", " "), offset, speaker.role(), linear=False)
        elif kind == "space":
            if said.text and not said.text.endswith((" ", "\n")):
                said.add(" ", offset, speaker.role())
        elif kind == "tag":
            if _PARTING.match(match[0]) and said.text and not said.text.endswith((" ", "\n")):
                said.add(" ", offset, speaker.role(), linear=False)
            if _BREAKING.match(match[0]):
                if said.text and not said.text.endswith("\n"):
                    said.add("\n", offset, speaker.role(), linear=False)
            else:
                speaker.tag(match[0], offset)
    return said
