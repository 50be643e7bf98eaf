"""The reader's screen, its searches: the whole library by any word, the list by its headlines."""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection
from textual.worker import get_current_worker

from newsreader.library.headlines import Listing, Section
from newsreader.library.search import Hit, SearchResult, Sort
from newsreader.reader import empty_messages
from newsreader.reader.screen_parts.listing import ListingScreen

MOST_HITS = 500
"""Hits of a search that are listed; more would not be looked through."""


FIRST_HITS = 40
"""Hits of a first answer: more than a screen holds."""

REST = 0.05
"""Seconds for which nothing is typed before more than a first answer is looked for: the next key need not
wait for what nobody will see, nor the first answer's paint."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question of those that a search is asked in."""

    limit: int
    settled: bool
    rests: bool = False
    """Whether the reader must have stopped typing."""
    if_none: bool = False
    """Whether it is only asked where nothing was found: the last word taken for a whole one."""


def steps(sort: Sort) -> Sequence[Step]:
    """A screen of hits at once, the settled order of it, all hits; else what may have been meant."""
    by_rank = sort is Sort.RELEVANCE
    return (
        Step(FIRST_HITS, settled=not by_rank),
        *([Step(FIRST_HITS, settled=True, rests=True)] if by_rank else []),
        Step(MOST_HITS, settled=True, rests=not by_rank),
        Step(MOST_HITS, settled=True, if_none=True),
    )


@dataclass(frozen=True, slots=True)
class Hits:
    """A search that is open."""

    query: str
    result: SearchResult | None = None
    settled: bool = False
    """Whether the result is the last word, and not a quick first answer."""


class SearchingScreen(ListingScreen):
    """Searches and filters as the reader types; the list shows the hits while a search is open."""

    @dataclass
    class Found(Message):
        """The library has searched."""

        query: str
        result: SearchResult
        settled: bool
        """Whether this is the last word, and not a quick first answer."""

    hits: Hits | None = None
    sort: Sort = Sort.RELEVANCE
    recalled: int = -1
    """Which of the last queries stands in the field, the latest 0; -1 for none."""
    purpose: str = ""
    """What the list's field is open for: `search`, `filter`, `jump` or nothing."""

    def show_listing(self) -> None:
        """Leaves the hits in sight while a search is open."""
        if self.hits is None:
            super().show_listing()

    def do_search(self) -> None:
        """Opens the search field, with the last query in it."""
        self.recalled = -1
        self._open_field("search", "Search all articles", self.hits.query if self.hits else "")
        if self.hits is None:
            self.hits = Hits("")
            self._show_hits()

    def do_filter(self) -> None:
        """Opens the filter field."""
        if self.hits is not None:
            self.close_search()
        self._open_field("filter", "Keep headlines with", self.choice.words)

    def do_jump(self) -> None:
        """Opens a field whose letters lead to a heading."""
        self._open_field("jump", "First letters of a heading", "")

    def _open_field(self, purpose: str, words: str, value: str) -> None:
        field = self.list_field
        field.placeholder = words
        field.display = True
        self.purpose = ""  # until it is typed in
        field.value = value
        # Selected here, and not when the focus comes: that is told later, when words may have been typed.
        field.selection = Selection(0, len(value))
        self.pane = "list"
        # Not field.focus(), which comes about later: letters typed meanwhile would be taken for commands.
        self.set_focus(field)
        self.purpose = purpose

    def on_mount(self) -> None:
        """Follows what is typed: not by its message, which comes only after the letter has been drawn."""
        self.watch(self.list_field, "value", self._typed, init=False)

    def _typed(self, value: str) -> None:
        if self.purpose == "filter":
            self.choice = replace(self.choice, words=value.strip())
            self.relist()
        elif self.purpose == "search":
            self._ask(value.strip())
        elif self.purpose == "jump":
            self.article_list.jump(value)

    def _ask(self, query: str) -> None:
        self.hits = Hits(query, self.hits.result if self.hits and query else None)
        if not query:
            self._show_hits()
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
                result = self.library.search(
                    query,
                    sort=sort,
                    limit=step.limit,
                    typing=not step.if_none,
                    settled=step.settled,
                    count=step.limit == MOST_HITS,
                )
                self.post_message(self.Found(query, result, step.settled))

        self.run_worker(ask, thread=True, group="search", exclusive=True)

    @on(Found)
    def _show_found(self, event: Found) -> None:
        if self.hits is None or self.hits.query != event.query:
            return
        if not event.settled and not event.result.hits:
            return
        self.hits = Hits(event.query, event.result, event.settled)
        self._show_hits()

    def _show_hits(self) -> None:
        hits = self.hits
        if hits is None:
            return
        found = hits.result.hits if hits.result else ()
        words = empty_messages.hits(hits.query, hits.result)
        keys = array("q", [hit.headline.key for hit in found])
        unread = sum(not hit.headline.read for hit in found)
        sections = (Section("hits", words, 0, len(keys), unread),) if keys else ()
        listing = Listing(self.view, self.choice, keys, sections, unread)
        self.article_list.message = words
        self.article_list.show(
            listing,
            {"hits"},
            {hit.headline.key: _lit(hit) for hit in found if hit.snippet},
            cursor=self.article_list.cursor_key,
        )
        self.title_list("Search")
        self.list_changed()

    @on(Input.Submitted, "#list-field")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        result = self.hits.result if self.hits else None
        if self.purpose == "search" and result is not None and not result.hits and result.suggestion:
            self.list_field.value = result.suggestion
            return
        self.go_to_pane("list")
        if self.purpose == "jump":
            self._close_field()
        elif self.purpose == "filter":
            self.list_field.display = bool(self.choice.words)
        elif self.hits is not None and result is not None and result.hits:
            self.library.session.remember_query(self.hits.query)
            if self.article_list.listing and self.article_list.cursor_key is None:
                self.article_list.go_to_key(self.article_list.listing.keys[0])
            self.article_list.choose()

    def do_search_order(self) -> None:
        """Relevance or date, for the search that is open and those to come."""
        self.sort = Sort.DATE if self.sort is Sort.RELEVANCE else Sort.RELEVANCE
        words = "The newest hits come first." if self.sort is Sort.DATE else "The best hits come first."
        self.notify(words, markup=False, timeout=2)
        if self.hits is not None:
            self._ask(self.hits.query)

    def recall(self, step: int) -> bool:
        """Puts an older (1) or newer (-1) query into the search field; False where it holds another text."""
        queries = self.library.session.queries()
        held = queries[self.recalled] if 0 <= self.recalled < len(queries) else ""
        at = self.recalled + step
        if self.purpose != "search" or self.list_field.value != held or not -1 <= at < len(queries):
            return False
        self.recalled = at
        self.list_field.value = queries[at] if at >= 0 else ""
        return True

    def close_search(self) -> bool:
        """Closes the search, then the filter; False where neither is open."""
        if self.hits is not None:
            self.hits, self.purpose = None, ""
            self._close_field()
            self.show_listing()
            return True
        if self.list_field.display or self.choice.words:
            changed = bool(self.choice.words)
            self.choice, self.purpose = replace(self.choice, words=""), ""
            self._close_field()
            if changed:
                self.relist()
            return True
        return False

    def _close_field(self) -> None:
        had_focus = self.list_field.has_focus
        self.list_field.display = False
        if had_focus:
            self.go_to_pane("list")


def _lit(hit: Hit) -> list[tuple[str, bool]]:
    """The line of a hit in parts, those searched for lit."""
    parts, at = [], 0
    for start, stop in hit.spans:
        parts += [(hit.snippet[at:start], False), (hit.snippet[start:stop], True)]
        at = stop
    return [*parts, (hit.snippet[at:], False)]
