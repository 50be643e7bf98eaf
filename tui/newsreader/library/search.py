"""Search in all articles: by date at once, as rows follow dates; by relevance with the title above the
body."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsreader.library import date_order, text_folding
from newsreader.library.article_queries import dictionary_of, first_of
from newsreader.library.headlines import Headline
from newsreader.library.index.compression import unpack
from newsreader.library.lists import EXPIRED
from newsreader.library.query import Kind, Query, Term
from newsreader.library.snippets import Span, lit, pattern, snippet


class Sort(StrEnum):
    """The order of what is found."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that was found."""

    headline: Headline
    snippet: str
    """A line of the body, without the marks of Markdown."""
    spans: tuple[Span, ...]
    """The stretches of `snippet` that were searched for."""
    title_spans: tuple[Span, ...]
    """The same of the title."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found."""

    query: Query
    hits: tuple[Hit, ...]
    total: int | None
    """How many articles answer in all; None where that was not counted."""
    suggestion: str | None = None
    """The query with mistyped words put right, where nothing was found."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about what of the query was not understood."""
        return self.query.notes


@dataclass
class _Selection:
    """A query as SQL: what it takes from, the conditions, and their values."""

    source: str
    row: str
    conditions: list[str]
    values: list[object]
    ranked: bool
    """Whether the matches have a rank."""

    def select(self, what: str, end: str = "") -> tuple[str, list[object]]:
        where = " AND ".join(self.conditions) or "1"
        return f"SELECT {what} FROM {self.source} WHERE {where} {end}", self.values  # noqa: S608 - our own names


def find_keys(
    connection: sqlite3.Connection, query: Query, sort: Sort, limit: int, *, settled: bool, expired: bool
) -> list[int]:
    """The keys of the first `limit` articles that answer. Not `settled`: a quick first answer, titles first,
    newest first."""
    # Beginnings of a few letters have no rank: their settled answer is newest first, too.
    if sort is Sort.RELEVANCE and not settled and not all(map(_is_short, query.terms)):
        titles = _newest(connection, select(query, expired=expired, titles=True), limit)
        if len(titles) >= limit:
            return titles
        others = _newest(connection, select(query, expired=expired), limit)
        return list(dict.fromkeys(titles + others))[:limit]
    selection = select(query, expired=expired)
    if sort is Sort.RELEVANCE and selection.ranked:
        rows = connection.execute(*selection.select(selection.row, f"ORDER BY words.rank LIMIT {int(limit)}"))
        return [key for (key,) in rows]
    return _newest(connection, selection, limit)


def count(connection: sqlite3.Connection, query: Query, *, expired: bool) -> int:
    """How many articles answer."""
    return int(connection.execute(*select(query, expired=expired).select("count(*)")).fetchone()[0])


def _newest(connection: sqlite3.Connection, selection: _Selection, limit: int) -> list[int]:
    columns = f"{selection.row}, article.minute, article.identity"
    return first_of(connection.execute(*selection.select(columns, f"ORDER BY {selection.row} DESC")), limit)


def select(query: Query, *, expired: bool, titles: bool = False) -> _Selection:
    """A query as SQL; with `titles`, the terms must stand in the title."""
    short = [term for term in query.terms if _is_short(term)]
    long = [term for term in query.terms if not _is_short(term)]
    match = " AND ".join(map(_expression, short + long if titles else long))
    conditions: list[str] = []
    values: list[object] = []
    without = " OR ".join(map(_expression, query.without))
    if match:
        source, row = "words CROSS JOIN article ON article.key = words.rowid", "words.rowid"
        match = f"{{title}} : ({match})" if titles else match
        conditions.append("words MATCH ?")
        values.append(f"({match}) NOT ({without})" if without else match)
    elif short:
        source, row = "beginnings CROSS JOIN article ON article.key = beginnings.rowid", "beginnings.rowid"
        conditions.append("beginnings MATCH ?")
        values.append(_starts(short))
    else:
        source, row = "article", "article.key"
    if match and short and not titles:
        # With the plus SQLite asks once for the words, and not anew for each of the beginnings' rows: that
        # takes minutes where many articles have both.
        conditions.append("+words.rowid IN (SELECT rowid FROM beginnings WHERE beginnings MATCH ?)")
        values.append(_starts(short))
    if without and not match:
        conditions.append(f"{row} NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")  # noqa: S608
        values.append(without)
    _restrict(query, row, conditions, values, expired=expired)
    return _Selection(source, row, conditions, values, bool(match))


def _restrict(query: Query, row: str, conditions: list[str], values: list[object], *, expired: bool) -> None:
    """The conditions that do not ask for words."""
    if (query.low, query.high) != (0, date_order.LAST):
        conditions.append(f"{row} BETWEEN ? AND ?")
        values += [query.low, query.high]
    for names, word in ((query.areas, "IN"), (query.not_areas, "NOT IN")):
        if names:
            marks = ",".join("?" * len(names))
            conditions.append(f"article.area {word} (SELECT id FROM area WHERE folded IN ({marks}))")  # noqa: S608
            values += names
    for column, wanted in query.marks:
        conditions.append(
            f"{'' if wanted else 'NOT '}EXISTS"  # noqa: S608
            f" (SELECT 1 FROM state.mark WHERE mark.identity = article.identity AND mark.{column})"
        )
    if query.reference is not None:
        conditions.append(f"article.quoted IS {'NOT ' if query.reference else ''}NULL")
    for part in query.references:
        conditions.append(
            "article.key IN (SELECT key FROM article WHERE quoted IS NOT NULL AND instr(quoted, ?))"
        )
        values.append(part)
    if not expired:
        conditions.append(f"{row} NOT IN ({EXPIRED.replace('?1', '?')})")
        values += [date_order.now_in_london()] * 2


def _is_short(term: Term) -> bool:
    return (
        term.kind is Kind.BEGINNING and len(term.words) == 1 and len(term.words[0]) <= text_folding.BEGINNINGS
    )


def _starts(terms: Sequence[Term]) -> str:
    return " AND ".join(f'"{term.words[0]}"' for term in terms)


def _expression(term: Term) -> str:
    if term.kind is Kind.WORD:
        return "(" + " OR ".join(f'"{form}"' for form in forms(term.words[0])) + ")"
    return '"' + " ".join(term.words) + '"' + ("*" if term.kind is Kind.BEGINNING else "")


def forms(word: str) -> tuple[str, ...]:
    """A word and its plain English singular or plural: who searches for `burglary` means burglaries too."""
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


def show(
    connection: sqlite3.Connection,
    query: Query,
    keys: Sequence[int],
    headlines: Callable[[Sequence[int]], list[Headline]],
) -> tuple[Hit, ...]:
    """What was found, with the words lit."""
    found = pattern(query.terms, {term.words[0]: forms(term.words[0]) for term in query.terms})
    dictionary = dictionary_of(connection)
    hits = []
    for headline in headlines(keys):
        row = connection.execute("SELECT text FROM body WHERE key = ?", (headline.key,)).fetchone()
        text, spans = snippet(unpack(row[0], dictionary) if row else headline.description, found)
        hits.append(Hit(headline, text, spans, tuple(lit(headline.title, found))))
    return tuple(hits)
