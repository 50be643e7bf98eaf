"""Clean text: readable, and harmless to a terminal.

Removed: C0 and C1 controls (with the rest of a CSI sequence, which is no text), bidirectional controls (the
letters alone determine the direction, so nothing leaks into the surrounding frame), and characters without
a width that hide or split words. Kept: tabs and line feeds of a body, soft hyphens of a body (they tell where
a word may be broken), joiners where a script or an emoji needs them. What cannot be shown becomes U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

REPLACEMENT = "\ufffd"
"""Replaces what cannot be shown."""

MAX_MARKS = 6
"""Combining marks on one letter: pointed Hebrew with accents needs five, stacked Tibetan six."""

_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in name) + "\U000e007f"
    for name in ("gbeng", "gbsct", "gbwls")
)
_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_PICTURES = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINING = "\u0600-\u1cff\ua840-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
_SPACES = "\x0b\x0c\x85\u2028\u2029\u3164\uffa0"
_REMOVED_BELOW = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
)
_REMOVED = f"{_REMOVED_BELOW}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
_NONCHARACTERS = "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 14)
)
_UNSHOWABLE_BELOW = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
_UNSHOWABLE = f"{_UNSHOWABLE_BELOW}{_NONCHARACTERS}\U000e1000-\U0010ffff"
_BULLETS = "\uf076\uf0a7\uf0b7\uf0d8\uf0fc"

# The larger patterns are compiled lazily, as most text is clean.
_ASCII_SUSPECT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# One range for all beyond U+FFFF: the class is then a bitmap, and a search seven times faster.
_SUSPECTS = f"[{_SPACES}{_REMOVED_BELOW}\r\u200c\u200d{_UNSHOWABLE_BELOW}\U00010000-\U0010ffff]"
_SUSPECT = re.compile(_SUSPECTS)

_REPLACEMENTS = {"line": "\n", "space": " ", "bullet": "•", "tags": REPLACEMENT, "unshowable": REPLACEMENT}
_KEPT = frozenset({"flag", "joiner", "variant"})

_MAY_HAVE_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010100-\U0001efff]"
)
# Combining marks are neither letters nor digits: only runs of such characters are examined.
_MAY_BE_MARK = (
    r"[^\w\s\x00-\u02ff\u2000-\u200b\u200e-\u20cf\u2100-\u2cee\u2e00-\u3029\u3030-\u3098\u309b-\ua66e"
    r"\uac00-\ud7ff\uff00-\uffff\U0001f000-\U0001ffff]"
)


def clean_text(text: str) -> tuple[str, tuple[int, ...]]:
    """Return `text` clean, with lines that end in `\\n` only, and what was removed as in `Body.removed`.

    Lines keep their numbers. Cleaning clean text changes nothing.
    """
    if "\r\n" in text:
        plain = text.replace("\r\n", "\n")
        if "\r" not in plain:  # five times as fast as matching each line end among everything else
            ends = [match.start() - before for before, match in enumerate(re.finditer("\r\n", text))]
            text, others = clean_text(plain)
            return text, tuple(_merged(ends, list(others)))
    if text.isascii():
        if _ASCII_SUSPECT.search(text) is None:
            return text, ()
        cleaned, removed = _rewrite(text, _unclean(), _replacement)
        return cleaned, tuple(removed)
    removed = []
    if _SUSPECT.search(text) is not None:
        text, removed = _rewrite(text, _unclean(), _replacement)
    if _MAY_HAVE_MARKS.search(text) is not None:
        text, later = _rewrite(text, _mark_runs(), _limited_marks)
        removed = _merged(removed, later)
    return text, tuple(removed)


def clean_line(text: str) -> str:
    """Return `text` on one line, without soft hyphens, repeated spaces or spaces at its ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text, _ = clean_text(" ".join(text.replace("\xad", "").split()))
    text = " ".join(text.split())
    while text and _is_mark(text[0]):
        text = text[1:].lstrip()
    return text


def clean_path(path: str) -> str:
    """Return `path` for display, with U+FFFD for characters that are not plain and undecodable bytes.

    The result may not open the file.
    """
    if path.isascii() and path.isprintable():
        return path
    return clean_text(_hidden_in_path().sub(REPLACEMENT, path))[0]


def strip_unprintable(text: str) -> str:
    """Return `text` with U+FFFD for characters that are invisible or cannot be shown."""
    return text if text.isprintable() else _unshowable().sub(REPLACEMENT, text)


@cache
def _unclean() -> re.Pattern[str]:
    """Match what is removed or replaced, each kind in a group of its own."""
    return re.compile(
        rf"(?={_SUSPECTS})(?:(?P<return>\r(?=\n))|(?P<line>\r)"
        rf"|(?P<control>\x1b\[[0-9;:?<=>]{{0,32}}[A-Za-z]|[{_REMOVED}]+)"
        rf"|(?P<space>[{_SPACES}])"
        rf"|(?P<flag>{_FLAGS})"
        rf"|(?P<bullet>[{_BULLETS}])"
        rf"|(?P<tags>[{_TAGS}]+)"
        rf"|(?P<joiner>(?<=[{_JOINING}])(?<![{_REMOVED}])[\u200c\u200d](?![\u200c\u200d])"
        rf"|(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}]))|(?P<padding>[\u200c\u200d]+)"
        rf"|(?P<variant>(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef])"
        rf"|(?P<stray>[\U000e0100-\U000e01ef])"
        rf"|(?P<unshowable>[{_UNSHOWABLE}]))"
    )


@cache
def _mark_runs() -> re.Pattern[str]:
    """Match runs that may contain combining marks on nothing, or too many on one letter."""
    return re.compile(rf"(?m:^){_MAY_BE_MARK}+|{_MAY_BE_MARK}{{{MAX_MARKS + 1},}}")


@cache
def _unshowable() -> re.Pattern[str]:
    """Match characters without a glyph of their own, or without an agreed one."""
    return re.compile(f"[{_TAGS}{_UNSHOWABLE}]")


@cache
def _hidden_in_path() -> re.Pattern[str]:
    """Match what a path may contain that is not shown."""
    return re.compile(f"[\t\n\r{_SPACES}{_REMOVED}{_TAGS}{_UNSHOWABLE}]")


def _rewrite(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> tuple[str, list[int]]:
    """Replace each match by something not longer; return the text and the offsets that were removed."""
    pieces: list[str] = []
    removed: list[int] = []
    copied = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        replacement = replace(match)
        pieces += (text[copied:start], replacement)
        length += start - copied + len(replacement)
        removed += [length] * (end - start - len(replacement))
        copied = end
    pieces.append(text[copied:])
    return "".join(pieces), removed


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    return match[0] if kind in _KEPT else _REPLACEMENTS.get(kind, "")


def _limited_marks(match: re.Match[str]) -> str:
    """Limit the marks of a run to `MAX_MARKS` in a row, and none at the start of a line."""
    kept: list[str] = []
    marks = MAX_MARKS if match.start() == 0 or match.string[match.start() - 1] == "\n" else 0
    for character in match[0]:
        if _is_mark(character) or character in "\u200c\u200d":
            marks += 1
            if marks > MAX_MARKS:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _merged(first: list[int], second: list[int]) -> list[int]:
    """Merge the offsets of two rounds of cleaning into offsets of the text after the second."""
    if not second:
        return first
    before = [offset + index for index, offset in enumerate(second)]
    return sorted([offset - bisect_left(before, offset) for offset in first] + second)
