"""Syntax highlighting of code blocks, with Pygments.

Importing Pygments takes about 50 ms, so code is plain until `load_pygments` was called; a layout does that
when it is idle for the first time after it met code.
"""

from __future__ import annotations

import sys

from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role
from newsreader.document.source_map import Source

_TAB_SIZE = 4
"""Columns between tab stops, as in CommonMark."""
_MAX_LENGTH = 20_000
"""Characters of code that are highlighted; longer code is left plain."""
_ROLES = (
    ("Token.Keyword", Role.CODE_KEYWORD),
    ("Token.Operator.Word", Role.CODE_KEYWORD),
    ("Token.Literal.String", Role.CODE_STRING),
    ("Token.Comment", Role.CODE_COMMENT),
    ("Token.Literal.Number", Role.CODE_NUMBER),
    ("Token.Name.Function", Role.CODE_NAME),
    ("Token.Name.Class", Role.CODE_NAME),
    ("Token.Name.Tag", Role.CODE_NAME),
    ("Token.Name.Attribute", Role.CODE_NAME),
)


def is_pygments_loaded() -> bool:
    """Whether code is highlighted."""
    return "pygments.lexers" in sys.modules


def load_pygments() -> None:
    """Import Pygments, so that code is highlighted from now on."""
    import pygments.lexers  # noqa: F401 - being loaded is what counts


def highlight(source: Source, language: str) -> InlineText:
    """Return the lines of a code block with tabs expanded, highlighted if Pygments is loaded."""
    inline = InlineText()
    for start, end, role in _tokens(source.content, language):
        for begin, stop, offset in source.stretches(start, end):
            _append(inline, source.content[begin:stop], offset, role)
    return inline


def _append(inline: InlineText, text: str, offset: int, role: Role) -> None:
    for number, part in enumerate(text.split("\t")):
        if number:
            column = len(inline.text) - inline.text.rfind("\n") - 1
            inline.append(" " * (_TAB_SIZE - column % _TAB_SIZE), offset - 1, role, linear=False)
        inline.append(part, offset, role)
        offset += len(part) + 1


def _tokens(content: str, language: str) -> list[tuple[int, int, Role]]:
    plain = [(0, len(content), Role.CODE_BLOCK)]
    if not language or not is_pygments_loaded() or len(content) > _MAX_LENGTH:
        return plain
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language.strip("{}.").split(",")[0].lower())
    except ClassNotFound:
        return plain
    found: list[tuple[int, int, Role]] = []
    at = 0
    for start, token, text in lexer.get_tokens_unprocessed(content):
        if start != at:
            return plain
        name = str(token)
        role = next((role for family, role in _ROLES if name.startswith(family)), Role.CODE_BLOCK)
        at = start + len(text)
        if found and found[-1][2] is role:
            found[-1] = (found[-1][0], at, role)
        else:
            found.append((start, at, role))
    return found if at == len(content) else plain
