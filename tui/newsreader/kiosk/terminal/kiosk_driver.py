"""The display's terminal: keys and touches come in and nothing else; pictures go out and nothing else.

Textual's driver asks the terminal for more than a display needs, and obeys more of what comes back: sizes,
focus, pastes. This one does not. It leans on private names of Textual, each of which a test names.
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
from newsreader.kiosk.terminal.output_writer import ASK, OutputWriter, only_drawing
from newsreader.ui.driver import WAIT, TolerantDriver

CROWD = 32
"""Keys and touches that may wait for the program. Nobody types so far ahead: more are dropped."""
REST = 0.005
"""Seconds between two looks at the terminal while too many wait."""
STORM = 0.3
"""Seconds after the last change of size when the modes are sent again."""
SETTLE = 0.05
"""Seconds in which several changes of size count as one."""
LARGEST = (500, 200)
"""Columns and lines of the largest screen; a larger one shows the display in its corner."""
LAST = 1.5
"""Seconds that the program may take to end when the terminal is gone."""

_BEGIN = "\x1b[?1049h\x1b[?7l\x1b[?1000h\x1b[?1002h\x1b[?1006h\x1b[?2004h"
"""The other screen, no wrapping, buttons and drags of the mouse in their long form, pastes marked as such."""
_END = "\x1b[0m\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?7h\x1b[?1049l\x1b[?25h"
_SENSELESS = (ArithmeticError, LookupError, TypeError, ValueError)
"""What Textual's parser was seen to raise for senseless numbers."""


class KioskDriver(TolerantDriver):
    """Textual's driver with every door closed that a display does not need."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **{**options, "debug": False})
        # Textual's own would stop the process, or begin a second time.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        self._output = os.dup(1)
        self._parser = XTermParser()
        self._sieve = InputFilter()
        self._writer: OutputWriter | None = None
        self._cursor = False
        self._untouched = True
        self._held = False
        self._sent = self._delivered = 0
        self._size_due: asyncio.TimerHandle | None = None
        self._modes_due: asyncio.TimerHandle | None = None

    # What it tells

    @property
    def painted(self) -> int:
        """Pictures that the terminal has taken since the start."""
        return self._writer.shown if self._writer is not None else 0

    @property
    def can_suspend(self) -> bool:
        """Never."""
        return False

    # Out

    def start_application_mode(self) -> None:
        """Takes the terminal."""
        self._writer = OutputWriter(
            self._output, behind=lambda: self._loop.call_soon_threadsafe(self.renew), gone=self._lose
        )
        self._writer_thread = self._writer  # type: ignore[assignment]
        self._writer.start()
        self._loop.add_signal_handler(signal.SIGWINCH, self._size_changed)
        with suppress(termios.error):
            self.attrs_before = termios.tcgetattr(self.fileno)
        self._set_modes()
        self._writer.write(ASK)
        self._tell_size()
        self._key_thread = threading.Thread(target=self.run_input_thread, name="display-input", daemon=True)
        self._key_thread.start()

    def stop_application_mode(self) -> None:
        """Gives the terminal back as it was."""
        self.disable_input()
        if self._writer is not None:
            self._writer.write(_END)
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def suspend_application_mode(self) -> None:
        """Nothing: a display is not put aside."""

    def resume_application_mode(self) -> None:
        """Takes the terminal again."""
        self.renew()

    def disable_input(self) -> None:
        """Takes no more keys."""
        self.exit_event.set()
        if self._key_thread not in (None, threading.current_thread()):
            self._key_thread.join(2 * WAIT)
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    def write(self, data: str) -> None:
        """Draws; what does not draw is left out."""
        if self._writer is not None:
            self._writer.write(only_drawing(data))

    def flush(self) -> None:
        """A picture ends here: Textual says so after each."""
        if self._writer is not None:
            self._writer.picture()

    def show_cursor(self, shown: bool) -> None:
        """Shows the terminal's own cursor where the app has put it, or hides it."""
        if shown != self._cursor:
            self._cursor = shown
            self._write_cursor()

    def renew(self) -> None:
        """Takes the terminal anew, whatever somebody else has done to it, and draws everything."""
        self._set_modes()
        self._app.call_later(self._app.refresh, layout=True)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing: a display starts no other program."""

    def deliver_binary(self, binary: Any, **_: Any) -> None:
        """Nothing: a display writes no file for anybody."""

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

    # Its size: the terminal's own word, never that of a sequence or a variable

    def _get_terminal_size(self) -> tuple[int, int]:
        try:
            columns, lines = os.get_terminal_size(self.fileno)
        except OSError:
            columns, lines = 0, 0
        return min(columns or 80, LARGEST[0]), min(lines or 25, LARGEST[1])

    def _size_changed(self) -> None:
        if self._size_due is None:
            self._size_due = self._loop.call_later(SETTLE, self._tell_size)
        if self._modes_due is not None:
            self._modes_due.cancel()
        self._modes_due = self._loop.call_later(STORM, self.renew)

    def _tell_size(self) -> None:
        self._size_due = None
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    # In

    def run_input_thread(self) -> None:
        """Turns bytes into keys and touches until the program ends or the terminal is gone."""
        while not self.exit_event.is_set():
            if self._is_crowded():
                self.exit_event.wait(REST)
            ready, _, _ = select.select([self.fileno], [], [], WAIT)
            if ready:
                data = self._read()
                if not data:
                    self._lose()
                    return
                for token in self._sieve.feed(data):
                    self._take_token(token)
            elif self._sieve.waits:
                for token in self._sieve.pause():
                    self._take_token(token)

    def _is_crowded(self) -> bool:
        return self._sent - self._delivered >= CROWD

    def _take_token(self, token: str) -> None:
        if ANSWER.fullmatch(token):
            self._take_answer(supported=token[-3] != "0")
            return
        self._untouched = False
        if self._is_crowded():
            return
        with suppress(*_SENSELESS):
            for event in self._events(token):
                self.process_message(event)

    def _take_answer(self, *, supported: bool) -> None:
        """Believes that the terminal answers only where nobody could have typed the answer yet."""
        if self._writer is not None:
            self._writer.answers(first=self._untouched)
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
        """Hands a key or a touch to the program, from the thread that reads."""
        self._sent += 1
        self._loop.call_soon_threadsafe(self._deliver, message)

    def _deliver(self, message: Message) -> None:
        self._delivered += 1
        if isinstance(message, events.MouseEvent) and not self._is_touch(message):
            return
        released = isinstance(message, events.MouseUp)
        if released or self._backlog() < CROWD:
            self._held = isinstance(message, events.MouseDown) or (self._held and not released)
            self._app.post_message(message)

    def _is_touch(self, event: events.MouseEvent) -> bool:
        """Whether it is one: in the picture, by the first button from down to up, or the wheel."""
        if isinstance(event, events.MouseDown):
            return event.button == 1 and self._is_inside(event)
        if isinstance(event, (events.MouseMove, events.MouseUp)):
            return self._held
        return self._is_inside(event)

    def _is_inside(self, event: events.MouseEvent) -> bool:
        size = self._app.size
        return 0 <= event.x < size.width and 0 <= event.y < size.height

    def _backlog(self) -> int:
        """Messages that the program, its screen and what has the focus have not dealt with."""
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
        """The terminal is gone: the program ends, one way or the other."""
        last = threading.Timer(LAST, os._exit, (LOST,))
        last.daemon = True
        last.start()
        self._app.call_later(self._app.exit, return_code=LOST)


def _with_alt(key: events.Key) -> events.Key:
    if "alt" in key.key.split("+"):
        return key
    return events.Key(f"alt+{key.key}", None)
