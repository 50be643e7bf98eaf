"""A display in a pseudoterminal whose clock the bot controls."""

from __future__ import annotations

import os
import signal
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pyte


class BotError(AssertionError):
    """The display misbehaved."""


class Shown:
    """A display in a pseudoterminal, with its clock."""

    def __init__(
        self,
        terminals: ModuleType,
        folder: Path,
        content: Path,
        size: tuple[int, int],
        seconds: float,
        program: Path,
    ) -> None:
        """`terminals` is the module `tests/terminal/terminal.py`; `seconds` the start of the clock."""
        folder.mkdir(parents=True)
        self.home, self.report, self._clock = folder / "home", folder / "report", folder / "clock"
        self.home.mkdir()
        self._clock.write_bytes(struct.pack("d", seconds))
        self.seconds = seconds
        self.size, self.program = size, program
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        command = [sys.executable, "-I", "-B", program, content, self._clock, self.report]
        self.terminal = terminals.Terminal([*command, "--day", "2020-06-01T14:05:55"], environ, size=size)
        self.process = self.terminal.process
        self.began = self._start_time()

    def passes(self, seconds: float) -> None:
        """Advance the program's clock."""
        self.seconds += seconds
        with self._clock.open("r+b") as file:
            file.write(struct.pack("d", self.seconds))

    def reads(self, seconds: float) -> None:
        """Read the output for some real seconds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.terminal._read(min(left, 0.02))

    def resize(self, size: tuple[int, int]) -> None:
        """Resize the terminal."""
        self.size = size
        self.terminal.resize(*size)

    def picture(self) -> list[list[tuple[Any, ...]]]:
        """Repaint with SIGCONT and return every cell with its style, and the cursor."""
        for _ in range(3):
            del self.terminal.raw[:]
            os.kill(self.process.pid, signal.SIGCONT)
            self.terminal.until(lambda: b"\x1b[?1049h" in self.terminal.raw, "a new picture")
            self.reads(0.25)
            screen = pyte.Screen(*self.size)
            pyte.ByteStream(screen).feed(bytes(self.terminal.raw).partition(b"\x1b[?1049h")[2])
            rows = [[tuple(screen.buffer[y][x]) for x in range(self.size[0])] for y in range(self.size[1])]
            if any(cell[0] != " " for row in rows for cell in row):
                break
        cursor = None if screen.cursor.hidden else (screen.cursor.x, screen.cursor.y)
        return [*rows, [cursor]]

    def is_the_same(self) -> None:
        """Raise BotError if the process has ended, restarted, started a child or broken a rule."""
        if self.process.poll() is not None:
            raise BotError(f"It ended with {self.process.returncode}:\n{self.terminal.text}")
        if self._start_time() != self.began:
            raise BotError("It is another process.")
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            if (task / "children").read_text().strip():
                raise BotError("It has started a process.")
        if self.report.exists() and (told := self.report.read_text()):
            raise BotError(f"It did outside what it must not:\n{told}")

    def faults(self) -> list[str]:
        """Return the errors in the log."""
        return [line for line in self.log_lines() if " fault: " in line]

    def _start_time(self) -> str:
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()[19]

    def log_lines(self) -> list[str]:
        """Return the lines of all logs."""
        lines = [each.read_text(errors="replace").splitlines() for each in self.home.rglob("*.log*")]
        return [line for each in lines for line in each]

    def close(self) -> None:
        """End the display."""
        self.terminal.close()


def differences(one: list[list[Any]], other: list[list[Any]]) -> Iterator[tuple[int, int, Any, Any]]:
    """Yield line, column and both styles of each cell that differs; the cursor comes last."""
    for line, rows in enumerate(zip(one, other, strict=True)):
        for column, cells in enumerate(zip(*rows, strict=True)):
            if cells[0] != cells[1]:
                yield (line, column, *cells)
