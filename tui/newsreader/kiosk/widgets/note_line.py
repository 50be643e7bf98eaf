"""A line that warns of stale news, on every screen."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from newsreader.ui.text_fit import cut


class NoteLine(Widget):
    """One line; hidden if there is nothing to say."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    NoteLine { height: 1; width: 100%; display: none; color: $unread; background: $background; }
    """

    text: reactive[str] = reactive("")

    def watch_text(self, text: str) -> None:
        """Hide an empty line."""
        self.display = bool(text)

    def render(self) -> Text:
        return Text(cut(f" ! {self.text}", self.size.width), no_wrap=True, end="")
