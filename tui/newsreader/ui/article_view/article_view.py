"""The pane people look at all day: one article, its links and what is found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.document.lines import Mark
from newsreader.ui.article_view.page import Shown
from newsreader.ui.article_view.selection import SelectingView

if TYPE_CHECKING:
    from newsreader.links.reference import Entry

__all__ = ["ArticleView", "Shown"]


_LONG = 300_000
"""Characters of an article that would hold up the reader if all of it were read at once for a find."""


class ArticleView(SelectingView):
    """Shows an article, its links and what was found in it, and says where the reader is."""

    @dataclass
    class LinkChosen(Message):
        """A link of the text was clicked, or Enter pressed on it."""

        view: ArticleView
        entry: int
        """The number of its entry in the panel."""

        @property
        def control(self) -> ArticleView:
            """The view."""
            return self.view

    @dataclass
    class Found(Message):
        """What a find came to, or which match is the current one now."""

        view: ArticleView
        index: int
        """Of the current match, from 1; 0 where there is none."""
        count: int

        @property
        def control(self) -> ArticleView:
            """The view."""
            return self.view

    _sought: str = ""
    """What is to be found when the article has been read whole."""

    def show(self, shown: Shown | None, *, place: int | None = None) -> None:
        """Shows an article from its start or from an offset in its body; None shows the message instead."""
        self._sought = ""
        super().show(shown, place=place)

    # Links

    def set_links(self, entries: Sequence[Entry]) -> None:
        """Marks every place of these entries; no line moves."""
        if entries or self._marks.places:
            self._marks.set_links(entries)
            self._remark()

    @property
    def current_entry(self) -> int | None:
        """The number of the entry whose link is the current one."""
        return self._marks.entry

    @current_entry.setter
    def current_entry(self, number: int | None) -> None:
        """Brings a link of the entry into sight; None makes none current."""
        stretch = self._marks.to_entry(number, self._anchor)
        self._remark()
        if stretch is not None:
            self._reveal(stretch[0])

    def step_mark(self, step: int) -> bool:
        """Makes the next (1) or previous (-1) link of the text the current one; False where there is none."""
        stretch = self._marks.step_link(step, self._first_in_sight(step))
        if stretch is None:
            return False
        self._remark()
        self._reveal(stretch[0])
        return True

    def _clicked(self, mark: Mark) -> None:
        self._marks.to_place(mark.start, mark.entry)
        self._remark()
        self.post_message(self.LinkChosen(self, mark.entry))

    def choose(self) -> bool:
        """As if the current link were clicked; False where there is none."""
        number = self._marks.entry
        if number is None:
            return False
        self.post_message(self.LinkChosen(self, number))
        return True

    def _first_in_sight(self, step: int) -> int:
        """The offset from which the first step through the links begins."""
        page = self._page
        if page is None or step > 0:
            return self._anchor
        return page.offset_of(self._top + self.size.height)

    # Find

    def find(self, query: str) -> int:
        """Lights every match of some words, the first from here on as the current one; how many there are.

        A very long article is found in once it has been read whole, in a moment or two; `Found` then says so.
        """
        if self._shown is None or not query.strip():
            self.clear_find()
            return 0
        document = self._shown.document
        if not document.complete and len(document.body) > _LONG:
            self._sought = query
            return 0
        from newsreader.document.find_phrase import find

        self._sought = ""
        self._marks.set_matches(find(document.prose(), query), self._anchor)
        self._remark()
        return self._tell()[1]

    def became_whole(self) -> None:
        """Finds what was asked for while the article was still being read."""
        if self._sought:
            self.find(self._sought)

    def find_step(self, step: int) -> tuple[int, int]:
        """Makes the next (1) or previous (-1) match current, round the ends; which it is of how many."""
        self._marks.step_match(step)
        self._remark()
        return self._tell()

    def clear_find(self) -> None:
        """Lights nothing."""
        self._sought = ""
        self._marks.set_matches((), 0)
        self._remark()
        self._tell()

    @property
    def seeking(self) -> bool:
        """Whether a find waits until a very long article has been read whole."""
        return bool(self._sought)

    @property
    def found(self) -> tuple[int, int]:
        """Which match is the current one, from 1, and how many there are."""
        marks = self._marks
        return 0 if marks.match is None else marks.match + 1, len(marks.matches)

    def _tell(self) -> tuple[int, int]:
        """Shows the current match and says which it is."""
        marks = self._marks
        if marks.match is not None:
            self._reveal(marks.matches[marks.match][0])
        self.post_message(self.Found(self, *self.found))
        return self.found
