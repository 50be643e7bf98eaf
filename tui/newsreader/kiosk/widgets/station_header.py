"""The first line of every screen: whose display it is, how fresh its news is, what time it is."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from newsreader.ui.text_fit import cut, fill


class StationHeader(Widget):
    """The name at the left, the times at the right."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StationHeader { height: 1; width: 100%; background: $bar; color: $bar-text; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ("", "", "")

    def set_text(self, name: str, updated: str, time: str) -> None:
        """Show other text."""
        if (name, updated, time) != self._text:
            self._text = (name, updated, time)
            self.refresh()

    def render(self) -> Text:
        """Draw the line; a narrow one leaves out when the news was updated."""
        name, updated, time = self._text
        width = self.size.width
        right = f"{time}  ·  {updated} " if updated else f"{time} "
        if cell_len(right) + min(cell_len(name), 16) + 3 > width:
            right = f"{time} "
        room = width - cell_len(right)
        return Text(fill(f" {cut(name, room - 2)}", room) + right, no_wrap=True, end="")
