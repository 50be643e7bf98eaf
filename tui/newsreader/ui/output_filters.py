"""The walls between what widgets draw and the terminal, as Textual's filters.

Textual strips only BEL, BS, CR, VT and FF from what widgets draw; the filters here see every segment of every
surface before it is written, so that nothing but text and Textual's own commands reaches the terminal.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from newsreader.ui.charset import Symbols, is_harmless, replace_controls, replace_missing, symbols_of

__all__ = ["CharsetFilter", "ControlFilter", "Symbols", "colours_of", "symbols_of"]


def colours_of(term: str) -> int:
    """How many colours the terminal of that name has; 0 for one that has none or is not known."""
    import curses

    try:
        curses.setupterm(term, fd=1)
        return max(curses.tigetnum("colors"), 0)
    except curses.error:
        return 0


class ControlFilter(LineFilter):
    """Replaces what a terminal would obey or that would turn the line round."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, without controls in their text."""
        if all(is_harmless(segment.text) for segment in segments):
            return segments
        texts = replace_controls([segment.text for segment in segments])
        return [
            Segment(text, style, control) for text, (_, style, control) in zip(texts, segments, strict=True)
        ]


class CharsetFilter(LineFilter):
    """Replaces the characters that the terminal cannot draw by its nearest ones, of the same width."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__(enabled=symbols is not Symbols.UNICODE)
        self._symbols = symbols

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, each as wide as it was."""
        return [
            segment
            if segment.text.isascii()
            else Segment(self.draw(segment.text), segment.style, segment.control)
            for segment in segments
        ]

    def draw(self, text: str) -> str:
        """The text in characters that the terminal has."""
        return replace_missing(text, self._symbols)
