"""The first line of every screen: whose display it is, how fresh its news is, what time it is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from newsreader.ui.text_fit import cut, fill


class Header(Widget):
    """A line whose ends stay in place; what stands between them gives way."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Header { height: 1; width: 100%; background: $bar; color: $bar-text; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said = ("", "", "")

    def say(self, name: str, updated: str, time: str) -> None:
        """Says other words from now on; drawn only where they are others."""
        if (name, updated, time) != self._said:
            self._said = (name, updated, time)
            self.refresh()

    def render(self) -> Text:
        """Name, then at the right the time, and that of the last look: after the word that it belongs to."""
        name, updated, time = self._said
        width = self.size.width
        right = f"{time}  ·  {updated} " if updated else f"{time} "
        if cell_len(right) + min(cell_len(name), 16) + 3 > width:
            right = f"{time} "
        room = width - cell_len(right)
        return Text(fill(f" {cut(name, room - 2)}", room) + right, no_wrap=True, end="")
