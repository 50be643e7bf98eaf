"""The marks of articles: read, unread, saved, and undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from newsreader.library.headlines import Headline
from newsreader.library.library import Library

_GROUP = "marks"
_AT_ONCE = 500
"""Articles that one question to the library is about."""


class ReadingMarks:
    """Change marks one after the other, in a thread: each change sees what the one before it did."""

    @dataclass
    class Changed(Message):
        """Marks have changed; `host` has posted it."""

    def __init__(self, library: Library, host: Widget) -> None:
        self._library, self._host = library, host
        self._turn = asyncio.Lock()
        self._kept_unread: set[int] = set()

    def set_read(self, keys: Sequence[int], read: bool, notice: str = "") -> None:
        """Mark as read or unread for the person; what they keep unread is not marked again by itself."""
        (self._kept_unread.difference_update if read else self._kept_unread.update)(keys)

        def change() -> str:
            self._library.mark_read(keys, read)
            return notice

        self._change(change)

    def opened(self, key: int) -> None:
        """Let an article that the person opens anew be marked as read by itself again."""
        self._kept_unread.discard(key)

    def read_by_itself(self, key: int) -> None:
        """Mark an article as read because it was open for a while or scrolled; undo passes over that."""
        if key not in self._kept_unread:
            self._change(lambda: self._library.mark_read([key], True, undoable=False))

    def toggle_read(self, keys: Sequence[int]) -> None:
        """Mark articles as read; where all of them are, as unread."""

        def change() -> None:
            read = not all(headline.read for headline in self._headlines(keys))
            (self._kept_unread.difference_update if read else self._kept_unread.update)(keys)
            self._library.mark_read(keys, read)

        self._change(change)

    def toggle_saved(self, keys: Sequence[int]) -> None:
        """Save articles; where all of them are saved, unsave them."""

        def change() -> str:
            saved = not all(headline.saved for headline in self._headlines(keys))
            self._library.mark_saved(keys, saved)
            words = "saved for later" if saved else "no longer saved"
            return f"{words.capitalize()}." if len(keys) == 1 else f"{len(keys):,} articles {words}."

        self._change(change)

    def _headlines(self, keys: Sequence[int]) -> Iterator[Headline]:
        for start in range(0, len(keys), _AT_ONCE):
            yield from self._library.headlines(keys[start : start + _AT_ONCE])

    def undo(self) -> None:
        """Take back the person's last change, and say what that did."""

        def change() -> str:
            undone = self._library.undo()
            return f"{undone}." if undone else "There is nothing to undo."

        self._change(change)

    async def drain(self) -> None:
        """Wait until every change so far is kept."""
        await self._host.workers.wait_for_complete(
            [worker for worker in self._host.workers if worker.group == _GROUP]
        )

    def _change(self, change: Callable[[], str | None]) -> None:
        self._host.run_worker(self._in_turn(change), group=_GROUP)

    async def _in_turn(self, change: Callable[[], str | None]) -> None:
        async with self._turn:
            notice = await asyncio.to_thread(change)
        if notice:
            self._host.notify(notice, markup=False, timeout=3)
        self._host.post_message(self.Changed())


class ReadingProgress:
    """When the open article counts as read: open for a while by the person's wish, or scrolled."""

    def __init__(self, marks: ReadingMarks, seconds: float, host: Widget) -> None:
        self._marks, self._seconds, self._host = marks, seconds, host
        self._headline: Headline | None = None
        self._start: int | None = None
        """Where the article in the view began to be shown."""
        self._timer: Timer | None = None
        self._opened = self._done = False

    def follow(self, headline: Headline | None) -> None:
        """Turn to another article, or to the same one as the library has it now."""
        if headline is None or self._headline is None or headline.id != self._headline.id:
            self._stop()
            self._start, self._opened = None, False
            self._done = headline is None or headline.read
        self._headline = headline

    def opened(self) -> None:
        """The person has opened the article, and not only passed over it."""
        if self._headline is None or self._opened:
            return
        self._opened = True
        self._marks.opened(self._headline.key)
        if self._done:
            return
        if self._seconds:
            self._timer = self._host.set_timer(self._seconds, self._read)
        else:
            self._read()

    def shown(self, place: int) -> None:
        """The view shows the article from this place."""
        self._start = place

    def scrolled(self, place: int) -> None:
        """The view has come to this place."""
        if self._start is not None and place != self._start:
            self._read()

    def _read(self) -> None:
        if not self._done and self._headline is not None:
            self._stop()
            self._done = True
            self._marks.read_by_itself(self._headline.key)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
