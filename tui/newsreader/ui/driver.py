"""Read keys and write to the terminal without failing on what terminals really do.

Textual 8.2 decodes input strictly: one byte that is not UTF-8 ends the program with a traceback. It loops for
ever when the terminal is gone, draws on stderr, which may be redirected, and blocks writers when its writing
thread has ended with the terminal. This uses private names of Textual; a test fails when they change.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

from newsreader.ui.alternate_screen import ENTER, AlternateScreen

BEGIN, END = "\x1b[200~", "\x1b[201~"
"""Around a paste: xterm's control sequences, "Bracketed Paste Mode"."""
WAIT = 0.1
"""Seconds between checks for the end of the program, as in Textual."""
PASTE_WAIT = 1.0
"""Seconds without input after which an open paste is closed: a slow line has pauses."""
MAX_SIZE = 2000
"""The most columns and lines a terminal may report: more are not real and take memory."""

_PARSER_ERRORS = (ParseError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
"""What Textual's parser may raise for a malformed sequence: U+110000, a size of x."""


class Output:
    """A terminal to write to, which may be gone: the input notices that, and ends the program.

    On the alternate screen already, it is not told to enter that: some terminals would clear it.
    """

    def __init__(self, file: TextIO, *, entered: bool = False) -> None:
        self._file = file
        self._entered = entered

    def write(self, text: str) -> None:
        """Write, unless the terminal is gone."""
        if self._entered and text == ENTER:
            self._entered = False
            return
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Write what is buffered."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._file.fileno()


class PasteFilter:
    """Removes everything but text from what is pasted.

    Textual takes escape sequences within a paste for keys, and not every terminal removes them. A paste that
    never ends would swallow every key after it.
    """

    def __init__(self) -> None:
        self.open = False
        """Whether a paste has started and not ended."""
        self._seen = ""
        self._last = 0.0

    def clean(self, text: str) -> Iterator[str]:
        """Yield the input to be read, character by character."""
        self._last = time.monotonic()
        for character in text:
            self._seen += character
            if self.open:
                yield from self._inside(character)
            else:
                yield character
                self.open = self._seen.endswith(BEGIN)
                self._seen = "" if self.open else self._seen[-len(BEGIN) :]

    def is_overdue(self) -> bool:
        """Whether an open paste has paused for too long."""
        return self.open and time.monotonic() - self._last > PASTE_WAIT

    def end(self) -> str:
        """Close an open paste, and return its end."""
        self.open, self._seen = False, ""
        return END

    def _inside(self, character: str) -> Iterator[str]:
        if END.startswith(self._seen):
            if self._seen == END:
                yield from self.end()
            return
        held, self._seen = self._seen[:-1], character if character == END[0] else ""
        yield from held.removeprefix(END[0])
        if character.isprintable() or character in "\n\r\t":
            yield character


class TolerantDriver(LinuxDriver):
    """Textual's driver for Linux with another way of reading input and another output."""

    def start_application_mode(self) -> None:
        """Start on stdout, from the alternate screen if the first frame is on it."""
        before: AlternateScreen | None = getattr(self._app, "alternate_screen", None)
        entered = before is not None and before.is_shown
        self._file = Output(sys.__stdout__ or sys.stdout, entered=entered)  # type: ignore[assignment]
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None and entered:
            self.attrs_before = before.hand_over()
        # Textual's handler can interrupt itself, and then reports an old size last.
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._report_size)

    def _report_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return min(width, MAX_SIZE), min(height, MAX_SIZE)

    def run_input_thread(self) -> None:
        """Turn bytes into events until the program ends or the terminal is gone."""
        self._parser = XTermParser(self._debug)
        pastes = PasteFilter()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(WAIT):
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.exit, return_code=1)
                        return
                    # One by one, so that an error costs no key that came after it. Never an empty text, as
                    # half a character decodes to: the parser takes that for the end of all input.
                    for character in pastes.clean(decode(data)):
                        self._process(self._parser.feed(character))
                elif pastes.is_overdue():
                    self._process(self._parser.feed(pastes.end()))
                self._process(self._parser.tick())

    def _read(self) -> bytes:
        """Read what has arrived; nothing if the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _process(self, events: Iterable[Message]) -> None:
        """Pass events on; ignore what the parser cannot read."""
        try:
            for event in events:
                if not isinstance(event, Resize) or _is_plausible(event.size):
                    self.process_message(event)
        except _PARSER_ERRORS:
            self._parser = XTermParser(self._debug)  # the generator of the old one has ended


def _is_plausible(size: Size) -> bool:
    return 0 < size.width <= MAX_SIZE and 0 < size.height <= MAX_SIZE
