"""A stand-in for systemd that follows a printed unit: start, watchdog, kill, restart.

The display runs in a pseudoterminal and sends its notifications to a real socket.
"""

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

PATIENCE = 60.0
_SPAN = re.compile(r"(\d+)(ms|s|min)?")
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, None: 1.0}


def settings(unit: str) -> dict[str, list[str]]:
    """Return `Section.Key` → all values in a unit, in order."""
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
    """Parse a time span of systemd.time(7) with one unit."""
    found = _SPAN.fullmatch(span)
    assert found is not None, f"{span!r} is no time span"
    return int(found[1]) * _SECONDS[found[2]]


@dataclass(frozen=True)
class Rules:
    """The restart and watchdog settings of a unit, in seconds."""

    restarts: bool
    pause: float
    watchdog: float
    starts: float
    """Most starts within ten seconds; systemd's default is 5."""

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
    """Run one display by the rules of its unit, while `until` waits."""

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
        """Reason of each kill by the supervisor."""
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
        """Send SIGKILL and return the time."""
        os.kill(self.pid, signal.SIGKILL)
        return time.monotonic()

    def freeze(self) -> float:
        """Send SIGSTOP and return the time."""
        os.kill(self.pid, signal.SIGSTOP)
        return time.monotonic()

    def until(self, true: Callable[[], object], what: str) -> float:
        """Supervise until a condition is true, and return the time."""
        deadline = time.monotonic() + PATIENCE
        while not true():
            self._step()
            if time.monotonic() > deadline:
                raise AssertionError(f"{what} did not come. Starts: {len(self.starts)}\n{self.screen.text}")
        return time.monotonic()

    def shows(self, *words: str) -> Callable[[], bool]:
        """Return a condition: the display is ready and shows these words."""
        return lambda: self.ready and all(word in self.screen.text for word in words)

    def close(self) -> None:
        """End the display and close the socket."""
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
