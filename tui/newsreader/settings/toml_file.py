"""Read a TOML file of bounded size, and write values as TOML."""

from __future__ import annotations

import re
from pathlib import Path

Table = dict[str, object]


class NotTomlError(ValueError):
    """Invalid TOML; `str()` is the parser's reason without the position."""

    def __init__(self, reason: str, place: str) -> None:
        super().__init__(reason)
        self.place = place
        """`line:column`, or only the line."""


def read(file: Path, most: int, what: str) -> str:
    """Read a regular file of at most `most` bytes; `what` names its kind in errors.

    A byte order mark is skipped. Raises OSError, or ValueError with a clause that follows the file's name.
    """
    if not file.is_file():
        raise ValueError("this is not a regular file")
    with file.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise ValueError(f"this is longer than {most:,} bytes, so it is hardly a {what}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} is not UTF-8: save the file in that encoding") from error


def parse(text: str) -> Table:
    """Parse TOML. Raises NotTomlError."""
    # Lazy: importing tomllib takes 20 ms, and most users have no settings file.
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = f"{found[1]}:{found[2]}" if found else str(text.count("\n") + 1)
        raise NotTomlError(str(error).rpartition(" (at ")[0] or str(error), place) from error


def as_toml(value: object) -> str:
    """Write a text, number or tuple of them as TOML, escaping unprintable characters."""
    if isinstance(value, tuple):
        return f"[{', '.join(as_toml(item) for item in value)}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\{each}" if each in '"\\' else printable(each) for each in value) + '"'
    return str(value)


def printable(text: str) -> str:
    """Replace each unprintable character by its TOML escape."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in text)


def quoted(text: str, most: int = 60) -> str:
    """Quote up to `most` characters of a file's text for a message."""
    return as_toml(text if len(text) <= most else f"{text[: most - 1]}…")


def path_from(path: str, folder: Path) -> str:
    """Resolve a path named in a file in `folder`: `~` is the home, relative paths start at `folder`."""
    try:
        return str(folder / Path(path).expanduser())
    except RuntimeError:  # no home is known: keep the path as written, to be reported as missing
        return path
