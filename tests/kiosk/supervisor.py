"""What systemd does with a display, by the rules of its printed unit: starts it, hears it, ends it, starts it
again. The display runs on a terminal of its own and tells of its life over a real socket."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

PATIENCE = 20.0
_SPAN = re.compile(r"(\d+)(ms|s|min)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, None: 1.0}


def settings(unit: str) -> dict[str, list[str]]:
    """`Section.Key` → every value that a unit gives to it, in order."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in unit.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and line[0] not in "#;":
            key, _, value = line.partition("=")
            found.setdefault(f"{section}.{key}", []).append(value)
    return found


def seconds(span: str) -> float:
    """A time span as systemd.time(7) writes it, in one unit."""
    found = _SPAN.fullmatch(span)
    assert found is not None, f"{span!r} is no time span"
    return int(found[1]) * _SECONDS[found[2]]


@dataclass(frozen=True)
class Rules:
    """What a unit says of ends and of silence; seconds."""

    restarts: bool
    pause: float
    watchdog: float
    starts: float
    """How often it may be started within ten seconds; systemd's own default is 5."""

    @classmethod
    def of(cls, unit: str) -> Rules:
        given = settings(unit)

        def last(key: str, default: str) -> str:
            return given.get(key, [default])[-1]

        return cls(
            restarts=last("Service.Restart", "no") == "always",
            pause=seconds(last("Service.RestartSec", "100ms")),
            watchdog=seconds(last("Service.WatchdogSec", "0")),
            starts=float("inf") if last("Unit.StartLimitIntervalSec", "10s") == "0" else 5,
        )


class Supervisor:
    """Keeps one display by its rules; `until` lets time pass."""

    def __init__(
        self,
        rules: Rules,
        command: Sequence[str | Path],
        environ: Mapping[str, str],
        folder: Path,
        terminal: ModuleType,
    ) -> None:
        self.rules = rules
        self.starts: list[float] = []
        self.killed: list[str] = []
        """Why the supervisor itself ended it, each time."""
        self.given_up = False
        self._terminal = terminal
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(folder / "notify"))
        self._socket.setblocking(False)
        self._command = command
        self._environ = {
            **environ,
            "NOTIFY_SOCKET": str(folder / "notify"),
            "WATCHDOG_USEC": str(round(rules.watchdog * 1_000_000)),
            "WATCHDOG_PID": "1",  # the launcher must take it away
        }
        self._again: float | None = None
        self.screen: Any = None
        self._start()

    @property
    def pid(self) -> int:
        return int(self.screen.process.pid)

    def kill(self) -> float:
        """Ends the program with SIGKILL; when that was."""
        os.kill(self.pid, signal.SIGKILL)
        return time.monotonic()

    def freeze(self) -> float:
        """Stops the program with SIGSTOP; when that was."""
        os.kill(self.pid, signal.SIGSTOP)
        return time.monotonic()

    def until(self, true: Callable[[], object], what: str) -> float:
        """Does systemd's work until something is so; when that was."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            self._step()
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} did not come. Starts: {len(self.starts)}\n{self.screen.text}")
        return time.monotonic()

    def shows(self, *words: str) -> Callable[[], bool]:
        """Whether these words are on the screen of a display that has said that it is ready."""
        return lambda: self.ready and all(word in self.screen.text for word in words)

    def close(self) -> None:
        """Ends all of it."""
        self.screen.close()
        self._socket.close()

    def _start(self) -> None:
        now = time.monotonic()
        if len([each for each in self.starts if now - each < 10]) >= self.rules.starts:
            self.given_up = True
            return
        self.starts.append(now)
        self.ready, self.heard = False, now
        self._again = None
        self.screen = self._terminal.Terminal(self._command, self._environ, size=(80, 25))

    def _step(self) -> None:
        if self.given_up:
            return
        if self._again is not None:
            if time.monotonic() >= self._again:
                self.screen.close()
                self._start()
            else:
                time.sleep(0.01)
            return
        self._read()
        self._hear()
        if self.ready and self.rules.watchdog and time.monotonic() - self.heard > self.rules.watchdog:
            self.killed.append("watchdog")
            os.killpg(self.pid, signal.SIGKILL)
            self.screen.process.wait(PATIENCE)
        if self.screen.process.poll() is not None:
            if not self.rules.restarts:
                self.given_up = True
            self._again = time.monotonic() + self.rules.pause

    def _read(self) -> None:
        try:
            self.screen._read(0.01)
        except OSError:  # the terminal has gone with its program
            time.sleep(0.01)

    def _hear(self) -> None:
        while True:
            try:
                message = self._socket.recv(4096).decode()
            except BlockingIOError:
                return
            self.heard = time.monotonic()
            self.ready = self.ready or "READY=1" in message.split("\n")
