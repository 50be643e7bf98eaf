"""What a terminal shows that is too small for the reader."""

from __future__ import annotations

from textual.app import RenderResult
from textual.geometry import Size
from textual.widget import Widget

LEAST_WIDTH, LEAST_HEIGHT = 36, 9
"""Columns and lines below which no pane shows anything worth reading."""


class TooSmall(Widget):
    """A sentence in place of the panes."""

    DEFAULT_CSS = (
        "TooSmall { layer: above; width: 100%; height: 100%; background: $background; display: none; }"
    )

    def cover(self, size: Size) -> None:
        """Cover the panes of a window of this size, if it is too small."""
        self.display = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        self.refresh()

    def render(self) -> RenderResult:
        """The size there is and the size that is needed."""
        from rich.text import Text

        size = self.app.size
        return Text(f"{size.width}x{size.height} is too small: {LEAST_WIDTH}x{LEAST_HEIGHT} is needed.")
