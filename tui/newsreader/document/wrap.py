"""Break text into rows."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsreader.document.cell_width import BREAK_OPPORTUNITIES, NOT_NARROW, clusters
from newsreader.document.cell_width import cells as cells_of

_NO_BREAK_BEFORE = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗’”…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""What does not start a line (the common part of JIS X 4051)."""
_NO_BREAK_AFTER = frozenset("（［｛〔〈《「『【〘〖‘“")
_SPACES = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u2028\u2029\x0c\t"
)
_BREAK_IN_WORD = re.compile(r"[-/?&=_](?=[!-~])")
"""Where an address or a compound that is longer than a line is broken."""

_NUMBER = re.compile(r"(?<!\w)\+?\(?[0-9][0-9()]{0,24}(?: \(?[0-9][0-9()]{0,24})+(?!\w)")
_NUMBER_DIGITS = range(6, 17)
"""Digits of a phone number or a reference that is written in groups."""


class Row(NamedTuple):
    """One row, `text[start:end]`, and whether a hyphen is drawn after it."""

    start: int
    end: int
    hyphen: bool = False


def wrap(text: str, width: int) -> list[Row]:
    """Break `text` into rows of at most `width` cells; `\\n` ends a row. An empty text is one row."""
    rows: list[Row] = []
    start = 0
    for part in text.split("\n"):
        if NOT_NARROW.search(part):
            _wrap_clusters(text, start, start + len(part), width, rows)
        elif len(part) <= width:
            rows.append(_stripped(text, start, start + len(part)))
        else:
            _wrap_narrow(text, start, start + len(part), width, rows)
        start += len(part) + 1
    return rows


def wrap_lines(text: str, width: int) -> list[str]:
    """Break `text` into strings of at most `width` cells, at least one."""
    return [text[row.start : row.end] + "-" * row.hyphen for row in wrap(text, max(width, 1))]


def grouped_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of phone numbers and references that are written in groups of digits."""
    return [
        match.span()
        for match in _NUMBER.finditer(text, start, end)
        if sum(map(str.isdigit, match[0])) in _NUMBER_DIGITS
    ]


def _unbreakable_spaces(text: str, start: int, end: int, width: int) -> set[int]:
    """Return the spaces within numbers that fit on one row."""
    return {
        at
        for first, last in grouped_numbers(text, start, end)
        if last - first <= width
        for at in range(first, last)
        if text[at] == " "
    }


def _stripped(text: str, start: int, end: int) -> Row:
    while end > start and text[end - 1] == " ":
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    return Row(start, end)


def _wrap_narrow(text: str, start: int, end: int, width: int, rows: list[Row]) -> None:
    """Wrap text whose every character is one cell wide: the fast path."""
    while start < end and text[start] == " ":
        start += 1
    unbreakable = _unbreakable_spaces(text, start, end, width)
    while end - start > width:
        space = last = text.rfind(" ", start, start + width + 1)
        while space in unbreakable:
            space = text.rfind(" ", start, space)
        space = space if space > start else last
        if space > start:
            rows.append(_stripped(text, start, space))
            start = space + 1
        else:
            stop = _break_in_word(text, start, start + width)
            rows.append(Row(start, stop))
            start = stop
        while start < end and text[start] == " ":
            start += 1
    rows.append(_stripped(text, start, end))


def _wrap_clusters(text: str, start: int, end: int, width: int, rows: list[Row]) -> None:
    """Wrap any text, with soft hyphens and breaks between East Asian characters."""
    base, used = start, 0
    unbreakable = _unbreakable_spaces(text, start, end, width)
    stop = resume = used_at_resume = -1  # the last place where the row may end
    hyphen = previous_wide = False
    previous = ""
    for begin, finish, cells in clusters(text[base:end]):
        begin, finish = base + begin, base + finish
        character = text[begin]
        if character in _SPACES and finish == begin + 1:
            if begin == start:
                start = finish
                continue
            used += cells
            if begin not in unbreakable or stop < start:
                stop, resume, used_at_resume, hyphen = begin, finish, used, False
        elif character in BREAK_OPPORTUNITIES:
            if begin > start and used < width:
                stop, resume, used_at_resume, hyphen = begin, finish, used, character == "\u00ad"
            continue
        else:
            wide = cells == 2 or previous_wide
            if wide and begin > start and used <= width and _may_break(previous, character):
                stop, resume, used_at_resume, hyphen = begin, begin, used, False
            if used + cells > width and stop > start:
                rows.append(Row(start, _strip_end(text, start, stop), hyphen))
                start, used, stop = resume, used - used_at_resume, -1
            if used + cells > width and begin > start:
                cut = _break_in_word(text, start, begin)
                rows.append(Row(start, cut))
                start, used, stop = cut, cells_of(text[cut:begin]), -1
            used += cells
        previous, previous_wide = character, cells == 2
    rows.append(Row(start, _strip_end(text, start, end)))


def _break_in_word(text: str, start: int, stop: int) -> int:
    """Return where to break a word longer than the row `[start, stop)`: in its second half if possible."""
    ends = [match.end() for match in _BREAK_IN_WORD.finditer(text, start + (stop - start) // 2, stop + 1)]
    return max((end for end in ends if end <= stop), default=stop)


def _strip_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1] in _SPACES or text[end - 1] in BREAK_OPPORTUNITIES):
        end -= 1
    return end


def _may_break(previous: str, character: str) -> bool:
    """Whether a row may end between two characters of which one is wide."""
    return previous not in _NO_BREAK_AFTER and character not in _NO_BREAK_BEFORE and previous not in _SPACES
