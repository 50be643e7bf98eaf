"""Which article the list has selected: the last visit's at the start, then the one the cursor rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from newsreader.reader.article_list import ArticleList

PREVIEW = 0.12
"""Seconds that the cursor rests on a headline before its article is shown: a held key never waits for it."""


class ArticleSelection:
    """Posts `Selected` for a pane."""

    @dataclass
    class Selected(Message):
        """The cursor rests on an article, or the article was opened."""

        key: int
        opened: bool = False
        focus: bool = False
        """Whether the person now wants to be in the article, and not in the list."""

    @dataclass
    class Empty(Message):
        """There is nothing to select, and why."""

        sentence: str

    def __init__(self, host: Widget, wanted: str | None, find: Callable[[str], int | None]) -> None:
        self._host, self._wanted, self._find = host, wanted, find
        self._made = False
        """Whether an article has been selected."""
        self._complete = False
        """Whether everything has been read, so that what is not listed is not there."""
        self._rest: Timer | None = None

    def at_start(self, articles: ArticleList) -> None:
        """Select the article that was open last as soon as it is listed, the first one until then.

        Does nothing once the person has moved.
        """
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not articles.touched:
            key = self._find(wanted)
            if key is not None and articles.go_to_key(key):
                self._made = True
                return
            self._wanted = None if self._complete else wanted
        if self._made:
            return
        key = articles.cursor_key
        if key is not None:
            self._made = True
            self._host.call_after_refresh(self._select, articles)  # headlines are painted first
        elif articles.cursor_section is None:
            self._host.post_message(self.Empty(articles.message))

    def complete(self, articles: ArticleList) -> None:
        """Everything has been read for the first time: the next list shows which article is first."""
        self._complete = True
        if not articles.touched:
            self._made = False

    def rest(self, articles: ArticleList) -> None:
        """The cursor has come to another row: select its article if it stays there."""
        self.stop()
        if articles.cursor_key is not None:
            self._rest = self._host.set_timer(PREVIEW, lambda: self._select(articles))

    def open(self, key: int, *, focus: bool = False) -> None:
        """Select an article that the person has opened."""
        self.stop()
        self._made = True
        self._host.post_message(self.Selected(key, opened=True, focus=focus))

    def stop(self) -> None:
        """Select nothing more by itself."""
        if self._rest is not None:
            self._rest.stop()
            self._rest = None

    def _select(self, articles: ArticleList) -> None:
        self.stop()
        if (key := articles.cursor_key) is not None:
            self._made = True
            self._host.post_message(self.Selected(key))
