"""The reader's screen, its list: what it holds, in what order, and how it is kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from threading import Event, Thread
from typing import TypeVar

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import get_current_worker

from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Choice, Listing, Only, Progress, Section, Update, View
from newsreader.library.search import Hit, SearchResult
from newsreader.ui.screens.chooser import Chooser, Item
from newsreader.ui.screens.panes import Panes
from newsreader.ui.widgets.article_list import ArticleList

DAYS_OPEN = 14
"""Headings of days that stand open at a first start; months, years and areas start folded."""

ONLY_WORDS: Mapping[Only, str] = {
    Only.ALL: "All articles",
    Only.UNREAD: "Unread",
    Only.SAVED: "Saved for later",
    Only.NEW: "New since the last visit",
}

MOST_HITS = 500
"""Hits of a search that are listed; more would not be looked through."""


@dataclass(frozen=True, slots=True)
class Hits:
    """A search that is open."""

    query: str
    result: SearchResult | None = None


class ListingScreen(Panes):
    """Keeps the list: asks the library in threads, and shows what they bring."""

    @dataclass
    class Listed(Message):
        """The library has put a list together."""

        listing: Listing

    @dataclass
    class Found(Message):
        """The library has searched."""

        query: str
        result: SearchResult
        settled: bool
        """Whether this is the last word, and not a quick first answer."""

    @dataclass
    class Reading(Message):
        """An update of the index goes on."""

        progress: Progress

    @dataclass
    class Updated(Message):
        """An update of the index has ended."""

        update: Update

    view: View = View.DATE
    choice: Choice = Choice()
    unfolded: Mapping[View, frozenset[str] | None] = {}
    """The headings that stand open in each view; None where the reader never turned one."""
    last_visit: datetime | None = None
    listing: Listing | None = None
    hits: Hits | None = None
    progress: Progress | None = None
    filled: bool = False
    """Whether the first look at the folders has just ended, and its list is still to come."""
    _version: tuple[int, ...] = ()
    watching: bool = False
    """Whether changes of the folders are told as they happen."""
    arrived: int = 0
    """Articles that have come since the reader last looked at the top of the list."""
    purpose: str = ""
    """What the list's field is open for: `search`, `filter` or nothing."""
    _relist_timer: Timer | None = None
    _updated_once: bool = False

    def start_listing(self) -> None:
        """What the last visit left, then what the folders hold."""
        self._leaving = Event()
        session = self.library.session
        self.last_visit = session.begin()
        self.view = _one_of(View, session.get("view"), View(self.settings.view))
        only = _one_of(Only, session.get("only"), Only.ALL)
        areas = _names(session.get("areas"))
        self.choice = Choice(areas=frozenset(self.settings.areas) if areas is None else areas, only=only)
        self.unfolded = {view: _names(session.get(f"unfolded.{view}")) for view in View}
        self.relist()
        self.update_library()

    # Asking the library

    def relist(self) -> None:
        """Asks for the list anew; the answer comes as `Listed`."""
        view, choice = self.view, self.choice

        def ask() -> None:
            worker = get_current_worker()
            listing = self.library.listing(view, choice)
            if not worker.is_cancelled:
                self.post_message(self.Listed(listing))

        self.run_worker(ask, thread=True, group="listing", exclusive=True)

    def update_library(self) -> None:
        """Looks at the folders in the background."""

        def look() -> None:
            worker = get_current_worker()
            update = self.library.update(
                lambda progress: self._say(self.Reading(progress)),
                lambda: worker.is_cancelled,
            )
            self.post_message(self.Updated(update))

        self.run_worker(look, thread=True, group="update", exclusive=True)

    def watch_library(self) -> None:
        """Has every change of the folders told from now on, as `Updated`."""

        def tell(update: Update) -> None:
            self._say(self.Updated(update))

        self.watching = True
        Thread(target=self.library.watch, args=(tell, self._leaving), name="watch", daemon=True).start()

    def on_unmount(self) -> None:
        """Ends the watch."""
        self._leaving.set()

    def look_for_others(self) -> None:
        """Takes up what another program at the same library has changed, and what has expired meanwhile."""
        version = self.library.version()
        if version != self._version and self.progress is None:
            self._version = version
            self.article_list.refresh_headlines()
            self.relist()

    def _say(self, message: Message) -> None:
        """Posts from a thread, to one that wants no answer."""
        self.post_message(message)

    @on(Listed)
    def _show_listing(self, event: Listed) -> None:
        listing = event.listing
        if (listing.view, listing.choice) != (self.view, self.choice):
            return
        self.listing = listing
        if self.hits is None:
            self.show_listing()
        self.update_header()

    def show_listing(self) -> None:
        """Puts the list of the choice into the sidebar, with the folds it had."""
        listing = self.listing
        if listing is None:
            return
        self.article_list.message = self.empty_words()
        self.article_list.show(listing, self._unfolded(listing), cursor=self._cursor_now())
        pane = self.query_one("#list-pane")
        words = "By area" if self.view is View.AREA else "By date"
        if self.choice.only is not Only.ALL:
            words += f" · {ONLY_WORDS[self.choice.only]}"
        pane.border_title = words
        self.list_changed()

    def _cursor_now(self) -> int | None:
        """The key that the article under the cursor has now: an update may have given it another."""
        headline = self.article_list.cursor_headline
        if headline is None:
            return None
        try:
            return self.library.find(headline.id).key
        except LibraryError:
            return None

    def _unfolded(self, listing: Listing) -> frozenset[str]:
        kept = self.unfolded.get(listing.view)
        if self.choice.words:
            return frozenset(section.id for section in listing.sections)
        if kept is not None:
            return kept
        if listing.view is View.AREA:
            return frozenset()
        days = [section.id for section in listing.sections if section.id.count("-") == 2]
        return frozenset(days[:DAYS_OPEN] or [section.id for section in listing.sections[:1]])

    def empty_words(self) -> str:
        """A true sentence for a list that holds nothing."""
        choice = self.choice
        if self.progress is not None and not self._updated_once:
            return "The articles are being read. They appear here as they come."
        if choice.words:
            return f"No headline holds “{choice.words}”. Esc shows the whole list again."
        if choice.only is Only.UNREAD:
            return "Everything here has been read. i shows all articles again."
        if choice.only is Only.SAVED:
            return "Nothing is saved yet. s saves the article under the cursor; i shows all articles again."
        if choice.only is Only.NEW:
            return "Nothing has arrived since the last visit. i shows all articles again."
        if choice.areas:
            return "No article is of the areas chosen. a chooses others."
        places = " or ".join(str(root) for root in self.library.roots)
        return (
            f"There are no articles in {places}. Articles are files that end in .md or .markdown; "
            "when one is put there, it appears here."
        )

    @on(Reading)
    def _show_progress(self, event: Reading) -> None:
        first = self.progress is None
        self.progress = event.progress
        self.update_header()
        if first or not self.article_list.listing or not self.article_list.listing.keys:
            self.relist()
        elif self._relist_timer is None and event.progress.done < event.progress.total:
            self._relist_timer = self.set_timer(1.0, self._relist_once)

    def _relist_once(self) -> None:
        self._relist_timer = None
        self.relist()

    @on(Updated)
    def _show_update(self, event: Updated) -> None:
        self.progress, first, self._updated_once = None, not self._updated_once, True
        if not first:
            self.arrived += event.update.added
        if first or event.update.added or event.update.changed or event.update.removed:
            self.relist()
            self.content_changed()
        if first:
            self.filled = True
            self._tell_new()
            self.watch_library()
        self.update_header()
        for notice in self.library.notices:
            self.notify(notice, markup=False, timeout=8)

    @on(ArticleList.Folded)
    def _keep_folds(self, event: ArticleList.Folded) -> None:
        if self.hits is None and not self.choice.words:
            self.unfolded = {**self.unfolded, self.view: event.unfolded}
            self.library.session.set(f"unfolded.{self.view}", sorted(event.unfolded))

    def _tell_new(self) -> None:
        """Says how much has come since the last visit."""
        if self.last_visit is None:
            return
        since = f"{self.last_visit.astimezone():%A %-d %B}"

        def count() -> None:
            new = len(self.library.listing(View.DATE, Choice(only=Only.NEW)).keys)
            if new:
                articles = f"{new:,} new article{'s' * (new != 1)}"
                self.app.call_from_thread(self._say_new, f"{articles} since {since}. i lists them.")

        self.run_worker(count, thread=True, group="new", exclusive=True)

    def _say_new(self, words: str) -> None:
        self.notify(words, markup=False, timeout=6)

    # Searching and filtering

    def do_search(self) -> None:
        """Opens the search field, with the last query in it."""
        self._open_field("search", "Search all articles", self.hits.query if self.hits else "")
        if self.hits is None:
            self.hits = Hits("")
            self._show_hits()

    def do_filter(self) -> None:
        """Opens the filter field."""
        if self.hits is not None:
            self.close_search()
        self._open_field("filter", "Keep headlines with", self.choice.words)

    def _open_field(self, purpose: str, words: str, value: str) -> None:
        field = self.list_field
        field.placeholder = words
        field.display = True
        with field.prevent(Input.Changed):
            field.value = value
        self.pane = "list"
        field.focus()
        self.purpose = purpose

    @on(Input.Changed, "#list-field")
    def _typed(self, event: Input.Changed) -> None:
        if self.purpose == "filter":
            self.choice = replace(self.choice, words=event.value.strip())
            self.relist()
        elif self.purpose == "search":
            self._ask(event.value.strip())

    def _ask(self, query: str) -> None:
        self.hits = Hits(query, self.hits.result if self.hits and query else None)
        if not query:
            self._show_hits()
            return

        def ask() -> None:
            worker = get_current_worker()
            for settled in (False, True):
                if worker.is_cancelled:
                    return
                result = self.library.search(
                    query, limit=MOST_HITS, typing=True, settled=settled, count=settled
                )
                self.post_message(self.Found(query, result, settled))

        self.run_worker(ask, thread=True, group="search", exclusive=True)

    @on(Found)
    def _show_found(self, event: Found) -> None:
        if self.hits is None or self.hits.query != event.query:
            return
        if not event.settled and not event.result.hits:
            return
        self.hits = Hits(event.query, event.result)
        self._show_hits()

    def _show_hits(self) -> None:
        from array import array

        hits = self.hits
        if hits is None:
            return
        found = hits.result.hits if hits.result else ()
        keys = array("q", [hit.headline.key for hit in found])
        unread = sum(not hit.headline.read for hit in found)
        sections = (Section("hits", self._hits_words(hits), 0, len(keys), unread),) if keys else ()
        listing = Listing(self.view, self.choice, keys, sections, unread)
        self.article_list.message = self._hits_words(hits)
        self.article_list.show(
            listing, {"hits"}, {hit.headline.key: _lit(hit) for hit in found if hit.snippet}
        )
        self.query_one("#list-pane").border_title = "Search"
        self.list_changed()

    def _hits_words(self, hits: Hits) -> str:
        if not hits.query:
            return 'Words, "a phrase", -without, begin*, area:Kent, after:2020-06, is:unread, ref:2499.'
        if hits.result is None:
            return "Searching …"
        found = len(hits.result.hits)
        if not found:
            also = f" Did you mean “{hits.result.suggestion}”?" if hits.result.suggestion else ""
            return " ".join([f"No article holds “{hits.query}”.{also}", *hits.result.notes])
        if found >= MOST_HITS:
            return f"The best {found} articles"
        return f"{found:,} article" + "s" * (found != 1)

    @on(Input.Submitted, "#list-field")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.go_to_pane("list")
        if self.purpose == "search" and self.hits and self.hits.result and self.hits.result.hits:
            self.article_list.choose_first()
        elif self.purpose == "filter":
            self.list_field.display = bool(self.choice.words)

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

    # What the list holds

    def do_view(self) -> None:
        """By date or by area."""
        self.close_search()
        self.view = View.DATE if self.view is View.AREA else View.AREA
        self.library.session.set("view", self.view)
        self.relist()

    def do_only(self) -> None:
        """The next of all, unread, saved, new."""
        self.close_search()
        order = list(Only)
        only = order[(order.index(self.choice.only) + 1) % len(order)]
        self.choice = replace(self.choice, only=only)
        self.library.session.set("only", only)
        self.relist()

    def do_areas(self) -> None:
        """Opens the list of areas; several may be chosen."""
        counts = self.library.areas(replace(self.choice, areas=frozenset()))
        folded = {area.casefold() for area in self.choice.areas}
        everything = Item("", "All areas", f"{sum(count.total for count in counts):,}")
        items = [everything] + [Item(c.name, c.name or "No area", f"{c.total:,}") for c in counts]

        def change(area: str) -> frozenset[str]:
            areas = frozenset() if not area else self.choice.areas ^ {area}
            self.choose_areas(areas)
            return areas or frozenset({""})

        chosen = frozenset(c.name for c in counts if c.name.casefold() in folded) or frozenset({""})
        hint = "Enter chooses · Esc closes"
        self.app.push_screen(Chooser("Areas", items, hint=hint, chosen=chosen, changed=change, current=""))

    def choose_areas(self, areas: frozenset[str]) -> None:
        """Makes the list hold these areas; none for all."""
        self.close_search()
        self.choice = replace(self.choice, areas=areas)
        self.library.session.set("areas", sorted(areas))
        self.relist()

    def do_refresh(self) -> None:
        """Looks at the folders again."""
        self.arrived = 0
        self.notify("Looking at the folders again.", markup=False, timeout=2)
        self.update_library()

    # Said by other parts of the screen

    def update_header(self) -> None:
        """Says what is shown; overridden where the header is known."""

    def list_changed(self) -> None:
        """The list shows something else; overridden where the article is known."""

    def content_changed(self) -> None:
        """Files have changed; overridden where the article is known."""


E = TypeVar("E", bound=StrEnum)


def _one_of(kind: type[E], value: object, default: E) -> E:
    """A value of the session as a member of its kind; the default where it is none."""
    return next((member for member in kind if member == value), default)


def _names(value: object) -> frozenset[str] | None:
    """A list of names of the session; None where it holds none."""
    return frozenset(str(name) for name in value) if isinstance(value, list) else None


def _lit(hit: Hit) -> list[tuple[str, bool]]:
    """The line of a hit in parts, those searched for lit."""
    parts, at = [], 0
    for start, stop in hit.spans:
        parts += [(hit.snippet[at:start], False), (hit.snippet[start:stop], True)]
        at = stop
    return [*parts, (hit.snippet[at:], False)]
