"""The lines at the top and at the foot of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from newsreader.library.headlines import Filter, Listing
from newsreader.reader import header
from newsreader.reader.commands import Command, shown_key
from newsreader.reader.library_updates import LibraryUpdates
from newsreader.ui.bar import Bar, Word

ORDER: Mapping[str, Sequence[str]] = {
    "list": ("open", "search", "filter", "view", "areas", "help", "quit", "next", "save"),
    "article": ("next_article", "next", "links", "search", "help", "quit", "save"),
    "links": ("open", "links", "search", "help", "quit"),
}
"""The commands that the footer offers in each pane, in this order, as far as there is room."""


class HeaderBar(Bar):
    """The areas chosen, how many articles, what is new, the time."""

    def show_library(self, filter: Filter, listing: Listing | None, updates: LibraryUpdates) -> None:
        """Show how the library is now."""
        words = header.event_words(updates.unreadable, updates.arrived)
        if updates.progress is not None and updates.progress.total:
            words = header.progress_words(updates.progress) + words
        elif listing is not None:
            words = header.count_words(listing) + words
        self.show(header.place_words(filter), [*words, header.clock_word(datetime.now())])


class FooterBar(Bar):
    """What can be done, and where in the article the person is."""

    def offer(self, commands: Iterable[Command], pane: str, where: str, *, hits: bool) -> None:
        """Show those of the commands that belong to a pane, as many as fit.

        `hits`: whether `next` means the next hit.
        """
        order = ORDER[pane]
        offered = sorted(
            (each for each in commands if each.id in order), key=lambda each: order.index(each.id)
        )
        room = self.app.size.width - len(where) - 3
        words: list[Word] = []
        for command in offered:
            word = "next hit" if hits and command.id == "next" else command.footer
            key, text = f" {shown_key(command.keys[0])} ", f"{word}  "
            room -= len(key) + len(text)
            if room < 0:
                break
            words += [Word(key, "key", command.id), Word(text, "text", command.id)]
        self.show(words, [Word(f"  {where} ", "quiet")])
