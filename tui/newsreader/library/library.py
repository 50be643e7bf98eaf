"""Many articles: the one door to lists, search, reading and what the reader did with each article."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from newsreader.articles.article import Article, Finding
from newsreader.library import article_queries, article_texts, search
from newsreader.library.errors import ContentError, LibraryError
from newsreader.library.headlines import AreaCount, Filter, Headline, Listing, Progress, Update, View
from newsreader.library.index.index_file import Index, open_index
from newsreader.library.index.recovery import SIGNS, is_damage, mending, there
from newsreader.library.lists import Lists
from newsreader.library.query import parse
from newsreader.library.reading_state import ReadingState
from newsreader.library.roots import Root, fingerprint, resolve, why_unreadable
from newsreader.library.saved_session import Session
from newsreader.library.search import SearchResult, Sort

__all__ = ["Library", "SearchResult", "Sort"]


class Library:
    """The articles below some roots. Methods may be called from any thread.

    Nothing waits for the folders but `update`: all else answers from the index, as it was brought up to date
    last.
    """

    def __init__(
        self, found: Sequence[Root], index: Index, state: ReadingState, notices: Sequence[str]
    ) -> None:
        self._roots = list(found)
        self._index = index
        self._state = state
        self._notices = list(notices)
        self._away: tuple[Path, ...] = ()
        self._lists = Lists(index.connection, state)
        self._may_mend = True
        self._rebuilding = threading.Lock()
        self.on_damage: Callable[[], None] | None = None
        """What to call where a question finds the index damaged: an `update` is needed, by another thread,
        and until then nothing is listed. It may be called often, from any thread. While it is None, who asks
        waits until the index is made again: nobody else would make it, and a missing answer would be wrong.
        """
        self.session = Session(state, fingerprint(found))

    @classmethod
    def open(cls, paths: Sequence[Path], *, cache: Path, state: Path) -> Library:
        """The library of folders and single files, with its index below `cache` and its state in `state`.

        Raises ContentError, with a sentence for the user, when one of them cannot be read and nothing is
        known of it; another LibraryError when nothing can be written anywhere.
        """
        found = resolve(paths)
        kept = ReadingState.open(state)
        try:
            index, notices = open_index(cache / "index", fingerprint(found), kept.path)
        except LibraryError:
            kept.close()
            raise
        library = cls(found, index, kept, [*kept.notices, *notices])
        try:
            library._look_at_roots()
        except ContentError:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Let go of all files."""
        self._index.close()
        self._state.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user about what is not as it should be: an index in a temporary place, a root
        that is gone."""
        return tuple(dict.fromkeys([*self._notices, *self._state.notices]))

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders and files that the library is made of, without links, none inside another."""
        return tuple(root.path for root in self._roots)

    # Lists

    def count(self) -> int:
        """How many articles there are that have not expired."""
        return len(self.listing(View.DATE, Filter()).keys)

    def unread(self) -> int:
        """How many of these have not been read."""
        return self.listing(View.DATE, Filter()).unread

    @mending
    def areas(self, choice: Filter) -> list[AreaCount]:
        """Every area of a choice, as if it named none, in alphabetical order."""
        return self._lists.areas(choice, self.session.visit_before)

    @mending
    def listing(self, view: View, choice: Filter) -> Listing:
        """The articles of a choice in the order of a view. Raises ValueError for dates that are none."""
        return self._lists.listing(view, choice, self.session.visit_before)

    @mending
    def newest(self, limit: int) -> list[Headline]:
        """The first few of everything that has not expired, sooner than a whole listing: for a first
        screen."""
        return self.headlines(article_queries.newest(self._index.connection(), limit))

    @mending
    def headlines(self, keys: Sequence[int]) -> list[Headline]:
        """The articles of these keys, in this order; those that are no longer there are left out."""
        return article_queries.headlines(self._index.connection(), self._state, keys)

    @mending
    def first_unread(self, keys: Sequence[int]) -> int | None:
        """The first of these that has not been read; None where all have."""
        return article_queries.first_unread(self._index.connection(), self._state, keys)

    @mending
    def version(self) -> tuple[int, int, int]:
        """A value that differs after any change of the index or the state, by this program or another."""
        find = "SELECT value FROM meta WHERE name = 'generation'"
        generation = there(self._index.connection().execute(find).fetchone())[0]
        return (generation, *self._state.version())

    @mending
    def find(self, beginning: str) -> Headline:
        """The article of an id, of the beginning of one, or of a file.

        Raises NotFoundError and AmbiguousError, each with a sentence for the user.
        """
        return article_queries.find(self._index.connection(), self._state, self._roots, beginning)

    # Articles

    def read(self, headline: Headline) -> Article:
        """The article, read anew from its file. Raises UnreadableError."""
        return article_queries.read(self._index.connection(), headline)

    @mending
    def bodies(self, keys: Sequence[int]) -> dict[int, str]:
        """The clean Markdown of these articles as it was when they were last read; no file is opened."""
        return article_texts.bodies(self._index.connection(), keys)

    @mending
    def languages(self, keys: Sequence[int]) -> dict[int, str]:
        """The language of each of these articles, as a BCP 47 tag; `en` where nothing else is said."""
        return article_texts.languages(self._index.connection(), keys)

    @mending
    def twins(self, keys: Sequence[int]) -> dict[int, article_texts.Twins]:
        """Of those of these articles that exist in several languages: the keys of all, by language."""
        return article_texts.twins(self._index.connection(), keys)

    def findings(self) -> Iterator[Finding]:
        """Everything there is to say of the files, by path and line."""
        yield from self._findings()

    @mending
    def _findings(self) -> list[Finding]:
        return list(article_queries.findings(self._index.connection()))

    @mending
    def search(
        self,
        query: str,
        *,
        sort: Sort | str = Sort.RELEVANCE,
        limit: int = 50,
        typing: bool = False,
        settled: bool = True,
        count: bool = True,
        expired: bool = False,
    ) -> SearchResult:
        """What answers to a query (see `library.query`). Never raises for what a query may hold.

        While it is being typed its last word may be the beginning of one. What is not `settled` is a quick
        first answer: titles before the rest, each newest first. Without `count` the total is None.
        """
        connection = self._index.connection()
        asked = parse(query, typing=typing)
        if asked.empty:
            return SearchResult(asked, (), 0)
        keys = search.find_keys(connection, asked, Sort(sort), limit, settled=settled, expired=expired)
        total = (
            len(keys)
            if len(keys) < limit
            else search.count(connection, asked, expired=expired)
            if count
            else None
        )
        better = None
        if not keys and settled:
            from newsreader.library.spelling import suggestion

            better = suggestion(connection, asked)
        found = partial(article_queries.headlines, connection, self._state)
        return SearchResult(asked, search.show(connection, asked, keys, found), total, better)

    # What the reader does

    def mark_read(self, keys: Sequence[int], read: bool, *, undoable: bool = True) -> None:
        """Mark articles as read or unread; `undoable` where a person did it."""
        self._state.mark(self._identities(keys), read=read, undoable=undoable)

    def mark_saved(self, keys: Sequence[int], saved: bool) -> None:
        """Save articles for later, or no longer."""
        self._state.mark(self._identities(keys), saved=saved)

    def undo(self) -> str | None:
        """Take back the last change of marks that a person made; what that did, as "Unsaved again".

        None where there is nothing left to undo.
        """
        return self._state.undo()

    def place(self, key: int) -> int | None:
        """Where in the body the reader was, as an offset of its text; None at the top."""
        identities = self._identities([key])
        return self._state.place(identities[0]) if identities else None

    def remember_place(self, key: int, offset: int) -> None:
        """Keep where in the body the reader is."""
        for identity in self._identities([key]):
            self._state.remember_place(identity, offset)

    # The folders

    @property
    def away(self) -> tuple[Path, ...]:
        """The roots that could not be looked at by the last `update`; their articles are as last seen."""
        return self._away

    def unreadable_roots(self) -> list[Path]:
        """The roots that cannot be read at this moment. Blocks while a folder far away does not answer."""
        return [root.path for root in self._roots if why_unreadable(root) is not None]

    @mending
    def newest_change(self, now: float) -> float | None:
        """When an article was last changed, or came, in seconds since 1970; what lies after `now` is no
        news."""
        return article_texts.newest_change(self._index.connection(), now)

    def update(
        self, progress: Callable[[Progress], None] | None = None, stop: Callable[[], bool] | None = None
    ) -> Update:
        """Look at the folders and read what is new; blocks until that is done, or until `stop` answers true.

        What was read so far is listed at once. Raises LibraryError when the index cannot be written anywhere.
        """
        return self._refresh(None, progress, stop)

    def _refresh(
        self,
        only: Collection[str] | None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Update:
        from newsreader.library.index.update import bring_up_to_date

        with self._rebuilding:
            if self._index.set_aside:
                self.rebuild()
        try:
            outcome = bring_up_to_date(self._index, self._roots, progress, stop, only)
        except SIGNS as error:
            if is_damage(error):
                self.rebuild()
            elif self._index.temporary:
                raise LibraryError(f"The index cannot be kept anywhere: {error}.") from error
            else:
                self._move_to_temporary(str(error))
            outcome = bring_up_to_date(self._index, self._roots, progress, stop)
        for root in outcome.away:
            self._tell_away(root)
        if only is None:
            self._away = tuple(root.path for root in outcome.away)
        return outcome.update

    def watch(self, changed: Callable[[Update], None], stop: threading.Event) -> None:
        """Keep the index up to date with every change below the roots; blocks until `stop` is set.

        `changed` is told of each update that changed something. Files that are still being written are waited
        for. A first `update` should have been made.
        """
        from newsreader.library.watch import watch

        watch(self._roots, self._refresh, changed, stop)

    def rebuild(self) -> None:
        """Forget all that is known of the articles; the next `update` reads every one again."""
        self._index.restart()
        self._lists = Lists(self._index.connection, self._state)

    def reconnect(self) -> None:
        """Open the index anew, as after another program made it again."""
        self._index.disconnect()
        self._lists = Lists(self._index.connection, self._state)

    def mend(self) -> None:
        """Make a damaged index again, from the files, or have another thread do it: see `on_damage`."""
        if not self._may_mend:
            raise LibraryError("The index is damaged.")
        if self.on_damage is None:
            self.rebuild()
            self._refresh(None)
            return
        if not self._index.set_aside:
            self._index.put_aside()
            self._lists = Lists(self._index.connection, self._state)
            self._notices.append("The index was damaged. It is being made again, from the articles.")
        self.on_damage()

    @contextmanager
    def as_it_is(self) -> Iterator[None]:
        """A block, before any thread asks, in which a damaged index is not made again: that raises
        LibraryError at once."""
        self._may_mend = False
        try:
            yield
        finally:
            self._may_mend = True

    def _look_at_roots(self) -> None:
        for root in self._roots:
            why = why_unreadable(root)
            if why is not None:
                if not article_queries.knows(self._index.connection(), root):
                    raise ContentError(why)
                self._tell_away(root)

    def _tell_away(self, root: Root) -> None:
        notice = f"{root.path} cannot be read now; its articles are listed as they were last seen."
        if notice not in self._notices:
            self._notices.append(notice)

    def _move_to_temporary(self, why: str) -> None:
        old = self._index
        self._index, notice = old.elsewhere(why)
        self._notices.append(notice)
        self._lists = Lists(self._index.connection, self._state)
        old.close()

    @mending
    def _identities(self, keys: Sequence[int]) -> list[int]:
        return article_queries.identities(self._index.connection(), keys)
