"""The keypad for the code with which staff end the display."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Grid
from textual.widgets import Static

from newsreader.kiosk.screens.base_screen import Button, KioskScreen
from newsreader.kiosk.widgets.touch_buttons import TouchButton
from newsreader.settings.passcode import matches

OPEN = 20.0
"""Seconds without a touch after which the keypad closes."""
LONGEST = 16
"""Digits at most."""
_ROWS = ("123", "456", "789", "<0=")


class StaffScreen(KioskScreen):
    """Digits go in, dots are shown; the right code ends the program, a wrong one makes the next one wait."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
        Binding("backspace", "do('delete')", show=False),
        Binding("enter", "do('ok')", show=False),
    ]
    DEFAULT_CSS = """
    StaffScreen > #body { align: center middle; }
    StaffScreen #body Static { width: 100%; height: auto; text-align: center; }
    StaffScreen #asked { text-style: bold; color: $heading; }
    StaffScreen #dots { text-style: bold; color: $link; }
    StaffScreen #pad-place { height: auto; align-horizontal: center; }
    StaffScreen #pad { width: 35; height: auto; grid-size: 3 4; grid-rows: 3; grid-gutter: 0 1; }
    StaffScreen #pad TouchButton { width: 100%; height: 100%; }
    StaffScreen.-low #pad { grid-rows: 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._digits = ""
        self._checking = self._wrong = False
        self._touched = 0.0

    def compose_body(self) -> ComposeResult:
        """The question, the dots, what is wrong, the keys."""
        yield Static(self.words("staff.asked"), id="asked", markup=False)
        yield Static(id="dots", markup=False)
        yield Static(id="said", markup=False)
        with Container(id="pad-place"), Grid(id="pad"):
            for key in "".join(_ROWS):
                yield TouchButton(self._key(key))

    def _key(self, key: str) -> Button:
        if key == "<":
            return Button("delete", self.words("staff.delete"))
        if key == "=":
            return Button("ok", self.words("staff.ok"))
        return Button(f"digit_{key}", key)

    def buttons(self) -> Sequence[Button]:
        """The way back."""
        return (Button("back", self.words("staff.cancel"), "Esc"),)

    async def reword(self) -> None:
        """The question and the words on the keys."""
        await super().reword()
        if self.stands:
            self._say("asked", self.words("staff.asked"))
            for key, button in zip(
                "".join(_ROWS), self.query("#pad TouchButton").results(TouchButton), strict=True
            ):
                button.change(self._key(key))
            self._show()

    def on_mount(self) -> None:
        """Begins to wait for digits."""
        self._touched = self.kiosk.clock.running()
        self._show()

    def on_resize(self) -> None:
        """Low keys on a low screen."""
        self.set_class(self.app.size.height < 24, "-low")

    def tick(self) -> None:
        """Closes when nobody types; tells how long to wait."""
        if not self._checking and self.kiosk.clock.running() - self._touched >= OPEN:
            self.kiosk.back()
        else:
            self._show()

    def press(self, action: str) -> None:
        """A key of the pad, or of the frame."""
        if action.startswith("digit_"):
            self.action_digit(action.removeprefix("digit_"))
        else:
            super().press(action)

    def action_digit(self, digit: str) -> None:
        """One digit more."""
        self._touched = self.kiosk.clock.running()
        if len(self._digits) < LONGEST and not self._checking:
            self._digits += digit
            self._wrong = False
            self._show()

    def do_delete(self) -> None:
        """One digit less."""
        self._touched = self.kiosk.clock.running()
        self._digits = self._digits[:-1]
        self._show()

    def do_ok(self) -> None:
        """Looks whether it is the code, unless it is too early to try."""
        self._touched = self.kiosk.clock.running()
        if self._checking or not self._digits or self.kiosk.attempts.wait:
            return
        self._checking, self._wrong = True, False
        code, hashed = self._digits, self.kiosk.station.code
        self._digits = ""
        self.run_worker(lambda: self._check(code, hashed), thread=True)
        self._show()

    def _check(self, code: str, hashed: str) -> None:
        right = matches(code, hashed)
        self.app.call_later(self._answer, right)

    def _answer(self, right: bool) -> None:
        kiosk = self.kiosk
        self._checking = False
        if right:
            kiosk.attempts.right()
            kiosk.journal.note("Staff ended the display with the code.")
            kiosk.farewell()
        else:
            kiosk.attempts.wrong()
            kiosk.journal.note("A wrong staff code was typed.")
            self._wrong = True
            self._show()

    def _show(self) -> None:
        """Dots for digits, and what there is to say."""
        if not self.is_attached:  # closed while the code was looked at
            return
        words, wait = self.words, self.kiosk.attempts.wait
        said = ""
        if self._checking:
            said = words("staff.checking")
        elif wait:
            said = words("staff.wait", seconds=wait)
        elif self._wrong:
            said = words("staff.wrong")
        self._say("dots", "●" * len(self._digits) or "–")
        self._say("said", said or " ")

    def _say(self, id: str, words: str) -> None:
        place = self.query_one(f"#{id}", Static)
        if str(place.content) != words:
            place.update(words)
