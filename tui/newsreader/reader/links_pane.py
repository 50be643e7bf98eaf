"""The links pane: what the article refers to, and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.worker import get_current_worker

from newsreader.links.catalogue.lazy_catalogue import LazyCatalogue
from newsreader.links.reference import Entry
from newsreader.reader.article_loader import OpenArticle
from newsreader.reader.link_opener import LinkChosen, LinkCodeWanted, copy
from newsreader.reader.link_panel import LinkPanel
from newsreader.reader.pane import Pane

REST = 0.08
"""Seconds that an article is shown before its links are looked for: a held key never waits for them."""


class LinksPane(Pane):
    """Finds the links of the article after that is on the screen."""

    @dataclass
    class LinksFound(Message):
        """The entries of the article that is shown; none while they are looked for."""

        entries: Sequence[Entry]

    @dataclass
    class LinkHighlighted(Message):
        """An entry is highlighted."""

        number: int

    @dataclass
    class Extracted(Message):
        """A thread has found what an article refers to."""

        opened: OpenArticle
        entries: tuple[Entry, ...]

    def __init__(self, catalogue: LazyCatalogue, code_key: str) -> None:
        super().__init__(id="links-pane", classes="pane")
        self._catalogue, self._code_key = catalogue, code_key
        self.border_title = "Links"
        self.entries: tuple[Entry, ...] = ()
        self.found = False
        """Whether everything is known that the article refers to."""
        self._opened: OpenArticle | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """The panel."""
        panel = LinkPanel(id="links")
        panel.code_key = self._code_key
        yield panel

    @property
    def panel(self) -> LinkPanel:
        """The list of entries."""
        return self.query_one("#links", LinkPanel)

    def show_links_of(self, opened: OpenArticle | None) -> None:
        """Look for the links of an article, once it has rested."""
        if self._rest is not None:
            self._rest.stop()
        self._opened = opened
        self._show((), waiting=opened is not None)
        if opened is not None:
            self._rest = self.set_timer(REST, partial(self._extract, opened))

    def _extract(self, opened: OpenArticle) -> None:
        def look() -> None:
            from newsreader.links.extract import links_of

            worker = get_current_worker()
            article = opened.article
            links = links_of(
                article.body.text,
                self._catalogue(),
                title=article.title,
                url=article.url,
                reference=article.reference,
            )
            if not worker.is_cancelled:
                self.post_message(self.Extracted(opened, tuple(links.entries)))

        self.run_worker(look, thread=True, group="links", exclusive=True)

    @on(Extracted)
    def _take_extracted(self, event: Extracted) -> None:
        if event.opened is self._opened:
            self._show(event.entries, waiting=False)

    def _show(self, entries: tuple[Entry, ...], *, waiting: bool) -> None:
        self.entries, self.found = entries, not waiting
        message = "This article names nothing to call or look up." if self._opened and not waiting else ""
        self.panel.show(entries, waiting=waiting, message=message)
        self.border_title = f"Links · {len(entries)}" if entries else "Links"
        self.post_message(self.LinksFound(entries))

    def _entry(self, number: int | None) -> Entry | None:
        return next((entry for entry in self.entries if entry.number == number), None)

    @property
    def _current(self) -> Entry | None:
        return self._entry(self.panel.current)

    def highlight(self, number: int) -> None:
        """Highlight an entry."""
        self.panel.highlight(number)

    def choose(self, number: int) -> None:
        """Ask for an entry to be opened, by its number."""
        entry = self._entry(number)
        if entry is None:
            there_are = f"There are {len(self.entries)}." if self.entries else "This article names none."
            self.tell(f"There is no link {number}. {there_are}")
            return
        self.panel.highlight(number)
        self.post_message(self.LinkHighlighted(number))
        if entry.target is None:
            self.tell(f"No verified link for “{entry.words}”.", 4)
        else:
            self.post_message(LinkChosen(entry.target, entry.name))

    @on(LinkPanel.Chosen)
    def _chosen(self, event: LinkPanel.Chosen) -> None:
        self.choose(event.number)

    @on(LinkPanel.Highlighted)
    def _highlighted(self, event: LinkPanel.Highlighted) -> None:
        self.post_message(self.LinkHighlighted(event.number))

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Copy and code are of the article where no entry is highlighted that has any."""
        entry = self._current
        if action == "copy":
            return entry is not None
        if action == "page_code":
            return entry is not None and entry.target is not None
        return True if self.entries or not self.handles(action) else None

    def action_move(self, step: int) -> None:
        """Highlight the entry so many further on."""
        self.panel.move(step)

    def action_open(self) -> None:
        """Open the highlighted entry."""
        self.panel.choose()

    def action_turn_page(self, pages: float) -> None:
        """Move by pages, or half pages."""
        self.panel.page(pages)

    def action_go_to_end(self, last: bool) -> None:
        """Highlight the first or the last entry."""
        self.panel.to_end(last)

    def action_copy(self) -> None:
        """Copy the address or the number of the highlighted entry."""
        if (entry := self._current) is not None:
            text = entry.target or entry.shown or entry.words
            copy(self, text.removeprefix("tel:").removeprefix("mailto:"))

    def action_page_code(self) -> None:
        """Show the QR code of the highlighted entry."""
        if (entry := self._current) is not None and entry.target is not None:
            self.post_message(LinkCodeWanted(entry.target, entry.name))
