"""Where the program's files live: the only place that says so.

Linux and other Unix systems follow the XDG base directory specification, macOS its own folders; where an XDG
variable is set, macOS follows it too. Nothing here makes a folder: who writes makes its own, and says so
where that fails. The rules are spelled out here because importing platformdirs takes 20 ms of every start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NOWHERE = Path(os.devnull) / "newsreader"
"""Stands for a folder that cannot be: nobody, not even root, can write below a device."""

_XDG = {"CONFIG": ".config", "CACHE": ".cache", "STATE": ".local/state"}
_MACOS = {
    "CONFIG": "Library/Application Support",
    "CACHE": "Library/Caches",
    "STATE": "Library/Application Support",
}


@dataclass(frozen=True, slots=True)
class Paths:
    """The files and folders of one user; none needs to exist."""

    config_file: Path
    """The settings, written by the person alone."""
    cache: Path
    """Folder of what can be made again: the index."""
    state: Path
    """Folder of what cannot: what was read and saved, and where the reader was."""
    log: Path
    """File for the details of a fault of ours."""


def places(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Paths:
    """The user's places; below `NOWHERE` where neither a variable nor a home says where.

    `NEWSREADER_CONFIG` names another settings file.
    """
    config, cache, state = (_base(kind, environ, platform) / "newsreader" for kind in _XDG)
    named = environ.get("NEWSREADER_CONFIG")
    return Paths(
        config_file=Path(named) if named else config / "config.toml",
        cache=cache,
        state=state,
        log=state / "newsreader.log",
    )


def _base(kind: str, environ: Mapping[str, str], platform: str) -> Path:
    named = environ.get(f"XDG_{kind}_HOME", "")
    if Path(named).is_absolute():  # the specification has relative ones ignored
        return Path(named)
    home = _home(environ)
    return home / (_MACOS if platform == "darwin" else _XDG)[kind] if home else NOWHERE


def _home(environ: Mapping[str, str]) -> Path | None:
    home = Path(environ.get("HOME", ""))
    if home.is_absolute():
        return home
    try:
        from pwd import getpwuid

        home = Path(getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):  # no such table, or a user who is not in it, as in some containers
        return None
    return home if home.is_absolute() else None


def shipped_content() -> Path:
    """The content that comes with the program: `articles/` and `resources/` below it.

    In an installed package that is `_content`; in a checkout, also an editable install, `content` at the top.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "_content"
    return installed if installed.is_dir() else package.parent.parent / "content"
