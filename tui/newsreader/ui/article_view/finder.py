"""Find words in an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.ui.article_view.marks import Marks
from newsreader.ui.article_view.scroll_position import ScrollPosition

if TYPE_CHECKING:
    from newsreader.document.document import Document

_LONG = 300_000
"""Characters of a body too long to be read whole while a key waits."""


class Finder:
    """Highlights the matches of a find, one of them the current one."""

    def __init__(self, position: ScrollPosition, marks: Marks, changed: Callable[[], None]) -> None:
        """`changed` is called when there are other matches or another one is current."""
        self._position, self._marks, self._changed = position, marks, changed
        self._document: Document | None = None
        self._pending = ""
        """What to find when a very long article has been read whole."""

    def reset(self, document: Document | None) -> None:
        """Take another article."""
        self._document, self._pending = document, ""

    def find(self, query: str) -> int:
        """Highlight every match, the first from here on as the current one, and return their number.

        A very long article is searched when it has been read whole, a moment later.
        """
        document = self._document
        if document is None or not query.strip():
            self.clear()
            return 0
        if not document.complete and len(document.body) > _LONG:
            self._pending = query
            return 0
        from newsreader.document.find_phrase import find

        self._pending = ""
        self._marks.set_matches(find(document.prose(), query), self._position.anchor)
        return self._show_match()[1]

    def resume(self) -> None:
        """Find what had to wait, if the article has been read whole by now."""
        if self._pending and self._position.is_laid_out:
            self.find(self._pending)

    def step(self, step: int) -> tuple[int, int]:
        """Make the next (1) or previous (-1) match current, round the ends, and return `found`."""
        self._marks.step_match(step)
        return self._show_match()

    def clear(self) -> None:
        """End the find."""
        self._pending = ""
        self._marks.set_matches((), 0)
        self._show_match()

    @property
    def is_pending(self) -> bool:
        """Whether a find waits until a very long article has been read whole."""
        return bool(self._pending)

    @property
    def found(self) -> tuple[int, int]:
        """Which match is the current one, from 1, and how many there are."""
        match = self._marks.match
        return 0 if match is None else match + 1, len(self._marks.matches)

    def _show_match(self) -> tuple[int, int]:
        if self._marks.match is not None:
            self._position.reveal(self._marks.matches[self._marks.match][0])
        self._changed()
        return self.found
