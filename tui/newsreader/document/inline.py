"""Convert markdown-it's inline tokens to inline text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role, Target
from newsreader.document.markdown_repair import repair
from newsreader.document.source_map import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_HIDDEN_TAGS = ("script", "style", "template")
_NO_MARKUP = re.compile(r"[^\n!&*<\[\]\\^_`~]*")
_NOTE_LABEL = re.compile(r"\[\^([^\[\]\s]+)\]")
_MAX_OPEN_BRACKETS = 60

_STYLED = {
    (False, False): Role.TEXT,
    (True, False): Role.STRONG,
    (False, True): Role.EMPHASIS,
    (True, True): Role.STRONG_EMPHASIS,
}


class InlineReader:
    """Read the inline content of one block into `text`.

    `references` are the link definitions known so far; `note_numbers` gives the number of a footnote by its
    label, or of an inline footnote by its offset in the body.
    """

    def __init__(
        self, references: Mapping[str, Any], note_numbers: Mapping[str | int, int], base: Role = Role.TEXT
    ) -> None:
        self.text = InlineText()
        self.inline_notes: list[tuple[int, Source]] = []
        """Inline footnotes: their offset in the body and their content."""
        self._references = references
        self._note_numbers = note_numbers
        self._base = base
        self._strong = self._emphasis = self._struck = 0
        self._hidden_in = ""
        self._open_links: list[tuple[int, str]] = []

    def read(self, source: Source) -> InlineText:
        """Parse `source` and append its text."""
        content = source.content
        if _NO_MARKUP.fullmatch(content) or _has_too_many_brackets(content):
            self._append(source, 0, len(content), text=content.replace("\n", " "))
            return self.text
        from newsreader.document.markdown_parser import parser

        labels = {f":{label}": -1 for label in _NOTE_LABEL.findall(content) if label in self._note_numbers}
        env: dict[str, Any] = {"references": self._references, "footnotes": {"refs": labels, "list": {}}}
        tokens = parser().inline.parse(content, parser(), env, [])
        if "**" in content or "_" in content:
            repair(tokens)
        self._read_tokens(tokens, source)
        self._strong = self._emphasis = self._struck = 0
        return self.text

    def role(self) -> Role:
        """Return the role of text at this point."""
        if self._struck:
            return Role.STRUCK
        if self._base in (Role.TEXT, Role.QUOTE, Role.NOTE) and (self._strong or self._emphasis):
            return _STYLED[bool(self._strong), bool(self._emphasis)]
        return self._base

    def _append(
        self, source: Source, start: int, end: int, role: Role | None = None, text: str | None = None
    ) -> None:
        """Append `source.content[start:end]`, or the text of the same length that replaces it."""
        if self._hidden_in:
            return
        shown = source.content[start:end] if text is None else text
        shown = shown.replace("\t", " ")
        for begin, stop, offset in source.stretches(start, end):
            self.text.append(shown[begin - start : stop - start], offset, role or self.role())

    def _read_tokens(self, tokens: Sequence[Token], source: Source) -> None:
        before: Token | None = None
        for token in tokens:
            kind = token.type
            at = token.map[0] if token.map else 0
            if kind == "text" and before is not None and _opens_autolink(before):
                at = (before.map or [0])[0] + 1
                self._append(source, at, source.content.find(">", at))
            elif kind == "text":
                self._append(source, at, at + len(token.content))
            elif kind == "softbreak":
                if not self.text.text.endswith((" ", "\n")):
                    self._append(source, at, at + 1, text=" ")
            elif kind == "hardbreak":
                self.text.append("\n", source.offset(at), self._base, linear=False)
            elif kind == "text_special":
                self._read_escape(token, source.offset(at))
            elif kind.endswith(("_open", "_close")):
                self._change_style(kind, token)
            else:
                self._read_object(kind, token, at, source)
            before = token

    def _read_object(self, kind: str, token: Token, at: int, source: Source) -> None:
        if kind == "code_inline":
            self._read_code(token, at, source)
        elif kind == "image":
            self._read_image(token, source, at)
        elif kind == "html_inline":
            self.read_tag(token.content, source.offset(at))
        elif kind == "footnote_ref":
            self._read_note_mark(token, at, source)

    def _read_escape(self, token: Token, offset: int) -> None:
        if not self._hidden_in:
            shown = token.content.replace("\n", " ").replace("\t", " ")
            self.text.append(shown, offset, self.role(), linear=len(token.markup) == len(shown))

    def _change_style(self, kind: str, token: Token) -> None:
        if kind.startswith("strong"):
            self._strong += token.nesting
        elif kind.startswith("em"):
            self._emphasis += token.nesting
        elif kind.startswith("s_"):
            self._struck += token.nesting
        elif kind == "link_open":
            self._open_links.append((len(self.text.text), str(token.attrs.get("href", ""))))
        elif kind == "link_close" and self._open_links:
            self._close_link()

    def _close_link(self) -> None:
        start, address = self._open_links.pop()
        if len(self.text.text) > start and address:
            self.text.targets.append(Target(start, len(self.text.text), address))

    def _read_code(self, token: Token, at: int, source: Source) -> None:
        start = at + len(token.markup)
        may_be_stripped = source.content[start : start + 1] in (" ", "\n") and token.content[:2] != "  "
        inner = source.content[start : start + len(token.content)].replace("\n", " ")
        if inner != token.content and may_be_stripped:
            start += 1
        self._append(source, start, start + len(token.content), Role.CODE, token.content)

    def _read_image(self, token: Token, source: Source, at: int) -> None:
        if self._hidden_in:
            return
        address = str(token.attrs.get("src", ""))
        self.text.decorate("[image: ", Role.IMAGE)
        start = len(self.text.text)
        outer, self._base = self._base, Role.IMAGE
        self._read_tokens(token.children or [], source.cut(at + 2, at + 2 + len(token.content)))
        if len(self.text.text) == start:
            self._append_file_name(address, source, at)
        self._base = outer
        self.text.targets.append(Target(start, len(self.text.text), address, image=True))
        self.text.decorate("]", Role.IMAGE)

    def _append_file_name(self, address: str, source: Source, at: int) -> None:
        name = _file_name(address)
        found = source.content.find(name, at)
        place = found if found >= 0 else at
        for start, end, offset in source.stretches(place, place + len(name)):
            self.text.append(name[start - place : end - place], offset, Role.IMAGE, linear=found >= 0)

    def _read_note_mark(self, token: Token, at: int, source: Source) -> None:
        if self._hidden_in:
            return
        label = token.meta.get("label")
        number = self._note_numbers.get(label if label is not None else source.offset(at), 0)
        self.text.decorate(f"[{number}]", Role.MARKER)
        if label is None:
            start = at + 2
            self.inline_notes.append(
                (source.offset(at), source.cut(start, _closing_bracket(source.content, start)))
            )

    def read_tag(self, text: str, offset: int) -> None:
        """Apply an HTML tag: a link, an image, a line break or the end of visible text."""
        match = _TAG.match(text)
        if match is None:
            return
        closes, name = match[1] == "/", match[2].lower()
        if self._hidden_in:
            if closes and name == self._hidden_in:
                self._hidden_in = ""
        elif name in _HIDDEN_TAGS and not closes and not text.endswith("/>"):
            self._hidden_in = name
        elif name == "br":
            if self.text.text:
                self.text.append("\n", offset, self._base, linear=False)
        elif name == "a" and not closes:
            self._open_links.append((len(self.text.text), _attributes(text).get("href", "")))
        elif name == "a" and self._open_links:
            self._close_link()
        elif name == "img" and not closes:
            self._read_image_tag(_attributes(text), offset)

    def _read_image_tag(self, attributes: Mapping[str, str], offset: int) -> None:
        address = attributes.get("src", "")
        alternative = attributes.get("alt", "") or _file_name(address)
        self.text.decorate("[image: ", Role.IMAGE)
        start = len(self.text.text)
        self.text.append(alternative.replace("\n", " "), offset, Role.IMAGE, linear=False)
        if address:
            self.text.targets.append(Target(start, len(self.text.text), address, image=True))
        self.text.decorate("]", Role.IMAGE)


def _opens_autolink(token: Token) -> bool:
    return token.type == "link_open" and token.markup == "autolink"


def _attributes(tag: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(tag)
    return {name.lower(): unescape(value[1:-1] if value[0] in "\"'" else value) for name, value in found}


def _file_name(address: str) -> str:
    """Return what to call an image without a description."""
    return re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2] or "image"


def _has_too_many_brackets(content: str) -> bool:
    """Whether so many brackets stay open that parsing, which is cubic in them, would find next to nothing."""
    opened = content.count("[")
    if opened < _MAX_OPEN_BRACKETS:
        return False
    return opened > 2 * content.count("]") or content.count("](") > 2 * content.count(")")


def _closing_bracket(content: str, at: int) -> int:
    """Return where the bracket that is open at `at` closes."""
    depth = 1
    while at < len(content):
        if content[at] == "\\":
            at += 1
        elif content[at] == "[":
            depth += 1
        elif content[at] == "]":
            depth -= 1
            if not depth:
                return at
        at += 1
    return len(content)
