"""How a command ends: its exit status, and the sentence that goes with a bad one."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What the exit status tells a script."""

    DONE = 0
    """Also when the reader of a pipe has had enough."""
    NOTHING = 1
    """Nothing found; or `check` found something."""
    USAGE = 2
    """Asked for in a way that cannot be understood."""
    UNREADABLE = 3
    """The content cannot be read."""
    FAULT = 70
    """A mistake of the program itself; the number is EX_SOFTWARE of sysexits.h."""
    NO_OUTPUT = 74
    """The output could not be written, as on a full disk; EX_IOERR."""
    INTERRUPTED = 130
    """Ctrl+C; the number that shells give to SIGINT."""


class CommandError(Exception):
    """The command cannot go on; `str()` is the sentence for the person, not cleaned yet."""

    def __init__(self, message: str, status: Status) -> None:
        super().__init__(message)
        self.status = status
