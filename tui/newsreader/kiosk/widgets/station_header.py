"""The first line of every screen: whose display it is, how fresh its news is, what time it is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.ui.text_fit import cut, fill


class StationHeader(Widget):
    """The name at the left, the times at the right."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StationHeader { height: 1; width: 100%; background: $bar; color: $bar-text; text-style: bold; }
    """

    text: reactive[tuple[str, str, str]] = reactive(("", "", ""))
    """The station's name, when the news was updated, and the time."""

    def render(self) -> Text:
        name, updated, time = self.text
        width = self.size.width
        right = f"{time}  ·  {updated} " if updated else f"{time} "
        if cell_len(right) + min(cell_len(name), 16) + 3 > width:
            right = f"{time} "
        room = width - cell_len(right)
        return Text(fill(f" {cut(name, room - 2)}", room) + right, no_wrap=True, end="")
