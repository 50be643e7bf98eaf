"""A line that warns of stale news, on every screen."""

from __future__ import annotations

from rich.text import Text
from textual.widget import Widget

from newsreader.ui.text_fit import cut


class NoteLine(Widget):
    """One line; hidden if there is nothing to say."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    NoteLine { height: 1; width: 100%; display: none; color: $unread; background: $background; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = ""

    def set_text(self, text: str) -> None:
        """Show other text."""
        if text != self._text:
            self._text = text
            self.display = bool(text)
            self.refresh()

    def render(self) -> Text:
        """Draw a mark, then the text."""
        return Text(cut(f" ! {self._text}", self.size.width), no_wrap=True, end="")
