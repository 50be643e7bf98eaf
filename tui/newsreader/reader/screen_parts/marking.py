"""The reader's screen, its marks: what counts as read, what is saved, and undoing that."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from newsreader.library.headlines import Headline, Status
from newsreader.reader.screen_parts.reading import ReadingScreen
from newsreader.ui.article_view.article_view import ArticleView


class MarkingScreen(ReadingScreen):
    """An article is read when it was opened for a while or scrolled, not when the cursor passed over it."""

    _from: int | None = None
    """Where the article in the view began to be shown."""

    def begin_reading(self, headline: Headline) -> None:
        """It counts as read when it has stayed open for as long as the settings say."""
        if headline.read:
            return
        if not self.settings.read_after:
            self._mark(headline, read=True)
        else:
            self._read_timer = self.set_timer(
                self.settings.read_after, lambda: self._mark(headline, read=True)
            )

    @on(ArticleView.Moved)
    def _scrolled(self, event: ArticleView.Moved) -> None:
        if self._from is None:
            self._from = event.place
        elif self.opened is not None and event.place != self._from and not self.opened.headline.read:
            self._mark(self.opened.headline, read=True)
        self.update_footer()

    def article_shown(self) -> None:
        """Another article: where it begins is told by the view's first word."""
        self._from = None

    def _mark(self, headline: Headline, *, read: bool | None = None, saved: bool | None = None) -> None:
        """Keeps a mark; the list keeps its articles where they are, whatever it was asked to hold."""

        def keep() -> None:
            if read is not None:
                self.library.mark_read([headline.key], read)
            if saved is not None:
                self.library.mark_saved([headline.key], saved)
            self.app.call_from_thread(self.marks_changed)

        if self.opened is not None and self.opened.headline.id == headline.id:
            changed = replace(
                self.opened.headline,
                read=headline.read if read is None else read,
                saved=headline.saved if saved is None else saved,
            )
            self.opened = replace(self.opened, headline=changed)
        self.run_worker(keep, thread=True, group="marks")

    def marks_changed(self) -> None:
        """Draws the marks anew; counts follow where the list holds everything."""
        self.article_list.refresh_headlines()
        if self.choice.only is Status.ALL:
            self.relist()

    def _marked(self) -> Headline | None:
        """The article that a mark is meant for: under the cursor of the list, else the one in the view."""
        if self.pane == "list" and (key := self.article_list.cursor_key) is not None:
            found = self.library.headlines([key])
            return found[0] if found else None
        return self.opened.headline if self.opened else None

    def do_read(self) -> None:
        """Marks as read."""
        if headline := self._marked():
            self._mark(headline, read=True)

    def do_unread(self) -> None:
        """Marks as unread, and keeps it so while it stays open."""
        if headline := self._marked():
            self._stop_timers()
            self._mark(headline, read=False)

    def do_save(self) -> None:
        """Saves, or no longer."""
        if headline := self._marked():
            self._mark(headline, saved=not headline.saved)
            self.notify("No longer saved." if headline.saved else "Saved for later.", markup=False, timeout=2)

    def do_read_all(self) -> None:
        """Marks everything that the list holds as read."""
        listing = self.article_list.listing
        if listing is None:
            return
        keys = listing.keys

        def keep() -> None:
            self.library.mark_read(keys, True)
            self.app.call_from_thread(self.marks_changed)

        self.run_worker(keep, thread=True, group="marks")
        self.notify(f"{len(keys):,} articles marked as read. Ctrl+Z undoes it.", markup=False, timeout=4)

    def do_undo(self) -> None:
        """Takes back the last change of marks."""

        def undo() -> None:
            words = self.library.undo()
            self.app.call_from_thread(self._undone, words)

        self.run_worker(undo, thread=True, group="marks")

    def _undone(self, words: str | None) -> None:
        self.notify(words or "There is nothing to undo.", markup=False, timeout=3)
        self.marks_changed()
