"""Which article of how many is shown, and how much of its time has passed."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_fit import cut

MAX_WIDTH = 40
"""Cells of the bar."""

_STYLES = {
    "text": TextStyle("muted"),
    "done": TextStyle("link"),
    "left": TextStyle("faint"),
}


class Progress(Widget):
    """A text, then a thin bar that moves at most once a second."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Progress { height: 1; width: 1fr; background: $background; color: $foreground; }
    """

    state: reactive[tuple[str, int, int]] = reactive(("", 0, 0))
    """The text, the seconds that have passed, and of how many; no bar if of none."""

    def render(self) -> Text:
        styles = StyleMap(self, _STYLES)
        text, elapsed, total = self.state
        width = self.size.width
        line = Text(cut(text, width), style=styles.part("text"), no_wrap=True, end="")
        cells = min(width - cell_len(text) - 2, MAX_WIDTH)
        if total and cells >= 6:
            done = min(cells * elapsed // total, cells)
            line.append("  ")
            line.append("━" * done, style=styles.part("done"))
            line.append("─" * (cells - done), style=styles.part("left"))
        return line
