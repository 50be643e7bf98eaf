"""Which characters may reach the terminal, and which it can draw.

Applied to what Textual draws (`output_filters`) and to the first frame, which is drawn before Textual.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from rich.cells import cell_len


class Symbols(StrEnum):
    """Which characters the terminal can draw."""

    UNICODE = "unicode"
    CONSOLE = "console"
    """The Linux console: UTF-8, but a font of 256 or 512 shapes."""
    ASCII = "ascii"


_CONSOLE = str.maketrans("▾▸●○★☆…—–‘’“”▏▎━✓☐☑◦▪›‹↪▁▂▃▅▆▇", "▼►•o*-~--''\"\"│▌═√oxo■><→▄▄▄▄▄▄")
_ASCII = {
    **dict(zip("│┃║▌▐▎▏▕█", "||||||||#", strict=True)),
    **dict(zip("─━═", "-==", strict=True)),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╞╡╪┏┓┗┛┠┨╔╗╚╝", "+"),
    **dict(zip("▾▸►◄●○★☆…—–‘’“”•◦▪·✓☐☑▀↑↓←→↪«»£€›‹", 'v>><*o*-~--\'\'""*o-.x x"^v<>>""LE><', strict=True)),
    **dict.fromkeys("▁▂▃▄▅▆▇", " "),
    "\u00a0": " ",
    "\u00ad": "-",
}
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_HARMFUL_BUT_ISOLATES = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066\u2067\u2028\u2029]")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


def symbols_of(environ: Mapping[str, str], wish: str = "auto") -> Symbols:
    """Return what the terminal can draw: as configured, else by the encoding of the locale.

    Python turns a C locale into C.UTF-8 at its start (PEP 538), so this reads the environment that the
    process was started with.
    """
    if wish != "auto":
        return Symbols(wish)
    started = _environment_at_start() or environ
    locale = next((started[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if started.get(name)), "")
    if locale and "utf" not in locale.lower():
        return Symbols.ASCII
    return Symbols.CONSOLE if environ.get("TERM") == "linux" else Symbols.UNICODE


def _environment_at_start() -> dict[str, str]:
    """Return the environment before Python changed it; empty if the system does not say."""
    try:
        pairs = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)


def is_harmless(text: str) -> bool:
    """Whether a text has no control characters and none that change the direction of a line."""
    return not _HARMFUL.search(text)


def replace_controls(texts: Sequence[str]) -> list[str]:
    """Replace harmful characters in the parts of one line."""
    line = "".join(texts)
    if is_harmless(line):
        return list(texts)
    harmful = _HARMFUL
    if line.count(_ISOLATE) == line.count(_END_OF_ISOLATE):
        # The document puts a right-to-left line between these two, so that the frame stays in place.
        harmful = _HARMFUL_BUT_ISOLATES
    return [harmful.sub("�", text) for text in texts]


def replace_missing(text: str, symbols: Symbols) -> str:
    """Return the text in characters that the terminal can draw, each as wide as the one it replaces."""
    if symbols is Symbols.UNICODE or text.isascii():
        return text
    if symbols is Symbols.CONSOLE:
        return text.translate(_CONSOLE)
    return "".join(map(_in_ascii, text))


def _in_ascii(character: str) -> str:
    if character.isascii():
        return character
    if character in _ASCII:
        return _ASCII[character]
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    width = cell_len(character)
    return plain if plain and len(plain) == width else "?" * width
