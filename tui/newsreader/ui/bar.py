"""The line at the top and the line at the bottom of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsreader.document.cell_width import cells
from newsreader.ui.bar_layout import Word, lay_out_bar
from newsreader.ui.styles import StyleMap, TextStyle

__all__ = ["Bar", "Word"]

_STYLES = {
    "text": TextStyle("bar-text"),
    "key": TextStyle("heading", "bold"),
    "name": TextStyle("link", "bold"),
    "quiet": TextStyle("muted"),
}


class Bar(Widget):
    """One line of words, some of which can be clicked."""

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

        command: str

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._left: tuple[Word, ...] = ()
        self._right: tuple[Word, ...] = ()
        self._styles = StyleMap(self, _STYLES)

    def show(self, left: Sequence[Word], right: Sequence[Word] = ()) -> None:
        """Show words at the left and the right end; draw only if they are others."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    def _words(self) -> list[Word]:
        return lay_out_bar(self._left, self._right, self.size.width)

    @property
    def text(self) -> str:
        """The text of the whole line."""
        return "".join(word.text for word in self._words())

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        segments = [Segment(word.text, self.word_style(word.style)) for word in self._words()]
        return Strip(segments).adjust_cell_length(self.size.width, self._styles.base)

    def word_style(self, name: str) -> Style:
        """Return the style of a word, "" for the bar itself."""
        return self._styles.part(name)

    def notify_style_update(self) -> None:
        """Draw with the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Run the command of the word that was clicked."""
        event.stop()
        right = 0
        for word in self._words():
            right += cells(word.text)
            if event.x < right:
                if word.command:
                    self.post_message(self.Pressed(word.command))
                return
