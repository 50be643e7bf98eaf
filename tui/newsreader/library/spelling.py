"""“Did you mean”: the nearest word that the archive knows for one that it does not."""

from __future__ import annotations

import re
import sqlite3

from newsreader.library import text_folding
from newsreader.library.query import Kind, Query


def suggestion(connection: sqlite3.Connection, query: Query) -> str | None:
    """The query with every word that no article has put right; None where there is nothing to put right."""
    better: dict[str, str] = {}
    for term in query.terms:
        if term.kind is Kind.BEGINNING:
            continue
        for word in term.words:
            if not word.isdigit() and not _known(connection, word):
                near = nearest(connection, word)
                if near is not None:
                    better[word] = near
    if not better:
        return None
    return re.sub(r"[^\W_]+", lambda match: better.get(text_folding.fold(match[0]), match[0]), query.text)


def _known(connection: sqlite3.Connection, word: str) -> bool:
    return (
        connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}"',)).fetchone()
        is not None
    )


def nearest(connection: sqlite3.Connection, word: str) -> str | None:
    """The most common of the nearest known words: one slip away in a short word, two in a longer one."""
    if not 3 <= len(word) <= 30:
        return None
    most = 1 if len(word) < 6 else 2
    best: tuple[int, int, str] | None = None
    for first in dict.fromkeys(word[:2]):
        rows = connection.execute(
            "SELECT word, articles FROM spelling"
            " WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
            (first, first + "\U0010ffff", len(word) - most, len(word) + most),
        )
        for known, articles in rows:
            if len(set(word) ^ set(known)) > 2 * most:  # cheaper than counting slips, and never wrong
                continue
            slips = distance(word, known, most)
            if slips <= most and (best is None or (slips, -articles, known) < best):
                best = (slips, -articles, known)
    return best[2] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, take away, change or swap with their neighbour; `most + 1` for anything more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
