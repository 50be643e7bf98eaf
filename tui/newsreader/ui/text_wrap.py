"""Plain text broken into lines of so many cells: titles, names and sentences, not articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_PARTS = re.compile(r"[^/.?&=_-]*[/.?&=_-]+|[^/.?&=_-]+")


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of `text`, each a stretch `[start, end)` of it that fills at most `width` cells.

    Breaks at spaces, which belong to no line; a word wider than a line is cut. Line breaks are kept.
    There is always at least one line.
    """
    width = max(width, 1)
    lines: list[tuple[int, int]] = []
    start = end = 0
    room = width
    for first, last, cells in _words(text, width):
        broken = "\n" in text[end:first] if lines or end else False
        gap = first - end if end > start else 0
        if end > start and (broken or gap + cells > room):
            lines.append((start, end))
            start, room, gap = first, width, 0
        elif end == start:
            start = first
        room -= gap + cells
        end = last
    lines.append((start, end))
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """The lines of `text` as strings."""
    return [text[start:end] for start, end in wrap(text, width)]


def wrapped_address(text: str, width: int) -> list[str]:
    """The lines of an address, broken after its dots and strokes where they leave the lines well filled."""
    lines: list[str] = []
    line = ""
    for part in _PARTS.findall(text):
        if line and cell_len(line) + cell_len(part) > width:
            lines.append(line)
            line = ""
        *full, line = wrapped(line + part, width)
        lines += full
    return [*lines, line] if line or not lines else lines


def _words(text: str, width: int) -> Iterator[tuple[int, int, int]]:
    """Every word, or piece of a word that is too wide: where it starts and ends, and its cells."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        stop = at
        while stop < len(text) and not text[stop].isspace():
            stop += 1
        word = text[at:stop]
        cells = cell_len(word)
        if cells <= width:
            yield at, stop, cells
        else:
            for piece in chop_cells(word, width):
                yield at, at + len(piece), cell_len(piece)
                at += len(piece)
        at = stop
