"""The order of search results: the weights of relevance, and newest first.

`search.find_keys` chooses between them, and puts matches in titles first while a query is being typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from newsreader.library import date_order

COLUMN_WEIGHTS = {"title": 10.0, "area": 4.0, "summary": 3.0, "body": 1.0}
"""How much a match counts in each column of the index of words; stored in an index when it is made: raise
`schema.VERSION` with them."""
RANK = f"bm25({', '.join(map(str, COLUMN_WEIGHTS.values()))})"


class Sort(StrEnum):
    """The order of search results."""

    RELEVANCE = "relevance"
    DATE = "date"


def newest(rows: Iterable[tuple[int, int, int]], limit: int) -> list[int]:
    """Return the newest `limit` keys of rows (key, minute, identity) that come by key, newest day first.

    Reads no further than the day of the last one.
    """
    taken: list[tuple[int, int, int]] = []
    for row in rows:
        if len(taken) >= limit:
            bucket = date_order.bucket_of(taken[-1][0])
            if not bucket or date_order.bucket_of(row[0]) != bucket:  # undated articles have no order
                break
        taken.append(row)
    taken.sort(key=lambda row: date_order.newest_first(*row))
    return [key for key, _, _ in taken[:limit]]
