"""One article, to be read standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from newsreader.articles.article import Article, UnreadableError
from newsreader.kiosk.playlist import twin
from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.screens.card_screen import last_buttons, page_buttons, page_words
from newsreader.kiosk.spoken_dates import long_date
from newsreader.kiosk.visitor_news import news_keys
from newsreader.kiosk.widgets.heading import Heading
from newsreader.kiosk.widgets.touch_article import TouchArticle
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline
from newsreader.ui.article_view.article_view import ArticleView, ShownArticle

if TYPE_CHECKING:
    from newsreader.document.document import Document
    from newsreader.links.reference import Entry

REST = 0.08
"""Seconds that an article stands before its links are looked for: the first screen never waits for them."""
MOST_MINUTES = 99
"""More than so many minutes of reading are not told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The article in the view, and those beside it in the list that it came from."""

    headline: Headline
    article: Article
    document: Document
    before: Headline | None
    after: Headline | None


class ArticleScreen(KioskScreen):
    """Shows an article; a tap on a link leads to its code, never anywhere else."""

    @dataclass
    class Loaded(Message):
        """The article was read; None where it cannot be shown, with `words` on why."""

        ticket: int
        opened: Opened | None
        place: int | None
        words: str = ""

    @dataclass
    class Referred(Message):
        """What the article refers to has been found."""

        document: Document
        entries: tuple[Entry, ...]

    def __init__(self, headline: Headline, area: str | None = None) -> None:
        """`area` is that of the list which Next and Previous go through; None for all of the station's."""
        super().__init__()
        self.headline = self._wanted = headline
        self.area = area
        self.opened: Opened | None = None
        self.entries: tuple[Entry, ...] = ()
        self._beside: tuple[Headline | None, Headline | None] = (None, None)
        """What stood before and after the last article that could be shown."""
        self._ticket = 0
        self._resting: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Where one is, the article."""
        yield Heading(id="heading")
        yield TouchArticle(id="story")

    @property
    def story(self) -> TouchArticle:
        """The article's pane."""
        return self.query_one(TouchArticle)

    def on_mount(self) -> None:
        """Reads the article."""
        self.story.message = self.words("news.waiting")
        self._load(self._wanted)

    # Reading

    def _load(self, headline: Headline, place: int | None = None) -> None:
        self.headline = self._wanted = headline
        self._ticket += 1
        ticket, kiosk, known = self._ticket, self.kiosk, self.opened

        def read() -> None:
            worker = get_current_worker()
            if not kiosk.content.there:
                self.post_message(self.Loaded(ticket, None, None, "article.gone"))
                return
            try:
                opened = self._read(headline, known)
            except UnreadableError:
                answer = self.Loaded(ticket, None, None, "article.unreadable")
            except LibraryError:
                answer = self.Loaded(ticket, None, None, "article.gone")
            else:
                same = opened is not None and opened.headline.id == headline.id
                answer = self.Loaded(
                    ticket, opened, place if same else None, "" if opened else "article.gone"
                )
            if not worker.is_cancelled:
                self.post_message(answer)

        self.run_worker(read, thread=True, group="article", exclusive=True)

    def _read(self, headline: Headline, known: Opened | None) -> Opened | None:
        """The article in the language in force; None where it is not among what may be shown."""
        from newsreader.articles.repeated_dateline import repeated_dateline
        from newsreader.document.document import Document

        kiosk = self.kiosk
        library, language = kiosk.library, kiosk.language
        headline = twin(library, library.find(headline.id), language)
        keys = news_keys(library, kiosk.station, self.area, language)
        try:
            at = keys.index(headline.key)
        except ValueError:
            return None
        article = library.read(headline)
        if known is not None and known.article == article:
            document = known.document
        else:
            document = Document(article.body.text, title=article.title, dateline=repeated_dateline(article))
            document.preload()
        before, after = (
            next(iter(library.headlines(list(keys[index : index + 1]))), None) if index >= 0 else None
            for index in (at - 1, at + 1)
        )
        return Opened(headline, article, document, before, after)

    @on(Loaded)
    def _show(self, event: Loaded) -> None:
        if event.ticket != self._ticket or not self.stands:
            return
        opened, known = event.opened, self.opened
        if opened is None:
            self._show_nothing(event.words)
            return
        self.opened, self.headline, self._wanted = opened, opened.headline, opened.headline
        self._beside = opened.before, opened.after
        if known is None or known.document is not opened.document or self.story.shown is None:
            self._show_article(opened, event.place)
        self.refresh_buttons()

    def _show_article(self, opened: Opened, place: int | None) -> None:
        self.entries = ()
        article = opened.article
        self.story.show(ShownArticle(article.title, self._byline(opened), opened.document), place=place)
        self._say_place()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._refer)

    def _byline(self, opened: Opened) -> str:
        minutes = opened.document.minutes
        said = self.words("article.minutes", minutes=minutes) if minutes <= MOST_MINUTES else ""
        date = long_date(opened.headline.date, self.kiosk.language)
        return " · ".join(filter(None, (opened.article.area, date, said)))

    def _show_nothing(self, words: str) -> None:
        """Says why there is no article; the way on stays."""
        self.opened, self.entries = None, ()
        self.story.message = self.words(words)
        self.story.show(None)
        self._say_place()
        self.refresh_buttons()

    def content_changed(self) -> None:
        """Shows the article anew where its file has changed, at the same place; says when it is gone."""
        if self.stands:
            self._load(self._wanted, self.story.place if self.opened is not None else None)

    def tick(self) -> None:
        """An article whose time is over goes at once."""
        expires = self.opened.article.expires if self.opened is not None and self.stands else None
        if expires is not None:
            now = f"{self.kiosk.clock.now():%Y-%m-%dT%H:%M}"
            if expires.text < now and expires.text < now[: len(expires.text)]:
                self._show_nothing("article.gone")

    async def reword(self) -> None:
        """In the other language: the article too, where it has a twin; else at the same place."""
        if not self.stands:
            return
        self.reword_frame()
        place = self.story.place if self.opened is not None else None
        self.opened = None
        self._load(self._wanted, place)

    # Its links

    def _refer(self) -> None:
        opened, kiosk = self.opened, self.kiosk
        if opened is None:
            return

        def look() -> None:
            from newsreader.links.extract import links_of

            worker = get_current_worker()
            catalogue, article = kiosk.catalogue(), opened.article
            links = links_of(
                article.body.text,
                catalogue,
                title=article.title,
                url=article.url,
                reference=article.reference,
            )
            if not worker.is_cancelled:
                self.post_message(self.Referred(opened.document, links.entries))

        self.run_worker(look, thread=True, group="links", exclusive=True)

    @on(Referred)
    def _show_referred(self, event: Referred) -> None:
        if self.stands and self.opened is not None and event.document is self.opened.document:
            self.entries = event.entries
            self.story.set_links(event.entries)
            self.refresh_buttons()

    @on(ArticleView.LinkChosen)
    def _tapped(self, event: ArticleView.LinkChosen) -> None:
        from newsreader.kiosk.screens.links_screen import open_entry

        event.stop()
        entry = next((entry for entry in self.entries if entry.number == event.entry), None)
        if entry is not None and self.opened is not None:
            open_entry(self, entry, self.opened.article.url)

    def do_links(self) -> None:
        """What the article names."""
        from newsreader.kiosk.screens.links_screen import LinksScreen

        if self.entries and self.opened is not None:
            self.kiosk.go(LinksScreen(self.opened.article.title, self.entries, self.opened.article.url))

    # Going on

    def do_page_down(self) -> None:
        """The next page of the article."""
        if self.stands:
            self.story.page(1)

    def do_page_up(self) -> None:
        """The page before."""
        if self.stands:
            self.story.page(-1)

    def do_next(self) -> None:
        """The next article of the list."""
        self._go_beside(1)

    def do_previous(self) -> None:
        """The article before."""
        self._go_beside(0)

    def _go_beside(self, side: int) -> None:
        headline = self._beside[side]
        if headline is not None:
            self._load(headline)

    @on(ArticleView.Moved)
    def _moved(self, event: ArticleView.Moved) -> None:
        event.stop()
        self._say_place()
        self.refresh_buttons()

    def _say_place(self) -> None:
        """Where one is: the title once it is out of sight, and the page."""
        if not self.stands:
            return
        story, opened = self.story, self.opened
        if opened is None:
            self.query_one(Heading).say("")
            return
        title = opened.article.title if story.line > 1 else opened.article.area or self.words("news.title")
        page, pages = story.pages
        self.query_one(Heading).say(title, page_words(self, page, pages))

    def buttons(self) -> Sequence[Button]:
        """Back first, leaving last; the pages, the next article, the links between them."""
        words = self.words
        links = f"{words('buttons.links')} {len(self.entries) or ''}".strip()
        return (
            Button("back", words("buttons.back"), "Esc"),
            *self._page_buttons(),
            Button("links", links, "l", bool(self.entries)),
            Button("next", words("buttons.next"), "n", self._beside[1] is not None),
            *last_buttons(self),
        )

    def _page_buttons(self) -> tuple[Button, ...]:
        """None where the article is in sight as a whole."""
        if self.opened is None or not self.query(TouchArticle):
            return page_buttons(self, back=False, on=False)
        story = self.story
        if story.pages[1] == 1:
            return ()
        return page_buttons(self, back=story.line > 1, on=not story.at_end)
