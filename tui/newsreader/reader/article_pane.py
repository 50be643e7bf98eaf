"""The article pane: the open article, where the person is in it, finding in it, and the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline
from newsreader.library.library import Library
from newsreader.links.reference import Entry
from newsreader.reader.article_loader import ArticleLoader, OpenArticle
from newsreader.reader.dialogs.chooser import Chooser, Item
from newsreader.reader.empty_messages import Key
from newsreader.reader.history import History
from newsreader.reader.link_opener import copy
from newsreader.reader.mark_commands import MarkCommands
from newsreader.reader.page_commands import PageCommands
from newsreader.reader.pane import Pane
from newsreader.reader.pane_field import PaneField, Purpose
from newsreader.reader.reading_marks import ReadingMarks, ReadingProgress
from newsreader.settings.settings import Settings
from newsreader.ui.article_view.article_view import ArticleView, ShownArticle

_EXPIRED = "This article has expired."


class ArticlePane(Pane):
    """Shows one article at a time; an empty list or a failure to load leaves a sentence instead."""

    @dataclass
    class ArticleShown(Message):
        """The view shows an article, or none."""

        opened: OpenArticle | None

    class PositionChanged(Message):
        """The person is somewhere else in the article, or a find came to something."""

    class EndReached(Message):
        """The person wants to read on at the end of the article."""

    @dataclass
    class HistoryStepped(Message):
        """An article that was read before is opened again."""

        key: int

    @dataclass
    class LinkPassed(Message):
        """The person has come to a link in the text."""

        number: int

    def __init__(self, library: Library, settings: Settings, marks: ReadingMarks, key: Key) -> None:
        super().__init__(id="article-pane", classes="pane")
        self._library, self._settings = library, settings
        self._loader = ArticleLoader(library, self)
        self._progress = ReadingProgress(marks, settings.read_after, self)
        self._history = History()
        self.opened: OpenArticle | None = None
        self.parts = PageCommands(self, lambda: self.opened), MarkCommands(marks, self._marked, key)
        self.finding = False
        """Whether a find is open."""
        self._links = 0
        """How many links the article has, as far as is known."""

    def compose(self) -> ComposeResult:
        """The article, and a field below it that is hidden until it is needed."""
        yield ArticleView(id="article")
        yield PaneField(self._typed, self._entered, id="article-field")

    def on_mount(self) -> None:
        """Set the width of the text."""
        self.view.text_width = self._settings.text_width

    @property
    def view(self) -> ArticleView:
        """The article itself."""
        return self.query_one("#article", ArticleView)

    @property
    def field(self) -> PaneField:
        """Where finds and numbers of links are typed."""
        return self.query_one("#article-field", PaneField)

    # Opening

    @property
    def meant(self) -> Headline | None:
        """The article that is shown, or that is about to be."""
        return self._loader.coming or (self.opened.headline if self.opened else None)

    def open(self, key: int, *, chosen: bool) -> None:
        """Show an article; one that the person has `chosen` counts as read after a while."""
        headlines = self._library.headlines([key])
        if headlines:
            if chosen:
                self._history.visit(headlines[0].id)
            self._open(headlines[0], chosen=chosen)

    def _open(self, headline: Headline, *, chosen: bool) -> None:
        meant = self.meant
        if meant is None or meant.id != headline.id:
            self._load(headline, None)
        if chosen:
            self._progress.opened()

    def _load(self, headline: Headline, place: int | None) -> None:
        self.remember_place()
        self._progress.follow(headline)
        self._loader.load(headline, place)

    @on(ArticleLoader.Loaded)
    def _show_loaded(self, event: ArticleLoader.Loaded) -> None:
        if not self._loader.accept(event.ticket):
            return
        before, self.opened = self.opened, event.opened
        if before is not None and before.article == event.opened.article:
            self.opened = replace(event.opened, document=before.document)
            return
        self.close_find()
        self._show(event.place)
        self._library.session.set("article", event.opened.headline.id)
        self.post_message(self.ArticleShown(event.opened))

    def _show(self, place: int | None) -> None:
        if self.opened is None:
            return
        opened, article = self.opened, self.opened.article
        shown = ShownArticle(article.title, opened.byline, opened.document)
        self.view.show(shown, place=place)
        self._progress.shown(self.view.place)
        self.set_title(_EXPIRED if opened.expired else "")

    @on(ArticleLoader.Failed)
    def _show_failed(self, event: ArticleLoader.Failed) -> None:
        if self._loader.accept(event.ticket):
            self._show_nothing(f"“{event.headline.title}” cannot be shown. {event.sentence}")

    def _show_nothing(self, sentence: str) -> None:
        """Empty the view, with a sentence in it."""
        self.opened = None
        self._loader.cancel()
        self._progress.follow(None)
        self.view.message = sentence
        self.view.show(None)
        self.set_title("")
        self.post_message(self.ArticleShown(None))

    def nothing_to_show(self, sentence: str) -> None:
        """Say why there is no article to open, unless one is open already."""
        if self.meant is None:
            self._show_nothing(sentence)

    def remember_place(self) -> None:
        """Keep the place in the article that is open."""
        if self.opened is not None and (place := self.view.place):
            self._library.remember_place(self.opened.headline.key, place)

    def content_changed(self) -> None:
        """Show the article as its file is now, at the same place; say so where it is gone."""
        meant = self.meant
        if meant is None:
            return
        headline = self._find(meant.id)
        if headline is None:
            self._show_nothing(f"“{meant.title}” has been withdrawn.")
        else:
            self._load(headline, self.view.place if self._loader.coming is None else None)

    def check_expiry(self) -> None:
        """Say so once the open article has expired."""
        if self.opened is not None and self.opened.expired and self.border_title != _EXPIRED:
            self.set_title(_EXPIRED)
            self.tell(_EXPIRED, 8)

    def _find(self, article_id: str) -> Headline | None:
        try:
            return self._library.find(article_id)
        except LibraryError:
            return None

    @on(ArticleView.Moved)
    @on(ArticleView.Found)
    def _moved(self) -> None:
        self._progress.scrolled(self.view.place)
        self.post_message(self.PositionChanged())

    # Find, and the number of a link

    def _typed(self, purpose: Purpose, value: str) -> None:
        if purpose == "find":
            self.finding = bool(value)
            self.view.finder.find(value)
            self.post_message(self.PositionChanged())

    def _entered(self, purpose: Purpose, value: str) -> None:
        """Close the field; what was found stays lit."""
        self.field.close()
        self.take_focus(self.view)
        if purpose == "number" and value.isdecimal():
            self.post_message(ArticleView.LinkChosen(int(value[:6])))

    def close_find(self) -> bool:
        """Close the field or end the find; False where neither is open."""
        if self.field.display:
            self.field.close()
            self.take_focus(self.view)
        elif not self.finding:
            return False
        self.finding = False
        self.view.finder.clear()
        self.post_message(self.PositionChanged())
        return True

    @property
    def position(self) -> str:
        """Where in the article the person is, or what a find came to, for the footer."""
        if self.finding:
            finder = self.view.finder
            index, count = finder.found
            return f"{index} of {count}" if count else "looking …" if finder.is_pending else "not found"
        return f"line {self.view.line} · {self.view.percent}%" if self.opened else ""

    # Links of the text

    def set_links(self, entries: Sequence[Entry]) -> None:
        """Mark the places of these entries in the text."""
        self._links = len(entries)
        self.view.set_links(entries)

    def go_to_link(self, number: int) -> None:
        """Make a link of this entry the current one."""
        self.view.current_entry = number

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs an article, its page, or a find that is open."""
        if action == "step_hit":
            return self.finding
        if action == "step_history":
            return True if self._history.can_step(int(str(parameters[0]))) else None
        if action in ("step_link", "link_number") and not self._links:
            return None
        return True if self.opened is not None or not self.handles(action) else None

    def action_move(self, step: int) -> None:
        """Scroll by lines."""
        self.view.scroll_lines(step)

    def action_open(self) -> None:
        """Open the current link of the text."""
        self.view.choose()

    def action_turn_page(self, pages: float) -> None:
        """Scroll by pages or half pages."""
        self.view.page(pages)

    def action_read_on(self, step: int) -> None:
        """Turn the page; at the end, ask for the next unread article."""
        if not self.view.page(step) and step > 0:
            self.post_message(self.EndReached())

    def action_go_to_end(self, last: bool) -> None:
        """Scroll to the start or the end."""
        (self.view.to_end if last else self.view.to_start)()

    def action_find(self) -> None:
        """Find words in the article."""
        if self.opened is not None:
            self.field.open("find", "Find in this article")

    def action_step_hit(self, step: int) -> None:
        """Go to the next (1) or previous (-1) place that was found."""
        self.view.finder.step(step)

    def action_contents(self) -> None:
        """Choose a heading of the article to jump to."""
        if self.opened is None:
            return
        headings = self.opened.document.headings()
        if not headings:
            self.tell("This article has no headings.", 2)
            return
        least = min(heading.level for heading in headings)
        items = [Item(str(h.start), h.text, indent=h.level - least) for h in headings]
        self.app.push_screen(Chooser("Contents", items, hint="Enter jumps · Esc closes"), self._jump)

    def _jump(self, start: str | None) -> None:
        if start is not None:
            self.take_focus(self.view)
            self.view.go_to(int(start))

    def _marked(self) -> Sequence[int]:
        return [self.opened.headline.key] if self.opened else ()

    def action_step_history(self, step: int) -> None:
        """Go back (-1) or on (1) in what was read."""
        article_id = self._history.step(step)
        headline = self._find(article_id) if article_id else None
        if headline is None:
            self.tell("There is nothing more to go to.", 2)
            return
        self.post_message(self.HistoryStepped(headline.key))
        self._open(headline, chosen=True)

    def action_step_link(self, step: int) -> None:
        """Go to the next (1) or previous (-1) link of the text."""
        if self.view.step_link(step):
            self.post_message(self.LinkPassed(self.view.current_entry or 0))
        elif self.opened is not None:
            self.tell("There is no link in this direction.", 2)

    def action_link_number(self) -> None:
        """Ask for the number of a link."""
        if self._links:
            self.field.open("number", f"Number of the link, 1 to {self._links}")

    def action_copy(self) -> None:
        """Copy the text that is selected, else the address of the article."""
        text = self.view.selected_text or (self.opened.article.url if self.opened else None)
        if text:
            copy(self, text)
        else:
            self.tell("There is nothing to copy here.", 2)
