"""Heartbeat: notify systemd and touch a file, as long as the screen really paints.

The protocol is that of sd_notify(3) and sd_watchdog_enabled(3). The caller decides when to beat. A failure
never ends the display; it is reported once.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, MutableMapping
from pathlib import Path

LONGEST = 10.0
"""Longest interval between two beats, in seconds, for watchers of the file."""

_MOST_STATUS = 120


class Heartbeat:
    """Send heartbeats to the service manager, if any, and to a file, if one is configured.

    The service manager's variables are removed from the environment (sd_notify's `unset_environment`):
    no child process can speak for the display.
    """

    def __init__(
        self,
        file: Path | None,
        environ: MutableMapping[str, str] = os.environ,
        tell: Callable[[str], object] | None = None,
    ) -> None:
        """`tell` receives one line per kind of failure."""
        self._file, self._tell = file, tell
        self._told: set[str] = set()
        self._ready = False
        self._status = ""
        address = environ.pop("NOTIFY_SOCKET", "")
        period, process = environ.pop("WATCHDOG_USEC", ""), environ.pop("WATCHDOG_PID", "")
        self._watched = bool(address) and process in ("", str(os.getpid())) and _is_valid_period(period)
        self.interval = min(int(period) / 2_000_000, LONGEST) if self._watched else LONGEST
        """Seconds between two beats: half of the watchdog's period, as sd_watchdog_enabled(3) advises."""
        self._socket = self._open_socket(address) if address else None

    def beat(self, status: str = "") -> None:
        """Report that the screen has painted, with a few words for `systemctl status`."""
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
        """Report a regular end and stop beating."""
        self._send(["STOPPING=1"])
        if self._socket is not None:
            self._socket.close()
        self._socket = self._file = None

    def _open_socket(self, address: str) -> socket.socket | None:
        if address[0] not in "/@":
            self._fail("the service manager's socket", "its address is of an unknown kind")
            return None
        try:
            created = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        except OSError as error:
            self._fail("the service manager's socket", error.strerror)
            return None
        created.setblocking(False)  # a service manager that does not listen must not stop the display
        # Not connected: a restarted manager has another socket of the same name.
        self._address = f"\0{address[1:]}" if address[0] == "@" else address
        return created

    def _send(self, messages: list[str]) -> bool:
        """Send the messages in one datagram; return whether they were sent."""
        if self._socket is None or not messages:
            return False
        try:
            self._socket.sendto("\n".join(messages).encode(), self._address)
        except OSError as error:
            self._fail("the service manager's socket", error.strerror)
            return False
        return True

    def _touch(self, file: Path) -> None:
        """Set the file's time to now, creating an empty file if needed."""
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


def _is_valid_period(microseconds: str) -> bool:
    return (
        microseconds.isascii() and microseconds.isdigit() and len(microseconds) < 20 and int(microseconds) > 0
    )
