"""A line that says what is not as it should be with the news, on every screen."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget

from newsreader.ui.text_fit import cut


class NoteLine(Widget):
    """One line; none where there is nothing to say."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    NoteLine { height: 1; width: 100%; display: none; color: $unread; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = ""

    def say(self, words: str) -> None:
        """Says other words from now on."""
        if words != self._words:
            self._words = words
            self.display = bool(words)
            self.refresh()

    def render(self) -> Text:
        """A mark, then the words."""
        return Text(cut(f" ! {self._words}", self.size.width), no_wrap=True, end="")
