"""Where the lines of a text end."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsreader.document.cell_width import SOFT, UNPLAIN, clusters
from newsreader.document.cell_width import cells as cells_of

_UNBROKEN_BEFORE = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗’”…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""What does not stand at the beginning of a line (the common part of JIS X 4051)."""
_UNBROKEN_AFTER = frozenset("（［｛〔〈《「『【〘〖‘“")
_SPACES = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u2028\u2029\x0c\t"
)
_INSIDE = re.compile(r"[-/?&=_](?=[!-~])")
"""After these a word longer than a line is broken: addresses and compounds."""

_NUMBER = re.compile(r"(?<!\w)\+?\(?[0-9][0-9()]*(?: \(?[0-9][0-9()]*)+(?!\w)")
_DIGITS = range(6, 17)
"""Digits of a telephone number or a reference that is written in groups."""


class Row(NamedTuple):
    """One line: `text[start:end]`, and whether a hyphen is to be drawn after it."""

    start: int
    end: int
    hyphen: bool = False


def wrap(text: str, width: int) -> list[Row]:
    """Break `text` into rows of at most `width` cells; `\\n` always ends one. An empty text is one row."""
    rows: list[Row] = []
    start = 0
    for part in text.split("\n"):
        if len(part) <= width and not UNPLAIN.search(part):
            rows.append(_trimmed(text, start, start + len(part)))
        elif UNPLAIN.search(part):
            _wrap_clusters(text, start, start + len(part), width, rows)
        else:
            _wrap_plain(text, start, start + len(part), width, rows)
        start += len(part) + 1
    return rows


def numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where telephone numbers and the like, written in groups, stand in `text[start:end]`."""
    return [
        match.span()
        for match in _NUMBER.finditer(text, start, end)
        if sum(map(str.isdigit, match[0])) in _DIGITS
    ]


def _kept(text: str, start: int, end: int, width: int) -> set[int]:
    """The spaces at which no line ends, since a number would be torn that fits on one."""
    return {
        at
        for first, last in numbers(text, start, end)
        if last - first <= width
        for at in range(first, last)
        if text[at] == " "
    }


def _trimmed(text: str, start: int, end: int) -> Row:
    while end > start and text[end - 1] == " ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return Row(start, end)


def _wrap_plain(text: str, start: int, end: int, width: int, rows: list[Row]) -> None:
    """The quick way for text whose every character is one cell wide."""
    while start < end and text[start] == " ":
        start += 1
    kept = _kept(text, start, end, width)
    while end - start > width:
        space = last = text.rfind(" ", start, start + width + 1)
        while space in kept:
            space = text.rfind(" ", start, space)
        space = space if space > start else last
        if space > start:
            rows.append(_trimmed(text, start, space))
            start = space + 1
        else:
            stop = _inside(text, start, start + width)
            rows.append(Row(start, stop))
            start = stop
        while start < end and text[start] == " ":
            start += 1
    rows.append(_trimmed(text, start, end))


def _wrap_clusters(text: str, start: int, end: int, width: int, rows: list[Row]) -> None:
    """The careful way: by cluster, with soft hyphens, and breaks between East Asian characters."""
    base, used = start, 0
    kept = _kept(text, start, end, width)
    stop = resume = at_resume = -1
    hyphen = wide = False
    previous = ""
    for begin, finish, cells in clusters(text[base:end]):
        begin, finish = base + begin, base + finish
        character = text[begin]
        if character in _SPACES and finish == begin + 1:
            if begin == start:
                start = finish
                continue
            used += cells
            if begin not in kept or stop < start:
                stop, resume, at_resume, hyphen = begin, finish, used, False
        elif character in SOFT:
            if begin > start and used < width:
                stop, resume, at_resume, hyphen = begin, finish, used, character == "\u00ad"
            continue
        else:
            if (cells == 2 or wide) and begin > start and used <= width and _breaks(previous, character):
                stop, resume, at_resume, hyphen = begin, begin, used, False
            if used + cells > width and stop > start:
                rows.append(Row(start, _end(text, start, stop), hyphen))
                start, used, stop = resume, used - at_resume, -1
            if used + cells > width and begin > start:
                cut = _inside(text, start, begin)
                rows.append(Row(start, cut))
                start, used, stop = cut, cells_of(text[cut:begin]), -1
            used += cells
        previous, wide = character, cells == 2
    rows.append(Row(start, _end(text, start, end)))


def _inside(text: str, start: int, stop: int) -> int:
    """Where to break a word too long for the line `[start, stop)`: in its latter half, if it can be."""
    ends = [match.end() for match in _INSIDE.finditer(text, start + (stop - start) // 2, stop + 1)]
    return max((end for end in ends if end <= stop), default=stop)


def _end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1] in _SPACES or text[end - 1] in SOFT):
        end -= 1
    return end


def _breaks(previous: str, character: str) -> bool:
    """Whether a line may end between two characters, the second of which is wide."""
    return previous not in _UNBROKEN_AFTER and character not in _UNBROKEN_BEFORE and previous not in _SPACES
