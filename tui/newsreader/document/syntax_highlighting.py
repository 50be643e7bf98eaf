"""Colours for code.

Pygments takes longer to load than a screen to draw: code is plain until `load_colours` was called, which a
layout does in its first idle moment after it met some.
"""

from __future__ import annotations

import sys

from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role
from newsreader.document.source_map import Source

TAB = 4
"""Columns from one tab stop to the next, as CommonMark counts them."""
_LONGEST = 20_000
"""Characters of code that are coloured; more is left plain."""
_FAMILIES = (
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


def colours_loaded() -> bool:
    """Whether code is coloured by now."""
    return "pygments.lexers" in sys.modules


def load_colours() -> None:
    """Load what colours code; takes some 50 ms the first time."""
    import pygments.lexers  # noqa: F401 - that it is loaded is what counts


def say_code(source: Source, language: str) -> InlineText:
    """The lines of a block of code, tabs as spaces, each stretch with its role, if colours are loaded."""
    said = InlineText()
    for start, end, role in _tokens(source.content, language):
        for begin, stop, offset in source.stretches(start, end):
            _add(said, source.content[begin:stop], offset, role)
    return said


def _add(said: InlineText, text: str, offset: int, role: Role) -> None:
    if "\t" not in text:
        said.add(text, offset, role)
        return
    for number, part in enumerate(text.split("\t")):
        if number:
            column = len(said.text) - said.text.rfind("\n") - 1
            said.add(" " * (TAB - column % TAB), offset - 1, role, linear=False)
        said.add(part, offset, role)
        offset += len(part) + 1


def _tokens(content: str, language: str) -> list[tuple[int, int, Role]]:
    plain = [(0, len(content), Role.CODE_BLOCK)]
    if not language or not colours_loaded() or len(content) > _LONGEST:
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
        role = next((role for family, role in _FAMILIES if name.startswith(family)), Role.CODE_BLOCK)
        if found and found[-1][2] is role:
            found[-1] = (found[-1][0], start + len(text), role)
        else:
            found.append((start, start + len(text), role))
        at = start + len(text)
    return found if at == len(content) else plain
