"""The piece of an article that shows why it was found, and where the words stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsreader.library import text_folding
from newsreader.library.query import Kind, Term

LENGTH = 160
"""Characters of a snippet, about."""

_MARKS = re.compile(
    r"(?m)^\s*(?:#{1,6}\s|[-+*]\s|>+\s?|\d+[.)]\s|[*_-]{3,}\s*$)+|[*`]+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])"
)
_SPACE = re.compile(r"\s+")

REACH = 800
"""Characters of Markdown that are looked at closely for it."""

Span = tuple[int, int]


def pattern(terms: Iterable[Term], variants: dict[str, tuple[str, ...]]) -> re.Pattern[str] | None:
    """What finds the terms in folded text; `variants` has the further forms of a word."""
    parts = []
    for term in terms:
        words = [re.escape(word) for word in term.words]
        if term.kind is Kind.WORD:
            words = ["(?:" + "|".join(map(re.escape, variants.get(term.words[0], term.words))) + ")"]
        end = r"[^\W_]*" if term.kind is Kind.BEGINNING else ""
        parts.append(r"[\W_]+".join(words) + end)
    if not parts:
        return None
    # The longest first: of two that begin at the same place the first would win.
    return re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?![^\W_])")


def plain(markdown: str) -> str:
    """Markdown as one line without its marks."""
    return _SPACE.sub(" ", _MARKS.sub("", markdown)).strip()


def lit(text: str, found: re.Pattern[str] | None) -> list[Span]:
    """Where the terms stand in `text`."""
    if found is None:
        return []
    folded, places = _folded_with_places(text)
    return [(places[m.start()], places[m.end() - 1] + 1) for m in found.finditer(folded)]


def snippet(markdown: str, found: re.Pattern[str] | None) -> tuple[str, tuple[Span, ...]]:
    """About 160 characters of plain text where the most terms stand together; the spans to light."""
    near = _near(markdown, found)
    text = plain(markdown[near : near + REACH])
    spans = lit(text, found)
    start = _best_start(text, spans)
    stop = min(start + LENGTH, len(text))
    if stop < len(text):
        space = text.rfind(" ", start + LENGTH // 2, stop)
        stop = space if space > 0 else stop
    before = "… " if near + start else ""
    after = " …" if stop < len(text) or near + REACH < len(markdown) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in spans if a >= start and b <= stop)
    return before + text[start:stop] + after, inside


def _near(markdown: str, found: re.Pattern[str] | None) -> int:
    """Where to look more closely: a little before the best place, at the beginning of a word."""
    if found is None or len(markdown) <= REACH:
        return 0
    folded = text_folding.fold(markdown)
    spans = [match.span() for match in found.finditer(folded)]
    best = _best_start(folded, spans)
    if best < REACH // 2:
        return 0
    # Folding may change the length a little; what is looked at has room for that.
    best = best * len(markdown) // len(folded) - REACH // 4
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


def _folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Folded text, and for each of its characters the place in `text` that it came from."""
    folded = text_folding.fold(text)
    if folded.isascii() and len(folded) == len(text):
        return folded, range(len(text))
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = character.lower() if character.isascii() else text_folding.fold(character)
        pieces.append(piece)
        places += [place] * len(piece)
    return "".join(pieces), places
