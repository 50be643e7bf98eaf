"""Calculate the font size of a display from its viewing distance."""

from __future__ import annotations

from collections.abc import Mapping
from math import radians, tan

NEAREST, FURTHEST = 30, 500
"""Range of viewing distances, in centimetres."""

_ANGLE = 0.7
"""Least visual angle of a capital letter, in degrees: EN 301 549, 5.1.4."""
_CAPITAL, _ADVANCE, _LINE = 1493 / 2048, 1233 / 2048, (1901 + 483) / 2048
"""Cap height, advance width and line height of DejaVu Sans Mono, relative to its size."""
_SCREENS = {22: (476, 268), 24: (531, 299), 27: (598, 336), 32: (708, 398), 43: (941, 529)}
"""Diagonal in inches → width and height in millimetres of 16:9 screens."""
_CONSOLE_CELL, _CONSOLE_CAPITAL = (16, 32), 20
"""Cell and cap height of the largest Terminus, in pixels."""


def font_sizes(distance: int) -> Mapping[str, str]:
    """Calculate the font size, in millimetres and points."""
    capital = distance * 10 * tan(radians(_ANGLE))
    size = capital / _CAPITAL
    advance, line = size * _ADVANCE, size * _LINE
    rows = [
        f'#     {inches}" 16:9, {across} x {down} mm: '
        f"{int(across / advance)} columns, {int(down / line)} lines"
        for inches, (across, down) in _SCREENS.items()
    ]
    return {
        "ANGLE": str(_ANGLE),
        "DISTANCE": str(distance),
        "CAPITAL": f"{capital:.1f}",
        "CAPITAL_EM": f"{_CAPITAL:.3f}",
        "POINTS": f"{size / 25.4 * 72:.1f}",
        "ADVANCE": f"{advance:.2f}",
        "LINE": f"{line:.2f}",
        "SCREENS": "\n".join(rows),
    }


def console_notes(distance: int) -> str:
    """Describe which screen resolution makes the console's font large enough."""
    pixel = distance * 10 * tan(radians(_ANGLE)) / _CONSOLE_CAPITAL
    wide, high = _CONSOLE_CELL
    lines = [
        f"# The console's font has capitals of {_CONSOLE_CAPITAL} pixels. For a height of "
        f"{pixel * _CONSOLE_CAPITAL:.1f} mm, an angle of {_ANGLE} degrees",
        f"# at {distance} cm (EN 301 549, 5.1.4), a pixel must be {pixel:.2f} mm or more. Set no more pixels",
        "# than these on the kernel's command line, such as video=1280x720, with consoleblank=0 beside it:",
    ]
    for inches, (across, down) in _SCREENS.items():
        most = int(across / pixel)
        lines.append(
            f'#     {inches}" 16:9, {across} x {down} mm: {most} pixels across, '
            f"{most // wide} columns, {int(down / pixel) // high} lines"
        )
    return "\n".join(lines)
