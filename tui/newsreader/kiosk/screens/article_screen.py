"""An article, to be read while standing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer

from newsreader.articles.article import UnreadableError
from newsreader.kiosk import navigation
from newsreader.kiosk.article_loader import OpenedArticle, links_in, open_article
from newsreader.kiosk.background import run_in_thread
from newsreader.kiosk.contact_methods import of_entry
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.spoken_dates import long_date
from newsreader.kiosk.widgets.heading import Heading, page_label
from newsreader.kiosk.widgets.standard_buttons import back_button, last_buttons, page_buttons
from newsreader.kiosk.widgets.touch_article import TouchArticle
from newsreader.kiosk.widgets.touch_buttons import Button
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline
from newsreader.ui.article_view.article_view import ArticleView, ShownArticle

if TYPE_CHECKING:
    from newsreader.links.reference import Entry

LINKS_DELAY = 0.08
"""Seconds from showing an article to looking for its links: the first paint never waits for them."""
MAX_MINUTES = 99
"""A longer reading time is not shown."""


class ArticleScreen(KioskScreen):
    """Shows an article; a tap on a link leads to its QR code, never anywhere else."""

    headline: Headline

    def __init__(self, context: KioskContext, headline: Headline, area: str | None = None) -> None:
        """`area` is that of the list which Next and Previous step through; None for all areas."""
        super().__init__(context)
        self.headline = headline
        self.opened: OpenedArticle | None = None
        self.entries: tuple[Entry, ...] = ()
        self.view = TouchArticle(id="article")
        self._area = area
        self._previous: Headline | None = None
        self._next: Headline | None = None
        self._loads = 0
        """Counts the articles asked for: only the last one is shown."""
        self._links_timer: Timer | None = None

    def compose_body(self) -> ComposeResult:
        yield Heading(id="heading")
        yield self.view

    def on_mount(self) -> None:
        self.view.message = self.translations("news.waiting")
        self._load(self.headline)

    # Reading

    def _load(self, headline: Headline, place: int | None = None) -> None:
        self.headline = headline
        self._loads += 1
        number, context, known = self._loads, self.context, self.opened

        def read() -> OpenedArticle | str:
            try:
                return open_article(context, headline, self._area, known) or "article.gone"
            except UnreadableError:
                return "article.unreadable"
            except LibraryError:
                return "article.gone"

        def show(opened: OpenedArticle | str) -> None:
            if number == self._loads and self.is_ready:
                self._show_opened(opened, place)

        run_in_thread(self, read, show, group="article")

    def _show_opened(self, opened: OpenedArticle | str, place: int | None) -> None:
        """Show an article, or the text of that name."""
        if isinstance(opened, str):
            self._show_message(opened)
            return
        before, is_translation = self.opened, opened.headline.id != self.headline.id
        self.opened, self.headline = opened, opened.headline
        self._previous, self._next = opened.previous, opened.next
        if before is None or before.document is not opened.document or self.view.shown is None:
            self._show_article(opened, None if is_translation else place)
        self.refresh_buttons()

    def _show_article(self, opened: OpenedArticle, place: int | None) -> None:
        self.entries = ()
        article = opened.article
        shown = ShownArticle(article.title, self._byline(opened), opened.document)
        self.view.show(shown, place=place)
        self._refresh_heading()
        if self._links_timer is not None:
            self._links_timer.stop()
        self._links_timer = self.set_timer(LINKS_DELAY, self._find_links)

    def _byline(self, opened: OpenedArticle) -> str:
        minutes = opened.document.minutes
        length = self.translations("article.minutes", minutes=minutes) if minutes <= MAX_MINUTES else ""
        date = long_date(opened.headline.date, self.context.language)
        return " · ".join(filter(None, (opened.article.area, date, length)))

    def _show_message(self, name: str) -> None:
        """Say why there is no article; Next and Previous still work."""
        self.opened, self.entries = None, ()
        self.view.message = self.translations(name)
        self.view.show(None)
        self._refresh_heading()
        self.refresh_buttons()

    def content_changed(self) -> None:
        """Reload the article at the same place."""
        if self.is_ready:
            self._load(self.headline, self.view.place if self.opened is not None else None)

    def tick(self) -> None:
        """Close an article that has expired."""
        expires = self.opened.article.expires if self.opened is not None and self.is_ready else None
        if expires is not None:
            now = f"{self.context.clock.now():%Y-%m-%dT%H:%M}"
            if expires.text < now and expires.text < now[: len(expires.text)]:
                self._show_message("article.gone")

    async def retranslate(self) -> None:
        """Show the article's translation if there is one, else the same article at the same place."""
        if not self.is_ready:
            return
        self.retranslate_chrome()
        place = self.view.place if self.opened is not None else None
        self.opened = None
        self._load(self.headline, place)

    # Links

    def _find_links(self) -> None:
        opened, context = self.opened, self.context
        if opened is None:
            return

        def show(entries: tuple[Entry, ...]) -> None:
            if self.is_ready and self.opened is not None and self.opened.document is opened.document:
                self.entries = entries
                self.view.set_links(entries)
                self.refresh_buttons()

        run_in_thread(self, lambda: links_in(context, opened.article), show, group="links")

    @on(ArticleView.LinkChosen)
    def _open_link(self, event: ArticleView.LinkChosen) -> None:
        event.stop()
        context = self.context
        entry = next((entry for entry in self.entries if entry.number == event.entry), None)
        if entry is not None and self.opened is not None:
            page = self.opened.article.url
            method = of_entry(
                entry, context.station, context.catalogue(), page=page, language=context.language
            )
            self.go(navigation.Contact(method))

    def action_links(self) -> None:
        if self.entries and self.opened is not None:
            self.go(navigation.Links(self.entries, self.opened.article.url))

    # Moving

    def action_page_down(self) -> None:
        self.view.page(1)

    def action_page_up(self) -> None:
        self.view.page(-1)

    def action_next(self) -> None:
        if self._next is not None:
            self._load(self._next)

    def action_previous(self) -> None:
        if self._previous is not None:
            self._load(self._previous)

    @on(ArticleView.Moved)
    def _moved(self, event: ArticleView.Moved) -> None:
        event.stop()
        self._refresh_heading()
        self.refresh_buttons()

    def _refresh_heading(self) -> None:
        """Show the page, and the title once it has been scrolled away."""
        if not self.is_ready:
            return
        heading, opened, t = self.query_one(Heading), self.opened, self.translations
        if opened is None:
            heading.text = "", ""
            return
        article = opened.article
        title = article.title if self.view.line > 1 else article.area or t("news.title")
        heading.text = title, page_label(t, *self.view.pages)

    def buttons(self) -> Sequence[Button]:
        """Return Back first, leaving last."""
        t = self.translations
        links = f"{t('buttons.links')} {len(self.entries) or ''}".strip()
        return (
            back_button(t),
            *self._page_buttons(),
            Button("links", links, "l", bool(self.entries)),
            Button("next", t("buttons.next"), "n", self._next is not None),
            *last_buttons(t),
        )

    def _page_buttons(self) -> tuple[Button, ...]:
        """Return the buttons that turn pages; none if one page holds all."""
        if self.opened is None:
            return page_buttons(self.translations, up=False, down=False)
        if self.view.pages[1] == 1:
            return ()
        return page_buttons(self.translations, up=self.view.line > 1, down=not self.view.at_end)
