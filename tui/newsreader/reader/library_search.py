"""A search of the whole library as it is typed: a quick first answer, then the settled one."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from newsreader.library.index.ranking import Sort
from newsreader.library.library import Library
from newsreader.library.search import Hit, SearchResult

MOST_HITS = 500
"""Hits that are listed."""
FIRST_HITS = 40
"""Hits of the first answer: more than a screen holds."""
REST = 0.05
"""Seconds without a key before more than a first answer is asked for, so that the next key need not wait."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the questions that a search consists of."""

    limit: int
    settled: bool
    rests: bool = False
    """Whether the person must have stopped typing."""
    if_none: bool = False
    """Whether it is asked only where nothing was found, with the last word taken for a whole one."""


def steps(sort: Sort) -> Sequence[Step]:
    """A screen of hits at once, their settled order, all hits; else what may have been meant."""
    by_rank = sort is Sort.RELEVANCE
    return (
        Step(FIRST_HITS, settled=not by_rank),
        *([Step(FIRST_HITS, settled=True, rests=True)] if by_rank else []),
        Step(MOST_HITS, settled=True, rests=not by_rank),
        Step(MOST_HITS, settled=True, if_none=True),
    )


class LibrarySearch:
    """The search that may be open; what it finds comes to its widget as `Found`."""

    @dataclass
    class Found(Message):
        """The library has answered one of the questions."""

        query: str
        result: SearchResult
        settled: bool
        """Whether the order is final, and this not a quick first answer."""

    def __init__(self, library: Library, host: Widget) -> None:
        self._library, self._host = library, host
        self.sort = Sort.RELEVANCE
        self._recalled = -1
        self.open = False
        self._reset()

    def _reset(self) -> None:
        self.query = ""
        self.result: SearchResult | None = None
        """The last answer; until the first one to this query comes, that to the query before."""
        self.answered = False
        """Whether `result` answers this query."""
        self.settled = False
        self.selected: int | None = None
        """The hit of this query that was put under the cursor, until the person moves."""
        self.open_first = False
        """Whether Enter was pressed before there was a hit to open."""

    def begin(self) -> None:
        """Open the search, or go on with the one that is open."""
        self._recalled = -1
        self.open = True

    def close(self) -> None:
        """End the search."""
        self.open = False
        self._reset()
        self._host.workers.cancel_group(self._host, "search")

    @property
    def hits(self) -> Sequence[Hit]:
        """What was found so far."""
        return self.result.hits if self.result else ()

    def ask(self, query: str) -> None:
        """Ask the library for a query, in steps; the answers come as `Found`."""
        before = self.result if query else None
        self._reset()
        self.query, self.result = query, before
        if not query:
            self._host.workers.cancel_group(self._host, "search")
            return
        sort = self.sort

        def ask() -> None:
            worker = get_current_worker()
            result = None
            for step in steps(sort):
                if result is not None and step.if_none == bool(result.hits):
                    continue
                if step.rests:
                    time.sleep(REST)
                if worker.is_cancelled:
                    return
                result = self._library.search(
                    query,
                    sort=sort,
                    limit=step.limit,
                    typing=not step.if_none,
                    settled=step.settled,
                    count=step.limit == MOST_HITS,
                )
                self._host.post_message(self.Found(query, result, step.settled))

        self._host.run_worker(ask, thread=True, group="search", exclusive=True)

    def accept(self, found: Found) -> bool:
        """Take up an answer; False where it is to another query, or a first one without a hit."""
        if not self.open or self.query != found.query or not (found.settled or found.result.hits):
            return False
        self.result, self.settled, self.answered = found.result, found.settled, True
        return True

    def toggle_sort(self) -> None:
        """Order by date instead of relevance, or the other way, in this search and those to come."""
        self.sort = Sort.DATE if self.sort is Sort.RELEVANCE else Sort.RELEVANCE
        if self.open:
            self.ask(self.query)

    def remember(self) -> None:
        """Keep the query among the last ones."""
        self._library.session.remember_query(self.query)

    def recall(self, step: int, typed: str) -> str | None:
        """An older (1) or newer (-1) query for the field; None where that holds what was typed otherwise."""
        queries = self._library.session.queries()
        held = queries[self._recalled] if 0 <= self._recalled < len(queries) else ""
        at = self._recalled + step
        if typed != held or not -1 <= at < len(queries):
            return None
        self._recalled = at
        return queries[at] if at >= 0 else ""


def snippet_parts(hit: Hit) -> list[tuple[str, bool]]:
    """The line of a hit in parts, each with whether it was searched for."""
    parts, at = [], 0
    for start, stop in hit.spans:
        parts += [(hit.snippet[at:start], False), (hit.snippet[start:stop], True)]
        at = stop
    return [*parts, (hit.snippet[at:], False)]
