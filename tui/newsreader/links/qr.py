"""QR codes for a terminal: rows of half blocks, to be drawn black on white whatever the theme.

ISO/IEC 18004 asks for a quiet zone of four modules on each side and for square modules: a cell of a terminal
is about twice as high as it is wide, so one cell holds two modules, one above the other.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

QUIET_ZONE = 4
"""Modules of white on each side, as the standard asks."""
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code: a block is ink, a space is paper. Draw it black on white."""

    rows: tuple[str, ...]
    width: int
    """In cells."""
    modules: int
    """On one side, without the quiet zone: 21 for the smallest."""

    @property
    def height(self) -> int:
        """In cells."""
        return len(self.rows)


def make_qr(
    data: str, *, border: int = QUIET_ZONE, ascii_only: bool = False, capitals: bool = False
) -> QrCode | None:
    """Encode an address as small as possible; None where it is too long (some 2,900 bytes).

    The version is the smallest that holds the data at error level L; the level is then raised as far as the
    size allows, as a clean code on a screen scans best with large modules. With `ascii_only`, a module is
    `##` or two spaces, and the code takes twice the width and height. With `capitals`, the scheme and host of
    a web address are in capitals, which mean the same (RFC 3986, 6.2.2.1) and may need a smaller version.
    """
    matrix = _matrix(_in_capitals(data) if capitals else data)
    if matrix is None:
        return None
    side = len(matrix)
    blank = [False] * (side + 2 * border)
    edge = [False] * border
    grid = [blank] * border + [[*edge, *row, *edge] for row in matrix] + [blank] * border
    rows = _ascii_rows(grid) if ascii_only else _half_block_rows(grid)
    return QrCode(rows, len(rows[0]), side)


def _in_capitals(data: str) -> str | list[str]:
    """Split an address in two segments; the first, in capitals, takes five and a half bits a character."""
    match = re.match(r"https?://[A-Za-z0-9.-]+(?::\d+)?/?", data)
    if match is None:
        return data
    rest = data[match.end() :]
    return [match[0].upper(), rest] if rest else match[0].upper()


def _matrix(data: str | list[str]) -> list[list[bool]] | None:
    encoder = _encoder()
    try:
        made = encoder.encode(data, error="l", micro=False, boost_error=True)
    except (encoder.DataOverflowError, ValueError, UnicodeError):
        return None
    return [[bool(module & 1) for module in row] for row in made.matrix]


@cache
def _encoder() -> Any:
    """segno's encoder alone. The package imports its writers of files too, and those an HTTP client
    with e-mail: 2 MB of memory for nothing."""
    spec = find_spec("segno")
    if spec is not None and "segno" not in sys.modules:
        sys.modules["segno"] = module_from_spec(spec)
        try:
            return import_module("segno.encoder")
        finally:
            sys.modules.pop("segno", None)  # who imports the package gets all of it
    return import_module("segno.encoder")


def _half_block_rows(grid: list[list[bool]]) -> tuple[str, ...]:
    if len(grid) % 2:
        grid = [*grid, [False] * len(grid[0])]
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(grid[::2], grid[1::2], strict=True)
    )


def _ascii_rows(grid: list[list[bool]]) -> tuple[str, ...]:
    return tuple("".join("##" if module else "  " for module in row) for row in grid)
