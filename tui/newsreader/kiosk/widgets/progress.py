"""Which article of how many is shown, and how much of its time has passed."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from newsreader.ui.text_fit import cut

_LONGEST = 40
"""Cells of the bar at most."""


class Progress(Widget):
    """Words, then a thin bar that moves at most once a second; without its time, only the words."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--words", "progress--gone", "progress--left"}
    DEFAULT_CSS = """
    Progress { height: 1; width: 1fr; background: $background; color: $foreground; }
    Progress > .progress--words { color: $muted; }
    Progress > .progress--gone { color: $link; }
    Progress > .progress--left { color: $faint; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said: tuple[str, int, int] = ("", 0, 0)

    def say(self, words: str, gone: int, total: int) -> None:
        """Says where the rotation is: `gone` seconds of `total`, 0 where it stands still."""
        if (words, gone, total) != self._said:
            self._said = (words, gone, total)
            self.refresh()

    def render(self) -> Text:
        """The words and the bar; thick is what has passed."""
        words, gone, total = self._said
        width = self.size.width
        line = Text(cut(words, width), style=self._style("words"), no_wrap=True, end="")
        cells = min(width - cell_len(words) - 2, _LONGEST)
        if total and cells >= 6:
            at = min(cells * gone // total, cells)
            line.append("  ")
            line.append("━" * at, style=self._style("gone"))
            line.append("─" * (cells - at), style=self._style("left"))
        return line

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"progress--{part}", partial=True)
