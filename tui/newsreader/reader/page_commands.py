"""The commands that take the open article away: its page, and that as a QR code."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.reader.article_loader import OpenArticle
from newsreader.reader.command_runner import Commands
from newsreader.reader.link_opener import LinkChosen, LinkCodeWanted
from newsreader.reader.pane import Pane


class PageCommands(Commands):
    """Post through the article's pane."""

    def __init__(self, pane: Pane, opened: Callable[[], OpenArticle | None]) -> None:
        self._pane, self._opened = pane, opened

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not every article has a page."""
        opened = self._opened()
        return True if opened is not None and opened.article.url is not None else None

    def action_source(self) -> None:
        """Open the page that the article was published on."""
        if (page := self._page()) is not None:
            self._pane.post_message(LinkChosen(*page))

    def action_page_code(self) -> None:
        """Show a QR code of the article's page."""
        if (page := self._page()) is not None:
            self._pane.post_message(LinkCodeWanted(*page))

    def _page(self) -> tuple[str, str] | None:
        """Address and title of the article's page; says so where the file names none."""
        opened = self._opened()
        if opened is None:
            return None
        if opened.article.url is None:
            self._pane.tell("The file does not say on which page this was published.")
            return None
        return opened.article.url, opened.article.title
