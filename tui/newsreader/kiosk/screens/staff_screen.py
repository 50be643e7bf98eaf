"""The keypad for the code with which staff end the display."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Grid
from textual.widgets import Static

from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.navigation import EndDisplay
from newsreader.kiosk.screens.base_screen import KioskScreen
from newsreader.kiosk.widgets.touch_buttons import TALL, Button, TouchButton
from newsreader.settings.passcode import matches

TIMEOUT = 20.0
"""Seconds without a touch after which the keypad closes."""
MAX_DIGITS = 16
KEYPAD = "123456789<0="


class StaffScreen(KioskScreen):
    """Shows a dot for each digit. The right code ends the program; a wrong one delays the next try."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
        Binding("backspace", "delete", show=False),
        Binding("enter", "ok", show=False),
    ]
    DEFAULT_CSS = """
    StaffScreen > #body { align: center middle; }
    StaffScreen #body Static { width: 100%; height: auto; text-align: center; }
    StaffScreen #prompt { text-style: bold; color: $heading; }
    StaffScreen #dots { text-style: bold; color: $link; }
    StaffScreen #keypad-row { height: auto; align-horizontal: center; }
    StaffScreen #keypad { width: 35; height: auto; grid-size: 3 4; grid-rows: 3; grid-gutter: 0 1; }
    StaffScreen #keypad TouchButton { width: 100%; height: 100%; }
    StaffScreen.-low #keypad { grid-rows: 2; }
    """

    def __init__(self, context: KioskContext) -> None:
        super().__init__(context)
        self._digits = ""
        self._is_checking = self._was_wrong = False
        self._touched_at = context.clock.running()

    def compose_body(self) -> ComposeResult:
        yield Static(self.translations("staff.asked"), id="prompt", markup=False)
        yield Static(id="dots", markup=False)
        yield Static(id="answer", markup=False)
        with Container(id="keypad-row"), Grid(id="keypad"):
            for key in KEYPAD:
                yield TouchButton(self._keypad_button(key))

    def _keypad_button(self, key: str) -> Button:
        if key == "<":
            return Button("delete", self.translations("staff.delete"))
        if key == "=":
            return Button("ok", self.translations("staff.ok"))
        return Button(f"digit('{key}')", key)

    def buttons(self) -> Sequence[Button]:
        """Return the way back."""
        return (Button("go_back", self.translations("staff.cancel"), "Esc"),)

    async def retranslate(self) -> None:
        """Switch the language of the prompt and the keypad too."""
        self.retranslate_chrome()
        if self.is_ready:
            self._set_text("prompt", self.translations("staff.asked"))
            buttons = self.query("#keypad TouchButton").results(TouchButton)
            for key, button in zip(KEYPAD, buttons, strict=True):
                button.change(self._keypad_button(key))
            self._refresh_answer()

    def on_mount(self) -> None:
        self._refresh_answer()

    def on_resize(self) -> None:
        """Use low keys on a low screen."""
        self.set_class(self.app.size.height < TALL, "-low")

    def tick(self) -> None:
        """Close when nobody types; count down the delay."""
        if not self._is_checking and self.context.clock.running() - self._touched_at >= TIMEOUT:
            self.action_go_back()
        else:
            self._refresh_answer()

    def action_digit(self, digit: str) -> None:
        self._touched_at = self.context.clock.running()
        if len(self._digits) < MAX_DIGITS and not self._is_checking:
            self._digits += digit
            self._was_wrong = False
            self._refresh_answer()

    def action_delete(self) -> None:
        self._touched_at = self.context.clock.running()
        self._digits = self._digits[:-1]
        self._refresh_answer()

    def action_ok(self) -> None:
        """Check the code in a thread, unless the delay is not over."""
        self._touched_at = self.context.clock.running()
        if self._is_checking or not self._digits or self.context.attempts.wait:
            return
        self._is_checking, self._was_wrong = True, False
        code, hashed = self._digits, self.context.station.code
        self._digits = ""
        self.run_worker(lambda: self._check(code, hashed), thread=True)
        self._refresh_answer()

    def _check(self, code: str, hashed: str) -> None:
        is_right = matches(code, hashed)
        self.app.call_later(self._answer, is_right)

    def _answer(self, is_right: bool) -> None:
        attempts, log = self.context.attempts, self.context.log
        self._is_checking = False
        if is_right:
            attempts.right()
            log.note("Staff ended the display with the code.")
            self.app.post_message(EndDisplay(self))  # also if the keypad has been closed meanwhile
        else:
            attempts.wrong()
            log.note("A wrong staff code was typed.")
            self._was_wrong = True
            self._refresh_answer()

    def _refresh_answer(self) -> None:
        if not self.is_attached:  # closed while the code was checked
            return
        t, wait = self.translations, self.context.attempts.wait
        answer = ""
        if self._is_checking:
            answer = t("staff.checking")
        elif wait:
            answer = t("staff.wait", seconds=wait)
        elif self._was_wrong:
            answer = t("staff.wrong")
        self._set_text("dots", "●" * len(self._digits) or "–")
        self._set_text("answer", answer or " ")

    def _set_text(self, id: str, text: str) -> None:
        widget = self.query_one(f"#{id}", Static)
        if str(widget.content) != text:
            widget.update(text)
