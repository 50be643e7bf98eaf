"""The one gate through which an address leaves the program: what may pass, and how it is handed over.

Nothing else opens an address, and nothing is ever handed to a shell.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST = 4_000
"""Addresses are cut by some openers beyond this; a QR code of half of it is already unreadable."""
_PATIENCE = 1.5
"""Seconds that an opener is given to say that it cannot."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"//(?P<host>\[[0-9A-Fa-f:.]+\]|[^/?#:@\[\]]+)(?::[0-9]{1,5})?(?:[/?#].*)?")
_HOST = re.compile(
    r"(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.?"
)
_REST = {
    "mailto": re.compile(r"[A-Za-z0-9_.+'&=!#$*/^`{|}~-]+@[A-Za-z0-9.-]+(?:\?[^\s]*)?"),
    "tel": re.compile(r"\+?[0-9()*#.-]{2,30}(?:;ext=[0-9]{1,8})?"),
    "sms": re.compile(r"\+?[0-9]{3,20}"),
}
# Spaces, controls (C0, DEL, C1), soft hyphen, zero-width and bidirectional marks, separators of lines.
_UNSEEN = re.compile(
    '[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\uf8ff\ufdd0-\ufdef\U000e0000-\U0010ffff\\\\"<>]'
)
_PROGRAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_TEXT_BROWSERS = frozenset((
    "w3m", "lynx", "links", "links2", "elinks", "www-browser", "browsh", "carbonyl", "chawan", "retawq",
    "edbrowse",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allowed:
    """An address that may leave. Only `check` makes one."""

    target: str
    """As it is handed over: the host in ASCII, everything else as it was written."""
    shown: str
    """The full address to show before it is opened."""
    warning: str | None = None
    """One sentence about a host that may not be what it looks like."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """An address that may not leave, and why, as a sentence."""

    reason: str


def check(target: str) -> Allowed | Blocked:
    """Whether an address may leave the program.

    Only http, https, mailto, tel and sms pass, without controls, spaces, quotes, backslashes or credentials.
    `%` sequences stay as they are: to unquote a signed address is to break it, and `%0a` is not a line break.
    """
    if not target or len(target) > LONGEST:
        return Blocked(
            "The address is empty." if not target else "The address is too long to be opened safely."
        )
    scheme = _SCHEME.match(target)
    if scheme is None:
        return Blocked("The address does not begin with https: or another scheme that is known here.")
    if _UNSEEN.search(target):
        return Blocked("The address holds a space, a quote or a character that cannot be seen.")
    name, rest = scheme[1].lower(), target[scheme.end() :]
    if name in _REST:
        if not _REST[name].fullmatch(rest):
            return Blocked(f"This is not a proper {name} address.")
        return Allowed(f"{name}:{rest}", f"{name}:{rest}")
    if name not in ("http", "https"):
        return Blocked(f"Addresses that begin with {name}: are never opened from here.")
    return _check_web(name, rest)


def open(passage: Allowed) -> str | None:
    """Hand the address to the system's opener; None if that was begun, else a sentence that says why not.

    Waits up to 1.5 s for the opener to fail, so call it from a worker. The opener inherits no terminal and
    gets the address as one argument.
    """
    again = check(passage.target)
    if isinstance(again, Blocked) or again.target != passage.target:
        return "This address did not come through the gate."
    opener = find_opener()
    if opener is None:
        return "No browser can be opened from here; scan the code or copy the address instead."
    environment = {name: value for name, value in os.environ.items() if name != "BROWSER"}
    try:
        process = subprocess.Popen(  # noqa: S603
            [opener, passage.target],
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
        status = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        threading.Thread(target=process.wait, daemon=True).start()
        return None
    if status:
        return f"{Path(opener).name} could not open the address (it ended with status {status})."
    return None


def find_opener(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """The program that opens addresses, as a path, or None.

    `BROWSER` counts only where it is the plain name or path of one graphical program, never a command line.
    Without a screen there is none, for what would start then is a text browser in the reader's own terminal.
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


def _check_web(scheme: str, rest: str) -> Allowed | Blocked:
    authority = re.match(r"//([^/?#]*)", rest)
    if authority is None or not authority[1]:
        return Blocked("The address names no host.")
    if "@" in authority[1]:
        return Blocked("The address holds a user name or password, which can hide where it leads.")
    parts = _WEB.fullmatch(rest)
    if parts is None:
        return Blocked("The address names no proper host.")
    host = parts["host"]
    if host.startswith("["):
        return Allowed(f"{scheme}:{rest}", f"{scheme}:{rest}")
    plain = _in_ascii(host)
    if plain is None or not _HOST.fullmatch(plain):
        return Blocked("The address names no proper host.")
    target = f"{scheme}://{plain}{rest[parts.end('host') :]}"
    return Allowed(target, target, _warning(host, plain))


def _in_ascii(host: str) -> str | None:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _warning(host: str, plain: str) -> str | None:
    if not host.isascii():
        return f"The name is written with letters that can look like others; its real spelling is {plain}."
    if "xn--" in plain.lower():
        return "The name stands for letters outside English, which can look like others."
    return None
