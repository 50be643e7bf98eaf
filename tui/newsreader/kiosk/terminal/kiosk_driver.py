"""The display's terminal driver: only keys and touches come in, only drawing goes out.

Textual's driver requests more from the terminal than a display needs, and obeys more of its answers: sizes,
focus, pastes. This one does not. It uses private names of Textual, each covered by a test.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import termios
import threading
import tty
from contextlib import suppress
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.geometry import Size
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from newsreader.kiosk.hardening.process import LOST
from newsreader.kiosk.terminal.input_filter import ANSWER, ESCAPE, InputFilter
from newsreader.kiosk.terminal.output_writer import QUERY, OutputWriter, only_drawing
from newsreader.ui.driver import WAIT, TolerantDriver

MAX_BACKLOG = 32
"""Keys and touches that may wait for the app; more are dropped, as nobody types so far ahead."""
BACKLOG_WAIT = 0.005
"""Seconds between two reads of the terminal while the backlog is full."""
MODES_DELAY = 0.3
"""Seconds after the last resize before the terminal modes are sent again."""
RESIZE_DEBOUNCE = 0.05
"""Seconds in which several resizes count as one."""
MAX_SIZE = (500, 200)
"""Columns and lines of the largest screen; on a larger one the display fills this corner."""
EXIT_TIMEOUT = 1.5
"""Seconds that the app may take to end when the terminal is gone."""

_BEGIN = "\x1b[?1049h\x1b[?7l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h"
"""Alternate screen, no wrapping, mouse buttons and drags in SGR form, bracketed paste."""
_END = "\x1b[0m\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?7h\x1b[?1049l\x1b[?25h"
_PARSER_ERRORS = (ArithmeticError, LookupError, TypeError, ValueError)
"""Errors of Textual's parser on absurd numbers, as found by fuzzing."""


class KioskDriver(TolerantDriver):
    """Textual's driver without anything that a display does not need."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **{**options, "debug": False})
        # Textual's handlers would stop the process, or start application mode twice.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        self._output = os.dup(1)
        self._parser = XTermParser()
        self._input_filter = InputFilter()
        self._writer: OutputWriter | None = None
        self._cursor = False
        self._untouched = True
        self._held = False
        self._sent = self._delivered = 0
        self._size_due: asyncio.TimerHandle | None = None
        self._modes_due: asyncio.TimerHandle | None = None

    # State

    @property
    def painted(self) -> int:
        """Frames that the terminal has shown since the start."""
        return self._writer.shown if self._writer is not None else 0

    @property
    def can_suspend(self) -> bool:
        """Whether the app can be suspended: never."""
        return False

    # Output

    def start_application_mode(self) -> None:
        """Take over the terminal."""
        self._writer = OutputWriter(
            self._output, behind=lambda: self._loop.call_soon_threadsafe(self.renew), gone=self._lose
        )
        self._writer_thread = self._writer  # type: ignore[assignment]
        self._writer.start()
        self._loop.add_signal_handler(signal.SIGWINCH, self._size_changed)
        with suppress(termios.error):
            self.attrs_before = termios.tcgetattr(self.fileno)
        self._set_modes()
        self._writer.write(QUERY)
        self._tell_size()
        self._key_thread = threading.Thread(target=self.run_input_thread, name="display-input", daemon=True)
        self._key_thread.start()

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self.disable_input()
        if self._writer is not None:
            self._writer.write(_END)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def suspend_application_mode(self) -> None:
        """Do nothing: a display is never suspended."""

    def resume_application_mode(self) -> None:
        """Take over the terminal again."""
        self.renew()

    def disable_input(self) -> None:
        """Stop reading keys."""
        self.exit_event.set()
        if self._key_thread not in (None, threading.current_thread()):
            self._key_thread.join(2 * WAIT)
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def write(self, data: str) -> None:
        """Write the drawing sequences of `data`; drop everything else."""
        if self._writer is not None:
            self._writer.write(only_drawing(data))

    def flush(self) -> None:
        """Mark the end of a frame; Textual calls this after each."""
        if self._writer is not None:
            self._writer.end_frame()

    def show_cursor(self, shown: bool) -> None:
        """Show or hide the terminal's cursor."""
        if shown != self._cursor:
            self._cursor = shown
            self._write_cursor()

    def renew(self) -> None:
        """Reset the terminal, whatever another program did to it, and redraw everything."""
        self._set_modes()
        self._app.call_later(self._app.refresh, layout=True)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: a display starts no other program."""

    def deliver_binary(self, binary: Any, **_: Any) -> None:
        """Do nothing: a display writes no file for visitors."""

    def _set_modes(self) -> None:
        with suppress(termios.error):
            modes = termios.tcgetattr(self.fileno)
            modes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            modes[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.IXANY | termios.BRKINT)
            modes[tty.IFLAG] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
            modes[tty.CC][termios.VMIN], modes[tty.CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self.fileno, termios.TCSANOW, modes)
        if self._writer is not None:
            self._writer.write(_BEGIN)
        self._write_cursor()

    def _write_cursor(self) -> None:
        if self._writer is not None:
            self._writer.write("\x1b[?25h" if self._cursor else "\x1b[?25l")

    # Size: from the terminal itself, never from a sequence or a variable

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            columns, lines = 0, 0
        return min(columns or 80, MAX_SIZE[0]), min(lines or 25, MAX_SIZE[1])

    def _size_changed(self) -> None:
        if self._size_due is None:
            self._size_due = self._loop.call_later(RESIZE_DEBOUNCE, self._tell_size)
        if self._modes_due is not None:
            self._modes_due.cancel()
        self._modes_due = self._loop.call_later(MODES_DELAY, self.renew)

    def _tell_size(self) -> None:
        self._size_due = None
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    # Input

    def run_input_thread(self) -> None:
        """Turn bytes into keys and touches until the app ends or the terminal is gone."""
        while not self.exit_event.is_set():
            if self._is_backlog_full():
                self.exit_event.wait(BACKLOG_WAIT)
            ready, _, _ = select.select([self.fileno], [], [], WAIT)
            if ready:
                data = self._read()
                if not data:
                    self._lose()
                    return
                for token in self._input_filter.feed(data):
                    self._take_token(token)
            elif self._input_filter.is_incomplete:
                for token in self._input_filter.pause():
                    self._take_token(token)

    def _is_backlog_full(self) -> bool:
        return self._sent - self._delivered >= MAX_BACKLOG

    def _take_token(self, token: str) -> None:
        if ANSWER.fullmatch(token):
            self._take_answer(supported=token[-3] != "0")
            return
        self._untouched = False
        if self._is_backlog_full():
            return
        with suppress(*_PARSER_ERRORS):
            for event in self._events(token):
                self.process_message(event)

    def _take_answer(self, *, supported: bool) -> None:
        """Trust an answer only if nobody can have typed it: before the first key."""
        if self._writer is not None:
            self._writer.answered(first=self._untouched)
        if self._untouched and supported:
            self._app.call_later(self._app.post_message, TerminalSupportsSynchronizedOutput())

    def _events(self, token: str) -> list[Message]:
        if token == ESCAPE:
            return [events.Key("escape", ESCAPE)]
        if token.startswith("\x1b[<"):
            report = self._parser.parse_mouse_code(token)
            return [report] if report is not None else []
        if len(token) == 2:
            return [_with_alt(key) for key in self._parser._sequence_to_key_events(token[1], alt=True)]
        return list(self._parser._sequence_to_key_events(token))

    def send_message(self, message: Message) -> None:
        """Send a key or touch to the app, from the reading thread."""
        self._sent += 1
        self._loop.call_soon_threadsafe(self._deliver, message)

    def _deliver(self, message: Message) -> None:
        self._delivered += 1
        if isinstance(message, events.MouseEvent) and not self._is_touch(message):
            return
        released = isinstance(message, events.MouseUp)
        if released or self._backlog() < MAX_BACKLOG:
            self._held = isinstance(message, events.MouseDown) or (self._held and not released)
            self._app.post_message(message)

    def _is_touch(self, event: events.MouseEvent) -> bool:
        """Return whether this is inside the screen: the first button from press to release, or the wheel."""
        if isinstance(event, events.MouseDown):
            return event.button == 1 and self._is_inside(event)
        if isinstance(event, (events.MouseMove, events.MouseUp)):
            return self._held
        return self._is_inside(event)

    def _is_inside(self, event: events.MouseEvent) -> bool:
        size = self._app.size
        return 0 <= event.x < size.width and 0 <= event.y < size.height

    def _backlog(self) -> int:
        """Count unhandled messages of the app, its screen and the focused widget."""
        waiting = [self._app, *self._app.screen_stack[-1:]]
        if self._app.screen_stack and self._app.focused is not None:
            waiting.append(self._app.focused)
        return max(each._message_queue.qsize() for each in waiting)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 1 << 16)
        except OSError:
            return b""

    def _lose(self) -> None:
        """End the app, by force if need be, because the terminal is gone."""
        last = threading.Timer(EXIT_TIMEOUT, os._exit, (LOST,))
        last.daemon = True
        last.start()
        self._app.call_later(self._app.exit, return_code=LOST)


def _with_alt(key: events.Key) -> events.Key:
    if "alt" in key.key.split("+"):
        return key
    return events.Key(f"alt+{key.key}", None)
