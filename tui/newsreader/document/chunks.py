"""Cuts a body into slices that can be read on their own, so that only what is shown has to be.

A slice ends before a line that begins a block of its own whatever stands before it: after a blank line, at
the margin, not the next item of a list, and not inside of code or HTML that is still open. Whether it is,
markdown-it itself is asked, and only where a line looks like it. What has no such line for long is cut
where it does least harm.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

SIZE = 2_000
"""Characters after which a slice ends at the next good place: about a screen."""
LONG = 8_000
"""Characters after which an item of a list is a good enough place."""
LIMIT = 16_000
"""Characters after which any place is."""
PIECE = 4_000
"""Characters of one piece of what is cut by force."""

_PLACE = re.compile(r"\n[ \t]*\n(?=\S)(?![-*+][ \t\n]|\d{1,9}[.)][ \t\n])")
_ITEM = re.compile(r"\n(?=(?:[-*+]|\d{1,9}[.)])[ \t]+\S)")
_QUOTED = re.compile(r"\n(?=>)")
_OPENING = r" {0,3}(?:`{3}|~{3}|<(?:script|pre|style|textarea|[!?]))"
_INDENTED = r" {1,3}(?:`{3}|~{3})"
"""Code that may stand in a list: only a parser can tell where it ends."""
_TAG = r" {0,3}<[a-z/!?]"
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})[ \t]*([^\s`]*)[^\n]*\n?")
_HTML = re.compile(
    r" {0,3}<(?:(script|pre|style|textarea)(?=[\s>])|(!--|!\[CDATA\[|!(?=[A-Za-z])|\?))", re.IGNORECASE
)
_ENDS = {"!--": "-->", "![CDATA[": "]]>", "!": ">", "?": "?>"}
_BREAK = re.compile(r"\n[ \t]*\n")
_BLANK = re.compile(r"(?:[ \t]*\n)*")


class Form(StrEnum):
    """How a slice is read."""

    MARKDOWN = "markdown"
    CODE = "code"
    """Lines of a code block, without its fences."""
    TEXT = "text"
    """Running text, the next piece of a paragraph."""
    HTML = "html"
    """The next piece of raw HTML."""
    ROWS = "rows"
    """Further rows of a table, whose first two lines are at `head`."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch `[start, end)` of the body that is read on its own."""

    start: int
    end: int
    form: Form = Form.MARKDOWN
    info: str = ""
    """Of code, its language."""
    head: tuple[int, int] = (0, 0)
    joined: bool = False
    """Whether it goes on with the block that the slice before it ended in."""


def cut(body: str) -> Iterator[Chunk]:
    """The slices of `body` in order; what stands between them is blank, a fence, or a comment."""
    at = _past_blank(body, 0)
    while at < len(body):
        end = yield from _opened(body, at)
        if end < 0:
            end, form, head = _end(body, at)
            yield Chunk(at, end)
            if form is not Form.MARKDOWN:
                end = yield from _go_on(body, end, form, head)
        at = _past_blank(body, end)


def _past_blank(body: str, at: int) -> int:
    match = _BLANK.match(body, at)
    return match.end() if match else at


def _line_end(body: str, at: int) -> int:
    end = body.find("\n", at)
    return len(body) if end < 0 else end + 1


def _opened(body: str, at: int) -> Generator[Chunk, None, int]:
    """Cut the fence or HTML at `at`, which no blank line ends; return where it ends, -1 for anything else."""
    if (fence := _FENCE.match(body, at)) is not None:
        close = _closing(fence[1]).search(body, fence.end()) if body[fence.end() - 1] == "\n" else None
        inside = close.start() if close else len(body)
        end = _line_end(body, inside)
        if end - at <= LONG:
            yield Chunk(at, end)
        else:
            yield from _pieces(body, fence.end(), inside, Form.CODE, fence[2])
        return end
    if (html := _HTML.match(body, at)) is not None:
        found = _html_end(html).search(body, html.start())
        end = _line_end(body, found.start()) if found else len(body)
        if end - at <= LONG:
            yield Chunk(at, end)
        elif html[1] and html[1].lower() in ("pre", "textarea"):
            yield from _pieces(body, at, end, Form.HTML)
        return end
    return -1


def _pieces(body: str, at: int, end: int, form: Form, info: str = "") -> Iterator[Chunk]:
    joined = False
    while at < end:
        stop = _soft_end(body, at, end)
        yield Chunk(at, stop, form, info, joined=joined)
        at, joined = stop, True


def _soft_end(body: str, at: int, end: int) -> int:
    """A place near `at + PIECE`, before `end`: after a line, else after a space, else anywhere."""
    if end - at <= PIECE:
        return end
    for mark in ("\n", " "):
        found = body.rfind(mark, at + PIECE // 2, at + PIECE)
        if found > 0:
            return found + 1
    return at + PIECE


def _end(body: str, at: int) -> tuple[int, Form, tuple[int, int]]:
    """Where the slice from `at` ends, and how to go on from there if that is in the midst of a block."""
    place = _PLACE.search(body, at + SIZE, at + LONG)
    if place is None and len(body) - at > LONG:
        place = _ITEM.search(body, at + SIZE, at + LIMIT) or _PLACE.search(body, at + LONG, at + LIMIT)
    if place is None and len(body) - at > LIMIT:
        return _forced(body, at)
    end = place.end() if place else len(body)
    if place:
        start = _left_open(body, at, end)
        if start > at:
            end = start
    return end, Form.MARKDOWN, (0, 0)


def _left_open(body: str, at: int, end: int) -> int:
    """Where code or HTML begins that is still open at `end`, an else good place to cut; -1 if none is."""
    start = _line_like(_OPENING, body, at, end)
    if start >= 0 and _doubtful(body, at, end):
        kind, start = _last_block(body, at, body[at:end] + "\n\nend")
        return -1 if kind == "paragraph_open" else start
    while start >= 0:
        after = _line_end(body, start)
        mark = _closing_mark(body, start)
        if mark is not None:
            close = mark.search(body, after if _FENCE.match(body, start) else start, end)
            if close is None:
                return start
            after = _line_end(body, close.start())
        start = _line_like(_OPENING, body, after, end)
    return -1


def _doubtful(body: str, at: int, end: int) -> bool:
    """Whether what looks like the beginning of code or HTML may be text inside of a list or other HTML."""
    if _line_like(_INDENTED, body, at, end) >= 0:
        return True
    tag = _line_like(_TAG, body, at, end)
    while tag >= 0:
        blank = _BREAK.search(body, tag, end)
        stop = blank.start() + 1 if blank else end
        if _line_like(_OPENING, body, _line_end(body, tag), stop) >= 0:
            return True
        tag = _line_like(_TAG, body, stop, end)
    return False


def _line_like(pattern: str, body: str, at: int, end: int) -> int:
    """Where the first line begins, from the line at `at` on, that begins like `pattern`; -1 if none does."""
    here, below = _line_patterns(pattern)
    if at >= end or here.match(body, at, end):
        return at if at < end else -1
    found = below.search(body, at, end)
    return found.start() + 1 if found else -1


@lru_cache(maxsize=8)
def _line_patterns(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`pattern` at a place, and after a line's end, which is found ten times as quickly as `^`."""
    return re.compile(pattern, re.IGNORECASE), re.compile(rf"\n(?={pattern})", re.IGNORECASE)


def _closing_mark(body: str, at: int) -> re.Pattern[str] | None:
    """What ends the code or HTML that begins at `at`; None if a blank line does."""
    fence = _FENCE.match(body, at)
    if fence is not None:
        return _closing(fence[1])
    html = _HTML.match(body, at)
    return _html_end(html) if html is not None else None


@lru_cache(maxsize=64)
def _closing(mark: str) -> re.Pattern[str]:
    """What ends a block of code that `mark` began."""
    return re.compile(rf"^ {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)


def _html_end(html: re.Match[str]) -> re.Pattern[str]:
    """What ends the HTML that no blank line ends."""
    return _literally(_ENDS[html[2].upper()] if html[2] else f"</{html[1]}>")


@lru_cache(maxsize=64)
def _literally(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text), re.IGNORECASE)


def _last_block(body: str, at: int, text: str) -> tuple[str, int]:
    """The type of the last block at the top of `text`, which stands at `at`, and where it begins."""
    from newsreader.document.markdown_parser import parser

    tokens = parser().block.parse(text, parser(), {}, []) or []
    last = next((token for token in reversed(tokens) if token.level == 0 and token.nesting >= 0), None)
    if last is None:
        return "", at
    return last.type, _line_start(body, at, last.map[0] if last.map else 0)


def _line_start(body: str, at: int, number: int) -> int:
    for _ in range(number):
        at = _line_end(body, at)
    return at


def _forced(body: str, at: int) -> tuple[int, Form, tuple[int, int]]:
    """An end before or within a block that goes on for long."""
    end = _soft_end(body, at, len(body))
    kind, start = _last_block(body, at, body[at:end])
    if start > at:
        return start, Form.MARKDOWN, (0, 0)
    if not kind and body[end - 1] == "\n":
        return end, Form.MARKDOWN, (0, 0)
    if kind == "blockquote_open" and (quoted := _QUOTED.search(body, at + SIZE, at + LIMIT)):
        return quoted.end(), Form.MARKDOWN, (0, 0)
    if kind == "table_open" and body[end - 1] == "\n":
        return end, Form.ROWS, (at, _line_start(body, at, 2))
    return end, {"html_block": Form.HTML, "code_block": Form.CODE}.get(kind, Form.TEXT), (0, 0)


def _go_on(body: str, at: int, form: Form, head: tuple[int, int]) -> Generator[Chunk, None, int]:
    """The pieces of a block that was cut by force, up to its end; returns that."""
    place = _BREAK.search(body, at)
    end = place.start() + 1 if place else len(body)
    while at < end:
        stop = _soft_end(body, at, end)
        yield Chunk(at, stop, form, head=head, joined=True)
        at = stop
    return end
