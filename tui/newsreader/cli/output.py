"""Write lines and JSON objects to stdout, warnings to stderr, and colours to terminals."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from json import JSONEncoder

from newsreader.articles.clean_text import clean_line

BOLD, DIM, RED, YELLOW, CYAN = "1", "2", "31", "33", "36"
"""Select Graphic Rendition (ECMA-48, 8.3.117), in colours that every terminal theme keeps readable."""

_ENCODER = JSONEncoder(ensure_ascii=False)
_ASCII = JSONEncoder(ensure_ascii=True)


def write(line: str) -> None:
    """Write one line of text."""
    sys.stdout.write(line + "\n")


def write_json(values: Mapping[str, object]) -> None:
    """Write one JSON object on a line of its own."""
    line = _ENCODER.encode(values)
    # JSON escapes only C0 controls; the name of a file may hold others, or invisible characters.
    write(line if line.isprintable() else "".join(map(_escaped, line)))


def warn(message: str) -> None:
    """Write a warning to stderr."""
    sys.stderr.write(f"newsreader: {clean_line(message)}\n")


def _escaped(character: str) -> str:
    """Return the character as it is, or escaped in UTF-16 where it is not printable (RFC 8259, 7)."""
    return character if character.isprintable() else _ASCII.encode(character)[1:-1]


def in_colour() -> bool:
    """Return whether stdout is a terminal on which colour is not turned off (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def painted(text: str, *codes: str) -> str:
    """Return the text in these renditions, where there is colour."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[m" if text and in_colour() else text


def terminal_width() -> int | None:
    """Return the columns of the terminal on stdout, whatever `COLUMNS` says; None where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None
