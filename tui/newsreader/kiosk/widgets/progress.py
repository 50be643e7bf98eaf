"""Which article of how many is shown, and how much of its time has passed."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.ui.text_fit import cut

MAX_WIDTH = 40
"""Cells of the bar."""


class Progress(Widget):
    """A text, then a thin bar that moves at most once a second."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--text", "progress--done", "progress--left"}
    DEFAULT_CSS = """
    Progress { height: 1; width: 1fr; background: $background; color: $foreground; }
    Progress > .progress--text { color: $muted; }
    Progress > .progress--done { color: $link; }
    Progress > .progress--left { color: $faint; }
    """

    state: reactive[tuple[str, int, int]] = reactive(("", 0, 0))
    """The text, the seconds that have passed, and of how many; no bar if of none."""

    def render(self) -> Text:
        text, elapsed, total = self.state
        width = self.size.width
        line = Text(cut(text, width), style=self._part("text"), no_wrap=True, end="")
        cells = min(width - cell_len(text) - 2, MAX_WIDTH)
        if total and cells >= 6:
            done = min(cells * elapsed // total, cells)
            line.append("  ")
            line.append("━" * done, style=self._part("done"))
            line.append("─" * (cells - done), style=self._part("left"))
        return line

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"progress--{name}", partial=True)
