"""What archiving did to an article's Markdown, mended where the meaning is plain.

CommonMark reads the text first. Only where it leaves `**`, `****`, `__` or `_ _` standing as text, these
are taken for what they were: the ends of bold text with a space too many, or bold text with nothing in it.
A space between bold text and the comma after it goes too. No word is ever taken away. Headings inside of
list items become bold text (in `blocks`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_STRAY_SPACE = re.compile(r" (?=[,.)](?:\s|$))")


@dataclass(slots=True)
class _Run:
    """A run of `*` or `_` that CommonMark left as text."""

    tokens: list[Token]
    first: int
    last: int
    """The numbers of its first and last token."""

    @property
    def mark(self) -> str:
        return "".join(token.content for token in self.tokens)

    def drop(self) -> None:
        for token in self.tokens:
            token.content = ""

    def turn(self, opens: bool) -> None:
        self.drop()
        token = self.tokens[0]
        token.type, token.nesting = ("strong_open", 1) if opens else ("strong_close", -1)


def folded(text: str) -> str:
    """`text` as it is compared with a title: case, spaces and marks at its ends put aside."""
    return " ".join(text.split()).strip(" .*_").casefold()


def mend(tokens: Sequence[Token]) -> None:
    """Mend the inline tokens of one block in place."""
    _close_up(tokens)
    runs = _runs(tokens)
    if not any(run.mark in ("**", "****", "__", "_") for run in runs):
        return
    found = runs
    runs = _without_empty(tokens, runs)
    bold = [run for run in runs if run.mark == "**"]
    if len(bold) % 2:
        if _blank(tokens[: bold[0].first]):
            bold.pop(0).drop()
        elif _blank(tokens[bold[-1].last + 1 :]):
            bold.pop().drop()
    for opening, closing in zip(bold[::2], bold[1::2], strict=False):
        opening.turn(True)
        closing.turn(False)
    for run in found:
        if not run.mark:
            _close_gap(tokens, run)


def _close_up(tokens: Sequence[Token]) -> None:
    """Take away the space that archiving put between bold text and the comma, point or bracket after it."""
    there = [token for token in tokens if token.content or token.type != "text"]
    for token, following in pairwise(there):
        if token.type in ("strong_close", "em_close") and _STRAY_SPACE.match(following.content):
            _shorten(following)


def _shorten(token: Token) -> None:
    """Take the first character off a text."""
    token.content = token.content[1:]
    if token.map:
        token.map = [token.map[0] + 1, token.map[1]]


def _close_gap(tokens: Sequence[Token], run: _Run) -> None:
    """Leave one space of the two that were on either side of `run`."""
    before = next((token for token in reversed(tokens[: run.first]) if token.content), None)
    after = next((token for token in tokens[run.last + 1 :] if token.content), None)
    if before is None or after is None or after.type != "text" or not after.content.startswith(" "):
        return
    if before.type == "text" and before.content.endswith(" "):
        _shorten(after)


def _runs(tokens: Sequence[Token]) -> list[_Run]:
    found: list[_Run] = []
    for number, token in enumerate(tokens):
        content = token.content
        if token.type != "text" or not content or content.strip(content[0]) or content[0] not in "*_":
            continue
        place = token.map or [0, 0]
        last = found[-1] if found else None
        begun = last.tokens[0].content[0] if last is not None else ""
        if last is not None and begun == content[0] and (last.tokens[-1].map or [0, 0])[1] == place[0]:
            last.tokens.append(token)
            last.last = number
        else:
            found.append(_Run([token], number, number))
    return found


def _blank(tokens: Sequence[Token]) -> bool:
    return all(token.type in ("text", "softbreak") and not token.content.strip() for token in tokens)


def _without_empty(tokens: Sequence[Token], runs: list[_Run]) -> list[_Run]:
    """`runs` but for those that make nothing bold: `****`, `** **`, a lone `__`."""
    kept: list[_Run] = []
    pairs = ("**", "_") if sum(run.mark == "_" for run in runs) == 2 else ("**",)
    lone = all(_loose(tokens, run) for run in runs if run.mark == "__")
    for run in runs:
        before = kept[-1] if kept else None
        if run.mark == "****" or (run.mark == "__" and lone):
            run.drop()
        elif (
            before is not None
            and run.mark == before.mark
            and run.mark in pairs
            and _blank(tokens[before.last + 1 : run.first])
        ):
            run.drop()
            before.drop()
            kept.pop()
        else:
            kept.append(run)
    return kept


def _loose(tokens: Sequence[Token], run: _Run) -> bool:
    """Whether no word stands at either side of `run`, and at one of them nothing or a space."""
    sides = [
        tokens[number] if 0 <= number < len(tokens) else None for number in (run.first - 1, run.last + 1)
    ]
    before = sides[0].content[-1:] if sides[0] is not None and sides[0].type == "text" else ""
    after = sides[1].content[:1] if sides[1] is not None and sides[1].type == "text" else ""
    return not before.isalnum() and not after.isalnum() and not (before.strip() and after.strip())
