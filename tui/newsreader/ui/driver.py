"""The way from the terminal's keys to the app, made to survive what terminals really send.

Textual 8.2 decodes input strictly, so that one byte that is not UTF-8 ends the program with a traceback, and
goes round for ever when the terminal is gone. It draws on stderr, which may lead elsewhere, and its writing
thread ends with the terminal, so that whoever writes then waits for ever. This leans on private names of
Textual; a test tells when they move.
"""

from __future__ import annotations

import os
import selectors
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TextIO

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

WAIT = 0.1
"""Seconds between looks at whether the program ends, as in Textual."""


class Output:
    """A terminal to write to, which may be gone: that is told by its input, where there is a way out."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Writes, if anything is there to be written to."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Writes what waits."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()


class TolerantDriver(LinuxDriver):
    """Textual's own driver, but for the reading of input and where output goes."""

    def start_application_mode(self) -> None:
        """Draws where the program was found to have a terminal."""
        self._file = Output(sys.__stdout__ or sys.stdout)  # type: ignore[assignment]
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Turns bytes into events until the program ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(WAIT):
                    data = self._read()
                    if not data:
                        self._app.call_later(self._app.exit, return_code=1)
                        return
                    self._feed(parser, decode(data))
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """What has come; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _feed(self, parser: XTermParser, text: str) -> None:
        try:
            for event in parser.feed(text):
                self.process_message(event)
        except ParseError:
            # A sequence that no terminal should send is passed over, as a key that means nothing.
            return
