"""The values this package hands out: prose with offsets, and lines of styled spans."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Target:
    """A Markdown or HTML link or image, in offsets of the text that it is part of."""

    start: int
    end: int
    address: str
    """The destination as written; not yet checked by the link policy."""
    image: bool = False

    def shifted(self, by: int) -> Target:
        """Return the same target in a text with `by` more characters before it."""
        return Target(self.start + by, self.end + by, self.address, self.image)


@dataclass(frozen=True, slots=True)
class Prose:
    """The visible text of a body, with the offset of each character in the body.

    Blocks are separated by a blank line, list items, table cells and hard breaks by `\\n`; a soft line
    break is one space. Code blocks are left out.
    """

    text: str
    offsets: array[int]
    targets: tuple[Target, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the body that the non-empty `text[start:end]` comes from."""
        return self.offsets[start], self.offsets[end - 1] + 1


class Role(StrEnum):
    """What a run of text is; the screen and the shell each style it."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRONG_EMPHASIS = "strong-emphasis"
    STRUCK = "struck"
    CODE = "code"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    QUOTE = "quote"
    MARKER = "marker"
    """Decoration: bullets, numbers, quote bars, table rules, footnote marks."""
    RULE = "rule"
    CODE_BLOCK = "code-block"
    CODE_KEYWORD = "code-keyword"
    CODE_STRING = "code-string"
    CODE_COMMENT = "code-comment"
    CODE_NUMBER = "code-number"
    CODE_NAME = "code-name"
    IMAGE = "image"
    NOTE = "note"


class MarkKind(StrEnum):
    """Why part of the body is highlighted."""

    LINK = "link"
    LINK_CURRENT = "link-current"
    MATCH = "match"
    MATCH_CURRENT = "match-current"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted span of the body."""

    start: int
    end: int
    kind: MarkKind
    entry: int = 0
    """For a link, the number of its entry in the links pane."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters with one role."""

    text: str
    role: Role
    start: int = -1
    """Offset of the first character in the body; -1 for decoration."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the layout, never wider than the layout."""

    spans: tuple[Span, ...] = ()
    cells: int = 0
    """Width in terminal cells."""

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, for the table of contents."""

    level: int
    text: str
    start: int
    """Offset in the body."""
