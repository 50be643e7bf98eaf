"""The folders and files of a library: resolved, none twice, none inside another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.articles.hashing import blake2b
from newsreader.library.errors import ContentError


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of articles, or a single file of one."""

    folder: Path
    """Absolute, without symbolic links; for a single file, the folder that holds it."""
    only: str | None = None
    """The name of a single file; None for everything below `folder`."""

    @property
    def path(self) -> Path:
        """The folder or file itself."""
        return self.folder / self.only if self.only else self.folder

    def holds(self, other: Root) -> bool:
        """Return whether this root lists everything of `other`."""
        if self.only is not None or not other.path.is_relative_to(self.folder):
            return False
        parts = other.path.relative_to(self.folder).parts
        return not any(part.startswith(".") for part in parts) and not (other.only or "").startswith("_")


def resolve(paths: Iterable[Path]) -> list[Root]:
    """Return the roots of some paths, in that order; a path that does not exist counts as a folder.

    Raises ContentError when there are none.
    """
    found: list[Root] = []
    for path in paths:
        root = _root(path)
        if root not in found:
            found.append(root)
    if not found:
        raise ContentError("No folder of articles was named.")
    return [root for root in found if not any(other.holds(root) for other in found if other != root)]


def _root(path: Path) -> Root:
    try:
        real = path.expanduser().resolve()
        return Root(real.parent, real.name) if real.is_file() else Root(real)
    except (OSError, RuntimeError):  # too long a name, a loop of links, a user who is not there
        return Root(path.absolute())


def fingerprint(roots: Sequence[Root]) -> str:
    """Return a short name for a set of roots, whatever their order."""
    text = "\0".join(sorted(str(root.path) for root in roots))
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def why_unreadable(root: Root) -> str | None:
    """Return a sentence that says why a root cannot be read now; None when it can."""
    try:
        if root.only is not None:
            with root.path.open("rb"):
                return None
        next(root.folder.iterdir(), None)
    except FileNotFoundError:
        return f"There is no folder or file {root.path}."
    except NotADirectoryError:
        return f"{root.path} is neither a folder nor an ordinary file."
    except PermissionError:
        return f"{root.path} may not be read by this user."
    except OSError as error:
        return f"{root.path} cannot be read: {error.strerror or error}."
    return None
