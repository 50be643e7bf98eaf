"""Paths of the program's own files.

Linux and other Unix systems follow the XDG base directory specification; macOS has its own folders, unless an
XDG variable is set. Nothing here creates a folder. The rules are written out because importing platformdirs
would add 20 ms to every start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NOWHERE = Path(os.devnull) / "newsreader"
"""A folder that cannot exist: nobody, not even root, can write below a device."""

_XDG = {"CONFIG": ".config", "CACHE": ".cache", "STATE": ".local/state"}
_MACOS = {
    "CONFIG": "Library/Application Support",
    "CACHE": "Library/Caches",
    "STATE": "Library/Application Support",
}


@dataclass(frozen=True, slots=True)
class Paths:
    """Files and folders of one user; none needs to exist."""

    config_file: Path
    """The settings; the program never writes it."""
    cache: Path
    """Folder of what can be rebuilt: the index."""
    state: Path
    """Folder of what cannot: read and saved marks, and the session."""
    log: Path
    """File for the details of internal errors."""


def user_paths(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Paths:
    """Return the user's paths; below `NOWHERE` without a home or XDG variables.

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
    if Path(named).is_absolute():  # the specification ignores relative ones
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
    except (ImportError, KeyError):  # no user database, or an unknown user, as in some containers
        return None
    return home if home.is_absolute() else None


def shipped_content() -> Path:
    """Return the folder of the shipped content, with `articles/` and `resources/`.

    It is `_content` in an installed package, and `content` at the top of a checkout or editable install.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "_content"
    return installed if installed.is_dir() else package.parent.parent / "content"
