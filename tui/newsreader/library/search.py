"""Search all articles: turn a parsed query into SQL, and its results into hits."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.library import date_order, text_folding
from newsreader.library.article_queries import bodies
from newsreader.library.headlines import Headline
from newsreader.library.index import ranking
from newsreader.library.index.ranking import Sort
from newsreader.library.lists import EXPIRED
from newsreader.library.query import Kind, Query, Term
from newsreader.library.snippets import Span, pattern, snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result."""

    headline: Headline
    snippet: str
    """One line of plain text from the body."""
    spans: tuple[Span, ...]
    """The spans of `snippet` to highlight."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The results of a search."""

    query: Query
    hits: tuple[Hit, ...]
    total: int | None
    """How many articles match in all; None where that was not counted."""
    suggestion: str | None = None
    """The query with mistyped words corrected, where nothing was found."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about what was not understood of the query."""
        return self.query.notes


@dataclass
class _Selection:
    """A query as SQL."""

    source: str
    row: str
    conditions: list[str]
    values: list[object]
    ranked: bool
    """Whether matches can be ordered by relevance."""

    def select(self, what: str, end: str = "") -> tuple[str, list[object]]:
        where = " AND ".join(self.conditions) or "1"
        return f"SELECT {what} FROM {self.source} WHERE {where} {end}", self.values  # noqa: S608 - our own names


def find_keys(
    connection: sqlite3.Connection, query: Query, sort: Sort, limit: int, *, settled: bool, expired: bool
) -> list[int]:
    """Return the first keys that match; unless `settled`, quickly: titles first, each newest first."""
    # Short prefixes have no rank: their settled results are newest first, too.
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
    """Return how many articles match."""
    return int(connection.execute(*select(query, expired=expired).select("count(*)")).fetchone()[0])


def _newest(connection: sqlite3.Connection, selection: _Selection, limit: int) -> list[int]:
    columns = f"{selection.row}, article.minute, article.identity"
    return ranking.newest(
        connection.execute(*selection.select(columns, f"ORDER BY {selection.row} DESC")), limit
    )


def select(query: Query, *, expired: bool, titles: bool = False) -> _Selection:
    """Turn a query into SQL; with `titles`, the terms must be in the title."""
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
        source, row = "prefixes CROSS JOIN article ON article.key = prefixes.rowid", "prefixes.rowid"
        conditions.append("prefixes MATCH ?")
        values.append(_prefixes(short))
    else:
        source, row = "article", "article.key"
    if match and short and not titles:
        # The plus makes SQLite search the words once, and not for each row of the prefixes, which would take
        # minutes where many articles have both.
        conditions.append("+words.rowid IN (SELECT rowid FROM prefixes WHERE prefixes MATCH ?)")
        values.append(_prefixes(short))
    if without and not match:
        conditions.append(f"{row} NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")  # noqa: S608
        values.append(without)
    _restrict(query, row, conditions, values, expired=expired)
    return _Selection(source, row, conditions, values, bool(match))


def _restrict(query: Query, row: str, conditions: list[str], values: list[object], *, expired: bool) -> None:
    """Add the conditions other than words."""
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
        conditions.append(f"article.reference_key IS {'NOT ' if query.reference else ''}NULL")
    for part in query.references:
        conditions.append(
            "article.key IN"
            " (SELECT key FROM article WHERE reference_key IS NOT NULL AND instr(reference_key, ?))"
        )
        values.append(part)
    if not expired:
        conditions.append(f"{row} NOT IN ({EXPIRED.replace('?1', '?')})")
        values += [date_order.now_in_london()] * 2


def _is_short(term: Term) -> bool:
    return term.kind is Kind.PREFIX and len(term.words) == 1 and len(term.words[0]) <= text_folding.MAX_PREFIX


def _prefixes(terms: Sequence[Term]) -> str:
    return " AND ".join(f'"{term.words[0]}"' for term in terms)


def _expression(term: Term) -> str:
    if term.kind is Kind.WORD:
        return "(" + " OR ".join(f'"{form}"' for form in term.forms) + ")"
    return '"' + " ".join(term.words) + '"' + ("*" if term.kind is Kind.PREFIX else "")


def show(connection: sqlite3.Connection, query: Query, headlines: Sequence[Headline]) -> tuple[Hit, ...]:
    """Return the articles found, with snippets and highlights."""
    found = pattern(query.terms)
    texts = bodies(connection, [headline.key for headline in headlines])
    hits = []
    for headline in headlines:
        text, spans = snippet(texts.get(headline.key, headline.description), found)
        hits.append(Hit(headline, text, spans))
    return tuple(hits)
