"""Filters for everything that widgets draw, so that only text and Textual's own sequences reach the terminal.

Textual itself strips only BEL, BS, CR, VT and FF.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from newsreader.ui.charset import Symbols, is_harmless, replace_controls, replace_missing, symbols_of

__all__ = ["CharsetFilter", "ControlFilter", "Symbols", "colours_of", "symbols_of"]


def colours_of(term: str) -> int:
    """Return the number of colours of a terminal; 0 if it has none or is not known."""
    import curses

    try:
        curses.setupterm(term, fd=1)
        return max(curses.tigetnum("colors"), 0)
    except curses.error:
        return 0


class ControlFilter(LineFilter):
    """Replaces control characters and those that change the direction of a line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without controls in their text."""
        if all(is_harmless(segment.text) for segment in segments):
            return segments
        texts = replace_controls([segment.text for segment in segments])
        return [
            Segment(text, style, control) for text, (_, style, control) in zip(texts, segments, strict=True)
        ]


class CharsetFilter(LineFilter):
    """Replaces characters that the terminal cannot draw by similar ones of the same width."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__(enabled=symbols is not Symbols.UNICODE)
        self._symbols = symbols

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, each as wide as before."""
        return [
            segment
            if segment.text.isascii()
            else Segment(self.draw(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def draw(self, text: str) -> str:
        """Return the text in characters that the terminal has."""
        return replace_missing(text, self._symbols)
