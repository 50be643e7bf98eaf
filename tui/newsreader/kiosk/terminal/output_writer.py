"""Write to the display's terminal in a thread: only drawing, and never blocking the app."""

from __future__ import annotations

import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

MAX_QUEUED = 1 << 20
"""Characters queued for a terminal that does not read; a frame has about 20,000."""
QUERY = "\x1b[?2026$p"
"""Query a mode (DECRQM): a terminal that answers has read everything before it."""
QUERY_INTERVAL = 1.0
"""Seconds before the query is repeated: an answer can be lost in a paste."""
EXIT_TIMEOUT = 1.0
"""Seconds to write the rest at the end."""

_DRAWING = re.compile(
    r"(?:[^\x00-\x1f\x7f-\x9f]++"
    r"|\x1b\[(?:[0-9;:]{0,64}m|[0-9]{0,4}(?:;[0-9]{0,4})?H|[0-2]?[JK]|\?2026[hl])"
    r"|[\r\n])*"
)
"""Text, SGR, cursor position and erasing: ECMA-48 8.3.117, 8.3.21, 8.3.39, 8.3.41."""
_COMMAND = re.compile(
    r"(?P<ours>\x1b\[(?:[0-9;:]{0,64}m|[0-9]{0,4}(?:;[0-9]{0,4})?H|[0-2]?[JK]|\?2026[hl])|[\r\n])"
    r"|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x18\x1a\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]"
    r"|[\x00-\x1f\x7f-\x9f]"
)


def only_drawing(text: str) -> str:
    """Return `text` without anything but drawing: no titles, clipboard, links or modes."""
    if _DRAWING.fullmatch(text):
        return text
    return _COMMAND.sub(lambda found: found["ours"] or "", text)


class OutputWriter(threading.Thread):
    """Write queued text in order, without blocking the caller.

    If the terminal does not read, text beyond `MAX_QUEUED` is lost; `behind` is called once it reads again:
    everything must be redrawn. `gone` is called when the terminal has gone.
    """

    def __init__(self, number: int, *, behind: Callable[[], object], gone: Callable[[], object]) -> None:
        super().__init__(name="display-output", daemon=True)
        self._number, self._behind, self._gone = number, behind, gone
        self._queue: deque[str | None] = deque()
        self._changed = threading.Condition()
        self._queued = 0
        self._lost = self._stopped = False
        self._frames = 0
        self._answers = False
        self._asked: tuple[int, float] | None = None
        self._shown = 0

    @property
    def shown(self) -> int:
        """Frames that the terminal has read, if it answers queries, else frames written."""
        return self._shown if self._answers else self._frames

    def answered(self, *, first: bool = False) -> None:
        """Record an answer; with `first`, the terminal is known to answer from now on."""
        self._answers = self._answers or first
        if self._asked is not None:
            self._shown, self._asked = self._asked[0], None

    def write(self, text: str) -> None:
        """Queue text."""
        with self._changed:
            if self._queued + len(text) > MAX_QUEUED:
                self._lost = True
            elif not self._lost and not self._stopped:
                self._queue.append(text)
                self._queued += len(text)
                self._changed.notify()

    def end_frame(self) -> None:
        """Queue the end of a frame, counted once it is written."""
        with self._changed:
            if not self._lost and not self._stopped:
                self._queue.append(None)
                self._changed.notify()

    def flush(self) -> None:
        """Do nothing: text is written as soon as possible."""

    def stop(self) -> None:
        """Write the rest of the queue, within `EXIT_TIMEOUT`."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self.join(EXIT_TIMEOUT)

    def run(self) -> None:
        """Write until stopped."""
        try:
            while (text := self._next()) is not _END:
                if text is None:
                    self._frames += 1
                    self._ask()
                else:
                    self._send(text)
        except OSError:
            with self._changed:
                self._stopped = True
                self._queue.clear()
            self._gone()

    def _next(self) -> str | None:
        """Return the next text, None for the end of a frame, `_END` when stopped."""
        with self._changed:
            while not self._queue:
                if self._lost and not self._stopped:
                    self._lost = False
                    with suppress(RuntimeError):  # the app may have ended meanwhile
                        self._behind()
                if self._stopped:
                    return _END
                self._changed.wait()
            text = self._queue.popleft()
            self._queued -= len(text or "")
            return text

    def _ask(self) -> None:
        now = time.monotonic()
        if self._answers and (self._asked is None or now - self._asked[1] > QUERY_INTERVAL):
            self._asked = (self._frames, now)
            self._send(QUERY)

    def _send(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        while data:
            data = data[os.write(self._number, data) :]


_END = "\0"
"""Never written: `only_drawing` removes it."""
