"""Exit statuses, and the error that carries one."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """The exit status of a command."""

    DONE = 0
    """Also when the reader of a pipe stops reading."""
    NOTHING = 1
    """Nothing found, or `check` found something."""
    USAGE = 2
    """Wrong usage."""
    UNREADABLE = 3
    """The content cannot be read."""
    FAULT = 70
    """A fault of the program; EX_SOFTWARE of sysexits.h."""
    NO_OUTPUT = 74
    """The output cannot be written, as on a full disk; EX_IOERR."""
    INTERRUPTED = 130
    """Ctrl+C; 128 + SIGINT."""


class CommandError(Exception):
    """The command cannot go on; `str()` is the message for the user, not yet cleaned."""

    def __init__(self, message: str, status: Status) -> None:
        super().__init__(message)
        self.status = status
