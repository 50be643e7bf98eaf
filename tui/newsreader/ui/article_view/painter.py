"""Draw lines of a page: the text in its column, the numbers of its links in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from newsreader.document.cell_width import cells
from newsreader.document.lines import Line, Mark, MarkKind, Role
from newsreader.document.wrap import wrap_lines
from newsreader.ui.article_view.column import Column
from newsreader.ui.article_view.page import Page, links_starting_on
from newsreader.ui.styles import StyleMap

_CACHED = 2000
"""Strips that are kept while they are out of sight."""
_MESSAGE_WIDTH = 48


class Painter:
    """Draws lines with the styles of a widget, each again only if it has changed."""

    def __init__(self, styles: StyleMap) -> None:
        self._styles = styles
        self._strips: dict[int, tuple[Line, Strip]] = {}

    def clear(self) -> None:
        """Draw everything again: the page, its width or the theme has changed."""
        self._styles.clear()
        self._strips.clear()

    def lines(self, page: Page, column: Column, first: int, stop: int) -> list[Strip]:
        """Draw the lines `[first, stop)` of a page."""
        if len(self._strips) > _CACHED:
            self._strips.clear()
        strips: list[Strip] = []
        for number, line in enumerate(page.lines(first, stop), first):
            cached = self._strips.get(number)
            if cached is None or (cached[0] is not line and cached[0] != line):
                is_head = number < page.head_height
                cached = self._strips[number] = (line, self._strip(line, column, is_head=is_head))
            strips.append(cached[1])
        return strips

    def message(self, message: str, size: Size, rows: Iterable[int]) -> list[Strip]:
        """Draw rows of a pane with a message in its middle."""
        lines = wrap_lines(message, min(size.width - 4, _MESSAGE_WIDTH)) if message else []
        above = max((size.height - len(lines)) // 2, 0)
        strips = []
        for row in rows:
            text = lines[row - above] if 0 <= row - above < len(lines) else ""
            left = " " * max((size.width - cells(text)) // 2, 0)
            segments = [Segment(left, self._styles.base), Segment(text, self._styles.part("message"))]
            strips.append(Strip(segments).adjust_cell_length(size.width, self._styles.base))
        return strips

    def _strip(self, line: Line, column: Column, *, is_head: bool) -> Strip:
        styles = self._styles
        segments = [Segment(" " * column.left, styles.base)]
        for span in line:
            if is_head and not span.marks:
                style = styles.part("title" if span.role is Role.HEADING_1 else "byline")
            else:
                style = styles.text(span.role, [mark.kind for mark in span.marks])
            segments.append(Segment(span.text, style))
        if links := links_starting_on(line):
            segments.append(Segment(" " * max(column.text + column.gap - line.cells, 0), styles.base))
            segments += self._numbers(links, column.margin - column.gap)
        return Strip(segments).adjust_cell_length(column.pane, styles.base)

    def _numbers(self, links: Sequence[Mark], room: int) -> list[Segment]:
        """Draw the numbers of the links on a line, as many as there is room for."""
        segments: list[Segment] = []
        for link in links:
            gap, text = " " if segments else "", str(link.entry)
            if len(gap) + len(text) > room:
                if segments and room > 0:
                    segments.append(Segment("…", self._styles.part("number")))
                break
            room -= len(gap) + len(text)
            if gap:
                segments.append(Segment(gap, self._styles.base))
            part = "number-current" if link.kind is MarkKind.LINK_CURRENT else "number"
            segments.append(Segment(text, self._styles.part(part)))
        return segments
