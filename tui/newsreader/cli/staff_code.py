"""Set the staff code of a display: prompt for it without echo, and store its hash in the profile."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.output import warn, write
from newsreader.settings import toml_file
from newsreader.settings.atomic_write import write_atomically
from newsreader.settings.passcode import hashed
from newsreader.settings.station import MOST_BYTES, StationError, load
from newsreader.settings.toml_edit import set_value

_NEW = "# The profile of a station's display. `newsreader kiosk --print-profile` lists every option.\n"
_PRIVATE = 0o600
"""All codes of six digits can be tried against the hash in a day."""
_MAX_INPUT = 1000
"""Characters that are read of a code."""


def set_code(profile: Path) -> int:
    """Ask for a code and write it into the profile, which is created if need be; the exit status.

    Every other line stays as it is. Raises CommandError, and then nothing has changed.
    """
    is_new = not os.path.lexists(profile)
    text, mark = (_NEW, b"") if is_new else _read_profile(profile)
    code = _prompt() if sys.stdin.isatty() else _read_stdin()
    try:
        changed = set_value(text, "code", hashed(code))
    except ValueError as error:
        raise CommandError(f"{error} Nothing was changed.", Status.USAGE) from error
    try:
        write_atomically(profile, mark + changed.encode(), _PRIVATE)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        remedy = "Nothing was changed; run this as the user who owns the profile."
        raise CommandError(
            f"{profile}: the profile cannot be written ({reason}). {remedy}", Status.UNREADABLE
        ) from error
    write(f"The staff code is set in {toml_file.printable(str(profile))}.")
    write("A running display uses it from its next start.")
    _warn_about(profile, is_new)
    return Status.DONE


def _read_profile(profile: Path) -> tuple[str, bytes]:
    """Return the profile's text, and the byte order mark before it, if there is one."""
    try:
        text = toml_file.read(profile, MOST_BYTES, "profile")
        toml_file.parse(text)
        with profile.open("rb") as stream:
            mark = stream.read(3)
    except toml_file.NotTomlError as error:
        what = f"{profile}:{error.place}: this is not valid TOML ({error}); fix it there, then set the code."
        raise CommandError(what, Status.USAGE) from error
    except ValueError as error:
        raise CommandError(
            f"{profile}: {error}; name a TOML file that is a profile.", Status.USAGE
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandError(f"{profile}: the profile cannot be read ({reason}).", Status.UNREADABLE) from error
    return text, mark if mark == b"\xef\xbb\xbf" else b""


def _prompt() -> str:
    from getpass import getpass

    try:
        code = getpass("Staff code, 6 to 12 digits: ")
        again = getpass("The same again: ")
    except EOFError as error:
        raise CommandError("No code was typed. Nothing was changed.", Status.USAGE) from error
    if code != again:
        raise CommandError("The two codes differ. Nothing was changed.", Status.USAGE)
    return code.strip()


def _read_stdin() -> str:
    try:
        return sys.stdin.readline(_MAX_INPUT).strip()
    except ValueError as error:
        raise CommandError("The standard input is not text. Nothing was changed.", Status.USAGE) from error


def _warn_about(profile: Path, is_new: bool) -> None:
    """Warn about other problems of the profile, and about who can read the hash."""
    from newsreader.kiosk.service.unit_files import USER

    try:
        load(profile)
    except StationError as error:
        for problem in error.problems:
            warn(problem)
    remedy = f"As root: chgrp {USER} {profile} && chmod 640 {profile}"
    if profile.stat().st_mode & 0o004:
        warn(f"Every user of this machine can read the code's hash and try codes against it. {remedy}")
    elif is_new:
        warn(f"Only you can read the new profile. To let the display's service read it: {remedy}")
