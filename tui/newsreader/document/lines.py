"""What the document room hands out: prose to look for links in, and lines to draw."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Target:
    """An explicit link or image of the Markdown, in offsets of `Prose.text`."""

    start: int
    end: int
    address: str
    """The destination as markdown-it read it; not yet through any gate."""
    image: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """The visible text of a body, and where each of its characters stands there.

    Blocks are parted by a blank line (`\\n\\n`), the items and cells of one block and hard breaks by `\\n`;
    a soft line break is one space. Code blocks are left out: what they hold is not said to the reader.
    """

    text: str
    offsets: array[int]
    """For each character of `text`, its offset in the body."""
    targets: tuple[Target, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the body that `text[start:end]` (not empty) was made from."""
        return self.offsets[start], self.offsets[end - 1] + 1


class Role(StrEnum):
    """What a stretch of text is; the screen and the shell each give it a look."""

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
    """Bullets, numbers, quote bars, table rules, footnote marks: drawn, not said."""
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
    """Why a stretch of the body is marked."""

    LINK = "link"
    LINK_CURRENT = "link-current"
    MATCH = "match"
    MATCH_CURRENT = "match-current"
    SELECTED = "selected"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` of the body, in its offsets, that is shown as something more than text."""

    start: int
    end: int
    kind: MarkKind
    entry: int = 0
    """For a link, the number of its entry in the panel."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters with one look."""

    text: str
    role: Role
    start: int = -1
    """Offset in the body of the first character; -1 for what is drawn and not said."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the laid-out document, never wider than the layout's width."""

    spans: tuple[Span, ...] = ()
    cells: int = 0
    """Its width in terminal cells."""

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article, for its list of contents."""

    level: int
    text: str
    start: int
    """Offset in the body."""
