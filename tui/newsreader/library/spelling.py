"""Suggest a corrected query (“Did you mean”): the nearest known word for each unknown one."""

from __future__ import annotations

import re
import sqlite3

from newsreader.library import text_folding
from newsreader.library.query import Kind, Query


def suggestion(connection: sqlite3.Connection, query: Query) -> str | None:
    """Return the query with unknown words corrected; None where nothing can be corrected."""
    corrections: dict[str, str] = {}
    for term in query.terms:
        if term.kind is Kind.PREFIX:
            continue
        for word in term.words:
            if not word.isdigit() and not _known(connection, word):
                correction = nearest(connection, word)
                if correction is not None:
                    corrections[word] = correction
    if not corrections:
        return None
    return re.sub(
        r"[^\W_]+", lambda match: corrections.get(text_folding.fold(match[0]), match[0]), query.text
    )


def _known(connection: sqlite3.Connection, word: str) -> bool:
    return (
        connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{word}"',)).fetchone()
        is not None
    )


def nearest(connection: sqlite3.Connection, word: str) -> str | None:
    """Return the most common of the nearest known words: one edit away, or two for a longer word."""
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
            if len(set(word) ^ set(known)) > 2 * most:  # a cheap lower bound
                continue
            edits = distance(word, known, most)
            if edits <= most and (best is None or (edits, -articles, known) < best):
                best = (edits, -articles, known)
    return best[2] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters to add, remove, change or swap with their neighbour, up to `most + 1`."""
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
