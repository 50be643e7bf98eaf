"""The entry point: choose between the reader and a command, and turn failures into messages."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from newsreader.cli.command_list import COMMANDS
from newsreader.cli.exit_status import CommandError, Status

COMPLETION = "_NEWSREADER_COMPLETE"
"""The variable by which a shell asks for completions."""

_OUTPUT_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; the exit status. Nothing is raised, unless for a developer."""
    _open_streams()
    try:
        status = _dispatch(list(arguments))
    except KeyboardInterrupt:
        status = Status.INTERRUPTED
    except BrokenPipeError:
        status = Status.DONE
    except CommandError as failure:
        _report(str(failure))
        status = failure.status
    except Exception as error:
        if os.environ.get("NEWSREADER_DEBUG"):
            raise
        status = _output_failed(error) if _is_output_error(error) else _program_failed(error)
    return _close_streams(status)


def _dispatch(arguments: list[str]) -> int:
    paths = _paths_to_read(arguments)
    if paths is None:
        from newsreader.cli.command_group import run_command

        return run_command(arguments)
    from newsreader.cli.start_reader import start

    return start(paths)


def _paths_to_read(arguments: list[str]) -> list[str] | None:
    """Return the paths for the reader to open, or None where a command or an option is given."""
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
        f"The reader takes folders and articles, not {option}. Options belong to the commands, "
        "which `newsreader --help` lists.",
        Status.USAGE,
    )


def _open_streams() -> None:
    """Open the standard streams that are closed, lest files take their numbers, and make them UTF-8.

    A byte of a file's name that is not UTF-8 is written as `\\udc..`, which JSON understands.
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
    """Flush the streams here, as Python would report a failure at exit in words of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if not isinstance(error, BrokenPipeError):
                status = _output_failed(error)
    return int(status)


def _report(message: str) -> None:
    from newsreader.articles.clean_text import clean_line

    try:
        sys.stderr.write("newsreader: " + "".join(f"{clean_line(line)}\n" for line in message.split("\n")))
    except OSError:  # nobody reads stderr; the status still tells
        return


def _is_output_error(error: Exception) -> bool:
    """Return whether a stream could not be written; unlike files, streams have no name in their errors."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT_ERRORS


def _output_failed(error: Exception) -> Status:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    _report(f"The output could not be written: {reason}.")
    return Status.NO_OUTPUT


def _program_failed(error: Exception) -> Status:
    """Log an unexpected exception and report it."""
    from newsreader.cli.error_log import record

    _report(record(error))
    return Status.FAULT
