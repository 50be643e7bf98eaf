"""The small language of search. Whatever is typed means something: what is not understood is searched as
words.

words             all of them, anywhere          "exact phrase"    these words in this order
-without          not this word or "phrase"      begin*            words that begin so
area:"West …"     of this area, or these         after:2020-06     published then or later
before:2020-06    published earlier              is:unread         or is:read, is:saved
has:reference     asks to quote a reference      ref:2499          that reference, or a part of it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from newsreader.library import date_order, text_folding

_PART = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)(?:"|$)(\*?)|(\S+))', re.IGNORECASE)
_FIELDS = ("area", "after", "before", "is", "has", "ref")
MOST_TERMS = 32
"""Terms that count; nobody types more, but text may be pasted."""


class Kind(StrEnum):
    """How a term is to be found."""

    WORD = "word"
    PHRASE = "phrase"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found together, folded."""

    kind: Kind
    words: tuple[str, ...]
    """At least one; of a beginning, the last is what begins."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for. Everything must hold."""

    text: str
    """As it was typed."""
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    areas: tuple[str, ...] = ()
    """Any of these, folded."""
    not_areas: tuple[str, ...] = ()
    low: int = 0
    """Lowest row: see `order`."""
    high: int = date_order.LAST
    marks: tuple[tuple[str, bool], ...] = ()
    """`read` or `saved`, and whether it must be so."""
    reference: bool | None = None
    """Whether a reference must be there."""
    references: tuple[str, ...] = ()
    """Parts of the reference, letters and digits only."""
    notes: tuple[str, ...] = ()
    """Sentences about what was not understood."""

    @property
    def empty(self) -> bool:
        """Whether nothing was asked for."""
        return self == Query(self.text, notes=self.notes)


def parse(text: str, *, typing: bool = False) -> Query:
    """What `text` asks for. While it is being typed, its last word may still be the beginning of one."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a character, from bytes that are no UTF-8
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
        if len(self._terms[True]) + len(self._terms[False]) >= MOST_TERMS:
            self._notes.append(f"Only the first {MOST_TERMS} words were searched for.")
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
            if not value:
                return
            understood = getattr(self, f"_{field}")(value, positive)
            if understood:
                return
            self._notes.append(f"{match[0].strip()} was searched as words: {_HELP[field]}")
            self._words(value, positive, beginning=False)
        elif field and phrase is None:
            self._words(f"{field}:{bare}", positive, beginning=last)
        elif phrase is not None:
            if field:
                self._words(field, positive, beginning=False)
            self._phrase(phrase, positive, beginning=bool(star))
        else:
            self._words(bare, positive, beginning=last)

    def _words(self, value: str, positive: bool, *, beginning: bool) -> None:
        words = text_folding.words(value)
        beginning = beginning or (
            value.endswith("*") and bool(value.strip("*")) and value.rstrip("*")[-1:].isalnum()
        )
        if words:
            kind = Kind.BEGINNING if beginning else Kind.WORD if len(words) == 1 else Kind.PHRASE
            self._add(Term(kind, tuple(words)), positive)

    def _phrase(self, value: str, positive: bool, *, beginning: bool) -> None:
        words = text_folding.words(value)
        if words:
            self._add(Term(Kind.BEGINNING if beginning else Kind.PHRASE, tuple(words)), positive)

    def _add(self, term: Term, positive: bool) -> None:
        if len(self._terms[True]) + len(self._terms[False]) < MOST_TERMS:
            self._terms[positive].append(term)

    def _area(self, value: str, positive: bool) -> bool:
        self._areas[positive].append(text_folding.fold(value).strip())
        return True

    def _after(self, value: str, positive: bool) -> bool:
        return self._date(value, after=positive)

    def _before(self, value: str, positive: bool) -> bool:
        return self._date(value, after=not positive)

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

    def _is(self, value: str, positive: bool) -> bool:
        match value.lower():
            case "unread":
                self._marks.append(("read", not positive))
            case "read" | "saved":
                self._marks.append((value.lower(), positive))
            case _:
                return False
        return True

    def _has(self, value: str, positive: bool) -> bool:
        if value.lower() not in ("reference", "ref"):
            return False
        self._reference = positive
        return True

    def _ref(self, value: str, positive: bool) -> bool:
        wanted = re.sub(r"[^0-9a-z]+", "", text_folding.fold(value))
        if not wanted or not positive:
            return False
        self._references.append(wanted)
        return True


_HELP = {
    "after": "after: takes a date such as 2020, 2020-06 or 2020-06-01.",
    "before": "before: takes a date such as 2020, 2020-06 or 2020-06-01.",
    "is": "is: knows unread, read and saved.",
    "has": "has: knows reference.",
    "ref": "ref: takes digits or letters of a reference.",
}
