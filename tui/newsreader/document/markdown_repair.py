"""Repair what archiving did to an article's Markdown, where the meaning is clear.

CommonMark comes first. Only where it leaves `**`, `****`, `__` or `_ _` as text are they taken for what
they were: bold with a space too many, or empty bold. A space between bold and the comma after it goes too.
No word is ever removed.
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
class _DelimiterRun:
    """A run of `*` or `_` that CommonMark left as text."""

    tokens: list[Token]
    first: int
    last: int
    """The numbers of its first and last token."""

    @property
    def mark(self) -> str:
        return "".join(token.content for token in self.tokens)

    def remove(self) -> None:
        for token in self.tokens:
            token.content = ""

    def make_strong(self, *, opens: bool) -> None:
        self.remove()
        token = self.tokens[0]
        token.type, token.nesting = ("strong_open", 1) if opens else ("strong_close", -1)


def repair(tokens: Sequence[Token]) -> None:
    """Repair the inline tokens of one block in place."""
    _remove_stray_spaces(tokens)
    runs = _runs(tokens)
    if not any(run.mark in ("**", "****", "__", "_") for run in runs):
        return
    bold = [run for run in _without_empty(tokens, runs) if run.mark == "**"]
    if len(bold) % 2:
        if _is_blank(tokens[: bold[0].first]):
            bold.pop(0).remove()
        elif _is_blank(tokens[bold[-1].last + 1 :]):
            bold.pop().remove()
    for opening, closing in zip(bold[::2], bold[1::2], strict=False):
        opening.make_strong(opens=True)
        closing.make_strong(opens=False)
    for run in runs:
        if not run.mark:
            _merge_spaces_around(tokens, run)


def _remove_stray_spaces(tokens: Sequence[Token]) -> None:
    """Remove the space that archiving put between bold text and the comma, full stop or bracket after it."""
    visible = [token for token in tokens if token.content or token.type != "text"]
    for token, following in pairwise(visible):
        if token.type in ("strong_close", "em_close") and _STRAY_SPACE.match(following.content):
            _remove_first_character(following)


def _remove_first_character(token: Token) -> None:
    token.content = token.content[1:]
    if token.map:
        token.map = [token.map[0] + 1, token.map[1]]


def _merge_spaces_around(tokens: Sequence[Token], run: _DelimiterRun) -> None:
    before = next((token for token in reversed(tokens[: run.first]) if token.content), None)
    after = next((token for token in tokens[run.last + 1 :] if token.content), None)
    if before is None or after is None or after.type != "text" or not after.content.startswith(" "):
        return
    if before.type == "text" and before.content.endswith(" "):
        _remove_first_character(after)


def _runs(tokens: Sequence[Token]) -> list[_DelimiterRun]:
    found: list[_DelimiterRun] = []
    for number, token in enumerate(tokens):
        content = token.content
        if token.type != "text" or not content or content.strip(content[0]) or content[0] not in "*_":
            continue
        start = (token.map or [0, 0])[0]
        last = found[-1].tokens[-1] if found else None
        if last is not None and last.content[0] == content[0] and (last.map or [0, 0])[1] == start:
            found[-1].tokens.append(token)
            found[-1].last = number
        else:
            found.append(_DelimiterRun([token], number, number))
    return found


def _is_blank(tokens: Sequence[Token]) -> bool:
    return all(token.type in ("text", "softbreak") and not token.content.strip() for token in tokens)


def _without_empty(tokens: Sequence[Token], runs: list[_DelimiterRun]) -> list[_DelimiterRun]:
    """Remove the runs that make nothing bold, such as `****`, `** **` or a lone `__`; return the others."""
    kept: list[_DelimiterRun] = []
    pairable = ("**", "_") if sum(run.mark == "_" for run in runs) == 2 else ("**",)
    all_lone = all(_is_lone(tokens, run) for run in runs if run.mark == "__")
    for run in runs:
        before = kept[-1] if kept else None
        if run.mark == "****" or (run.mark == "__" and all_lone):
            run.remove()
        elif (
            before is not None
            and run.mark == before.mark
            and run.mark in pairable
            and _is_blank(tokens[before.last + 1 : run.first])
        ):
            run.remove()
            before.remove()
            kept.pop()
        else:
            kept.append(run)
    return kept


def _is_lone(tokens: Sequence[Token], run: _DelimiterRun) -> bool:
    """Whether no word touches `run`, and on one side there is nothing or a space."""
    left = tokens[run.first - 1] if run.first else None
    right = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    before = left.content[-1:] if left is not None and left.type == "text" else ""
    after = right.content[:1] if right is not None and right.type == "text" else ""
    return not before.isalnum() and not after.isalnum() and not (before.strip() and after.strip())
