"""What the reader's dialogs have in common."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A dialog that closes once: Textual's `dismiss` would close the screen below it the second time."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result; nothing where that has been done already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
