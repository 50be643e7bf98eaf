"""The line above what a screen shows: where one is, and how far."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from newsreader.kiosk.widgets.touch_buttons import TALL
from newsreader.ui.text_fit import cut


class Heading(Widget):
    """A line of two ends, with air beneath it on a tall screen."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--where", "heading--place"}
    DEFAULT_CSS = """
    Heading { height: 1; width: 100%; background: $background; }
    Heading > .heading--where { text-style: bold; color: $heading; }
    Heading > .heading--place { color: $foreground; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said = ("", "")

    def say(self, where: str, place: str = "") -> None:
        """Says other words from now on; `where` gives way to `place`."""
        if (where, place) != self._said:
            self._said = (where, place)
            self.refresh()

    def on_mount(self) -> None:
        """As high as the screen allows."""
        self.on_resize()

    def on_resize(self) -> None:
        """As high as the screen allows."""
        self.styles.height = 2 if self.app.size.height >= TALL else 1

    def render(self) -> Text:
        """Where one is at the left, how far at the right."""
        where, place = self._said
        right = f"{place} " if place else ""
        room = max(self.size.width - cell_len(right) - 2, 0)
        left = cut(where, room)
        text = Text(no_wrap=True, end="")
        text.append(f" {left}", self.get_component_rich_style("heading--where", partial=True))
        text.append(" " * max(self.size.width - 1 - cell_len(left) - cell_len(right), 0))
        text.append(right, self.get_component_rich_style("heading--place", partial=True))
        return text
