"""What of a text may reach the terminal, and what the terminal can draw: the last wall, as text alone.

Used by what Textual draws, and by what is drawn before it is there.
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
    """What the terminal can draw: as configured, else as the locale says that its characters are encoded.

    Python itself turns a C locale into C.UTF-8 before we are asked (PEP 538), so the environment that the
    process was started with is read where the system keeps it.
    """
    if wish != "auto":
        return Symbols(wish)
    started = _environment_at_start() or environ
    locale = next((started[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if started.get(name)), "")
    if locale and "utf" not in locale.lower():
        return Symbols.ASCII
    return Symbols.CONSOLE if environ.get("TERM") == "linux" else Symbols.UNICODE


def _environment_at_start() -> dict[str, str]:
    """The environment as it was before Python changed it; empty where the system does not tell."""
    try:
        pairs = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return {}
    return dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)


def is_harmless(text: str) -> bool:
    """Whether a text holds nothing that a terminal would obey or that would turn the line round."""
    return not _HARMFUL.search(text)


def replace_controls(texts: Sequence[str]) -> list[str]:
    """The parts of one line with what is harmful in them replaced; see `hazards` in the tests."""
    line = "".join(texts)
    if is_harmless(line):
        return list(texts)
    harmful = _HARMFUL
    if line.count(_ISOLATE) == line.count(_END_OF_ISOLATE):
        # A line written from the right stands between these two, so that it does not turn its frame.
        harmful = _HARMFUL_BUT_ISOLATES
    return [harmful.sub("�", text) for text in texts]


def replace_missing(text: str, symbols: Symbols) -> str:
    """The text in characters that the terminal has, each as wide as the one that it stands for."""
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
