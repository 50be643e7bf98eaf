"""Parse search queries. A query never fails: what is not understood is searched for as words.

words             all of them, anywhere          "exact phrase"    these words in this order
-without          not this word or "phrase"      prefix*           words that start like this
area:"West …"     in this area, or these         after:2020-06     published then or later
before:2020-06    published earlier              is:unread         or is:read, is:saved
has:reference     asks to quote a reference      ref:2499          that reference, or part of it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from newsreader.library import date_order, text_folding

_PART = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)(?:"|$)(\*?)|(\S+))', re.IGNORECASE)
_FIELDS = ("area", "after", "before", "is", "has", "ref")
MAX_TERMS = 32
"""Further terms are ignored: a long text may be pasted."""


class Kind(StrEnum):
    """How a term matches."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Term:
    """Adjacent words, folded."""

    kind: Kind
    words: tuple[str, ...]
    """At least one; the last word of a prefix term is the prefix."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of a single word that match."""
        return inflections(self.words[0])


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. All conditions must hold."""

    text: str
    """As it was typed."""
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    areas: tuple[str, ...] = ()
    """Any of these, folded."""
    not_areas: tuple[str, ...] = ()
    low: int = 0
    """Lowest row: see `date_order`."""
    high: int = date_order.LAST
    marks: tuple[tuple[str, bool], ...] = ()
    """`read` or `saved`, and whether it must be set."""
    reference: bool | None = None
    """Whether there must be a reference; None for either."""
    references: tuple[str, ...] = ()
    """Parts of the reference, folded, letters and digits only."""
    notes: tuple[str, ...] = ()
    """Sentences for the user about what was not understood."""

    @property
    def empty(self) -> bool:
        """Whether there are no conditions."""
        return self == Query(self.text, notes=self.notes)


def parse(text: str, *, typing: bool = False) -> Query:
    """Parse a query. While it is being typed, its last word may be incomplete and counts as a prefix."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # surrogates, from bytes that are not UTF-8
    parser = _Parser(text)
    for match in _PART.finditer(text[:2000]):
        parser.take(match, last=typing and match.end() == len(text))
    return parser.query()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._terms: dict[bool, list[Term]] = {True: [], False: []}
        self._areas: dict[bool, list[str]] = {True: [], False: []}
        self._low, self._high = 0, date_order.LAST
        self._marks: list[tuple[str, bool]] = []
        self._reference: bool | None = None
        self._references: list[str] = []
        self._notes: list[str] = []

    def query(self) -> Query:
        if self._is_full():
            self._notes.append(f"Only the first {MAX_TERMS} words were searched for.")
        return Query(
            self._text,
            tuple(dict.fromkeys(self._terms[True])),
            tuple(dict.fromkeys(self._terms[False])),
            tuple(self._areas[True]),
            tuple(self._areas[False]),
            self._low,
            self._high,
            tuple(self._marks),
            self._reference,
            tuple(self._references),
            tuple(self._notes),
        )

    def take(self, match: re.Match[str], *, last: bool) -> None:
        minus, field, phrase, star, bare = match.groups()
        field, positive = (field or "").lower(), not minus
        value = bare if phrase is None else phrase
        if field in _FIELDS:
            if value and not self._condition(field, value, positive):
                self._notes.append(f"{match[0].strip()} was searched as words: {_HELP[field]}")
                self._words(value, positive)
        elif phrase is None:
            value = f"{field}:{bare}" if field else bare
            starred = value.endswith("*") and value.rstrip("*")[-1:].isalnum()
            self._words(value, positive, prefix=last or starred)
        else:
            if field:
                self._words(field, positive)
            self._words(phrase, positive, prefix=bool(star), exact=True)

    def _is_full(self) -> bool:
        return len(self._terms[True]) + len(self._terms[False]) >= MAX_TERMS

    def _words(self, value: str, positive: bool, *, prefix: bool = False, exact: bool = False) -> None:
        words = tuple(text_folding.words(value))
        if words and not self._is_full():
            kind = Kind.PREFIX if prefix else Kind.PHRASE if exact or len(words) > 1 else Kind.WORD
            self._terms[positive].append(Term(kind, words))

    def _condition(self, field: str, value: str, positive: bool) -> bool:
        """Add the condition of a field; return whether its value is understood."""
        match field, value.lower():
            case "area", _:
                self._areas[positive].append(text_folding.fold(value).strip())
            case "after" | "before", _:
                return self._date(value, after=(field == "after") == positive)
            case "is", "unread":
                self._marks.append(("read", not positive))
            case "is", "read" | "saved" as mark:
                self._marks.append((mark, positive))
            case "has", "reference" | "ref":
                self._reference = positive
            case "ref", _ if positive and text_folding.reference_key(value):
                self._references.append(text_folding.reference_key(value))
            case _:
                return False
        return True

    def _date(self, value: str, *, after: bool) -> bool:
        try:
            row = date_order.first_row(date_order.span(value.rstrip("-"))[0])
        except ValueError:
            return False
        if after:
            self._low = max(self._low, row)
        else:
            self._low, self._high = max(self._low, date_order.first_row(1)), min(self._high, row - 1)
        return True


def inflections(word: str) -> tuple[str, ...]:
    """Return a word and its regular English singular or plural: `burglary` also finds burglaries."""
    found = [word]
    if len(word) > 3 and word.isascii() and word.isalpha():
        if word.endswith("ies") and len(word) > 4:
            found.append(word[:-3] + "y")
        elif word.endswith(("ches", "shes", "sses", "xes")):
            found.append(word[:-2])
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            found.append(word[:-1])
        elif word.endswith("y") and word[-2] not in "aeiou":
            found.append(word[:-1] + "ies")
        elif word.endswith(("ch", "sh", "ss", "x")):
            found.append(word + "es")
        elif not word.endswith("s"):
            found.append(word + "s")
    return tuple(found)


_HELP = {
    "after": "after: takes a date such as 2020, 2020-06 or 2020-06-01.",
    "before": "before: takes a date such as 2020, 2020-06 or 2020-06-01.",
    "is": "is: knows unread, read and saved.",
    "has": "has: knows reference.",
    "ref": "ref: takes digits or letters of a reference.",
}
