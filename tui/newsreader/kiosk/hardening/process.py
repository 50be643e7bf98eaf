"""Harden the display's process before Textual is imported: environment, signals, file descriptors.

`prepare` runs first and restarts Python isolated, so that nothing in the way it was started takes effect.
`handle_signals` runs once the screen is shown. `locked_app` restricts Textual to `ACTIONS`.
"""

from __future__ import annotations

import faulthandler
import importlib.util
import logging
import os
import re
import resource
import signal
import site
import sys
import sysconfig
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

ENDED = 0
"""Exit status after SIGTERM: systemd would take 143 for a failure."""
LOST = 128 + signal.SIGHUP
"""Exit status when the terminal is gone."""

_WORD = re.compile(r"[A-Za-z0-9_.+@-]{1,64}")
_PATH = re.compile(r"/[^\0]{0,4095}")
_PATHS = re.compile(r"[^\0]{1,16384}")
_NUMBER = re.compile(r"[0-9]{1,20}")
_SOCKET = re.compile(r"[/@][^\0]{1,107}")

ENVIRONMENT: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "TERM": _WORD,
        "COLORTERM": _WORD,
        "LANG": _WORD,
        "LC_ALL": _WORD,
        "LC_CTYPE": _WORD,
        "HOME": _PATH,
        "PATH": _PATHS,
        "XDG_CONFIG_HOME": _PATH,
        "XDG_CACHE_HOME": _PATH,
        "XDG_STATE_HOME": _PATH,
        "XDG_DATA_HOME": _PATH,
        "XDG_RUNTIME_DIR": _PATH,
        "NEWSREADER_CONFIG": _PATHS,
        "NEWSREADER_CONTENT": _PATHS,
        "NOTIFY_SOCKET": _SOCKET,
        "WATCHDOG_USEC": _NUMBER,
        "WATCHDOG_PID": _NUMBER,
    }
)
"""Allowed environment variables and patterns of their values; all others are removed."""

IGNORED: Mapping[str, str] = MappingProxyType(
    {
        "SIGINT": "Ctrl+C, where something turns the keyboard's signals on again",
        "SIGQUIT": "Ctrl+\\, likewise; it would leave a core",
        "SIGTSTP": "Ctrl+Z, likewise; a stopped display is a still picture",
        "SIGTTIN": "reading while in the background would stop it",
        "SIGTTOU": "so would writing, and setting the terminal's modes",
        "SIGUSR1": "means nothing here, and ends a program that does not say so",
        "SIGUSR2": "likewise",
        "SIGALRM": "likewise",
        "SIGVTALRM": "likewise",
        "SIGPROF": "likewise",
        "SIGIO": "likewise",
        "SIGPIPE": "whoever reads what it writes may go: systemd's socket",
    }
)
"""Ignored signals, and why. SIGTERM and SIGHUP end the display, SIGCONT redraws, SIGWINCH resizes; SIGABRT
is systemd's watchdog ending a hung process."""

ACTIONS = frozenset(
    {
        *("focus_next", "focus_previous"),
        *("scroll_up", "scroll_down", "page_up", "page_down", "scroll_home", "scroll_end"),
        *("cursor_left", "cursor_right", "home", "end", "delete_left", "delete_right", "submit"),
    }
)
"""Actions of Textual that visitors may use: move the focus, scroll, type the staff code. All others are
blocked, except the display's own."""

_MOST_FILES = 65536
_ISOLATED = ("-I", "-E", "-B")
"""Ignore PYTHON* variables, the user's site folder and the current folder; write no bytecode."""


class HardeningError(Exception):
    """The display cannot start here; `str()` is a sentence for the technician."""


def prepare(arguments: Sequence[str]) -> None:
    """Harden the process; afterwards only its arguments and `ENVIRONMENT` have any effect.

    Unless Python is already isolated, this replaces it by an isolated process with the same arguments and
    process ID. Raises HardeningError without a terminal of its own.
    """
    _ignore_keyboard()
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    report_errors_to(None)
    _check_terminal()
    environ = clean_environment(os.environ, _at_start())
    if not sys.flags.isolated:
        _restart_isolated(arguments, environ)
    for name in os.environ.keys() - environ.keys():
        del os.environ[name]


def clean_environment(environ: Mapping[str, str], at_start: Mapping[str, str]) -> dict[str, str]:
    """Return the allowed part of an environment.

    A C locale stays one: Python sets LC_CTYPE itself then (PEP 538), which would promise the next process
    characters that the terminal may not have.
    """
    kept = {
        name: value
        for name, may_be in ENVIRONMENT.items()
        if (value := environ.get(name)) is not None and may_be.fullmatch(value)
    }
    if at_start and "LC_CTYPE" not in at_start:
        kept.pop("LC_CTYPE", None)
    return kept


def _at_start() -> dict[str, str]:
    """Return the process's original environment; empty if the system does not provide it."""
    try:
        pairs = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)


def _ignore_keyboard() -> None:
    """Ignore signals from the keyboard; a restarted process inherits this and the signal mask."""
    for name in IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _check_terminal() -> None:
    try:
        keys, picture = os.ttyname(0), os.ttyname(1)
    except OSError as error:
        raise HardeningError(
            "The display needs a terminal to draw on, and to read keys from: start it on a console, or let "
            "the service start it that `newsreader kiosk --print-service` prints."
        ) from error
    if keys != picture:
        raise HardeningError(
            f"The display would read keys from {keys} and draw on {picture}: "
            "start it with one terminal for both."
        )
    if os.environ.get("TERM") == "dumb":
        raise HardeningError(
            "This terminal cannot place text (TERM=dumb), so the display cannot draw on it. Set TERM to what "
            "the terminal is: `linux` on a console, `foot` in that emulator."
        )
    with suppress(OSError):  # not our controlling terminal
        if os.tcgetpgrp(0) != os.getpgrp():
            raise HardeningError(
                "The display was started in the background (`&`): start it in the foreground."
            )


def _restart_isolated(arguments: Sequence[str], environ: Mapping[str, str]) -> NoReturn:
    folders = _folders()
    entry = f"import sys; sys.path[:0] = {folders!r}\nfrom newsreader.__main__ import main; sys.exit(main())"
    if not sys.executable:
        raise HardeningError("Python does not know its own path, so the display cannot restart it.")
    os.closerange(3, _MOST_FILES)  # left open by the launcher
    command = [sys.executable, *_ISOLATED, "-c", entry, *arguments]
    try:
        os.execve(sys.executable, command, dict(environ))  # noqa: S606
    except OSError as error:
        raise HardeningError(
            f"Python could not be restarted: {error.strerror} ({sys.executable})."
        ) from error


def _folders() -> list[str]:
    """Return the import folders of this package and Textual that isolated Python does not have."""
    own = str(Path(__file__).resolve().parents[3])
    known = {*site.getsitepackages(), *(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))}
    folders = [own]
    if not any((Path(folder) / "textual").is_dir() for folder in known):
        spec = importlib.util.find_spec("textual")
        if spec is None or spec.origin is None:
            raise HardeningError("Textual, which draws the display, is not installed: reinstall newsreader.")
        folders.append(str(Path(spec.origin).resolve().parents[1]))
    return [folder for folder in dict.fromkeys(folders) if folder not in known]


class _ErrorHandler(logging.Handler):
    """Pass on exceptions that libraries log, and print nothing."""

    def __init__(self, tell: Callable[[BaseException], object] | None) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if self._tell is not None and error is not None:
            self._tell(error)


def report_errors_to(tell: Callable[[BaseException], object] | None) -> None:
    """Report every uncaught exception to `tell` only, or nowhere; nothing is printed."""

    def quietly(error: BaseException | None) -> None:
        if tell is not None and error is not None:
            tell(error)

    sys.excepthook = lambda _, error, __: quietly(error)
    sys.unraisablehook = lambda given: quietly(given.exc_value)
    threading.excepthook = lambda given: quietly(given.exc_value)
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers[:] = [_ErrorHandler(tell)]  # asyncio logs exceptions in callbacks
    faulthandler.disable()


def handle_signals(
    loop: AbstractEventLoop,
    end: Callable[[int], object],
    again: Callable[[], object] = lambda: None,
) -> None:
    """Handle signals once the screen is shown, and keep stderr off the terminal.

    SIGTERM calls `end` with `ENDED`, SIGHUP with `LOST`, even if it was ignored at the start; SIGCONT calls
    `again`; those in `IGNORED` do nothing.
    """
    _ignore_keyboard()
    loop.add_signal_handler(signal.SIGTERM, end, ENDED)
    loop.add_signal_handler(signal.SIGHUP, end, LOST)
    loop.add_signal_handler(signal.SIGCONT, again)
    if os.isatty(2):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
