"""The screen that a terminal keeps for programs, entered before Textual is there, and handed over to it.

Whatever happens before that, the terminal becomes as it was.
"""

from __future__ import annotations

import os
import signal
import termios
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
"""xterm's control sequences: to the other screen, which is cleared, and back."""
_HIDE, _SHOW = "\x1b[?25l", "\x1b[?25h"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""What stands between is drawn at once, by terminals that know it; the others pass it over."""

_LOCAL, _CHARACTERS = 3, 6
"""Where `termios` keeps the local modes, and the characters that mean something."""


class AlternateScreen:
    """A context in which a screen may be shown; at its end the terminal is as it was, unless handed over."""

    def __init__(self, stdin: int = 0, stdout: int = 1) -> None:
        self._stdin, self._stdout = stdin, stdout
        self._settings: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._shown = False

    def __enter__(self) -> AlternateScreen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines of the terminal; none where it does not tell."""
        try:
            return tuple(os.get_terminal_size(self._stdout))  # type: ignore[return-value]
        except OSError:
            return 0, 0

    def show(self, frame: str) -> None:
        """Enter the screen with something on it. Keys are kept from now on for who reads them, unseen."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, _end)
        try:
            self._settings = termios.tcgetattr(self._stdin)
            termios.tcsetattr(self._stdin, termios.TCSANOW, _quiet(self._settings))
        except termios.error:
            self._settings = None
            return
        self._shown = True
        self._write(ENTER + _HIDE + _BEGIN + frame + _END)

    @property
    def shown(self) -> bool:
        """Whether anything was shown."""
        return self._shown

    @property
    def shows(self) -> bool:
        """Whether it is still shown, and not handed over."""
        return self._settings is not None

    def hand_over(self) -> list[Any] | None:
        """Leave the terminal to who has it now; how it was set before, as of `termios.tcgetattr`."""
        settings, self._settings = self._settings, None
        return settings

    def leave(self) -> None:
        """Have the terminal as it was."""
        if self._settings is not None:
            self._write(_END + _SHOW + LEAVE)  # what was shown may have been cut short
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(self._stdin, termios.TCSANOW, self._settings)
            self._settings = None
        for number, handler in self._handlers.items():
            if signal.getsignal(number) is _end:  # else whoever had the terminal has put theirs
                signal.signal(number, handler)
        self._handlers.clear()

    def _write(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        with suppress(OSError):  # the terminal is gone: who reads from it will notice
            while data:
                data = data[os.write(self._stdout, data) :]


def _quiet(settings: list[Any]) -> list[Any]:
    """Settings in which keys wait without being shown, and only Ctrl+C still interrupts."""
    off = os.fpathconf(0, "PC_VDISABLE") if hasattr(os, "fpathconf") else 0
    quiet = [*settings[:_CHARACTERS], list(settings[_CHARACTERS])]
    quiet[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    for name in (termios.VSUSP, termios.VQUIT):
        quiet[_CHARACTERS][name] = bytes([off])
    return quiet


def _end(number: int, _: FrameType | None) -> None:
    """Ends by way of every `finally`, as the shell expects of that signal."""
    raise SystemExit(128 + number)
