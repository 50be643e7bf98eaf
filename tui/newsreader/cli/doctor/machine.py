"""Read what a machine's files say: what is installed, who may do what, which settings apply.

Everything is read below a root folder, so that a display's disk image, or a test's, can be checked too; that
is why pwd, grp and systemd-analyze are not asked. Unreadable files raise PermissionError.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MOST_BYTES = 1024 * 1024
"""Most bytes that are read of a configuration file."""
MOST_FILES = 20_000
"""Most files whose modes are checked."""

_LIBRARIES = ("usr/lib", "usr/local/lib", "run", "etc")
"""Folders of systemd drop-ins; of files with the same name, the one in the last folder applies."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the machine."""

    name: str
    uid: int
    gids: frozenset[int]
    groups: frozenset[str]
    shell: str

    def may(self, wanted: int, status: os.stat_result) -> bool:
        """Return whether a file's mode grants this user all of `wanted`: 4 (read), 2 (write), 1 (search)."""
        if self.uid == 0:
            return True
        mode = stat.S_IMODE(status.st_mode)
        if status.st_uid == self.uid:
            mode >>= 6
        elif status.st_gid in self.gids:
            mode >>= 3
        return mode & wanted == wanted


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with its root folder."""

    root: Path = field(default_factory=lambda: Path("/"))

    def at(self, path: str | Path) -> Path:
        """Return where an absolute path of the machine is found here."""
        return self.root / str(path).lstrip("/")

    def text(self, path: str | Path) -> str | None:
        """Return the text of a file, or None if it does not exist. Raises OSError."""
        try:
            with self.at(path).open("rb") as file:
                return file.read(MOST_BYTES).decode("utf-8", "replace")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def is_there(self, path: str | Path) -> bool:
        """Return whether the path exists, be it a broken link."""
        return os.path.lexists(self.at(path))

    def is_masked(self, unit: str) -> bool:
        """Return whether a systemd unit is masked."""
        link = self.at(f"/etc/systemd/system/{unit}")
        return link.is_symlink() and str(link.readlink()) == "/dev/null"

    def is_enabled(self, unit: str, target: str = "multi-user.target") -> bool:
        """Return whether a target starts a unit."""
        return self.is_there(f"/etc/systemd/system/{target}.wants/{unit}")

    def setting(self, file: str, section: str, key: str) -> str | None:
        """Return the value that applies in a systemd file such as `logind.conf` with its drop-ins."""
        value = None
        for text in self._texts(file):
            here = ""
            for line in map(str.strip, text.splitlines()):
                if line.startswith("["):
                    here = line.strip("[]")
                name, equals, given = line.partition("=")
                if equals and here == section and name.strip() == key:
                    value = given.strip() or None
        return value

    def _texts(self, file: str) -> Iterator[str]:
        """Yield a systemd file, then its drop-ins in the order of systemd-system.conf(5)."""
        drop_ins: dict[str, Path] = {}
        for base in _LIBRARIES:
            for each in self.at(f"/{base}/systemd/{file}.d").glob("*.conf"):
                drop_ins[each.name] = Path("/") / each.relative_to(self.root)
        paths = [Path(f"/etc/systemd/{file}"), *(drop_ins[name] for name in sorted(drop_ins))]
        for path in paths:
            text = self.text(path)
            if text is not None:
                yield text

    def account(self, name: str) -> Account | None:
        """Return a local user, or None."""
        for line in (self.text("/etc/passwd") or "").splitlines():
            fields = line.split(":")
            if len(fields) == 7 and fields[0] == name and fields[2].isdigit() and fields[3].isdigit():
                groups = dict(self._groups(name))
                gids = frozenset({int(fields[3]), *groups.values()})
                return Account(name, int(fields[2]), gids, frozenset(groups), fields[6])
        return None

    def _groups(self, member: str) -> Iterator[tuple[str, int]]:
        for line in (self.text("/etc/group") or "").splitlines():
            fields = line.split(":")
            if len(fields) == 4 and fields[2].isdigit() and member in fields[3].split(","):
                yield fields[0], int(fields[2])


def writable(account: Account, place: Path) -> Path | None:
    """Return the first file or folder through which the user could change `place`, according to modes.

    That is `place`, something below it, or a parent in which it could be replaced.
    """
    for above in (place.parent, *place.parent.parents):
        status = above.stat()
        # In a sticky folder such as /tmp, only owners can replace their files.
        if account.may(2 | 1, status) and not status.st_mode & stat.S_ISVTX:
            return above
    for number, each in enumerate(_below(place)):
        status = each.lstat()
        if not stat.S_ISLNK(status.st_mode) and account.may(2, status):
            return each
        if number >= MOST_FILES:
            break
    return None


def unreadable(account: Account, place: Path) -> Path | None:
    """Return the first file or folder above or below `place` that the user cannot read or search."""
    for above in reversed(place.parents):
        if not account.may(1, above.stat()):
            return above
    for number, each in enumerate(_below(place)):
        status = each.stat() if each.exists() else each.lstat()
        wanted = 4 | 1 if stat.S_ISDIR(status.st_mode) else 4
        if not stat.S_ISLNK(status.st_mode) and not account.may(wanted, status):
            return each
        if number >= MOST_FILES:
            break
    return None


def _below(place: Path) -> Iterator[Path]:
    """Yield a file or folder and everything in it, without following links."""

    def failed(error: OSError) -> None:
        raise error

    yield place
    for folder, folders, files in os.walk(place, onerror=failed if place.is_dir() else None):
        yield from (Path(folder) / name for name in (*folders, *files))
