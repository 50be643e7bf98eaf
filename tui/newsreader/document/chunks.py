"""Split a body into chunks that parse independently, so that only what is shown has to be parsed.

A chunk ends before a line that starts a new top-level block: after a blank line, unindented, not the next
item of a list, and not inside a code or HTML block that is still open (markdown-it decides where that is
unclear). A block longer than a chunk may be is cut by force.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from newsreader.document.html_text import HIDDEN_HTML

CHUNK_SIZE = 2_000
"""Characters after which a chunk ends at the next block boundary; about a screen."""
ITEM_LIMIT = 8_000
"""Characters after which a chunk may also end between list items."""
HARD_LIMIT = 16_000
"""Characters after which a chunk ends anywhere."""
PIECE_SIZE = 4_000
"""Characters in one piece of a block that is cut by force."""

_BOUNDARY = re.compile(r"\n[ \t]*\n(?=\S)(?![-*+][ \t\n]|\d{1,9}[.)][ \t\n])")
_ITEM = re.compile(r"\n(?=(?:[-*+]|\d{1,9}[.)])[ \t]+\S)")
_QUOTED = re.compile(r"\n(?=>)")
_OPENING = r" {0,3}(?:`{3}|~{3}|<(?:script|pre|style|textarea|[!?]))"
_INDENTED = r" {1,3}(?:`{3}|~{3})"
"""A fence that may belong to a list: only a parser can tell where it ends."""
_TAG = r" {0,3}<[a-z/!?]"
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})[ \t]*([^\s`]*)[^\n]*\n?")
_HTML = re.compile(
    r" {0,3}<(?:(script|pre|style|textarea)(?=[\s>])|(!--|!\[CDATA\[|!(?=[A-Za-z])|\?))", re.IGNORECASE
)
_HTML_ENDS = {"!--": "-->", "![CDATA[": "]]>", "!": ">", "?": "?>"}
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")


class Form(StrEnum):
    """How a chunk is parsed."""

    MARKDOWN = "markdown"
    CODE = "code"
    """Lines of a code block, without its fences."""
    TEXT = "text"
    """Part of a paragraph."""
    HTML = "html"
    """Part of a raw HTML block."""
    ROWS = "rows"
    """Further rows of a table whose first two lines are at `head`."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span `[start, end)` of the body that is parsed on its own."""

    start: int
    end: int
    form: Form = Form.MARKDOWN
    language: str = ""
    """Of code."""
    head: tuple[int, int] = (0, 0)
    continues: bool = False
    """Whether it continues the block that the previous chunk ended in."""


def split(body: str) -> Iterator[Chunk]:
    """Yield the chunks of `body` in order; what lies between them is blank, a fence or hidden HTML."""
    at = _skip_blank_lines(body, 0)
    while at < len(body):
        end = yield from _split_open_block(body, at)
        if end < 0:
            end, form, head = _chunk_end(body, at)
            if end > at:
                yield Chunk(at, end)
            if form is not Form.MARKDOWN:
                end = yield from _split_rest(body, end, form, head)
        at = _skip_blank_lines(body, end)


def _skip_blank_lines(body: str, at: int) -> int:
    match = _BLANK_LINES.match(body, at)
    return match.end() if match else at


def _line_end(body: str, at: int) -> int:
    end = body.find("\n", at)
    return len(body) if end < 0 else end + 1


def _split_open_block(body: str, at: int) -> Generator[Chunk, None, int]:
    """Split the code or HTML at `at` that no blank line ends; return its end, or -1 if none is there."""
    if (fence := _FENCE.match(body, at)) is not None:
        close = _closing_fence(fence[1]).search(body, fence.end()) if body[fence.end() - 1] == "\n" else None
        code_end = close.start() if close else len(body)
        end = _line_end(body, code_end)
        if end - at <= ITEM_LIMIT:
            yield Chunk(at, end)
        else:
            yield from _pieces(body, fence.end(), code_end, Form.CODE, language=fence[2])
        return end
    if (html := _HTML.match(body, at)) is not None:
        close = _html_close(html).search(body, html.start())
        end = _line_end(body, close.start()) if close else len(body)
        if end - at <= ITEM_LIMIT:
            yield Chunk(at, end)
        else:
            yield from _html_pieces(body, at, end)
        return end
    return -1


def _pieces(
    body: str,
    at: int,
    end: int,
    form: Form,
    *,
    language: str = "",
    head: tuple[int, int] = (0, 0),
    continues: bool = False,
) -> Iterator[Chunk]:
    while at < end:
        stop = _soft_end(body, at, end)
        yield Chunk(at, stop, form, language, head, continues)
        at, continues = stop, True


def _html_pieces(body: str, at: int, end: int) -> Iterator[Chunk]:
    """Split an HTML block without cutting through a comment, a script or anything else that is hidden."""
    hidden = [match.span() for match in HIDDEN_HTML.finditer(body, at, end)]
    starts = [start for start, _ in hidden]
    continues = False
    while at < end:
        stop = _soft_end(body, at, end)
        number = bisect_right(starts, stop - 1) - 1
        if number >= 0 and hidden[number][1] > stop:
            start, hidden_end = hidden[number]
            if start <= at:
                at = hidden_end
                continue
            stop = start
        yield Chunk(at, stop, Form.HTML, continues=continues)
        at, continues = stop, True


def _soft_end(body: str, at: int, end: int) -> int:
    """Return a place near `at + PIECE_SIZE`, up to `end`: after a line, else after a space, else anywhere."""
    if end - at <= PIECE_SIZE:
        return end
    for separator in ("\n", " "):
        found = body.rfind(separator, at + PIECE_SIZE // 2, at + PIECE_SIZE)
        if found > 0:
            return found + 1
    return at + PIECE_SIZE


def _chunk_end(body: str, at: int) -> tuple[int, Form, tuple[int, int]]:
    """Return where the chunk from `at` ends, and in what form its last block continues after that."""
    boundary = _BOUNDARY.search(body, at + CHUNK_SIZE, at + ITEM_LIMIT)
    if boundary is None and len(body) - at > ITEM_LIMIT:
        boundary = _ITEM.search(body, at + CHUNK_SIZE, at + HARD_LIMIT) or _BOUNDARY.search(
            body, at + ITEM_LIMIT, at + HARD_LIMIT
        )
    if boundary is None and len(body) - at > HARD_LIMIT:
        return _forced_end(body, at)
    end = boundary.end() if boundary else len(body)
    if boundary and (start := _open_block_start(body, at, end)) > at:
        end = start
    return end, Form.MARKDOWN, (0, 0)


def _open_block_start(body: str, at: int, end: int) -> int:
    """Return where code or HTML starts that is still open at `end`; -1 if none is."""
    start = _find_line(_OPENING, body, at, end)
    if start >= 0 and _is_ambiguous(body, at, end):
        kind, start = _last_block(body, at, body[at:end] + "\n\nend")
        return -1 if kind == "paragraph_open" else start
    while start >= 0:
        after = _line_end(body, start)
        if (fence := _FENCE.match(body, start)) is not None:
            close = _closing_fence(fence[1]).search(body, after, end)
        elif (html := _HTML.match(body, start)) is not None:
            close = _html_close(html).search(body, start, end)
        else:
            start = _find_line(_OPENING, body, after, end)
            continue
        if close is None:
            return start
        start = _find_line(_OPENING, body, _line_end(body, close.start()), end)
    return -1


def _is_ambiguous(body: str, at: int, end: int) -> bool:
    """Whether what looks like the start of code or HTML may be text inside a list or other HTML."""
    if _find_line(_INDENTED, body, at, end) >= 0:
        return True
    tag = _find_line(_TAG, body, at, end)
    while tag >= 0:
        blank = _BLANK_LINE.search(body, tag, end)
        stop = blank.start() + 1 if blank else end
        if _find_line(_OPENING, body, _line_end(body, tag), stop) >= 0:
            return True
        tag = _find_line(_TAG, body, stop, end)
    return False


def _find_line(pattern: str, body: str, at: int, end: int) -> int:
    """Return where the first line from `at` on that starts with `pattern` starts; -1 if none does."""
    here, below = _line_patterns(pattern)
    if at >= end or here.match(body, at, end):
        return at if at < end else -1
    found = below.search(body, at, end)
    return found.start() + 1 if found else -1


@lru_cache(maxsize=8)
def _line_patterns(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile `pattern` on its own and after a line end, which is ten times as fast as `^`."""
    return re.compile(pattern, re.IGNORECASE), re.compile(rf"\n(?={pattern})", re.IGNORECASE)


@lru_cache(maxsize=64)
def _closing_fence(mark: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)


def _html_close(html: re.Match[str]) -> re.Pattern[str]:
    return _literal(_HTML_ENDS[html[2].upper()] if html[2] else f"</{html[1]}>")


@lru_cache(maxsize=64)
def _literal(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text), re.IGNORECASE)


def _last_block(body: str, at: int, text: str) -> tuple[str, int]:
    """Return the type and start of the last top-level block of `text`, which is at `at`."""
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


def _forced_end(body: str, at: int) -> tuple[int, Form, tuple[int, int]]:
    """Return an end before or inside a block that is too long, and the form of its rest."""
    end = _soft_end(body, at, len(body))
    kind, start = _last_block(body, at, body[at:end])
    if start > at:
        return start, Form.MARKDOWN, (0, 0)
    if kind == "html_block":
        return at, Form.HTML, (0, 0)
    if not kind and body[end - 1] == "\n":
        return end, Form.MARKDOWN, (0, 0)
    if kind == "blockquote_open" and (quoted := _QUOTED.search(body, at + CHUNK_SIZE, at + HARD_LIMIT)):
        return quoted.end(), Form.MARKDOWN, (0, 0)
    if kind == "table_open" and body[end - 1] == "\n":
        return end, Form.ROWS, (at, _line_start(body, at, 2))
    return end, Form.CODE if kind == "code_block" else Form.TEXT, (0, 0)


def _split_rest(body: str, at: int, form: Form, head: tuple[int, int]) -> Generator[Chunk, None, int]:
    """Split the rest of a block that was cut by force; return its end."""
    blank = _BLANK_LINE.search(body, at)
    end = blank.start() + 1 if blank else len(body)
    if form is Form.HTML:
        yield from _html_pieces(body, at, end)
    else:
        yield from _pieces(body, at, end, form, head=head, continues=True)
    return end
