"""The line at the top and the line at the foot: words at places, some of which can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsreader.ui.fit import cut


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a bar."""

    text: str
    look: str = "text"
    """`text`, `key`, `name` or `quiet`."""
    command: str = ""
    """The id of the command that a click on it carries out; empty for none."""


class Bar(Widget):
    """One line: words from the left, words from the right, the left giving way."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--text", "bar--key", "bar--name", "bar--quiet"}

    DEFAULT_CSS = """
    Bar {
        height: 1;
        background: $bar;
        color: $bar-text;
        & > .bar--text { color: $bar-text; }
        & > .bar--key { color: $heading; text-style: bold; }
        & > .bar--name { color: $link; text-style: bold; }
        & > .bar--quiet { color: $muted; }
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
        width = self.size.width
        base = self.rich_style
        right_cells = sum(cell_len(word.text) for word in self._right)
        room = max(width - right_cells, 0)
        self._zones = []
        segments: list[Segment] = []
        at = 0
        for word in self._left:
            at = self._put(segments, word, at, room)
        at = max(at, room)
        segments.append(Segment(" " * (at - sum(cell_len(segment.text) for segment in segments)), base))
        for word in self._right:
            at = self._put(segments, word, at, width)
        return Strip(segments).adjust_cell_length(width, base)

    def _put(self, segments: list[Segment], word: Word, at: int, stop: int) -> int:
        text = cut(word.text, stop - at)
        if not text:
            return at
        look = self.get_component_rich_style(f"bar--{word.look}", partial=True)
        segments.append(Segment(text, self.rich_style + look))
        end = at + cell_len(text)
        if word.command:
            self._zones.append((at, end, word.command))
        return end

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a word carries out its command."""
        event.stop()
        for start, stop, command in self._zones:
            if start <= event.x < stop:
                self.post_message(self.Pressed(self, command))
