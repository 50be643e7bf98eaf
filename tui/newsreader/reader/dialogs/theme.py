"""Choose a theme."""

from __future__ import annotations

from newsreader.reader.dialogs.chooser import Chooser, Item
from newsreader.ui.themes import THEME_NAMES


class ThemeDialog(Chooser):
    """Shows each theme while it is under the cursor; gives the name of the one chosen."""

    def __init__(self, current: str) -> None:
        self._before = current
        items = [Item(name, words) for name, words in THEME_NAMES.items()]
        hint = "Enter keeps it · Esc goes back"
        super().__init__("Theme", items, hint=hint, current=current, highlighted=self._preview)

    def _preview(self, name: str) -> None:
        self.app.theme = name

    def action_leave(self) -> None:
        """Close with the theme from before."""
        self.app.theme = self._before
        super().action_leave()
