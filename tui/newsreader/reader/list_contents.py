"""What the list holds: its view, filter and folds, each kept for the next visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from newsreader.library.headlines import Filter, Listing, Status, View
from newsreader.library.library import Library
from newsreader.reader.restored_session import RestoredSession, list_title, unfolded_of


class ListContents:
    """Asks the library for the list of a view and a filter; its widget is sent `Listed`."""

    @dataclass
    class Listed(Message):
        """The library has made a list."""

        listing: Listing

    def __init__(self, library: Library, kept: RestoredSession, host: Widget) -> None:
        self._library, self._host = library, host
        self.view, self.filter = kept.view, kept.filter
        self._unfolded: Mapping[View, frozenset[str] | None] = kept.unfolded
        self.listing: Listing | None = None
        """The list of this view and filter, as it was made last."""

    def ask(self) -> None:
        """Ask for the list again."""
        view, filter_ = self.view, self.filter

        def ask() -> None:
            worker = get_current_worker()
            listing = self._library.listing(view, filter_)
            if not worker.is_cancelled:
                self._host.post_message(self.Listed(listing))

        self._host.run_worker(ask, thread=True, group="listing", exclusive=True)

    def accept(self, listing: Listing) -> bool:
        """Take up a list; False where it is of another view or filter."""
        if (listing.view, listing.filter) != (self.view, self.filter):
            return False
        self.listing = listing
        return True

    def change_view(self) -> None:
        """List by date instead of by area, or the other way."""
        self.view = View.DATE if self.view is View.AREA else View.AREA
        self._library.session.set("view", self.view)
        self.ask()

    def change_status(self) -> None:
        """List the next of all, unread, saved, new."""
        order = tuple(Status)
        status = order[(order.index(self.filter.status) + 1) % len(order)]
        self._library.session.set("only", status)
        self._change(replace(self.filter, status=status))

    def change_areas(self, areas: frozenset[str]) -> None:
        """List the articles of these areas; of all where there are none."""
        self._library.session.set("areas", sorted(areas))
        self._change(replace(self.filter, areas=areas))

    def change_words(self, words: str) -> None:
        """List the articles with these words in the headline, until the end of this visit at most."""
        if words != self.filter.words:
            self._change(replace(self.filter, words=words))

    def _change(self, changed: Filter) -> None:
        self.filter = changed
        self.ask()

    @property
    def title(self) -> str:
        """What stands above the list."""
        title = list_title(self.view, self.filter.status)
        return f"{title} · “{self.filter.words}”" if self.filter.words else title

    def unfolded(self, listing: Listing) -> frozenset[str]:
        """The headings that stand open in a list."""
        return unfolded_of(listing, self._unfolded)

    def keep_folds(self, listing: Listing | None, unfolded: frozenset[str]) -> None:
        """Keep what the person has unfolded, unless a filter made the list."""
        if listing is None or listing is not self.listing or listing.filter.words:
            return
        if unfolded != self.unfolded(listing):
            self._unfolded = {**self._unfolded, listing.view: unfolded}
            self._library.session.set(f"unfolded.{listing.view}", sorted(unfolded))
