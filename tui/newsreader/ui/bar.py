"""The line at the top and the line at the foot: words at places, some of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsreader.ui.bar_layout import Word, laid_out
from newsreader.ui.styles import StyleMap, TextStyle

__all__ = ["Bar", "Word"]


_LOOKS = {
    "text": TextStyle("bar-text"),
    "key": TextStyle("heading", "bold"),
    "name": TextStyle("link", "bold"),
    "quiet": TextStyle("muted"),
}


class Bar(Widget):
    """One line: words from the left, words from the right, the left giving way."""

    DEFAULT_CSS = """
    Bar {
        height: 1;
        background: $bar;
        color: $bar-text;
    }
    """

    @dataclass
    class Pressed(Message):
        """A word was clicked that stands for a command."""

        bar: Bar
        command: str

        @property
        def control(self) -> Bar:
            """The bar."""
            return self.bar

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._left: tuple[Word, ...] = ()
        self._right: tuple[Word, ...] = ()
        self._zones: list[tuple[int, int, str]] = []
        self._looks = StyleMap(self, _LOOKS)

    def show(self, left: Sequence[Word], right: Sequence[Word] = ()) -> None:
        """Shows these words; draws only where they differ from those shown."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    @property
    def text(self) -> str:
        """What it says, without looks."""
        return "".join(segment.text for segment in self.render_line(0))

    def render_line(self, y: int) -> Strip:
        """The bar's only line."""
        self._zones = []
        segments: list[Segment] = []
        at = 0
        for word in laid_out(self._left, self._right, self.size.width):
            segments.append(Segment(word.text, self.look(word.look)))
            end = at + cell_len(word.text)
            if word.command:
                self._zones.append((at, end, word.command))
            at = end
        return Strip(segments).adjust_cell_length(self.size.width, self._looks.base)

    def look(self, name: str) -> Style:
        """The style of a word; of the bar itself where the name is empty."""
        return self._looks.part(name)

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._looks.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a word carries out its command."""
        event.stop()
        for start, stop, command in self._zones:
            if start <= event.x < stop:
                self.post_message(self.Pressed(self, command))
