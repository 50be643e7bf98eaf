"""A dialog that asks before an address is opened, and shows all of it."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from newsreader.links.policy import Allowed, Blocked, check
from newsreader.reader.dialogs.dialog import Dialog

Answer = Literal["open", "copy"]

_QUESTIONS = {
    "tel": "Call this number?",
    "sms": "Send a text message to this number?",
    "mailto": "Write to this address?",
}


class AnswerButton(Static):
    """A button with its key."""

    class Pressed(Message):
        """The button was pressed; `name` is its answer."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, key: str, words: str, name: str) -> None:
        super().__init__(Text.assemble((f" {key} ", "reverse"), f" {words} "), markup=False, classes="choice")
        self._answer = name

    def on_click(self, event: events.Click) -> None:
        """Post the answer."""
        event.stop()
        self.post_message(self.Pressed(self._answer))


class OpenLink(Dialog[Answer]):
    """Show an address exactly as it would be opened; the result is what to do with it, or None."""

    CSS_PATH = "open_link.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('open')", "Open", id="open_link", tooltip="Opens the address."),
        Binding("y", "answer('copy')", "Copy", id="copy_link", tooltip="Copies the address."),
        Binding(
            "escape,q,n", "answer('')", "Back", id="leave_link", tooltip="Goes back without opening anything."
        ),
    ]

    def __init__(self, target: str, name: str) -> None:
        super().__init__()
        self._target, self._what = target, name
        self._outcome: Allowed | Blocked = check(target)

    def compose(self) -> ComposeResult:
        """The name, the question, the address, a warning if there is one, and the buttons."""
        outcome = self._outcome
        passes = isinstance(outcome, Allowed)
        with Vertical(id="open-card"):
            yield Static(self._what, id="open-name", markup=False)
            yield Static(self._question(), id="open-question", markup=False)
            yield Static(self._address(), id="open-address", markup=False)
            if isinstance(outcome, Blocked):
                yield Static(
                    f"{outcome.reason} It cannot be opened from here.", id="open-warning", markup=False
                )
            elif outcome.warning:
                yield Static(outcome.warning, id="open-warning", markup=False)
            with Horizontal(id="open-choices"):
                if passes:
                    yield AnswerButton("Enter", "open", "open")
                yield AnswerButton("y", "copy", "copy")
                yield AnswerButton("Esc", "back", "")

    def _question(self) -> str:
        if isinstance(self._outcome, Blocked):
            return "This address is not safe to open."
        return _QUESTIONS.get(self._target.partition(":")[0].lower(), "Open this page in the browser?")

    def _address(self) -> Text:
        """The whole address with its host in bold, folded rather than cut."""
        if isinstance(self._outcome, Blocked):
            return Text(repr(self._target)[1:-1], overflow="fold")
        address = Text(self._outcome.shown, overflow="fold")
        scheme, mark, rest = self._outcome.shown.partition("://")
        if mark:
            start = len(scheme) + len(mark)
            address.stylize("bold", start, start + len(rest.partition("/")[0]))
        return address

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A blocked address cannot be opened."""
        return not (action == "answer" and parameters == ("open",) and isinstance(self._outcome, Blocked))

    def action_answer(self, answer: str) -> None:
        """Close with an answer."""
        self.dismiss(answer if answer in ("open", "copy") else None)  # type: ignore[arg-type]

    def on_answer_button_pressed(self, event: AnswerButton.Pressed) -> None:
        """Answer by mouse."""
        event.stop()
        self.action_answer(event.name)

    def on_click(self, event: events.Click) -> None:
        """Go back on a click beside the card."""
        if event.widget is self:
            self.action_answer("")
