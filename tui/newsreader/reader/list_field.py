"""The field above the list, in which searches, filters and jumps are typed."""

from __future__ import annotations

from typing import Literal

from textual.widgets.input import Selection

from newsreader.ui.text_field import TextField

Purpose = Literal["", "search", "filter", "jump"]

_PLACEHOLDERS: dict[Purpose, str] = {
    "search": "Search all articles",
    "filter": "Keep headlines with",
    "jump": "First letters of a heading",
}


class ListField(TextField):
    """Hidden until it is opened for a purpose."""

    purpose: Purpose = ""

    def open(self, purpose: Purpose, value: str) -> None:
        """Show the field with a value that the first letter typed replaces, and focus it."""
        self.placeholder = _PLACEHOLDERS[purpose]
        self.display = True
        self.purpose = ""  # what stands in it at first was not typed
        self.value = value
        # Selected here and not on focus: that is told later, when something may have been typed.
        self.selection = Selection(0, len(value))
        self.purpose = purpose
        # Not self.focus(), which comes later: letters typed meanwhile would be taken for commands.
        self.screen.set_focus(self)

    def rest(self, words: str) -> None:
        """Go on showing the words of a filter that stays on; hide the field where there are none."""
        self.purpose = ""
        self.value = words
        self.display = bool(words)
