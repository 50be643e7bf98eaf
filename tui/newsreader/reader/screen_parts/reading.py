"""The reader's screen, its article: what is opened, read, marked, found and remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from newsreader.articles.article import Article, UnreadableError
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline
from newsreader.reader.article_list import ArticleList
from newsreader.reader.history import History
from newsreader.reader.screen_parts.choosing import ChoosingScreen
from newsreader.ui.article_view.article_view import ShownArticle
from newsreader.ui.dates import long_date

if TYPE_CHECKING:
    from newsreader.document.document import Document

PREVIEW = 0.12
"""Seconds that the cursor rests on a headline before its article is shown: a held key never waits for it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The article in the view."""

    headline: Headline
    article: Article
    document: Document


class ReadingScreen(ChoosingScreen):
    """Opens articles in threads, and keeps what the reader did with them."""

    @dataclass
    class Loaded(Message):
        """An article was read from its file."""

        ticket: int
        opened: Opened
        place: int | None

    @dataclass
    class Failed(Message):
        """An article could not be read."""

        ticket: int
        headline: Headline
        sentence: str

    opened: Opened | None = None
    finding: bool = False
    """Whether a find in the article is open, so that n and N mean its places."""
    _ticket: int = 0
    _coming: Headline | None = None
    """What is being read for the view, which then still shows what was opened before."""
    _preview: Timer | None = None
    _read_timer: Timer | None = None
    _waiting: bool = True
    """Whether the view stands empty because there was nothing to show."""

    def start_reading(self) -> None:
        """Nothing is open yet; the last article is wanted."""
        self.history = History()

    # Opening

    def open_key(self, key: int, *, by_reader: bool = True, place: int | None = None) -> None:
        """Shows an article; one that the reader asked for counts as read after a while."""
        headlines = self.library.headlines([key])
        if headlines:
            self.open_headline(headlines[0], by_reader=by_reader, place=place)

    def open_headline(self, headline: Headline, *, by_reader: bool = True, place: int | None = None) -> None:
        """The same, of a headline."""
        self._stop_timers()
        if by_reader:
            self.history.visit(headline.id)
        meant = self._meant()
        if meant is not None and meant.id == headline.id:
            if by_reader:
                self.begin_reading(headline)
            return
        self._load(headline, place)
        if by_reader:
            self.begin_reading(headline)

    def _meant(self) -> Headline | None:
        return self._coming or (self.opened.headline if self.opened is not None else None)

    def _load(self, headline: Headline, place: int | None) -> None:
        self.remember_place()
        self._coming = headline
        self._ticket += 1
        ticket = self._ticket

        def read() -> None:
            from newsreader.articles.repeated_dateline import repeated_dateline
            from newsreader.document.document import Document

            worker = get_current_worker()
            if worker.is_cancelled:
                return
            try:
                article = self.library.read(headline)
            except UnreadableError as error:
                self.post_message(
                    self.Failed(ticket, headline, f"{error.finding.message} {error.finding.remedy}")
                )
                return
            document = Document(article.body.text, title=article.title, dateline=repeated_dateline(article))
            document.preload()
            at = place if place is not None else self.library.place(headline.key)
            self.post_message(self.Loaded(ticket, Opened(headline, article, document), at))

        self.run_worker(read, thread=True, group="article", exclusive=True)

    @on(Loaded)
    def _show_loaded(self, event: Loaded) -> None:
        if event.ticket != self._ticket:
            return
        before, self.opened, self._coming, self._waiting = self.opened, event.opened, None, False
        if before is not None and before.article == event.opened.article:
            self.opened = replace(event.opened, document=before.document)
            return
        self.close_find()
        headline, article, document = event.opened.headline, event.opened.article, event.opened.document
        byline = " · ".join([article.area or "No area", long_date(headline.date), f"{document.minutes} min"])
        self.article_view.show(ShownArticle(article.title, byline, document), place=event.place)
        self.article_list.mark_open(headline.id)
        self.library.session.set("article", headline.id)
        self.article_shown()

    @on(Failed)
    def _show_failed(self, event: Failed) -> None:
        if event.ticket == self._ticket:
            self.show_nothing(f"“{event.headline.title}” cannot be shown. {event.sentence}")

    def show_nothing(self, words: str) -> None:
        """Empties the view, with a sentence in it."""
        self.opened, self._coming, self._waiting = None, None, False
        self.article_view.message = words
        self.article_view.show(None)
        self.article_list.mark_open(None)
        self.article_shown()

    def remember_place(self) -> None:
        """Keeps the place of the article that is open."""
        if self.opened is not None and (place := self.article_view.place):
            self.library.remember_place(self.opened.headline.key, place)

    @on(ArticleList.Highlighted)
    def _preview_soon(self, event: ArticleList.Highlighted) -> None:
        if self._preview is not None:
            self._preview.stop()
        key = event.key
        if key is not None and not self.has_class("-narrow"):
            self._preview = self.set_timer(PREVIEW, lambda: self.open_key(key, by_reader=False))

    @on(ArticleList.Opened)
    def _open(self, event: ArticleList.Opened) -> None:
        self.open_key(event.key)
        self.go_to_pane("article")

    def list_changed(self) -> None:
        """Opens the article that was open last, once the list is there; else the first one.

        While the first articles are read the top of the list changes; the view follows when that is over,
        unless the reader has begun to read.
        """
        follows = self.filled and not self.article_list.touched and not self.history.ids
        self.filled = False
        if self.hits is not None or not (self._waiting or follows):
            return
        wanted, self.wanted = self.wanted, None
        headline = self._headline_of(wanted) if wanted else None
        if headline is not None and self.article_list.go_to_key(headline.key):
            return
        key = self.article_list.cursor_key
        if key is not None:
            if not self.has_class("-narrow"):
                self.call_after_refresh(self.open_key, key, by_reader=False)  # headlines are painted first
        elif self.article_list.cursor_section is None:
            self.show_nothing(self.article_list.message)
            self._waiting = True

    def content_changed(self) -> None:
        """Shows the open article anew where its file has changed, at the same place; says when it is gone."""
        meant = self._meant()
        if meant is None:
            return
        headline = self._headline_of(meant.id)
        if headline is None:
            self.show_nothing(f"“{meant.title}” has been withdrawn.")
        else:
            self._load(headline, self.article_view.place if self._coming is None else None)

    def _headline_of(self, article_id: str) -> Headline | None:
        try:
            return self.library.find(article_id)
        except LibraryError:
            return None

    # Reading on

    def do_next_article(self) -> None:
        """Opens the next article of the list."""
        self._open_beside(1)

    def do_previous_article(self) -> None:
        """Opens the one before."""
        self._open_beside(-1)

    def _open_beside(self, step: int) -> None:
        key = self.article_list.beside(step)
        if key is None:
            words = (
                "This is the last article of the list."
                if step > 0
                else "This is the first article of the list."
            )
            self.notify(words, markup=False, timeout=2)
            return
        self.article_list.go_to_key(key)
        self.open_key(key)

    def do_next(self) -> None:
        """The next place of a find, the next hit of a search, else the next unread article."""
        self._next(1)

    def do_previous(self) -> None:
        """The unread article before."""
        self._open_unread(-1)

    def do_previous_hit(self) -> None:
        """The place or hit before."""
        self._next(-1)

    def _next(self, step: int) -> None:
        if self.finding:
            self.article_view.finder.step(step)
        elif self.hits is not None:
            self._open_beside(step)
        else:
            self._open_unread(step)

    def _open_unread(self, step: int) -> None:
        keys = self.article_list.keys_from_cursor(step)

        def look() -> None:
            worker = get_current_worker()
            key = self.library.first_unread(keys)
            if not worker.is_cancelled:
                self.app.call_from_thread(self._go_and_open, key)

        self.run_worker(look, thread=True, group="unread", exclusive=True)

    def _go_and_open(self, key: int | None) -> None:
        if key is None:
            self.notify("Nothing unread is left in this direction.", markup=False, timeout=3)
            return
        self.article_list.go_to_key(key)
        self.open_key(key)

    def do_back(self) -> None:
        """To what was read before."""
        self._along(-1)

    def do_forward(self) -> None:
        """To what was read after."""
        self._along(1)

    def _along(self, step: int) -> None:
        article_id = self.history.step(step)
        headline = self._headline_of(article_id) if article_id else None
        if headline is None:
            self.notify("There is nothing more to go to.", markup=False, timeout=2)
            return
        self.article_list.go_to_key(headline.key)
        self._stop_timers()
        self._load(headline, None)
        self.begin_reading(headline)

    def _stop_timers(self) -> None:
        for timer in (self._preview, self._read_timer):
            if timer is not None:
                timer.stop()

    # Said by what is built on this

    def begin_reading(self, headline: Headline) -> None:
        """The reader has opened an article; overridden where it is marked."""

    def close_find(self) -> bool:
        """Ends a find in the article; overridden where there is one."""
        return False

    def article_shown(self) -> None:
        """The view shows something else; overridden where the links are known."""
