"""The reader's screen, its links: what the article refers to, and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from newsreader.library.library import Library
from newsreader.links.catalogue.lazy_catalogue import LazyCatalogue
from newsreader.links.reference import Entry
from newsreader.reader.commands import Command
from newsreader.reader.link_panel import LinkPanel
from newsreader.reader.screen_parts.finding import FindingScreen
from newsreader.reader.screen_parts.reading import Opened
from newsreader.settings.content_paths import catalogue_paths
from newsreader.settings.settings import Settings
from newsreader.ui.article_view.article_view import ArticleView

REST = 0.08
"""Seconds that an article stands before its links are looked for: a held key never waits for them."""


class FollowingScreen(FindingScreen):
    """Finds what an article refers to after it is on the screen, and goes through the one gate with it."""

    @dataclass
    class Referred(Message):
        """What an article refers to has been found."""

        opened: Opened
        entries: Sequence[Entry]

    entries: tuple[Entry, ...] = ()
    links_found: bool = False
    """Whether everything is known that the article in the view refers to."""
    _links_timer: Timer | None = None

    def __init__(self, library: Library, settings: Settings, commands: Sequence[Command]) -> None:
        super().__init__(library, settings, commands)
        self.catalogue = LazyCatalogue(lambda: catalogue_paths(settings))
        """The catalogue of services; may be called in a thread."""

    def article_shown(self) -> None:
        """Looks for the links of the article that the view now shows, once it has rested."""
        super().article_shown()
        if self._links_timer is not None:
            self._links_timer.stop()
        self._show_entries((), waiting=self.opened is not None)
        if self.opened is not None:
            self._links_timer = self.set_timer(REST, partial(self._refer, self.opened))
        self.update_footer()

    def _refer(self, opened: Opened) -> None:
        def look() -> None:
            from newsreader.links.extract import links_of

            worker = get_current_worker()
            catalogue = self.catalogue()
            article = opened.article
            links = links_of(
                article.body.text,
                catalogue,
                title=article.title,
                url=article.url,
                reference=article.reference,
            )
            if not worker.is_cancelled:
                self.post_message(self.Referred(opened, links.entries))

        self.run_worker(look, thread=True, group="links", exclusive=True)

    @on(Referred)
    def _show_referred(self, event: Referred) -> None:
        if self.opened is not None and event.opened.document is self.opened.document:
            self._show_entries(tuple(event.entries), waiting=False)

    def _show_entries(self, entries: tuple[Entry, ...], *, waiting: bool) -> None:
        self.entries, self.links_found = entries, not waiting
        words = "" if waiting else "This article names nothing to call or look up." if self.opened else ""
        self.link_panel.show(entries, waiting=waiting, message=words)
        self.article_view.set_links(entries)
        pane = self.query_one("#links-pane")
        pane.border_title = f"Links · {len(entries)}" if entries else "Links"

    # Going to a link

    def do_links(self) -> None:
        """Goes to the panel, and back from it."""
        self.go_to_pane("article" if self.pane == "links" else "links")

    def do_next_link(self) -> None:
        """The next place of a link in the text."""
        self._step_mark(1)

    def do_previous_link(self) -> None:
        """The place of a link before."""
        self._step_mark(-1)

    def _step_mark(self, step: int) -> None:
        if self.article_view.step_link(step):
            self.link_panel.highlight(self.article_view.current_entry or 0)
        elif self.opened is not None:
            self.notify("There is no link in this direction.", markup=False, timeout=2)

    def do_link_number(self) -> None:
        """Asks for a number."""
        if self.entries:
            self.open_article_field("number", f"Number of the link, 1 to {len(self.entries)}")

    def action_link(self, number: int) -> None:
        """Chooses a link by its number."""
        entry = self._entry(number)
        if entry is None:
            there_are = f"There are {len(self.entries)}." if self.entries else "This article names none."
            self.notify(f"There is no link {number}. {there_are}", markup=False, timeout=3)
            return
        self.link_panel.highlight(number)
        self.article_view.current_entry = number
        self.choose(entry)

    @on(ArticleView.LinkChosen)
    def _chosen_in_text(self, event: ArticleView.LinkChosen) -> None:
        self.action_link(event.entry)

    @on(LinkPanel.Chosen)
    def _chosen_in_panel(self, event: LinkPanel.Chosen) -> None:
        self.action_link(event.number)

    @on(LinkPanel.Highlighted)
    def _highlighted(self, event: LinkPanel.Highlighted) -> None:
        self.article_view.current_entry = event.number

    def _entry(self, number: int | None) -> Entry | None:
        return next((entry for entry in self.entries if entry.number == number), None)

    # What leaves the program

    def choose(self, entry: Entry) -> None:
        """Shows where a link goes and asks before it is opened; what cannot be opened is shown large."""
        if entry.target is None:
            self.notify(f"“{entry.words}” has no address that is known to be good.", markup=False, timeout=4)
            return
        self.ask_to_open(entry.target, entry.name)

    def ask_to_open(self, target: str, name: str) -> None:
        """Shows the full address and opens it if the reader says so."""
        from newsreader.reader.dialogs.open_link import OpenLink

        self.app.push_screen(OpenLink(target, name), partial(self._answered, target))

    def _answered(self, target: str, answer: str | None) -> None:
        if answer == "open":
            self._leave_with(target)
        elif answer == "copy":
            self._copy(target)

    def _leave_with(self, target: str) -> None:
        from newsreader.links.opener import open_target

        def go() -> None:
            sentence = open_target(target)
            if sentence:
                self.app.call_from_thread(partial(self.notify, sentence, markup=False, severity="warning"))

        self.run_worker(go, thread=True, group="gate")

    def do_source(self) -> None:
        """Opens the page that the article was published on."""
        if self.opened is None:
            return
        if self.opened.article.url is None:
            self.notify("The file does not say on which page this was published.", markup=False, timeout=3)
            return
        self.ask_to_open(self.opened.article.url, self.opened.article.title)

    def do_copy(self) -> None:
        """Copies the selection, else the address of the link, else of the article."""
        text = self.article_view.selected_text
        entry = self._entry(self.link_panel.current) if self.pane == "links" else None
        if text:
            self._copy(text)
        elif entry is not None:
            self._copy(
                (entry.target or entry.shown or entry.words).removeprefix("tel:").removeprefix("mailto:")
            )
        elif self.opened is not None and self.opened.article.url:
            self._copy(self.opened.article.url)
        else:
            self.notify("There is nothing to copy here.", markup=False, timeout=2)

    @on(ArticleView.CopyRequested)
    def _copy_requested(self, event: ArticleView.CopyRequested) -> None:
        self._copy(event.text)

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        first = text.strip().splitlines()[0] if text.strip() else ""
        self.notify(
            f"Copied: {first[:60]}{'…' if len(first) > 60 or chr(10) in text.strip() else ''}", markup=False
        )

    def do_page_code(self) -> None:
        """A QR code of the article's page, or of the link chosen in the panel."""
        from newsreader.reader.dialogs.qr_code import QrScreen

        entry = self._entry(self.link_panel.current) if self.pane == "links" else None
        if entry is not None and entry.target:
            self.app.push_screen(QrScreen(entry.target, entry.name))
        elif self.opened is not None and self.opened.article.url:
            self.app.push_screen(QrScreen(self.opened.article.url, self.opened.article.title))
        else:
            self.notify("The file does not say on which page this was published.", markup=False, timeout=3)

    def do_help_and_advice(self) -> None:
        """The catalogue of services."""
        from newsreader.reader.dialogs.help_and_advice import Advice

        self.app.push_screen(Advice(self.catalogue()), self._advised)

    def _advised(self, resource_id: str | None) -> None:
        resource = self.catalogue().get(resource_id)
        target = resource and (resource.address or resource.target)
        if resource is not None and target:
            self.ask_to_open(target, resource.name)
