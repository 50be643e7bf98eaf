"""The way to the terminal: what the display draws and nothing else, without ever waiting for who reads it."""

from __future__ import annotations

import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

MOST = 1 << 20
"""Characters that may wait for a terminal that does not read; a picture has some 20,000."""
ASK = "\x1b[?2026$p"
"""Asks a terminal for a mode, DECRQM: one that answers has read what came before."""
ASK_AGAIN = 1.0
"""Seconds after which it is asked anew: an answer can be lost in what somebody pastes."""
PARTING = 1.0
"""Seconds that the last words may take at the end."""

_DRAWING = re.compile(
    r"(?:[^\x00-\x1f\x7f-\x9f]++"
    r"|\x1b\[(?:[0-9;:]{0,64}m|[0-9]{0,4}(?:;[0-9]{0,4})?H|[0-2]?[JK]|\?2026[hl])"
    r"|[\r\n])*+"
)
"""Text, renditions, where they go, and what clears: ECMA-48 8.3.117, 8.3.21, 8.3.39, 8.3.41."""
_COMMAND = re.compile(
    r"(?P<ours>\x1b\[(?:[0-9;:]{0,64}m|[0-9]{0,4}(?:;[0-9]{0,4})?H|[0-2]?[JK]|\?2026[hl])|[\r\n])"
    r"|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x18\x1a\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]"
    r"|[\x00-\x1f\x7f-\x9f]"
)


def only_drawing(text: str) -> str:
    """What of it draws. All else that a terminal obeys is left out: titles, clipboard, links, modes."""
    if _DRAWING.fullmatch(text):
        return text
    return _COMMAND.sub(lambda found: found["ours"] or "", text)


class OutputWriter(threading.Thread):
    """Writes what it is given, in its order, while nobody waits for it.

    Where the terminal does not read, `MOST` is kept and what comes after is lost: `behind` is called when the
    terminal has read again, so that everything is drawn anew. `gone` is called when there is none any more.
    """

    def __init__(self, number: int, *, behind: Callable[[], object], gone: Callable[[], object]) -> None:
        super().__init__(name="display-output", daemon=True)
        self._number, self._behind, self._gone = number, behind, gone
        self._queue: deque[str | None] = deque()
        self._news = threading.Condition()
        self._waiting = 0
        self._lost = self._stopped = False
        self._frames = 0
        self._answers = False
        self._asked: tuple[int, float] | None = None
        self._shown = 0

    @property
    def shown(self) -> int:
        """Pictures that the terminal has: read, where it answers questions; else written to it."""
        return self._shown if self._answers else self._frames

    def answers(self, *, first: bool = False) -> None:
        """The terminal answered; with `first` it is known from now on to be one that does."""
        self._answers = self._answers or first
        if self._asked is not None:
            self._shown, self._asked = self._asked[0], None

    def write(self, text: str) -> None:
        """Has it written when its turn comes."""
        with self._news:
            if self._waiting + len(text) > MOST:
                self._lost = True
            elif not self._lost and not self._stopped:
                self._queue.append(text)
                self._waiting += len(text)
                self._news.notify()

    def picture(self) -> None:
        """Says that a picture ends here, which counts when all of it is written."""
        with self._news:
            if not self._lost and not self._stopped:
                self._queue.append(None)
                self._news.notify()

    def flush(self) -> None:
        """Nothing: it writes as soon as it can."""

    def stop(self) -> None:
        """Writes what waits, if the terminal takes it soon."""
        with self._news:
            self._stopped = True
            self._news.notify()
        self.join(PARTING)

    def run(self) -> None:
        """Writes until it is stopped."""
        try:
            while (text := self._next()) is not _END:
                if text is None:
                    self._frames += 1
                    self._ask()
                else:
                    self._send(text)
        except OSError:
            with self._news:
                self._stopped = True
                self._queue.clear()
            self._gone()

    def _next(self) -> str | None:
        """What comes next: some text, or None for the end of a picture; `_END` when there is nothing more."""
        with self._news:
            while not self._queue:
                if self._lost and not self._stopped:
                    self._lost = False
                    with suppress(RuntimeError):  # the program may have ended meanwhile
                        self._behind()
                if self._stopped:
                    return _END
                self._news.wait()
            text = self._queue.popleft()
            self._waiting -= len(text or "")
            return text

    def _ask(self) -> None:
        now = time.monotonic()
        if self._answers and (self._asked is None or now - self._asked[1] > ASK_AGAIN):
            self._asked = (self._frames, now)
            self._send(ASK)

    def _send(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(self._number, data) :]


_END = "\0"
"""No text that is written: `only_drawing` takes it out."""
