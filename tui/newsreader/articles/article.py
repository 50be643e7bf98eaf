"""The article and its parts, as the other packages see them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Severity(StrEnum):
    """How much a finding matters to the publisher of the file."""

    ERROR = "error"
    """The article cannot be shown as intended."""
    WARNING = "warning"
    """The article is shown, but readers will notice."""
    NOTE = "note"
    """Nothing is wrong for readers."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in a file, with a remedy, for its publisher."""

    path: str
    """Relative to the content root, with `/`."""
    line: int
    """From 1; 1 for the whole file."""
    column: int
    """From 1, in characters."""
    severity: Severity
    code: str
    """A short stable name in kebab case, such as `date-missing`."""
    message: str
    """One sentence in plain English: what is wrong."""
    remedy: str
    """One sentence: what to do about it."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A date, with or without a time, as exactly as it is known, in London time."""

    text: str
    """`2020-11-03T14:05`, `2020-11-03`, `2020-11` or `2020`: sorts as a string."""
    source: str
    """Where it was found: a dotted key (`publish.date`), `body`, `url` or `filename`."""


@dataclass(frozen=True)
class Body:
    """The clean Markdown of an article, with a mapping back to the file."""

    text: str
    """Clean text; lines end in `\\n` only."""
    first_line: int = 1
    """The line of the file on which `text` starts, from 1."""
    removed: tuple[int, ...] = ()
    """For each character that cleaning removed, the offset in `text` that it was before; ascending."""

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return the line, column (from 1) and length in the file of `text[start:end]`, in characters."""
        line = bisect_right(self._line_starts, start) - 1
        begin = self._line_starts[line]
        before = bisect_right(self.removed, start) - bisect_left(self.removed, begin)
        inside = bisect_left(self.removed, end) - bisect_right(self.removed, start)
        return self.first_line + line, start - begin + before + 1, end - start + max(inside, 0)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is shown; all text in it is clean (see `clean_text`)."""

    id: str
    """Sixteen hexadecimal digits, stable while the path of the file stays the same."""
    path: str
    """Relative to the content root, with `/`."""
    title: str
    """One line, never empty."""
    area: str
    """One line, from the front matter, else the folder; maybe empty."""
    date: Timestamp | None
    """When it was published, if known."""
    description: str
    """One line, maybe empty."""
    url: str | None
    """Address of the article's own page, http or https."""
    reference: str | None
    """The incident's reference from the front matter."""
    language: str | None
    """A BCP 47 tag such as `cy`, from the front matter."""
    updated: Timestamp | None
    expires: Timestamp | None
    body: Body
    original: str | None = None
    """The path of the article that this one translates, below the same root; from `translation.of`."""
    meta: Mapping[str, object] = field(default_factory=dict)
    """The front matter, cleaned: strings, lists and mappings of them."""
    findings: tuple[Finding, ...] = ()


class UnreadableError(Exception):
    """The file could not be read as an article at all; `finding` explains why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
