"""The field below the article, in which finds and numbers of links are typed."""

from __future__ import annotations

from typing import Literal

from textual.widgets import Input

from newsreader.ui.text_field import TextField

Purpose = Literal["", "find", "number"]


class ArticleField(TextField):
    """Hidden until it is opened for a purpose."""

    purpose: Purpose = ""

    def open(self, purpose: Purpose, placeholder: str) -> None:
        """Show the empty field, and focus it at once: letters may be typed already."""
        self.placeholder, self.display, self.purpose = placeholder, True, purpose
        with self.prevent(Input.Changed):
            self.value = ""
        self.screen.set_focus(self)

    def close(self) -> None:
        """Hide the field."""
        self.purpose, self.display = "", False
