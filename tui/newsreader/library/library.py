"""The one door to many articles: lists, search, reading, and what the user did with each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from newsreader.articles.article import Article, Finding
from newsreader.library import article_queries, search
from newsreader.library.article_queries import KeyByLanguage
from newsreader.library.errors import ContentError, LibraryError
from newsreader.library.headlines import AreaCount, Filter, Headline, Listing, Progress, Update, View
from newsreader.library.index.index_file import Index, open_index
from newsreader.library.index.ranking import Sort
from newsreader.library.index.recovery import DAMAGE_ERRORS, is_damage, repair_and_retry, require
from newsreader.library.lists import Lists
from newsreader.library.query import parse
from newsreader.library.reading_state import ReadingState
from newsreader.library.roots import Root, fingerprint, resolve, why_unreadable
from newsreader.library.saved_session import Session
from newsreader.library.search import SearchResult

__all__ = ["Library", "SearchResult", "Sort"]


class Library:
    """The articles below some roots. Methods may be called from any thread.

    Only `update` and `watch` look at the folders; all else is answered from the index, as they left it.
    """

    def __init__(
        self, roots: Sequence[Root], index: Index, state: ReadingState, notices: Sequence[str]
    ) -> None:
        self._roots = list(roots)
        self._index = index
        self._connection = index.connection
        self._state = state
        self._notices = list(notices)
        self._away: tuple[Path, ...] = ()
        self._lists = Lists(self._connection, state)
        self._may_repair = True
        self._repaired = False
        self._restoring = threading.Lock()
        self.on_damage: Callable[[], None] | None = None
        """Called, from any thread and perhaps often, where a query finds the index damaged: another thread is
        to call `update`, and until then lists are empty. While it is None, the query itself waits for that.
        """
        self.session = Session(state, fingerprint(roots))

    @classmethod
    def open(cls, paths: Sequence[Path], *, cache: Path, state: Path) -> Library:
        """Open the library of folders and single files, with its index below `cache` and its state in
        `state`.

        Raises ContentError when one of them cannot be read and none of its articles are known; another
        LibraryError when nothing can be written anywhere.
        """
        roots = resolve(paths)
        reading_state = ReadingState.open(state)
        try:
            index, notices = open_index(cache / "index", fingerprint(roots), reading_state.file)
        except LibraryError:
            reading_state.close()
            raise
        library = cls(roots, index, reading_state, [*reading_state.notices, *notices])
        try:
            library._check_roots()
        except ContentError:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Close all files."""
        self._index.close()
        self._state.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the user about what is wrong, such as a temporary index; new ones come last."""
        for notice in self._state.notices:
            self._notify(notice)
        return tuple(self._notices)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders and files of the library, without symbolic links, none inside another."""
        return tuple(root.path for root in self._roots)

    # Lists

    def count(self) -> int:
        """Return how many articles have not expired."""
        return len(self.listing(View.DATE, Filter()).keys)

    def unread(self) -> int:
        """Return how many of these are unread."""
        return self.listing(View.DATE, Filter()).unread

    @repair_and_retry
    def areas(self, filter: Filter) -> list[AreaCount]:
        """Return every area of a filter, whatever areas that names, alphabetically."""
        return self._lists.areas(filter, self.session.visit_before)

    @repair_and_retry
    def listing(self, view: View, filter: Filter) -> Listing:
        """Return the articles of a filter in the order of a view. Raises ValueError for wrong dates."""
        return self._lists.listing(view, filter, self.session.visit_before)

    @repair_and_retry
    def newest(self, limit: int) -> list[Headline]:
        """Return the newest articles that have not expired, for a first screen: quicker than a list."""
        return self.headlines(article_queries.newest(self._connection(), limit))

    @repair_and_retry
    def headlines(self, keys: Sequence[int]) -> list[Headline]:
        """Return the articles of these keys, in this order, without those that are gone."""
        return article_queries.headlines(self._connection(), self._state, keys)

    @repair_and_retry
    def first_unread(self, keys: Sequence[int]) -> int | None:
        """Return the first of these keys whose article is unread."""
        return article_queries.first_unread(self._connection(), self._state, keys)

    @repair_and_retry
    def version(self) -> tuple[int, int, int]:
        """Return a value that changes with the index and the state, whichever program writes them."""
        find = "SELECT value FROM meta WHERE name = 'generation'"
        generation = require(self._connection().execute(find).fetchone())[0]
        return (generation, *self._state.version())

    @repair_and_retry
    def find(self, text: str) -> Headline:
        """Return the article of an id, a unique prefix of one, or a file.

        Raises NotFoundError and AmbiguousError.
        """
        return article_queries.find(self._connection(), self._state, self._roots, text)

    # Articles

    def read(self, headline: Headline) -> Article:
        """Read an article from its file. Raises UnreadableError."""
        return article_queries.read(self._raw_path(headline), headline)

    @repair_and_retry
    def _raw_path(self, headline: Headline) -> str:
        return article_queries.raw_path(self._connection(), headline)

    @repair_and_retry
    def bodies(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the clean Markdown of these articles as last read, without opening files."""
        return article_queries.bodies(self._connection(), keys)

    @repair_and_retry
    def languages(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the language of each of these articles, as a BCP 47 tag; English is the default."""
        return article_queries.languages(self._connection(), keys)

    @repair_and_retry
    def translations(self, keys: Sequence[int]) -> dict[int, KeyByLanguage]:
        """Return, for those of these articles that exist in several languages, the keys of all."""
        return article_queries.translations(self._connection(), keys)

    @repair_and_retry
    def findings(self) -> list[Finding]:
        """Return what is wrong in the files, by path and line."""
        from newsreader.library.findings import findings

        return findings(self._connection())

    @repair_and_retry
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
        """Search for a query (see `library.query`), whatever it holds.

        With `typing` its last word may be incomplete. Unless `settled`, the answer is quick: matches in
        titles before the rest, each newest first. Without `count` the total is None.
        """
        connection = self._connection()
        parsed = parse(query, typing=typing)
        if parsed.empty:
            return SearchResult(parsed, (), 0)
        keys = search.find_keys(connection, parsed, Sort(sort), limit, settled=settled, expired=expired)
        total: int | None = len(keys)
        if len(keys) >= limit:
            total = search.count(connection, parsed, expired=expired) if count else None
        suggestion = None
        if not keys and settled:
            from newsreader.library import spelling

            suggestion = spelling.suggestion(connection, parsed)
        headlines = article_queries.headlines(connection, self._state, keys)
        return SearchResult(parsed, search.show(connection, parsed, headlines), total, suggestion)

    # What the user does

    def mark_read(self, keys: Sequence[int], read: bool, *, undoable: bool = True) -> None:
        """Mark articles as read or unread; `undoable` where a person did it."""
        self._state.mark(self._identities(keys), read=read, undoable=undoable)

    def mark_saved(self, keys: Sequence[int], saved: bool) -> None:
        """Mark articles as saved or not."""
        self._state.mark(self._identities(keys), saved=saved)

    def undo(self) -> str | None:
        """Undo the last change of marks that a person made; return what that did: "Unsaved again".

        None where there is nothing left to undo.
        """
        return self._state.undo()

    def place(self, key: int) -> int | None:
        """Return the reading position in an article, as an offset of its text; None at the top."""
        return next((self._state.place(identity) for identity in self._identities([key])), None)

    def remember_place(self, key: int, offset: int) -> None:
        """Store the reading position in an article."""
        for identity in self._identities([key]):
            self._state.remember_place(identity, offset)

    @repair_and_retry
    def _identities(self, keys: Sequence[int]) -> list[int]:
        return list(dict.fromkeys(article_queries.identities(self._connection(), keys).values()))

    # The folders

    @property
    def away(self) -> tuple[Path, ...]:
        """The roots that the last `update` could not scan; their articles are listed as they were."""
        return self._away

    def unreadable_roots(self) -> list[Path]:
        """Return the roots that cannot be read now. Blocks while a network folder does not answer."""
        return [root.path for root in self._roots if why_unreadable(root) is not None]

    @repair_and_retry
    def newest_change(self, now: float) -> float | None:
        """Return when an article last changed or arrived, in seconds since 1970, up to `now`."""
        return article_queries.newest_change(self._connection(), now)

    def update(
        self, progress: Callable[[Progress], None] | None = None, stop: Callable[[], bool] | None = None
    ) -> Update:
        """Scan the folders and read what is new; block until that is done, or until `stop` returns True.

        What was read is listed at once. Raises LibraryError when the index cannot be written anywhere.
        """
        return self._refresh(None, progress, stop)

    def watch(self, changed: Callable[[Update], None], stop: threading.Event) -> None:
        """Keep the index up to date with every change below the roots; block until `stop` is set.

        `changed` is called after each update that changed something. Files that are still being written are
        waited for. Call `update` first.
        """
        from newsreader.library.watch import watch

        watch(self._roots, self._refresh, changed, stop)

    def _refresh(
        self,
        only: Collection[str] | None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Update:
        from newsreader.library.index.update import bring_up_to_date

        rebuilt = False
        while True:
            rebuilt = self._restore_index() or rebuilt
            replaced = self._index.replaced
            try:
                outcome = bring_up_to_date(
                    self._index, self._roots, progress, stop, None if rebuilt else only
                )
                break
            except (OSError, *DAMAGE_ERRORS) as error:
                rebuilt = True
                if is_damage(error):
                    self._index.disable(replaced)
                else:
                    self._notify(self._index.move_to_temporary(str(error)))
        for root in outcome.away:
            self._notify(_away_notice(root))
        if only is None:
            self._away = tuple(root.path for root in outcome.away)
        return replace(outcome.update, rebuilt=rebuilt)

    def rebuild(self) -> None:
        """Clear the index; the next `update` reads every article again."""
        self._index.clear()

    @property
    def replaced(self) -> int:
        """How often the index was replaced."""
        return self._index.replaced

    def repair(self, replaced: int) -> None:
        """Have a damaged index made again: by another thread, or here where `on_damage` is None."""
        if not self._may_repair:
            raise LibraryError("The index is damaged.")
        self._index.disable(replaced)
        if not self._index.disabled:
            return
        if self.on_damage is None:
            self._refresh(None)
        else:
            self._notify("The index was damaged. It is being made again, from the articles.")
            self.on_damage()

    @contextmanager
    def without_repair(self) -> Iterator[None]:
        """Raise LibraryError for a damaged index, before other threads use the library."""
        self._may_repair = False
        try:
            yield
        finally:
            self._may_repair = True

    def _restore_index(self) -> bool:
        """Replace a damaged index with an empty one, a second time with a temporary one; return whether it
        was."""
        with self._restoring:
            if not self._index.disabled:
                return False
            if not self._index.path.exists():  # deleted, not damaged
                self._index.clear()
            elif not self._repaired:
                self._repaired = True
                self._index.clear()
            else:
                self._notify(self._index.move_to_temporary("it was damaged twice"))
            return True

    def _check_roots(self) -> None:
        for root in self._roots:
            why = why_unreadable(root)
            if why is not None:
                if not article_queries.has_articles(self._connection(), root):
                    raise ContentError(why)
                self._notify(_away_notice(root))

    def _notify(self, notice: str) -> None:
        if notice not in self._notices:
            self._notices.append(notice)


def _away_notice(root: Root) -> str:
    return f"{root.path} cannot be read now; its articles are listed as they were last seen."
