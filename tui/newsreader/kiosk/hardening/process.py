"""What keeps visitors inside the display, before Textual is there: the process, its environment, its signals.

`prepare` comes first and starts the process anew, so that nothing of how it was started gives orders.
`hold` comes when the screen stands. What Textual itself leaves open is closed in `locked`, by `ACTIONS`.
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
"""The exit status after SIGTERM: systemd takes 143 for a failure, and nothing failed."""
LOST = 128 + signal.SIGHUP
"""The exit status when the terminal is gone."""

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
"""The variables that the display knows, and what each may hold. No other reaches it."""

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
"""Signals that do nothing, and why. Of the others SIGTERM and SIGHUP end it, SIGCONT paints anew, SIGWINCH
tells a size, and SIGABRT is systemd's watchdog, whose work it is to end what hangs."""

ACTIONS = frozenset(
    {
        *("focus_next", "focus_previous"),
        *("scroll_up", "scroll_down", "page_up", "page_down", "scroll_home", "scroll_end"),
        *("cursor_left", "cursor_right", "home", "end", "delete_left", "delete_right", "submit"),
    }
)
"""What visitors may do of what Textual offers: move the focus, scroll, type the staff code. Beside these only
actions of the display's own run. So none of those in `CLOSED` does."""

CLOSED: Mapping[str, str] = MappingProxyType(
    {
        "quit": "Ctrl+Q ends an app",
        "help_quit": "Ctrl+C tells how",
        "command_palette": "Ctrl+P opens a list of everything",
        "suspend_process": "Ctrl+Z where it is bound: a shell, if there is one",
        "screenshot": "writes a file",
        "change_theme": "opens a list of themes",
        "toggle_dark": "sets a theme that is none of ours",
        "show_help_panel": "shows every key that is bound",
        "hide_help_panel": "its counterpart",
        "simulate_key": "presses what is on no keyboard",
        "notify": "puts words on the screen",
        "bell": "makes a noise",
        "push_screen": "shows a screen by its name",
        "pop_screen": "takes away the last screen, and the program with it",
        "switch_screen": "like both",
        "switch_mode": "like both",
        "back": "pops a screen behind the display's back",
        "dismiss": "likewise",
        "focus": "of anything, by a selector",
        "blur": "of everything: keys then go nowhere",
        "add_class": "changes how anything looks",
        "remove_class": "likewise",
        "toggle_class": "likewise",
        "toggle": "turns any attribute of a widget round",
        "maximize": "covers the emergency numbers",
        "minimize": "its counterpart",
        "copy_text": "writes the clipboard by OSC 52",
        "copy": "likewise, from a field",
        "cut": "likewise",
        "paste": "brings back what somebody else had copied",
        "select_all": "in a field: of use only to copy",
        "scroll_left": "nothing is wider than the screen",
        "scroll_right": "likewise",
        "page_left": "likewise",
        "page_right": "likewise",
    }
)
"""What Textual's own classes would do for a key, a click or a word in square brackets, and why it may not."""

_MOST_FILES = 65536
_ISOLATED = ("-I", "-E", "-B")
"""No PYTHON* variable, no folder of the user's or of where it was started on the path; writes no bytecode."""


class LockError(Exception):
    """The display cannot be held where it was started: a sentence for the technician."""


def prepare(arguments: Sequence[str]) -> None:
    """Goes on in a process that only its arguments and `ENVIRONMENT` say anything to.

    Unless Python was started isolated, this process starts it so with the same arguments, and does not come
    back: it keeps its number, as systemd expects. Raises LockError without a terminal of its own.
    """
    _ignore_keyboard()
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faults_to(None)
    _check_terminal()
    environ = cleaned(os.environ, _at_start())
    if not sys.flags.isolated:
        _start_anew(arguments, environ)
    for name in os.environ.keys() - environ.keys():
        del os.environ[name]


def cleaned(environ: Mapping[str, str], at_start: Mapping[str, str]) -> dict[str, str]:
    """What of an environment the display may know.

    A C locale stays one: Python itself writes LC_CTYPE into the environment then (PEP 538), which would tell
    the process that comes next of characters that the terminal may not have.
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
    """The environment that the process was given; empty where the system does not tell."""
    try:
        pairs = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)


def _ignore_keyboard() -> None:
    """Ignores what the keyboard could send. A process started anew inherits that, and what was blocked."""
    for name in IGNORED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _check_terminal() -> None:
    try:
        keys, picture = os.ttyname(0), os.ttyname(1)
    except OSError as error:
        raise LockError(
            "The display needs a terminal to draw on, and to read keys from: start it on a console, or let "
            "the service start it that `newsreader kiosk --print-service` prints."
        ) from error
    if keys != picture:
        raise LockError(
            f"The display would read keys from {keys} and draw on {picture}: "
            "start it with one terminal for both."
        )
    if os.environ.get("TERM") == "dumb":
        raise LockError(
            "This terminal cannot place text (TERM=dumb), so the display cannot draw on it. Set TERM to what "
            "the terminal is: `linux` on a console, `foot` in that emulator."
        )
    with suppress(OSError):  # a terminal that does not control us has no such groups
        if os.tcgetpgrp(0) != os.getpgrp():
            raise LockError("The display was started in the background (`&`): start it in the foreground.")


def _start_anew(arguments: Sequence[str], environ: Mapping[str, str]) -> NoReturn:
    folders = _folders()
    entry = f"import sys; sys.path[:0] = {folders!r}\nfrom newsreader.__main__ import main; sys.exit(main())"
    if not sys.executable:
        raise LockError("Python cannot tell where it is itself, so the display cannot start it anew.")
    os.closerange(3, _MOST_FILES)  # whatever the launcher left open
    command = [sys.executable, *_ISOLATED, "-c", entry, *arguments]
    try:
        os.execve(sys.executable, command, dict(environ))  # noqa: S606
    except OSError as error:
        raise LockError(f"Python could not be started anew: {error.strerror} ({sys.executable}).") from error


def _folders() -> list[str]:
    """Where this package is, and what it needs; but for what an isolated Python finds by itself."""
    own = str(Path(__file__).resolve().parents[3])
    known = {*site.getsitepackages(), *(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))}
    folders = [own]
    if not any((Path(folder) / "textual").is_dir() for folder in known):
        spec = importlib.util.find_spec("textual")
        if spec is None or spec.origin is None:
            raise LockError("Textual is not installed, which draws the display: install newsreader anew.")
        folders.append(str(Path(spec.origin).resolve().parents[1]))
    return [folder for folder in dict.fromkeys(folders) if folder not in known]


class _Logged(logging.Handler):
    """Hands on the faults that libraries log, and lets no library print what it logs."""

    def __init__(self, tell: Callable[[BaseException], object] | None) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if self._tell is not None and error is not None:
            self._tell(error)


def faults_to(tell: Callable[[BaseException], object] | None) -> None:
    """Tells of whatever nothing else catches, there and nowhere else: no source and no path is printed.

    With None it is kept quiet.
    """

    def quietly(error: BaseException | None) -> None:
        if tell is not None and error is not None:
            tell(error)

    sys.excepthook = lambda _, error, __: quietly(error)
    sys.unraisablehook = lambda given: quietly(given.exc_value)
    threading.excepthook = lambda given: quietly(given.exc_value)
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers[:] = [_Logged(tell)]  # asyncio tells of faults in callbacks by logging them
    faulthandler.disable()


def hold(
    loop: AbstractEventLoop,
    end: Callable[[int], object],
    again: Callable[[], object] = lambda: None,
) -> None:
    """Sees to the signals once the screen stands: those of `IGNORED` do nothing.

    SIGTERM calls `end` with `ENDED`, SIGHUP with `LOST`, also where it was ignored when the program started;
    SIGCONT calls `again`. What a library prints as an error no longer reaches the terminal.
    """
    _ignore_keyboard()
    loop.add_signal_handler(signal.SIGTERM, end, ENDED)
    loop.add_signal_handler(signal.SIGHUP, end, LOST)
    loop.add_signal_handler(signal.SIGCONT, again)
    if os.isatty(2):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
