"""What the terminal can show, and the last wall between text and terminal.

Textual strips only BEL, BS, CR, VT and FF from what widgets draw; the filters here see every segment of every
surface before it is written, so that nothing but text and Textual's own commands reaches the terminal.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class Symbols(StrEnum):
    """Which characters the terminal can draw."""

    UNICODE = "unicode"
    CONSOLE = "console"
    """The Linux console: UTF-8, but a font of 256 or 512 shapes."""
    ASCII = "ascii"


_CONSOLE = str.maketrans("▾▸●○★☆…—–‘’“”▏✓☐☑◦▪›‹↪▁▂▃▅▆▇", "▼►•o*-~--''\"\"│√oxo■><→▄▄▄▄▄▄")
_ASCII = {
    **dict(zip("│┃║▌▐▏▕█", "|||||||#", strict=True)),
    **dict.fromkeys("─━═", "-"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╞╡╪┏┓┗┛┠┨╔╗╚╝", "+"),
    **dict(zip("▾▸●○★☆…—–‘’“”•◦▪·✓☐☑▀↑↓←→↪«»£€›‹", 'v>*o*-~--\'\'""*o-.x x"^v<>>""LE><', strict=True)),
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


def colours_of(term: str) -> int:
    """How many colours the terminal of that name has; 0 for one that has none or is not known."""
    import curses

    try:
        curses.setupterm(term, fd=1)
        return max(curses.tigetnum("colors"), 0)
    except curses.error:
        return 0


class Harmless(LineFilter):
    """Replaces what a terminal would obey or that would turn the line round; see `hazards` in the tests."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, without controls in their text."""
        harmful = _HARMFUL
        if not any(harmful.search(segment.text) for segment in segments):
            return segments
        text = "".join(segment.text for segment in segments)
        if text.count(_ISOLATE) == text.count(_END_OF_ISOLATE):
            # A line written from the right stands between these two, so that it does not turn its frame.
            harmful = _HARMFUL_BUT_ISOLATES
        return [Segment(harmful.sub("�", text), style, control) for text, style, control in segments]


class Drawable(LineFilter):
    """Replaces the characters that the terminal cannot draw by its nearest ones, of the same width."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__(enabled=symbols is not Symbols.UNICODE)
        self._symbols = symbols

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, each as wide as it was."""
        return [
            segment
            if segment.text.isascii()
            else Segment(self.draw(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def draw(self, text: str) -> str:
        """The text in characters that the terminal has."""
        if self._symbols is Symbols.CONSOLE:
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
