"""Ask whether somebody is still there, before the visit ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.widgets.large_digits import large_digits
from newsreader.kiosk.widgets.touch_buttons import Button
from newsreader.ui.qr_view import can_draw_blocks

MAX_WIDTH = 56


class WarningScreen(KioskScreen):
    """The question, and the seconds that are left. Any key or touch answers it: the app sees to that."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    WarningScreen > #body { align: center middle; }
    WarningScreen #body Static { width: 100%; height: auto; text-align: center; }
    WarningScreen #question { text-style: bold; color: $heading; }
    WarningScreen #seconds { text-style: bold; color: $link; margin: 1 0; }
    """

    def compose_body(self) -> ComposeResult:
        yield Static(id="question", markup=False)
        yield Static(id="seconds", markup=False)
        yield Static(id="advice", markup=False)

    def buttons(self) -> Sequence[Button]:
        """Return one that says what any touch does."""
        return (Button("stay", self.translations("warning.stay")),)

    def on_mount(self) -> None:
        self.tick()

    def tick(self) -> None:
        """Count down."""
        if not self.is_ready:
            return
        left, t = self.context.session.left, self.translations
        self._set_text("question", t("warning.asked"))
        self._set_text("seconds", "\n".join(self._digits(str(left))))
        ends = t("warning.last") if left == 1 else t("warning.ends", number=t.number(left))
        self._set_text("advice", "\n".join(self._lines(t("warning.how"), "", ends)))

    def action_stay(self) -> None:
        """Do nothing more: the touch itself was the answer."""

    def _digits(self, number: str) -> list[str]:
        large = large_digits(number, self.app.size.width) if can_draw_blocks(self) else []
        return large or [number]

    def _lines(self, *sentences: str) -> Iterator[str]:
        width = min(self.app.size.width - 4, MAX_WIDTH)
        for sentence in sentences:
            yield from wrap_lines(sentence, width)

    def _set_text(self, id: str, text: str) -> None:
        widget = self.query_one(f"#{id}", Static)
        if str(widget.content) != text:
            widget.update(text)
