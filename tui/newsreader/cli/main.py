"""Where every start begins: which part of the program is meant, and what a person is told if it fails."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from newsreader.cli.command_list import COMMANDS
from newsreader.cli.exit_status import CommandError, Status

COMPLETION = "_NEWSREADER_COMPLETE"
"""The variable by which a shell that completes a word asks for candidates."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit status. What goes wrong never reaches the person as a traceback."""
    _open_streams()
    try:
        status = _dispatch(list(arguments))
    except KeyboardInterrupt:
        status = Status.INTERRUPTED
    except BrokenPipeError:
        status = Status.DONE
    except CommandError as failure:
        _say(str(failure))
        status = failure.status
    except Exception as error:
        if os.environ.get("NEWSREADER_DEBUG"):
            raise
        status = _unwritten(error) if _concerns_output(error) else _fault(error)
    return _close_streams(status)


def _dispatch(arguments: list[str]) -> int:
    paths = _paths_to_read(arguments)
    if paths is None:
        from newsreader.cli.command_group import run_command

        return run_command(arguments)
    from newsreader.cli.start_reader import start

    return start(paths)


def _paths_to_read(arguments: list[str]) -> list[str] | None:
    """The paths that the reader is to open, or None where a command or an option is meant."""
    if os.environ.get(COMPLETION):
        return None
    options, _, paths = arguments, "", []
    if "--" in arguments:
        cut = arguments.index("--")
        options, paths = arguments[:cut], arguments[cut + 1 :]
    if options and options[0] in COMMANDS:
        return None
    option = next((each for each in options if each.startswith("-") and each != "-"), None)
    if option is None:
        return options + paths
    if option == options[0] or option in {"--help", "--version"}:
        return None
    raise CommandError(
        f"The reader takes folders and articles, and no {option}. Options belong to the commands: "
        "`newsreader --help` lists them.",
        Status.USAGE,
    )


def _open_streams() -> None:
    """Make sure of the three streams: no file opened later takes their numbers, and text goes out as UTF-8.

    What cannot be written as UTF-8, a byte of a file's name, is written as `\\udc..`, which JSON understands.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream may have none
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _close_streams(status: int) -> int:
    """Write what is left. Where that fails, Python would say so at its end in words of its own: not here."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if not isinstance(error, BrokenPipeError):
                status = _unwritten(error)
    return int(status)


def _say(message: str) -> None:
    from newsreader.articles.clean_text import clean_line

    try:
        sys.stderr.write("newsreader: " + "".join(f"{clean_line(line)}\n" for line in message.split("\n")))
    except OSError:  # nobody listens; the status still tells
        return


def _concerns_output(error: Exception) -> bool:
    """Whether a stream could not be written: files have a name in their errors, streams have none."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _FULL


def _unwritten(error: Exception) -> Status:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    _say(f"The output could not be written: {reason}.")
    return Status.NO_OUTPUT


def _fault(error: Exception) -> Status:
    """Tell the person that the program is at fault, and put the details where a developer finds them."""
    from newsreader.cli.error_log import record

    _say(record(error))
    return Status.FAULT
