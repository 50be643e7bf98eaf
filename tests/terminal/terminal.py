"""A terminal as a person has one, with a program in it: what it writes, byte for byte, and what is seen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unicodedata import combining

import pyte
from wcwidth import wcwidth

PATIENCE = 20.0
"""Seconds until what is waited for must have come: far more than it takes, for a busy machine."""

# ECMA-48: control sequences (5.4), control strings (5.6) ended by BEL or ST, other escape sequences (5.3);
# then the single controls. A control string that does not end swallows what follows it, as in a terminal.
_COMMAND = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_](?:[^\x07\x1b\x9c])*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    r"|[\x00-\x1a\x1c-\x1f\x7f-\x9f]"
)
_BEGUN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\x9c]*\x1b?|[ -/]*)?\Z")

MODES = "7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048"
_OURS = re.compile(
    rf"\x1b\[[0-9;:]*m"  # renditions
    rf"|\x1b\[\d+;\d+H|\x1b\[H|\x1b\[K|\x1b\[2J"  # where text goes
    rf"|\x1b\[\?(?:{MODES})[hl]|\x1b\[\?(?:2026|2048)\$p"
    rf"|\x1b\[>\d+u|\x1b\[<u"  # the protocol of the keyboard
    rf"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    rf"|[\r\n]"
)
"""What Textual writes of itself, and nothing of it has room for words. The rest is somebody else's."""
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
"""What turns the writing round, but for the isolates that the program itself puts around a line."""
_RENDITION = re.compile(r"\x1b\[[0-9;:]*m")


def commands_in(text: str) -> list[str]:
    """Everything in a terminal's input that it would obey rather than show."""
    return _COMMAND.findall(text)


def foreign_in(raw: bytes) -> list[str]:
    """What a terminal would obey that the program does not write of itself, and a stray ESC."""
    text = raw.decode("utf-8", "surrogateescape")
    begun = _BEGUN.search(text)
    text = text[: begun.start()] if begun else text  # the program may be in the middle of writing it
    rest = _COMMAND.sub("", text)
    return [
        *(command for command in commands_in(text) if not _OURS.fullmatch(command)),
        *re.findall("\x1b.{0,20}", rest, re.DOTALL),
        *_TURNING.findall(rest),
    ]


class Terminal:
    """A program on a terminal of its own, whose controlling terminal it is; `close` ends it."""

    def __init__(
        self,
        command: Sequence[str | Path],
        environ: Mapping[str, str],
        *,
        size: tuple[int, int] = (100, 30),
        **streams: int,
    ) -> None:
        """Starts `command`; `stdin`, `stdout` and `stderr` go elsewhere where they are given."""
        self.raw = bytearray()
        self.modes: dict[str, bool] = {}
        """Private modes by number, as last set."""
        columns, lines = size
        self._screen = pyte.Screen(columns, lines)
        # Obeyed without pyte's own parser, which takes most of the time of a test.
        self._simple: Mapping[str, Callable[[], None]] = {
            "\r": self._screen.carriage_return,
            "\n": self._screen.linefeed,
            "\b": self._screen.backspace,
            "\t": self._screen.tab,
            "\x1b[K": self._screen.erase_in_line,
            "\x1b[2J": lambda: self._screen.erase_in_display(2),
        }
        self._pending = ""
        self._text: str | None = None
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._leader, self._follower = pty.openpty()
        self._set_size(columns, lines)
        self.settings_before = self.settings()
        self.process = subprocess.Popen(
            [str(each) for each in command],
            env=dict(environ),
            start_new_session=True,
            preexec_fn=_take_terminal(self._follower),
            **{"stdin": self._follower, "stdout": self._follower, "stderr": self._follower, **streams},
        )

    # What the person does

    def press(self, *keys: str | bytes) -> None:
        """Sends keys, as text or bytes; reads meanwhile, as a terminal does."""
        for key in keys:
            data = key.encode() if isinstance(key, str) else key
            while data:
                self._read(0)
                _, ready, _ = select.select([], [self._leader], [], 0.05)
                if ready:
                    data = data[os.write(self._leader, data[:512]) :]

    def taken(self) -> None:
        """Waits until the program has read all that was pressed."""
        deadline = time.monotonic() + PATIENCE
        waiting = bytearray(4)
        while fcntl.ioctl(self._follower, termios.FIONREAD, waiting) == 0 and any(waiting):
            self._read(0.01)
            if time.monotonic() > deadline:
                raise AssertionError(f"What was pressed is not read:\n{self.text}")

    def resize(self, columns: int, lines: int) -> None:
        """Gives the window another size, of which the program is told."""
        self._screen.resize(lines, columns)
        self._text = None
        self.claim(columns, lines)

    def claim(self, columns: int, lines: int) -> None:
        """Tells the program a size, whatever the window has."""
        self._set_size(columns, lines)
        os.killpg(self.process.pid, signal.SIGWINCH)

    def vanish(self) -> None:
        """The window is closed: the program's terminal is gone."""
        for number in (self._follower, self._leader):
            os.close(number)
        self._follower = self._leader = -1

    # What the person sees

    @property
    def text(self) -> str:
        """The screen, line by line."""
        if self._text is None:
            lines = (self._screen.buffer[line] for line in range(self._screen.lines))
            columns = range(self._screen.columns)
            self._text = "\n".join("".join([line[x].data for x in columns]).rstrip() for line in lines)
        return self._text

    @property
    def words(self) -> str:
        """The screen without its frames, runs of spaces as one."""
        return " ".join(re.sub("[│┃]", " ", self.text).split())

    def sees(self, *words: str) -> None:
        """Waits until all these words are on the screen."""
        self.until(lambda: all(word in self.text for word in words), f"{words}")

    def comes_to_see(self, words: str, within: float) -> bool:
        """Whether these words are on the screen before so many seconds have passed."""
        deadline = time.monotonic() + within
        while words not in self.text and time.monotonic() < deadline:
            self._read(0.05)
        return words in self.text

    def sees_no_more(self, words: str) -> None:
        """Waits until these words are gone from the screen."""
        self.until(lambda: words not in self.text, f"the end of {words!r}")

    def until(self, true: Callable[[], object], what: str) -> None:
        """Waits until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            while not self._read(0.05):
                ended = self.process.poll()
                if ended is not None and not self._read(0.05):
                    raise AssertionError(f"{what} did not come; it ended with {ended}:\n{self.text}")
                if time.monotonic() > deadline:
                    raise AssertionError(f"{what} did not come:\n{self.text}")

    def ends(self, within: float = PATIENCE) -> int:
        """Waits until the program has ended, and reads all that it wrote; the exit status."""
        deadline = time.monotonic() + within
        while self.process.poll() is None:
            if self._leader < 0:
                time.sleep(0.02)
            else:
                self._read(0.02)
            if time.monotonic() > deadline:
                raise AssertionError(f"It did not end:\n{self.text}")
        while self._leader >= 0 and self._read(0.02):
            pass
        return self.process.returncode

    def settings(self) -> list[object]:
        """How the terminal treats what is typed and written, as of `termios.tcgetattr`."""
        return termios.tcgetattr(self._follower)

    def is_as_it_was(self) -> bool:
        """Whether nothing of the program is left in the terminal: its own screen, its modes, its keys."""
        left = {number for number, on in self.modes.items() if on} - {"7", "25"}
        shown = all(self.modes.get(number, True) for number in ("7", "25"))
        keys = self.raw.count(b"\x1b[>") == self.raw.count(b"\x1b[<u")
        return not left and shown and keys and self.settings() == self.settings_before

    # How it is done

    def close(self) -> None:
        """Ends the program and all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        if self._leader >= 0:
            self.vanish()

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._leader, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _read(self, seconds: float) -> bool:
        """Takes in what has come; whether anything has."""
        ready, _, _ = select.select([self._leader], [], [], seconds)
        if not ready:
            return False
        while ready:
            fresh = os.read(self._leader, 1 << 16)
            self.raw += fresh
            self._show(self._decode(fresh))
            ready, _, _ = select.select([self._leader], [], [], 0)
        self._text = None
        return True

    def _show(self, fresh: str) -> None:
        """Draws what has come, but for a command of which only the beginning has."""
        text = self._pending + fresh
        begun = _BEGUN.search(text)
        cut = begun.start() if begun else len(text)
        text, self._pending = text[:cut], text[cut:]
        text = _RENDITION.sub("", text)
        if not text.isascii():  # pyte draws nothing of what follows a character without width
            text = "".join(c for c in text if wcwidth(c) or combining(c) or ord(c) < 0xA0)
        at = 0
        for command in _COMMAND.finditer(text):
            if at < command.start():
                self._screen.draw(text[at : command.start()])
            self._obey(command[0])
            at = command.end()
        if text[at:]:
            self._screen.draw(text[at:])

    def _obey(self, command: str) -> None:
        mode = re.fullmatch(r"\x1b\[\?(\d+)([hl])", command)
        if mode:
            self.modes[mode[1]] = mode[2] == "h"
            if mode[1] == "1049":
                self._screen.reset()
        elif command[-1] == "H":
            line, _, column = command[2:-1].partition(";")
            self._screen.cursor_position(int(line or 1), int(column or 1))
        elif command in self._simple:
            self._simple[command]()


def _take_terminal(follower: int) -> Callable[[], object]:
    """What makes a terminal the controlling one of the process that is about to begin."""

    def take() -> None:
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):  # ignored by nohup and by a shell's `&`
            signal.signal(number, signal.SIG_DFL)
        fcntl.ioctl(follower, termios.TIOCSCTTY, 0)

    return take


def usual_environment(home: Path, source: Path) -> dict[str, str]:
    """The environment of a person at a usual terminal, with a home and the program at `source`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "en_GB.UTF-8",
        "PYTHONPATH": str(source),
    }


@contextmanager
def terminals(environ: Mapping[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Starts commands, each on its own terminal: `start([...], size=(80, 24))`; all end with the block."""
    started: list[Terminal] = []

    def start(command: Sequence[str | Path], **options: Any) -> Terminal:
        changed = {**environ, **options.pop("environ", {})}
        started.append(Terminal(command, changed, **options))
        return started[-1]

    yield start
    for each in started:
        each.close()
