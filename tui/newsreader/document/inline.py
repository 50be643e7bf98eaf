"""Running text: markdown-it's inline tokens as said text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Role, Target
from newsreader.document.markdown_repair import mend
from newsreader.document.source_map import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\b(href|src|alt)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_SILENT = ("script", "style", "template")
_BRACKETS = 60
_PLAIN_RUN = re.compile(r"[^\n!&*<\[\]\\^_`~]*")

_STYLED = {
    (False, False): Role.TEXT,
    (True, False): Role.STRONG,
    (False, True): Role.EMPHASIS,
    (True, True): Role.STRONG_EMPHASIS,
}


def attributes(tag: str) -> dict[str, str]:
    """The addresses and descriptions that an HTML tag carries."""
    found = _ATTRIBUTE.findall(tag)
    return {name.lower(): unescape(value[1:-1] if value[0] in "\"'" else value) for name, value in found}


def picture(alt: str, address: str) -> str:
    """What an image without a description is called: its file's name."""
    return alt or re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2] or "image"


class InlineReader:
    """Turns the inline tokens of one block into `said`.

    `references` are the link definitions known so far; `notes` gives for a footnote's label, or for the
    place of an inline one, the number it is shown with.
    """

    def __init__(
        self, references: Mapping[str, Any], notes: Mapping[str | int, int], base: Role = Role.TEXT
    ) -> None:
        self.said = InlineText()
        self._references = references
        self._notes = notes
        self._base = base
        self._strong = self._emphasis = self._struck = 0
        self._silent = ""
        self._links: list[tuple[int, str]] = []
        self.asides: list[tuple[int, Source]] = []
        """Inline footnotes met: their place in the body and their content."""

    def say(self, source: Source, base: Role | None = None) -> InlineText:
        """Parse `source` and append it."""
        if base is not None:
            self._base = base
        content = source.content
        if _PLAIN_RUN.fullmatch(content) or _hopeless(content):
            self._place(source, 0, len(content), text=content.replace("\n", " "))
            return self.said
        from newsreader.document.markdown_parser import parser

        labels = {f":{label}": -1 for label in self._notes if isinstance(label, str)}
        env: dict[str, Any] = {"references": self._references, "footnotes": {"refs": labels, "list": {}}}
        tokens = parser().inline.parse(content, parser(), env, [])
        if "**" in content or "_" in content:
            mend(tokens)
        self._walk(tokens, source)
        self._strong = self._emphasis = self._struck = 0
        return self.said

    def role(self) -> Role:
        """The look of text at this point."""
        if self._struck:
            return Role.STRUCK
        if self._base in (Role.TEXT, Role.QUOTE, Role.NOTE) and (self._strong or self._emphasis):
            return _STYLED[bool(self._strong), bool(self._emphasis)]
        return self._base

    def _place(
        self, source: Source, start: int, end: int, role: Role | None = None, text: str | None = None
    ) -> None:
        """Append `source.content[start:end]`, or the text of the same length that stands for it."""
        if self._silent:
            return
        shown = source.content[start:end] if text is None else text
        shown = shown.replace("\t", " ")
        for begin, stop, offset in source.stretches(start, end):
            self.said.add(shown[begin - start : stop - start], offset, role or self.role())

    def _walk(self, tokens: Sequence[Token], source: Source) -> None:
        for number, token in enumerate(tokens):
            kind = token.type
            at = token.map[0] if token.map else 0
            if kind == "text":
                if (
                    number
                    and tokens[number - 1].type == "link_open"
                    and tokens[number - 1].markup == "autolink"
                ):
                    at = tokens[number - 1].map[0] + 1  # type: ignore[index]
                    end = source.content.find(">", at)
                    self._place(source, at, end)
                elif token.content:
                    self._place(source, at, at + len(token.content))
            elif kind == "softbreak":
                if not self.said.text.endswith((" ", "\n")):
                    self._place(source, at, at + 1, text=" ")
            elif kind == "hardbreak":
                self.said.add("\n", source.offset(at), self._base, linear=False)
            elif kind == "text_special":
                if not self._silent:
                    shown = re.sub("[\n\t]", " ", token.content)
                    self.said.add(
                        shown, source.offset(at), self.role(), linear=len(token.markup) == len(shown)
                    )
            elif kind.endswith(("_open", "_close")):
                self._turn(kind, token)
            else:
                self._special(kind, token, at, source)

    def _turn(self, kind: str, token: Token) -> None:
        """A style or a link begins or ends."""
        step = token.nesting
        if kind.startswith("strong"):
            self._strong += step
        elif kind.startswith("em"):
            self._emphasis += step
        elif kind.startswith("s_"):
            self._struck += step
        elif kind == "link_open":
            self._links.append((len(self.said.text), str(token.attrs.get("href", ""))))
        elif kind == "link_close" and self._links:
            self._end_link()

    def _end_link(self) -> None:
        start, address = self._links.pop()
        if len(self.said.text) > start and address:
            self.said.targets.append(Target(start, len(self.said.text), address))

    def _special(self, kind: str, token: Token, at: int, source: Source) -> None:
        if kind == "code_inline":
            self._code(token, at, source)
        elif kind == "image":
            self._image(token, str(token.attrs.get("src", "")), source, at)
        elif kind == "html_inline":
            self.tag(token.content, source.offset(at))
        elif kind == "footnote_ref":
            self._note(token, at, source)

    def _code(self, token: Token, at: int, source: Source) -> None:
        start = at + len(token.markup)
        stripped = source.content[start : start + 1] in (" ", "\n") and not token.content.startswith("  ")
        inner = source.content[start : start + len(token.content)].replace("\n", " ")
        if inner != token.content and stripped:
            start += 1
        self._place(source, start, start + len(token.content), Role.CODE, token.content)

    def _image(self, token: Token, address: str, source: Source, at: int) -> None:
        if self._silent:
            return
        inside = source.cut(at + 2, at + 2 + len(token.content))
        self.said.draw("[image: ", Role.IMAGE)
        start = len(self.said.text)
        outer, self._base = self._base, Role.IMAGE
        self._walk(token.children or [], inside)
        if len(self.said.text) == start:
            self._name(address, source, at)
        self._base = outer
        self.said.targets.append(Target(start, len(self.said.text), address, image=True))
        self.said.draw("]", Role.IMAGE)

    def _name(self, address: str, source: Source, at: int) -> None:
        """Append what an image at `at` without a description is called: its file's name."""
        name = picture("", address)
        found = source.content.find(name, at)
        place = found if found >= 0 else at
        for start, end, offset in source.stretches(place, place + len(name)):
            self.said.add(name[start - place : end - place], offset, Role.IMAGE, linear=found >= 0)

    def _note(self, token: Token, at: int, source: Source) -> None:
        label = token.meta.get("label")
        number = self._notes.get(label if label is not None else source.offset(at), 0)
        if self._silent:
            return
        self.said.draw(f"[{number}]", Role.MARKER)
        if label is None:
            start = at + 2
            length = _closing(source.content, start) - start
            self.asides.append((source.offset(at), source.cut(start, start + length)))

    def tag(self, text: str, offset: int) -> None:
        """An HTML tag goes; what it says of a link, an image, a line's end or silence is kept."""
        match = _TAG.match(text)
        if match is None:
            return
        closes, name = match[1] == "/", match[2].lower()
        if self._silent:
            if closes and name == self._silent:
                self._silent = ""
        elif name in _SILENT and not closes and not text.endswith("/>"):
            self._silent = name
        elif name == "br":
            if self.said.text:
                self.said.add("\n", offset, self._base, linear=False)
        elif name == "a" and not closes:
            self._links.append((len(self.said.text), attributes(text).get("href", "")))
        elif name == "a" and self._links:
            self._end_link()
        elif name == "img" and not closes:
            given = attributes(text)
            self.said.draw("[image: ", Role.IMAGE)
            start = len(self.said.text)
            alt = picture(given.get("alt", ""), given.get("src", ""))
            self.said.add(alt.replace("\n", " "), offset, Role.IMAGE, linear=False)
            if given.get("src"):
                self.said.targets.append(Target(start, len(self.said.text), given["src"], image=True))
            self.said.draw("]", Role.IMAGE)


def _hopeless(content: str) -> bool:
    """Whether so many brackets stay open that parsing, cubic in them, would find next to nothing."""
    opened = content.count("[")
    if opened < _BRACKETS:
        return False
    return opened > 2 * content.count("]") or content.count("](") > 2 * content.count(")")


def _closing(content: str, at: int) -> int:
    """Where the bracket that is open at `at` closes."""
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
