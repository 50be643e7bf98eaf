"""The layout of a list of cards: how many fit on a page, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Offset, Size

COLUMN_GAP = 2
"""Cells between two columns."""
MIN_CARDS = 4
"""Cards in a column: if fewer would fit, the gap between them goes first, then a line of their text."""


@dataclass(frozen=True, slots=True)
class CardGrid:
    """Cards in columns, in rows and in pages of whole cards.

    `top` below is the line of all cards together that stands at the top of the widget.
    """

    size: Size
    count: int
    max_lines: int
    min_width: int
    """Cells of the narrowest card in columns; 0 for a single column."""

    # Cards

    @property
    def lines(self) -> int:
        """Lines of text on a card."""
        return self.max_lines if self._holds(self.max_lines) else max(self.max_lines - 1, 2)

    @property
    def gap(self) -> int:
        """Lines between two cards."""
        return 1 if self._holds(self.lines) else 0

    def _holds(self, lines: int) -> bool:
        return (self.size.height + 1) // (lines + 1) >= MIN_CARDS

    @property
    def pitch(self) -> int:
        """Lines from the top of a card to that of the card below."""
        return self.lines + self.gap

    @property
    def columns(self) -> int:
        """Cards side by side."""
        if not self.min_width:
            return 1
        return max((self.size.width + COLUMN_GAP) // (self.min_width + COLUMN_GAP), 1)

    @property
    def card_width(self) -> int:
        """Cells of a card."""
        return max((self.size.width - COLUMN_GAP * (self.columns - 1)) // self.columns, 1)

    # Pages

    @property
    def page_height(self) -> int:
        """Lines from the top of a page to that of the next."""
        return max((self.size.height + self.gap) // self.pitch, 1) * self.pitch

    @property
    def per_page(self) -> int:
        """Cards on a page."""
        return self.page_height // self.pitch * self.columns

    @property
    def pages(self) -> int:
        """The number of pages, at least one."""
        return max(-(-self.count // self.per_page), 1)

    def top_of(self, index: int) -> int:
        """Return the top that shows the page of a card."""
        return index // self.per_page * self.page_height

    def clamp(self, top: int) -> int:
        """Return the nearest top that shows something."""
        return min(max(top, 0), (self.pages - 1) * self.page_height)

    def snap(self, top: int) -> int:
        """Return the nearest top that shows whole cards."""
        return self.clamp(round(top / self.pitch) * self.pitch)

    def first(self, top: int) -> int:
        """Return the first card in sight."""
        return min(top // self.pitch * self.columns, max(self.count - 1, 0))

    def stop(self, top: int) -> int:
        """Return the card after the last one in sight."""
        return min(self.first(top) + self.per_page, self.count)

    # Places

    def offset(self, index: int, top: int) -> Offset:
        """Return where a card stands."""
        row, column = divmod(index, self.columns)
        return Offset(column * (self.card_width + COLUMN_GAP), row * self.pitch - top)

    def card_at(self, x: int, y: int, top: int) -> int | None:
        """Return the card at a place, or above it: a tap on the gap below a card counts."""
        column, inside = divmod(x, self.card_width + COLUMN_GAP)
        if not (0 <= y < self.size.height and 0 <= column < self.columns and inside < self.card_width):
            return None
        index = (y + top) // self.pitch * self.columns + column
        return index if self.first(top) <= index < self.stop(top) else None
