"""Choose the part of an article that shows why it was found, and highlight the search terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsreader.library import text_folding
from newsreader.library.query import Kind, Term

LENGTH = 160
"""Approximate length of a snippet in characters."""

_MARKUP = re.compile(
    r"(?m)^\s*(?:#{1,6}\s|[-+*]\s|>+\s?|\d+[.)]\s|[*_-]{3,}\s*$)+|[*`]+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])"
)
_SPACE = re.compile(r"\s+")

CONTEXT = 800
"""Characters of Markdown around the best match that a snippet is cut from."""

Span = tuple[int, int]


def pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """Compile a pattern that finds the terms in folded text."""
    parts = []
    for term in terms:
        words = [re.escape(word) for word in term.words]
        if term.kind is Kind.WORD:
            words = ["(?:" + "|".join(map(re.escape, term.forms)) + ")"]
        end = r"[^\W_]*" if term.kind is Kind.PREFIX else ""
        parts.append(r"[\W_]+".join(words) + end)
    if not parts:
        return None
    # The longest first: of two that begin at the same place the first would win.
    return re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?![^\W_])")


def plain_line(markdown: str) -> str:
    """Return Markdown as one line of plain text."""
    return _SPACE.sub(" ", _MARKUP.sub("", markdown)).strip()


def highlights(text: str, found: re.Pattern[str] | None) -> list[Span]:
    """Return the spans of `text` to highlight."""
    if found is None:
        return []
    folded, positions = _folded_with_positions(text)
    return [(positions[m.start()], positions[m.end() - 1] + 1) for m in found.finditer(folded)]


def snippet(markdown: str, found: re.Pattern[str] | None) -> tuple[str, tuple[Span, ...]]:
    """Return some plain text from where most terms are close together, and its spans to highlight."""
    begin = _context_start(markdown, found)
    text = plain_line(markdown[begin : begin + CONTEXT])
    spans = highlights(text, found)
    start = _best_start(text, spans)
    stop = min(start + LENGTH, len(text))
    if stop < len(text):
        space = text.rfind(" ", start + LENGTH // 2, stop)
        stop = space if space > 0 else stop
    before = "… " if begin + start else ""
    after = " …" if stop < len(text) or begin + CONTEXT < len(markdown) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= stop)
    return before + text[start:stop] + after, inside


def _context_start(markdown: str, found: re.Pattern[str] | None) -> int:
    """Return the start of the context: a little before the best match, at the start of a word."""
    if found is None or len(markdown) <= CONTEXT:
        return 0
    folded = text_folding.fold(markdown)
    spans = [match.span() for match in found.finditer(folded)]
    best = _best_start(folded, spans)
    if best < CONTEXT // 2:
        return 0
    # Folding may change the length a little; the context has room for that.
    best = best * len(markdown) // len(folded) - CONTEXT // 4
    line, space = markdown.rfind("\n", 0, best), markdown.rfind(" ", 0, best)
    return max(line, space) + 1


def _best_start(text: str, spans: Sequence[Span]) -> int:
    if not spans or spans[0][1] < LENGTH // 2:
        return 0
    best, most = spans[0][0], 0
    for number, (start, _) in enumerate(spans[:50]):
        different = {
            text[a:b].lower() for a, b in spans[number : number + 12] if b <= start + LENGTH * 3 // 4
        }
        if len(different) > most:
            best, most = start, len(different)
    space = text.rfind(" ", 0, max(best - LENGTH // 5, 0))
    return space + 1


def _folded_with_positions(text: str) -> tuple[str, Sequence[int]]:
    """Return folded text, and the position in `text` of each of its characters."""
    folded = text_folding.fold(text)
    if folded.isascii() and len(folded) == len(text):
        return folded, range(len(text))
    pieces: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(text):
        piece = character.lower() if character.isascii() else text_folding.fold(character)
        pieces.append(piece)
        positions += [position] * len(piece)
    return "".join(pieces), positions
