"""The list pane: which articles are listed, and moving, searching and marking among them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from newsreader.library.errors import LibraryError
from newsreader.library.headlines import AreaCount, Headline, Listing, Section, Status
from newsreader.library.index.ranking import Sort
from newsreader.library.library import Library
from newsreader.reader import empty_messages
from newsreader.reader.article_list import ArticleList
from newsreader.reader.article_selection import ArticleSelection
from newsreader.reader.dialogs.areas import AreasDialog
from newsreader.reader.library_search import LibrarySearch, snippet_parts
from newsreader.reader.list_contents import ListContents
from newsreader.reader.mark_commands import MarkCommands
from newsreader.reader.pane import Pane
from newsreader.reader.pane_field import PaneField, Purpose
from newsreader.reader.reading_marks import ReadingMarks
from newsreader.reader.restored_session import restore
from newsreader.reader.step_commands import StepCommands
from newsreader.settings.settings import Settings

_HITS = "hits"
_NOT_IN_A_SEARCH = ("view", "only", "areas", "filter", "jump")


class ListPane(Pane):
    """Keeps view, filter, search and folds: each stays until the person changes it."""

    class Changed(Message):
        """What the list holds, or what its counts say, has changed."""

    class TopReached(Message):
        """The person went to the top of the list, where new articles are."""

    class Ready(Message):
        """The first list is shown."""

    def __init__(
        self, library: Library, settings: Settings, marks: ReadingMarks, key: empty_messages.Key
    ) -> None:
        super().__init__(id="list-pane", classes="pane")
        self._library, self._key = library, key
        self.search = LibrarySearch(library, self)
        kept = restore(library.session, settings)
        self.contents = ListContents(library, kept, self)
        self.selection = ArticleSelection(self, kept.article, self._find)
        self.steps = StepCommands(library, self, lambda: self.articles, self.selection)
        self._mark_commands = MarkCommands(marks, self._marked, key)
        self.parts = self.steps, self._mark_commands
        self.filling = False
        """Whether an empty list is empty only because the articles are still being read."""
        self._before_search: tuple[int | None, str | None] = None, None
        """The article and the section that were under the cursor when the search was opened."""

    def compose(self) -> ComposeResult:
        """A field that is hidden until it is needed, and the list."""
        yield PaneField(self._typed, self._entered, id="list-field")
        yield ArticleList(self._library.headlines, id="list")

    @property
    def articles(self) -> ArticleList:
        """The list itself."""
        return self.query_one("#list", ArticleList)

    @property
    def field(self) -> PaneField:
        """Where searches and filters are typed."""
        return self.query_one("#list-field", PaneField)

    @property
    def here(self) -> Headline | None:
        """The article that the person has moved to in the list, shown or not yet; None on a heading."""
        return self.articles.cursor_headline if self.articles.has_focus and self.articles.touched else None

    # What is listed

    @on(ListContents.Listed)
    def _take_listing(self, event: ListContents.Listed) -> None:
        first = self.contents.listing is None
        self._keep_folds()  # the message of the last fold may still be on the way
        if not self.contents.accept(event.listing):
            return
        if not self.search.open:
            self._show_listing(self._cursor_key())
        self.post_message(self.Changed())
        if first:
            self.post_message(self.Ready())

    def _show_listing(self, cursor: int | None, section: str | None = None) -> None:
        """Show the list of this view and filter, with the cursor on an article or a heading."""
        listing = self.contents.listing
        if listing is None:
            return
        self.articles.message = empty_messages.empty_list(
            self.contents.filter, self._library.roots, self._key, filling=self.filling
        )
        self.articles.show(listing, self.contents.unfolded(listing), cursor=cursor, section=section)
        self.set_title(self.contents.title)
        self.selection.at_start(self.articles)

    def _cursor_key(self) -> int | None:
        """The key that the article under the cursor has now: an update may have given it another."""
        headline = self.articles.cursor_headline
        if headline is None:  # on a heading, or not painted yet
            return self.articles.cursor_key
        return self._find(headline.id)

    def _find(self, article_id: str) -> int | None:
        try:
            return self._library.find(article_id).key
        except LibraryError:
            return None

    def library_changed(self, *, filling: bool, complete: bool, listed: bool) -> None:
        """Take up how far the library is; ask again if other articles may be `listed`, or nothing is yet."""
        self.filling = filling
        if complete:
            self.selection.complete(self.articles)
        listing = self.contents.listing
        if listed or (listing is not None and not listing.keys):
            self.contents.ask()

    def marks_changed(self, *, elsewhere: bool = False) -> None:
        """Draw the marks again; a list of only some articles keeps those that are marked out of it here."""
        self.articles.refresh_headlines()
        if elsewhere or self.contents.filter.status is Status.ALL:
            self.contents.ask()

    @on(ArticleList.Highlighted)
    def _moved(self) -> None:
        self.selection.rest(self.articles)

    @on(ArticleList.Opened)
    def _opened(self, event: ArticleList.Opened) -> None:
        self.selection.open(event.key, focus=True)

    @on(ArticleList.Folded)
    def _keep_folds(self) -> None:
        self.contents.keep_folds(self.articles.listing, self.articles.unfolded)

    # Search and filter

    def _typed(self, purpose: Purpose, value: str) -> None:
        if purpose == "filter":
            self.contents.change_words(value)
        elif purpose == "search":
            self.search.ask(value)
            if not value:
                self._show_hits()
        elif purpose == "jump":
            self.articles.jump(value)

    @on(LibrarySearch.Found)
    def _take_found(self, event: LibrarySearch.Found) -> None:
        if self.search.accept(event):
            self._show_hits()
            if self.search.open_first:
                self._open_hit()

    def _show_hits(self) -> None:
        """Show what has been found, with the first hit selected until the person moves."""
        search = self.search
        words = empty_messages.hits(search.query, search.result)
        keys = array("q", [hit.headline.key for hit in search.hits])
        unread = sum(not hit.headline.read for hit in search.hits)
        sections = (Section(_HITS, words, 0, len(keys), unread),) if keys else ()
        cursor = self.articles.cursor_key
        if search.selected is None or search.selected == cursor:
            cursor = search.selected = keys[0] if keys else None
        self.articles.message = words
        self.articles.show(
            Listing(self.contents.view, self.contents.filter, keys, sections, unread),
            {_HITS},
            {hit.headline.key: snippet_parts(hit) for hit in search.hits if hit.snippet},
            cursor=cursor,
        )
        self.set_title("Search")
        self.post_message(self.Changed())

    def _entered(self, purpose: Purpose, _: str) -> None:
        if purpose == "search":
            result = self.search.result if self.search.answered else None
            if result is not None and not result.hits and result.suggestion:
                self.field.value = result.suggestion
                return
            self.take_focus(self.articles)
            self._open_hit()
        else:
            self.take_focus(self.articles)
            self.field.close(self.contents.filter.words)

    def _open_hit(self) -> None:
        """Open the hit under the cursor, once the query that stands in the field has been answered."""
        search = self.search
        search.open_first = bool(search.query) and not search.answered
        if search.answered and search.hits:
            search.remember()
            key = self.articles.cursor_key
            self.selection.open(search.hits[0].headline.key if key is None else key, focus=True)

    def close_level(self) -> bool:
        """Close the jump, else the search, else the filter; False where none is open."""
        if self.field.purpose == "jump":
            self._close_field()
        elif self.search.open:
            self.search.close()
            self._close_field()
            self.selection.stop()
            self._show_listing(*self._before_search)
            self.post_message(self.Changed())
        elif self.field.display or self.contents.filter.words:
            self.contents.change_words("")
            self._close_field()
        else:
            return False
        return True

    def _close_field(self) -> None:
        if self.field.has_focus:
            self.take_focus(self.articles)
        self.field.close(self.contents.filter.words)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a search that is open leaves no room for, and where there is no fold to turn."""
        if action in _NOT_IN_A_SEARCH and self.search.open:
            return None
        if action == "sideways":
            return self._can_fold(parameters[0] == 1)
        return None if action == "read_all" and not self.articles.listing else True

    def _can_fold(self, unfold: bool) -> bool:
        section = self.articles.cursor_section
        if section is None or (unfold and self.articles.cursor_key is not None):
            return False
        return (section.id in self.articles.unfolded) != unfold

    def action_sideways(self, step: int) -> None:
        """Fold (-1) or unfold (1) the heading of the cursor."""
        self.articles.fold(step > 0)

    def action_move(self, step: int) -> None:
        """Move by a row; in the search field, from one earlier query to another."""
        if self.field.has_focus and self.field.purpose == "search":
            query = self.search.recall(-step, self.field.value)
            if query is not None:
                self.field.value = query
                return
        self.articles.move(step)

    def action_open(self) -> None:
        """Open the article, or fold or unfold the heading."""
        self.articles.choose()

    def action_turn_page(self, pages: float) -> None:
        """Move by screens."""
        self.articles.page(pages)

    def action_go_to_end(self, last: bool) -> None:
        """Move to the first or the last row."""
        self.articles.to_end(last=last)
        if not last:
            self.post_message(self.TopReached())

    def action_step_hit(self, step: int) -> None:
        """Open the next (1) or previous (-1) hit of the search; without a search, unread article."""
        if self.search.open:
            self.steps.action_step_article(step)
        else:
            self.steps.action_step_unread(step)

    def _marked(self) -> Sequence[int]:
        """The article under the cursor, or all those of the heading under it."""
        key, section, listing = self.articles.cursor_key, self.articles.cursor_section, self.articles.listing
        if key is not None:
            return [key]
        return listing.keys[section.start : section.stop] if listing and section else ()

    def action_read_all(self) -> None:
        """Mark everything that the list holds as read."""
        if (listing := self.articles.listing) is not None:
            self._mark_commands.mark_read(listing.keys, True)

    def action_search(self) -> None:
        """Open the search field, with the query of the search that is open."""
        if not self.search.open:
            section = self.articles.cursor_section
            self._before_search = self.articles.cursor_key, section.id if section else None
        opened = self.search.open
        self.search.begin()
        self.field.open("search", "Search all articles", self.search.query)
        if not opened:
            self._show_hits()

    def action_search_order(self) -> None:
        """Order hits by relevance or by date."""
        self.search.toggle_sort()
        which = "newest" if self.search.sort is Sort.DATE else "best"
        self.tell(f"The {which} hits come first.", 2)

    def action_filter(self) -> None:
        """Open the field for words that headlines must contain."""
        if not self._refused():
            self.field.open("filter", "Keep headlines with", self.contents.filter.words)

    def action_jump(self) -> None:
        """Open a field whose letters lead to a heading."""
        if not self._refused():
            self.field.open("jump", "First letters of a heading")

    def action_view(self) -> None:
        """List by date or by area."""
        if not self._refused():
            self.contents.change_view()

    def action_only(self) -> None:
        """List the next of all, unread, saved, new."""
        if not self._refused():
            self.contents.change_status()

    def action_areas(self) -> None:
        """Choose the areas to list."""
        if self._refused():
            return
        everywhere = replace(self.contents.filter, areas=frozenset())

        def ask() -> None:
            counts = self._library.areas(everywhere)
            self.app.call_from_thread(self._show_areas, counts)

        self.run_worker(ask, thread=True, group="areas", exclusive=True)

    def _show_areas(self, counts: Sequence[AreaCount]) -> None:
        if self.screen.is_active:
            areas = self.contents.filter.areas
            self.app.push_screen(AreasDialog(counts, areas, self.contents.change_areas))

    def _refused(self) -> bool:
        """Whether a search is open, which would hide what the command does; says so."""
        if self.search.open:
            self.tell(f"Press {self._key('leave')} to close the search first.")
        return self.search.open
