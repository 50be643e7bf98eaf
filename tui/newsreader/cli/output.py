"""What goes out: JSON objects or lines to stdout, warnings to stderr, colours to terminals."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from json import JSONEncoder

from newsreader.articles.clean_text import clean_line

BOLD, DIM, RED, YELLOW, CYAN = "1", "2", "31", "33", "36"
"""Select Graphic Rendition (ECMA-48, 8.3.117): colours that every theme of a terminal keeps readable."""

_ENCODER = JSONEncoder(ensure_ascii=False)
_ASCII = JSONEncoder(ensure_ascii=True)


def write(line: str) -> None:
    """Write one line of text."""
    sys.stdout.write(line + "\n")


def write_json(values: Mapping[str, object]) -> None:
    """Write one JSON object on a line of its own."""
    line = _ENCODER.encode(values)
    # JSON itself escapes only C0; what else a terminal obeys or hides may stand in the name of a file.
    write(line if line.isprintable() else "".join(map(_escaped, line)))


def warn(message: str) -> None:
    """Tell the person something beside the output."""
    sys.stderr.write(f"newsreader: {clean_line(message)}\n")


def _escaped(character: str) -> str:
    """The character as a string in JSON may have it (RFC 8259, 7): as it is, or in UTF-16 where it hides."""
    return character if character.isprintable() else _ASCII.encode(character)[1:-1]


def to_terminal() -> bool:
    """Whether a person looks at stdout."""
    return sys.stdout.isatty()


def in_colour() -> bool:
    """Whether stdout is a terminal whose owner did not refuse colour (https://no-color.org)."""
    return to_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def painted(text: str, *codes: str) -> str:
    """The text with the given renditions, or as it is where there is no colour."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[m" if text and in_colour() else text


def terminal_width() -> int | None:
    """Columns of the terminal on stdout, whatever `COLUMNS` says; None where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None
