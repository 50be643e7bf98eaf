"""Asks whether somebody is still there, before everything of their visit is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from newsreader.kiosk.number_words import in_words
from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.widgets.large_digits import figures
from newsreader.ui.qr_style import draws_blocks
from newsreader.ui.text_wrap import wrapped

_WIDEST = 56


class WarningScreen(KioskScreen):
    """The question, and the seconds that are left. Any key or touch is an answer: the program sees to it."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    WarningScreen > #body { align: center middle; }
    WarningScreen #body Static { width: 100%; height: auto; text-align: center; }
    WarningScreen #asked { text-style: bold; color: $heading; }
    WarningScreen #seconds { text-style: bold; color: $link; margin: 1 0; }
    """

    def compose_body(self) -> ComposeResult:
        """From the top: the question, the seconds in figures, and what to do in words."""
        yield Static(id="asked", markup=False)
        yield Static(id="seconds", markup=False)
        yield Static(id="told", markup=False)

    def buttons(self) -> Sequence[Button]:
        """One that says what every touch does."""
        return (Button("stay", self.words("warning.stay"), ""),)

    def on_mount(self) -> None:
        """Begins to count."""
        self.tick()

    def tick(self) -> None:
        """Counts down."""
        if not self.stands:
            return
        left, words = self.kiosk.visit.left, self.words
        self._say("asked", words("warning.asked"))
        self._say("seconds", "\n".join(self._figures(str(left))))
        number = in_words(left, words.language)
        ends = words("warning.last") if left == 1 else words("warning.ends", number=number)
        self._say("told", "\n".join(self._lines(words("warning.how"), "", ends)))

    def do_stay(self) -> None:
        """Nothing more: the touch itself has been the answer."""

    def _figures(self, number: str) -> list[str]:
        drawn = figures(number, self.app.size.width) if draws_blocks(self) else []
        return drawn or [number]

    def _lines(self, *sentences: str) -> Iterator[str]:
        width = min(self.app.size.width - 4, _WIDEST)
        for sentence in sentences:
            yield from wrapped(sentence, width)

    def _say(self, id: str, words: str) -> None:
        place = self.query_one(f"#{id}", Static)
        if str(place.content) != words:
            place.update(words)
