"""The commands that open another article of the list."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget
from textual.worker import get_current_worker

from newsreader.library.library import Library
from newsreader.reader.article_list import ArticleList
from newsreader.reader.article_selection import ArticleSelection
from newsreader.reader.command_runner import Commands


class StepCommands(Commands):
    """Step from the cursor of a list to an article, and open it there."""

    def __init__(
        self, library: Library, host: Widget, articles: Callable[[], ArticleList], selection: ArticleSelection
    ) -> None:
        self._library, self._host, self._articles, self._selection = library, host, articles, selection

    def action_step_article(self, step: int) -> None:
        """Open the next (1) or previous (-1) article."""
        which = "last" if step > 0 else "first"
        self._open(self._articles().beside(step), f"This is the {which} article of the list.")

    def action_step_unread(self, step: int) -> None:
        """Open the next (1) or previous (-1) unread article."""
        keys = self._articles().keys_from_cursor(step)

        def look() -> None:
            worker = get_current_worker()
            key = self._library.first_unread(keys)
            if not worker.is_cancelled:
                self._host.app.call_from_thread(self._open, key, "Nothing unread is left in this direction.")

        self._host.run_worker(look, thread=True, group="unread", exclusive=True)

    def _open(self, key: int | None, otherwise: str) -> None:
        if key is None:
            self._host.notify(otherwise, markup=False, timeout=3)
        else:
            self._articles().go_to_key(key)
            self._selection.open(key)
