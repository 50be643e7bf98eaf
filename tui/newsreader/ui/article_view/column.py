"""Where the text of an article stands in its pane."""

from __future__ import annotations

from dataclasses import dataclass

_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """The column of text and the margin for link numbers, in cells."""

    pane: int
    left: int
    text: int
    margin: int
    """Cells to the right of the text, for the numbers of the links."""

    @property
    def gap(self) -> int:
        """Cells between the text and the numbers."""
        return _GAP if self.margin > _GAP + 2 else 1

    @classmethod
    def within(cls, pane: int, max_text: int) -> Column:
        """Centre a column of at most `max_text` cells in a pane.

        The margin is there with or without links, so that nothing moves when they are found. The last cell
        of the pane is the scroll bar's.
        """
        margin = _GAP + 4 if pane >= 50 else 4 if pane >= 40 else 3
        edge = 2 if pane >= 40 else 1
        text = max(min(max_text, pane - edge - margin - 1), 1)
        left = max(min((pane - text) // 2, pane - text - margin - 1), edge)
        return cls(pane, left, text, margin)
