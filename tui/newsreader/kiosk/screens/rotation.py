"""What is shown while nobody is there: one article after the other."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from newsreader.kiosk.screens.frame import Button, Frame


class RotationScreen(Frame):
    """The bottom of every visit."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def compose_body(self) -> ComposeResult:
        yield Static("", id="slide", markup=False)

    def buttons(self) -> Sequence[Button]:
        words = self.words
        return [
            Button("previous", words("buttons.back"), "p"),
            Button("next", words("buttons.next"), "n"),
            Button("read", words("buttons.read"), "Enter"),
            Button("news", words("buttons.all_news"), ""),
            Button("help", words("buttons.help"), "h"),
            Button("language", words("buttons.language"), "c"),
        ]

    def on_mount(self) -> None:
        self.slides_changed()

    def slides_changed(self) -> None:
        slides = self.kiosk.slides
        slide = slides[self._at % len(slides)] if slides else None
        self.headline = slide.headline if slide else None
        self.query_one("#slide", Static).update(f"{slide.title}\n\n{slide.lead}" if slide else "")

    def do_next(self) -> None:
        self._at += 1
        self.slides_changed()

    def do_read(self) -> None:
        from newsreader.kiosk.screens.article import ArticleScreen

        if self.headline is not None:
            self.kiosk.go(ArticleScreen(self.headline))
