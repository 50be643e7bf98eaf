"""The way from the terminal's keys to the app, made to survive what terminals really send.

Textual 8.2 decodes input strictly, so that one byte that is not UTF-8 ends the program with a traceback, and
goes round for ever when the terminal is gone. It draws on stderr, which may lead elsewhere, and its writing
thread ends with the terminal, so that whoever writes then waits for ever. This leans on private names of
Textual; a test tells when they move.
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
"""What stands around a paste: xterm's control sequences, "Bracketed Paste Mode"."""
WAIT = 0.1
"""Seconds between looks at whether the program ends, as in Textual."""
PASTE_WAIT = 1.0
"""Seconds without more of a paste after which it is taken for one that never ends: a slow line has pauses."""
MOST = 2000
"""Columns and lines that a terminal may say it has: more take memory and are on no desk."""

_SENSELESS = (ParseError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
"""What Textual's parser was seen to raise, or may, for a senseless sequence: U+110000, a size of x."""


class Output:
    """A terminal to write to, which may be gone: that is told by its input, where there is a way out.

    Where it is in its other screen already, it is not told to enter that: some would clear it.
    """

    def __init__(self, file: TextIO, *, entered: bool = False) -> None:
        self._file = file
        self._entered = entered

    def write(self, text: str) -> None:
        """Writes, if anything is there to be written to."""
        if self._entered and text == ENTER:
            self._entered = False
            return
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Writes what waits."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()


class Pastes:
    """Leaves of what is pasted its text alone.

    Textual takes sequences within a paste for keys. Terminals take them out, but for some; and a paste that
    never ends would swallow every key after it.
    """

    def __init__(self) -> None:
        self.open = False
        """Whether a paste has begun and not ended."""
        self._seen = ""
        self._last = 0.0

    def clean(self, text: str) -> Iterator[str]:
        """What of the input is to be read, character by character."""
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
        """Whether nothing has come of an open paste for too long."""
        return self.open and time.monotonic() - self._last > PASTE_WAIT

    def end(self) -> str:
        """Ends a paste of which no more comes."""
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
    """Textual's own driver, but for the reading of input and where output goes."""

    def start_application_mode(self) -> None:
        """Draws where the program was found to have a terminal."""
        before: AlternateScreen | None = getattr(self._app, "shown_before", None)
        entered = before is not None and before.shows
        self._file = Output(sys.__stdout__ or sys.stdout, entered=entered)  # type: ignore[assignment]
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None and entered:
            self.attrs_before = before.hand_over()
        # Textual's handler can be interrupted by itself and then tells an old size last.
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return min(width, MOST), min(height, MOST)

    def run_input_thread(self) -> None:
        """Turns bytes into events until the program ends or the terminal is gone."""
        self._parser = XTermParser(self._debug)
        pastes = Pastes()
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(WAIT):
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.exit, return_code=1)
                        return
                    # One by one: a fault then costs what belongs to it, and no key that came after it. The
                    # parser takes an empty text, as half a character decodes to, for the end of all input.
                    for character in pastes.clean(decode(data)):
                        self._take(self._parser.feed(character))
                elif pastes.is_overdue():
                    self._take(self._parser.feed(pastes.end()))
                self._take(self._parser.tick())

    def _read(self) -> bytes:
        """What has come; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _take(self, events: Iterable[Message]) -> None:
        """Hands events on. What no terminal should send is passed over, as a key that means nothing."""
        try:
            for event in events:
                if not isinstance(event, Resize) or _is_window(event.size):
                    self.process_message(event)
        except _SENSELESS:
            self._parser = XTermParser(self._debug)  # the old one ended with the fault


def _is_window(size: Size) -> bool:
    return 0 < size.width <= MOST and 0 < size.height <= MOST
