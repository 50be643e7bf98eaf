"""Open a link: hand its address to the system's opener, never to a shell."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from newsreader.links.policy import Blocked, check

_TIMEOUT = 1.5
"""Seconds that an opener is given to say that it cannot."""
_PROGRAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_TEXT_BROWSERS = frozenset((
    "w3m", "lynx", "links", "links2", "elinks", "www-browser", "browsh", "carbonyl", "chawan", "retawq",
    "edbrowse",
))  # fmt: skip


def open_target(target: str) -> str | None:
    """Open an address that the policy allows; None if that was begun, else a sentence that says why not.

    Waits up to 1.5 s for the opener to fail, so call it from a worker. The opener inherits no terminal and
    gets the address as one argument.
    """
    outcome = check(target)
    if isinstance(outcome, Blocked):
        return outcome.reason
    opener = find_opener()
    if opener is None:
        return "No browser can be opened from here; scan the code or copy the address instead."
    environment = {name: value for name, value in os.environ.items() if name != "BROWSER"}
    try:
        process = subprocess.Popen(  # noqa: S603
            [opener, outcome.target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            close_fds=True,
            env=environment,
        )
    except OSError as error:
        return f"{Path(opener).name} could not be started: {error.strerror}."
    try:
        status = process.wait(_TIMEOUT)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()
        return None
    if status:
        return f"{Path(opener).name} could not open the address (it ended with status {status})."
    return None


def find_opener(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """Find the program that opens addresses; None where there is none.

    `BROWSER` counts only where it is the plain name or path of one graphical program, never a command line.
    Without a screen there is none: a text browser would start in the reader's own terminal.
    """
    if platform == "darwin":
        return shutil.which("open", path="/usr/bin:/bin")
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return None
    path = environ.get("PATH")
    named = environ.get("BROWSER", "")
    if _PROGRAM.fullmatch(Path(named).name) and (_PROGRAM.fullmatch(named) or Path(named).is_absolute()):
        found = shutil.which(named, path=path)
        if found and not {Path(found).name, Path(found).resolve().name} & _TEXT_BROWSERS:
            return found
    return shutil.which("xdg-open", path=path)
