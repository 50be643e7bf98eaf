"""The field of a pane, in which searches, filters, finds and numbers are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.widgets.input import Selection

from newsreader.ui.text_field import TextField

Purpose = Literal["", "search", "filter", "jump", "find", "number"]


class PaneField(TextField):
    """Hidden until it is opened for a purpose.

    Calls its pane directly: by messages, keys typed ahead would overtake what is typed and entered.
    """

    purpose: Purpose = ""

    def __init__(
        self, typed: Callable[[Purpose, str], None], entered: Callable[[Purpose, str], None], *, id: str
    ) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self._typed, self._entered = typed, entered
        self.display = False

    def open(self, purpose: Purpose, placeholder: str, value: str = "") -> None:
        """Show the field with a value that the first letter typed replaces, and focus it."""
        self.placeholder, self.display = placeholder, True
        self._set(value)
        # Selected here and not on focus: that is told later, when something may have been typed.
        self.selection = Selection(0, len(value))
        self.purpose = purpose
        # Not self.focus(), which comes later: letters typed meanwhile would be taken for commands.
        self.screen.set_focus(self)

    def close(self, words: str = "") -> None:
        """Hide the field, or go on showing the words of a filter that stays on."""
        self._set(words)
        self.display = bool(words)

    def _set(self, value: str) -> None:
        self.purpose = ""  # what the program writes was not typed
        self.value = value

    def watch_value(self, value: str) -> None:
        """Tell the pane what is typed."""
        if self.purpose:
            self._typed(self.purpose, value.strip())

    async def action_submit(self) -> None:
        """Tell the pane what is entered."""
        self._entered(self.purpose, self.value.strip())
