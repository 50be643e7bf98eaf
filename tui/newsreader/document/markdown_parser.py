"""The Markdown parser: CommonMark, tables, strikethrough, footnotes, raw HTML as tokens.

One rule deviates from CommonMark: an asterisk between two digits is never emphasis.

markdown-it reports the lines of a block, but not where inline tokens are. The subclasses here add that: the
`map` of an inline token holds its place in the parsed content. Task lists are handled in `blocks`.
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

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

MAX_NESTING = 40
"""Levels of block or inline structure; what is nested deeper is shown as plain text."""
_ASTERISK_IN_NUMBER = re.compile(r"[0-9]\*[0-9]")
"""Some forces write references as `21*130117`."""


class _State(StateInline):
    """An inline state that records where the current rule and the pending text started."""

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
        if scanned.length == 1 and _ASTERISK_IN_NUMBER.match(self.src, max(start - 1, 0), self.posMax):
            return Scanned(can_open=False, can_close=False, length=1)
        return scanned


class _Inline(ParserInline):
    """The inline parser, with a place for each token."""

    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _State)  # noqa: S101 - only `parse` below creates states
        rules = self.ruler.getRules("")
        end = state.posMax
        while state.pos < end:
            at = state.rule_at = state.pos
            if state.pending_at < 0:
                state.pending_at = at
            for rule in rules if state.level < MAX_NESTING else ():
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
        _place_delimiters(state.tokens)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place_delimiters(tokens: list[Token]) -> None:
    """Give each of the tokens that one rule pushes for a run of `*`, `_` or `~` a place of its own."""
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
    """The block parser; blocks nested too deeply become a paragraph instead of being dropped."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        if state.level < MAX_NESTING:
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


def _with_columns(rule: BlockRule) -> BlockRule:
    """Wrap `rule` so that headings and rows carry their column in the line in `meta["column"]`."""

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
    """Return the configured parser; use only its `block` and `inline` parts, never its core chain."""
    md = MarkdownIt("zero")
    md.block = _Block()
    md.inline = _Inline()
    md.configure("commonmark", options_update={"html": True, "maxNesting": MAX_NESTING + 1})
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, move_to_end=False)
    md.inline.ruler2.disable("fragments_join")
    md.block.ruler.at("table", _with_columns(table), {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("heading", _with_columns(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    return md
