"""A TOML file that a person wrote, read within bounds; values as TOML and sentences write them."""

from __future__ import annotations

import re
from pathlib import Path

Table = dict[str, object]


class NotTomlError(ValueError):
    """A text that is not TOML; `str()` is the parser's reason, without the place."""

    def __init__(self, reason: str, place: str) -> None:
        super().__init__(reason)
        self.place = place
        """`line:column`, or the line alone."""


def read(file: Path, most: int, what: str) -> str:
    """The text of a regular file of at most `most` bytes, which is meant to be a `what`.

    A byte order mark is passed over. Raises OSError, or ValueError with a clause to follow the file's name.
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
    """What the text says. Raises NotTomlError."""
    # tomllib takes 20 ms to import: only for those who have such a file.
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = f"{found[1]}:{found[2]}" if found else str(text.count("\n") + 1)
        raise NotTomlError(re.sub(r"\s*\(at .*\)$", "", str(error)), place) from error


def as_toml(value: object) -> str:
    """A text, number or list of them as TOML writes it; every character that is not plain is escaped."""
    if isinstance(value, tuple):
        return f"[{', '.join(as_toml(item) for item in value)}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\{each}" if each in '"\\' else printable(each) for each in value) + '"'
    return str(value)


def printable(text: str) -> str:
    """The text with an escape, as TOML has them, for each character that is not plain."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in text)


def quoted(text: str, most: int = 60) -> str:
    """The beginning of what a file says, as a sentence may repeat it: at most so many characters of it."""
    return as_toml(text if len(text) <= most else f"{text[: most - 1]}…")


def path_from(path: str, folder: Path) -> str:
    """A path that the file in `folder` names: `~` is the home, and what is relative starts at that folder."""
    try:
        return str(folder / Path(path).expanduser())
    except RuntimeError:  # nobody's home is known: the path stands as written, and will be named as missing
        return path
