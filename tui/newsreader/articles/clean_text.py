"""The one way in for text: what a file says, left readable and made harmless for a terminal.

What goes: C0 and C1 controls (with the rest of a CSI sequence, which is no text), bidirectional controls
(the order of mixed text follows from its letters alone, so nothing can leak into the frame around it),
and characters without a width that hide or split words. What stays: tabs and line feeds of a body, soft
hyphens of a body (they say where a word may be broken), joiners where a script or an emoji needs them.
What cannot be shown, and hides something, becomes U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

MARK = "\ufffd"
"""Stands where something was that cannot be shown."""

STACK = 6
"""Combining marks that one letter may carry: pointed Hebrew with accents needs five, stacked Tibetan six."""

_FLAGS = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in name) + "\U000e007f"
    for name in ("gbeng", "gbsct", "gbwls")
)
_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_PICTURES = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINING = "\u0600-\u1cff\ua840-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
_SPACES = "\x0b\x0c\x85\u2028\u2029\u3164\uffa0"
_GONE_BELOW = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
)
_GONE = f"{_GONE_BELOW}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
_OTHER_PLANES = "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 14)
)
_UNSHOWABLE_BELOW = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
_UNSHOWABLE = f"{_UNSHOWABLE_BELOW}{_OTHER_PLANES}\U000e1000-\U0010ffff"
_BULLETS = "\uf076\uf0a7\uf0b7\uf0d8\uf0fc"

# The larger patterns, which only text that is not clean needs, are compiled when the first such comes.
_ASCII_SUSPECT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# One range for all that lies beyond U+FFFF: the class is then a table, and a search seven times faster.
_SUSPECTS = f"[{_SPACES}{_GONE_BELOW}\r\u200c\u200d{_UNSHOWABLE_BELOW}\U00010000-\U0010ffff]"
_SUSPECT = re.compile(_SUSPECTS)

_INSTEAD = {"line": "\n", "space": " ", "bullet": "•", "tags": MARK, "unshowable": MARK}
_KEPT = frozenset({"flag", "joiner", "variant"})

_BLOCKS_WITH_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u20d0-\u20ff\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010100-\U0001efff]"
)
# Marks are neither letters nor digits: only runs of what is neither, where marks may be, are looked at.
_PERHAPS_MARKS = (
    r"[^\w\s\x00-\u02ff\u2000-\u200b\u200e-\u20cf\u2100-\u2cee\u2e00-\u3029\u3030-\u3098\u309b-\ua66e"
    r"\uac00-\ud7ff\uff00-\uffff\U0001f000-\U0001ffff]"
)


def clean_text(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` as it may be shown over many lines, which end in `\\n` only, and what was taken away as in
    `Body.removed`.

    No line is made or lost, so that lines keep their numbers. Cleaning clean text changes nothing.
    """
    if "\r\n" in text:
        plain = text.replace("\r\n", "\n")
        if "\r" not in plain:  # five times as fast as matching each end of a line among all else
            ends = [match.start() - before for before, match in enumerate(re.finditer("\r\n", text))]
            text, others = clean_text(plain)
            return text, tuple(_merged(ends, list(others)))
    if text.isascii():
        if _ASCII_SUSPECT.search(text) is None:
            return text, ()
        cleaned, removed = _rewrite(text, _wrong(), _harmless)
        return cleaned, tuple(removed)
    removed = []
    if _SUSPECT.search(text) is not None:
        text, removed = _rewrite(text, _wrong(), _harmless)
    if _BLOCKS_WITH_MARKS.search(text) is not None:
        text, later = _rewrite(text, _pile(), _bounded)
        removed = _merged(removed, later)
    return text, tuple(removed)


def clean_line(text: str) -> str:
    """`text` on one line, without soft hyphens, runs of spaces or spaces at its ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text, _ = clean_text(" ".join(text.replace("\xad", "").split()))
    text = " ".join(text.split())
    while text and _is_mark(text[0]):
        text = text[1:].lstrip()
    return text


def clean_path(path: str) -> str:
    """`path` as it may be shown, with U+FFFD for what is no plain character, such as a byte beyond UTF-8.

    What is shown so may no longer open the file.
    """
    if path.isascii() and path.isprintable():
        return path
    return clean_text(_hidden_in_path().sub(MARK, path))[0]


def strip_unprintable(text: str) -> str:
    """`text` with U+FFFD for each character that hides or cannot be shown, whatever decoded it last."""
    return text if text.isprintable() else _unshowable().sub(MARK, text)


@cache
def _wrong() -> re.Pattern[str]:
    """What is taken away or replaced, each in a group of its own."""
    return re.compile(
        rf"(?={_SUSPECTS})(?:(?P<return>\r(?=\n))|(?P<line>\r)"
        rf"|(?P<gone>\x1b\[[0-9;:?<=>]{{0,32}}[A-Za-z]|[{_GONE}]+)"
        rf"|(?P<space>[{_SPACES}])"
        rf"|(?P<flag>{_FLAGS})"
        rf"|(?P<bullet>[{_BULLETS}])"
        rf"|(?P<tags>[{_TAGS}]+)"
        rf"|(?P<joiner>(?<=[{_JOINING}])(?<![{_GONE}])[\u200c\u200d](?![\u200c\u200d])"
        rf"|(?<=[{_PICTURES}\ufe0f])\u200d(?=[{_PICTURES}]))|(?P<padding>[\u200c\u200d]+)"
        rf"|(?P<variant>(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef])"
        rf"|(?P<stray>[\U000e0100-\U000e01ef])"
        rf"|(?P<unshowable>[{_UNSHOWABLE}]))"
    )


@cache
def _pile() -> re.Pattern[str]:
    """Where marks may stand on nothing, or more of them on each other than one letter may carry."""
    return re.compile(rf"(?m:^){_PERHAPS_MARKS}+|{_PERHAPS_MARKS}{{{STACK + 1},}}")


@cache
def _unshowable() -> re.Pattern[str]:
    """What has no shape of its own in any font, or one that nobody agrees on."""
    return re.compile(f"[{_TAGS}{_UNSHOWABLE}]")


@cache
def _hidden_in_path() -> re.Pattern[str]:
    """What a path may hold that is not shown."""
    return re.compile(f"[\t\n\r{_SPACES}{_GONE}{_TAGS}{_UNSHOWABLE}]")


def _rewrite(
    text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> tuple[str, list[int]]:
    """`text` with each match replaced by something not longer, and the offsets that were taken away."""
    pieces: list[str] = []
    removed: list[int] = []
    taken = length = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        instead = replace(match)
        pieces += (text[taken:start], instead)
        length += start - taken + len(instead)
        removed += [length] * (end - start - len(instead))
        taken = end
    pieces.append(text[taken:])
    return "".join(pieces), removed


def _harmless(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    return match[0] if kind in _KEPT else _INSTEAD.get(kind, "")


def _bounded(match: re.Match[str]) -> str:
    """A run with at most `STACK` marks after each other, and none at the start of a line."""
    kept: list[str] = []
    marks = STACK if match.start() == 0 or match.string[match.start() - 1] == "\n" else 0
    for character in match[0]:
        if _is_mark(character) or character in "\u200c\u200d":
            marks += 1
            if marks > STACK:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _merged(first: list[int], second: list[int]) -> list[int]:
    """The offsets of two rounds of cleaning, in the text after the second."""
    if not second:
        return first
    before = [offset + index for index, offset in enumerate(second)]
    return sorted([offset - bisect_left(before, offset) for offset in first] + second)
