"""The reader's screen, its list: what it holds, in what order, and how it is kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Filter, Listing, Progress, Status, Update, View
from newsreader.reader import empty_messages
from newsreader.reader.article_list import ArticleList
from newsreader.reader.restored_session import list_title, remembered, unfolded_of
from newsreader.reader.screen_parts.panes import Panes
from newsreader.ui.memory import trim_heap

_STARTED = 3.0
"""Seconds from the end of the first look at the folders until what a start makes has been made: the watch
looks once more."""
_LISTED = 20_000
"""Articles for whose sake a list that fills is put together anew a second later: of a hundred thousand, that
takes a tenth of one."""
_TIDY = 60.0
"""Seconds after which memory that is no longer used is given back; it takes a thousandth of one."""


class ListingScreen(Panes):
    """Keeps the list: asks the library in threads, and shows what they bring."""

    @dataclass
    class Listed(Message):
        """The library has put a list together."""

        listing: Listing

    class Stands(Message):
        """The first list is in the sidebar."""

    @dataclass
    class Reading(Message):
        """An update of the index goes on."""

        progress: Progress

    @dataclass
    class Updated(Message):
        """An update of the index has ended."""

        update: Update
        watched: bool = False
        """Whether something changed by itself, and nobody looked at all folders."""

    class Damaged(Message):
        """The index turned out to be damaged, and is to be made again."""

    view: View = View.DATE
    choice: Filter = Filter()
    unfolded: Mapping[View, frozenset[str] | None] = {}
    """The headings that stand open in each view; None where the reader never turned one."""
    last_visit: datetime | None = None
    listing: Listing | None = None
    wanted: str | None = None
    """The id of the article that was open at the last visit, until it is open again."""
    progress: Progress | None = None
    refilling: bool = False
    """Whether the index was damaged and is being made again."""
    filled: bool = False
    """Whether the first look at the folders has just ended, and its list is still to come."""
    _version: tuple[int, ...] = ()
    watching: bool = False
    """Whether changes of the folders are told as they happen."""
    arrived: int = 0
    """Articles that have come since the reader last looked at the top of the list."""
    unreadable: int = 0
    """Files that could not be read as articles when the folders were last looked at as a whole."""
    _relist_timer: Timer | None = None
    _updated_once: bool = False
    _told: int = 0
    """How many of the library's notices have been shown."""

    def start_listing(self) -> None:
        """What the last visit left, then what the folders hold."""
        self._leaving = Event()
        self.last_visit = self.library.session.begin()
        kept = remembered(self.library.session, self.settings)
        self.view, self.choice, self.unfolded, self.wanted = (
            kept.view,
            kept.choice,
            kept.unfolded,
            kept.article,
        )
        self.tell_notices()
        self.library.on_damage = lambda: self._say(self.Damaged())
        self.relist()
        self.call_after_refresh(self.update_library)  # the first paint does not share its processor with that

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
            try:
                update = self.library.update(
                    lambda progress: self._say(self.Reading(progress)),
                    lambda: worker.is_cancelled,
                )
            except LibraryError as error:
                self.app.call_from_thread(self._tell, str(error))
                return
            if not worker.is_cancelled:
                self.post_message(self.Updated(update))

        self.run_worker(look, thread=True, group="update", exclusive=True)

    def watch_library(self) -> None:
        """Has every change of the folders told from now on, as `Updated`."""

        def tell(update: Update) -> None:
            self._say(self.Updated(update, watched=True))

        def watch() -> None:
            try:
                self.library.watch(tell, self._leaving)
            except LibraryError as error:
                self.app.call_from_thread(self._tell, f"{error} Ctrl+R looks at the folders.")

        self.watching = True
        Thread(target=watch, name="watch", daemon=True).start()

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
        # The last fold may still be on its way as `Folded`.
        self._keep_folds(self.article_list.listing, self.article_list.unfolded)
        first, self.listing = self.listing is None, listing
        self.show_listing()
        self.update_header()
        if first:
            self.post_message(self.Stands())

    def show_listing(self) -> None:
        """Puts the list of the choice into the sidebar, with the folds it had."""
        listing = self.listing
        if listing is None:
            return
        filling = self.refilling or (self.progress is not None and not self._updated_once)
        self.article_list.message = empty_messages.empty_list(
            self.choice, self.library.roots, filling=filling
        )
        self.article_list.show(listing, self._unfolded(listing), cursor=self._cursor_now())
        self.title_list(list_title(self.view, self.choice.only))
        self.list_changed()

    def title_list(self, words: str) -> None:
        """Says above the list what it is; who says it again draws the pane again."""
        pane = self.query_one("#list-pane")
        if pane.border_title != words:
            pane.border_title = words

    def _cursor_now(self) -> int | None:
        """The key that the article under the cursor has now: an update may have given it another."""
        headline = self.article_list.cursor_headline
        if headline is None:  # on a heading, or not painted yet
            return self.article_list.cursor_key
        try:
            return self.library.find(headline.id).key
        except LibraryError:
            return None

    def _unfolded(self, listing: Listing) -> frozenset[str]:
        return unfolded_of(listing, self.unfolded)

    @on(Reading)
    def _show_progress(self, event: Reading) -> None:
        first = self.progress is None
        self.progress = None if event.progress.searchable else event.progress
        self.update_header()
        if (
            first
            or event.progress.searchable
            or not self.article_list.listing
            or not self.article_list.listing.keys
        ):
            self.relist()
        elif self._relist_timer is None and event.progress.done < event.progress.total:
            pause = max(1.0, event.progress.done / _LISTED)
            self._relist_timer = self.set_timer(pause, self._relist_once)

    def _relist_once(self) -> None:
        self._relist_timer = None
        self.relist()

    @on(Damaged)
    def _refill(self) -> None:
        if not self.refilling:
            self.refilling = True
            self.tell_notices()
            self.update_library()

    @on(Updated)
    def _show_update(self, event: Updated) -> None:
        self.progress, first, self._updated_once = None, not self._updated_once, True
        if not first and not self.refilling:
            self.arrived += event.update.added
        if not event.watched:
            self.refilling = False
        if first or event.update.added or event.update.changed or event.update.removed:
            self.relist()
            self.content_changed()
        if first:
            self.unreadable = event.update.unreadable
            self.filled = True
            self._tell_new()
            self.watch_library()
            self.set_timer(_STARTED, trim_heap)
            self.set_interval(_TIDY, trim_heap)
        self.update_header()
        self.tell_notices()

    def tell_notices(self) -> None:
        """Says what is not as it should be with the index or a folder, each thing once."""
        for notice in self.library.notices[self._told :]:
            self._tell(notice)
        self._told = len(self.library.notices)

    @on(ArticleList.Folded)
    def _folded(self, event: ArticleList.Folded) -> None:
        self._keep_folds(event.listing, event.unfolded)

    def _keep_folds(self, listing: Listing | None, unfolded: frozenset[str]) -> None:
        """Keeps what stands open in the list, if it is the one of the choice, and the reader turned any."""
        if listing is None or listing is not self.listing or listing.choice.words:
            return
        if unfolded != self._unfolded(listing):
            self.unfolded = {**self.unfolded, listing.view: unfolded}
            self.library.session.set(f"unfolded.{listing.view}", sorted(unfolded))

    def _tell_new(self) -> None:
        """Says how much has come since the last visit."""
        if self.last_visit is None:
            return
        since = f"{self.last_visit.astimezone():%A %-d %B}"

        def count() -> None:
            new = len(self.library.listing(View.DATE, Filter(only=Status.NEW)).keys)
            if new:
                self.app.call_from_thread(self._tell, f"{new:,} new since {since}. i lists them.")

        self.run_worker(count, thread=True, group="new", exclusive=True)

    def _tell(self, sentence: str) -> None:
        self.notify(sentence, markup=False, timeout=8)

    # Said by other parts of the screen

    def update_header(self) -> None:
        """Says what is shown; overridden where the header is known."""

    def list_changed(self) -> None:
        """The list shows something else; overridden where the article is known."""

    def content_changed(self) -> None:
        """Files have changed; overridden where the article is known."""
