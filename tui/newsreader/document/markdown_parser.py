"""The one Markdown parser: CommonMark, tables, strikethrough, footnotes, raw HTML as tokens.

One rule is not CommonMark's: an asterisk between two digits is never a mark.

markdown-it says on which lines a block stands, not where in the line each piece of running text does. The two
subclasses here add that: every inline token carries in `map` its place in the content that was parsed.
Task lists are read in `blocks`, from the item's own text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import heading, table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

NESTING = 40
"""Levels of block or inline structure that are told apart; what lies deeper is shown as plain text."""
_IN_NUMBER = re.compile(r"[0-9]\*[0-9]")
"""An asterisk inside of a number is part of it: `21*130117` is how some forces write a reference."""


class _State(StateInline):
    """An inline state that knows where the rule in hand and the pending text began."""

    rule_at = 0
    pending_at = -1

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        token = super().pushPending()
        token.map = [self.pending_at, 0]
        self.pending_at = -1
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.rule_at, 0]
        self.pending_at = -1
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 - markdown-it's names
        scanned = super().scanDelims(start, canSplitWord)
        if scanned.length == 1 and _IN_NUMBER.match(self.src, max(start - 1, 0), self.posMax):
            return Scanned(can_open=False, can_close=False, length=1)
        return scanned


class _Inline(ParserInline):
    """The inline parser, its tokens placed."""

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _State)  # noqa: S101 - only `parse` below makes states
        rules = self.ruler.getRules("")
        end = state.posMax
        while state.pos < end:
            at = state.rule_at = state.pos
            if state.pending_at < 0:
                state.pending_at = at
            for rule in rules if state.level < NESTING else ():
                if rule(state, False):
                    break
            else:
                state.append_pending(state.src[at])
                state.pos = at + 1
        if state.pending:
            state.pushPending()

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        _part_runs(state.tokens)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _part_runs(tokens: list[Token]) -> None:
    """A run of `*`, `_` or `~` is pushed by one rule as several tokens: give each its own place."""
    rule_at, end = -1, 0
    for token in tokens:
        place = token.map
        if place is None:
            continue
        if place[0] != rule_at:
            rule_at = end = place[0]
        place[0] = end
        if token.type == "text":
            end += len(token.content)
        place[1] = end


class _Block(ParserBlock):
    """The block parser; what is nested too deep becomes a paragraph instead of nothing."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        if state.level < NESTING:
            super().tokenize(state, startLine, endLine)
            return
        line = state.skipEmptyLines(startLine)
        last = line
        while last < endLine and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
            last += 1
        if last > line:
            state.push("paragraph_open", "p", 1).map = [line, last]
            token = state.push("inline", "", 0)
            token.content = state.getLines(line, last, state.blkIndent, False).strip()
            token.map = [line, last]
            state.push("paragraph_close", "p", -1)
        state.line = max(last, startLine + 1)


def _placed(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """`rule`, its headings and rows carrying in `meta["column"]` where they begin in their line."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        for token in state.tokens[first:]:
            if token.map and token.type in ("tr_open", "heading_open"):
                at = state.bMarks[token.map[0]] + state.tShift[token.map[0]]
                if token.type == "heading_open":
                    at += len(token.markup)
                    at = state.src.find(state.tokens[first + 1].content, at)
                token.meta = {"column": at - state.src.rfind("\n", 0, at) - 1}
        return True

    return placed


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """The configured parser; only its `block` and `inline` parts are used, never its core chain."""
    md = MarkdownIt("zero")
    md.block = _Block()
    md.inline = _Inline()
    md.configure("commonmark", options_update={"html": True, "maxNesting": NESTING + 1})
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, move_to_end=False)
    md.inline.ruler2.disable("fragments_join")
    md.block.ruler.at("table", _placed(table), {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("heading", _placed(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    return md
