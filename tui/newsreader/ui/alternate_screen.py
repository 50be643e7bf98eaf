"""Show the first frame on the terminal's alternate screen before Textual is imported, then hand it over.

Whatever happens before that, the terminal is restored.
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
"""Synchronised output: drawn at once by terminals that know it, ignored by the others."""

_LOCAL, _CHARACTERS = 3, 6
"""Indices of the local modes and of the control characters in what `termios.tcgetattr` returns."""


class AlternateScreen:
    """A context in which a frame may be shown; it restores the terminal unless that was handed over."""

    def __init__(self, stdin: int = 0, stdout: int = 1) -> None:
        self._stdin, self._stdout = stdin, stdout
        self._settings: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._was_shown = False

    def __enter__(self) -> AlternateScreen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines of the terminal; 0 if it does not say."""
        try:
            return tuple(os.get_terminal_size(self._stdout))  # type: ignore[return-value]
        except OSError:
            return 0, 0

    def show(self, frame: str) -> None:
        """Enter the screen with a frame on it. From now on keys are kept for the app, without an echo."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                self._handlers[number] = signal.signal(number, _end)
        try:
            self._settings = termios.tcgetattr(self._stdin)
            termios.tcsetattr(self._stdin, termios.TCSANOW, _quiet(self._settings))
        except termios.error:
            self._settings = None
            return
        self._was_shown = True
        self._write(ENTER + _HIDE + _BEGIN + frame + _END)

    @property
    def was_shown(self) -> bool:
        """Whether a frame was shown."""
        return self._was_shown

    @property
    def is_shown(self) -> bool:
        """Whether it is still shown and not handed over."""
        return self._settings is not None

    def hand_over(self) -> list[Any] | None:
        """Give up the terminal, and return its settings before, as of `termios.tcgetattr`."""
        settings, self._settings = self._settings, None
        return settings

    def leave(self) -> None:
        """Restore the terminal."""
        if self._settings is not None:
            self._write(_END + _SHOW + LEAVE)  # the frame may have been cut short
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(self._stdin, termios.TCSANOW, self._settings)
            self._settings = None
        for number, handler in self._handlers.items():
            if signal.getsignal(number) is _end:  # else Textual has set its own
                signal.signal(number, handler)
        self._handlers.clear()

    def _write(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        with suppress(OSError):  # the terminal is gone: the input notices that
            while data:
                data = data[os.write(self._stdout, data) :]


def _quiet(settings: list[Any]) -> list[Any]:
    """Return settings without echo, in which keys wait and only Ctrl+C interrupts."""
    off = os.fpathconf(0, "PC_VDISABLE") if hasattr(os, "fpathconf") else 0
    quiet = [*settings[:_CHARACTERS], list(settings[_CHARACTERS])]
    quiet[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    for name in (termios.VSUSP, termios.VQUIT):
        quiet[_CHARACTERS][name] = bytes([off])
    return quiet


def _end(number: int, _: FrameType | None) -> None:
    """Exit with the status that a shell expects of a signal, running every `finally`."""
    raise SystemExit(128 + number)
