"""The signs of life: what systemd is told, and the time of a file, as long as the screen really paints.

The protocol is the one of sd_notify(3) and sd_watchdog_enabled(3): one datagram for each message. Whoever
paints decides when to beat; here is only how. No failure here ends the display: it is told once.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, MutableMapping
from pathlib import Path

LONGEST = 10.0
"""Seconds between two beats at most, so that the file tells a watcher of its own something."""

_MOST_STATUS = 120


class Heartbeat:
    """Tells that the display lives: to the service manager where there is one, and by a file if one is named.

    The variables of the service manager are taken out of the environment, as sd_notify's `unset_environment`
    does: no child process may speak for the display.
    """

    def __init__(
        self,
        file: Path | None,
        environ: MutableMapping[str, str] = os.environ,
        tell: Callable[[str], object] | None = None,
    ) -> None:
        """`tell` is given one line for each kind of failure."""
        self._file, self._tell = file, tell
        self._told: set[str] = set()
        self._ready = False
        self._status = ""
        address = environ.pop("NOTIFY_SOCKET", "")
        period, process = environ.pop("WATCHDOG_USEC", ""), environ.pop("WATCHDOG_PID", "")
        self._watched = bool(address) and process in ("", str(os.getpid())) and _is_period(period)
        self.interval = min(int(period) / 2_000_000, LONGEST) if self._watched else LONGEST
        """Seconds between two beats: half of what the watchdog allows, as sd_watchdog_enabled(3) advises."""
        self._socket = self._connected(address) if address else None

    def beat(self, status: str = "") -> None:
        """The screen has painted. `status`: few words for `systemctl status`, nothing that a visitor did."""
        messages = [] if self._ready else ["READY=1"]
        if self._watched:
            messages.append("WATCHDOG=1")
        status = " ".join(status.split())[:_MOST_STATUS]
        if status != self._status:
            messages.append(f"STATUS={status}")
        if self._send(messages):
            self._ready, self._status = True, status
        if self._file is not None:
            self._touch(self._file)

    def end(self) -> None:
        """The display ends of its own accord. Nothing beats afterwards."""
        self._send(["STOPPING=1"])
        if self._socket is not None:
            self._socket.close()
        self._socket = self._file = None

    def _connected(self, address: str) -> socket.socket | None:
        if address[0] not in "/@":
            self._fail("the service manager's socket", "its address is of a kind that is not known")
            return None
        try:
            created = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        except OSError as error:
            self._fail("the service manager's socket", error.strerror)
            return None
        created.setblocking(False)  # a service manager that does not listen must not stop the display
        # The manager may begin anew with another socket of the same name: the address is looked up each time.
        self._address = f"\0{address[1:]}" if address[0] == "@" else address
        return created

    def _send(self, messages: list[str]) -> bool:
        """Send the messages in one datagram; whether they have gone."""
        if self._socket is None or not messages:
            return False
        try:
            self._socket.sendto("\n".join(messages).encode(), self._address)
        except OSError as error:
            self._fail("the service manager's socket", error.strerror)
            return False
        return True

    def _touch(self, file: Path) -> None:
        """Set the file's time to now; it is made where there is none, and nothing is written into it."""
        try:
            try:
                os.utime(file)
            except FileNotFoundError:
                file.parent.mkdir(parents=True, exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                os.close(os.open(file, flags, 0o644))
        except (OSError, ValueError) as error:
            self._fail("the heartbeat file", getattr(error, "strerror", None) or type(error).__name__)

    def _fail(self, what: str, why: str | None) -> None:
        line = f"heartbeat: {what} failed: {why}"
        if self._tell is not None and line not in self._told:
            self._told.add(line)
            self._tell(line)


def _is_period(microseconds: str) -> bool:
    return (
        microseconds.isascii() and microseconds.isdigit() and len(microseconds) < 20 and int(microseconds) > 0
    )
