"""Buttons for fingers: large, the same everywhere, and told apart by shape as well as by colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from newsreader.ui.text_fit import cut

TALL = 24
"""Lines of a screen from which buttons are three lines high; below, two."""
_BESIDE = 5
"""Cells that a button takes beside its words: its edges, the marks of the focus, and the gap after it."""
_MOST_ROWS = 3
_EDGES = re.compile("[┌┐└┘─│╔╗╚╝═║]+")


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says and does."""

    action: str
    """Its screen's method `do_<action>` is called."""
    words: str
    key: str = ""
    """The key that does the same, shown small; "" for none."""
    enabled: bool = True


class TouchButton(Widget, inherit_bindings=False):
    """One button. Pressed where a finger or the mouse goes down and up in it, by Enter, or by Space."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"touch--edge"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]
    DEFAULT_CSS = """
    TouchButton { width: auto; height: 3; background: $background; color: $foreground; }
    TouchButton > .touch--edge { color: $faint; }
    TouchButton:focus { background: $cursor; color: $cursor-text; text-style: bold; }
    TouchButton:focus > .touch--edge { color: $cursor-text; }
    TouchButton:ansi:focus { text-style: bold reverse; }
    TouchButton.-off { background: $background; color: $muted; }
    """

    @dataclass
    class Pressed(Message):
        """Somebody wants what the button does."""

        touch_button: TouchButton
        button: Button

        @property
        def control(self) -> TouchButton:
            """The button."""
            return self.touch_button

    def __init__(self, button: Button, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.button = button
        self._held = False
        self.change(button)

    def change(self, button: Button) -> None:
        """Says and does something else from now on."""
        if button != self.button or not self.is_attached:
            self.button = button
            self.can_focus = button.enabled
            self.set_class(not button.enabled, "-off")
            if self.has_focus and not button.enabled:
                self.screen.set_focus(None)
            self.refresh()

    def action_press(self) -> None:
        """Presses it."""
        if self.button.enabled:
            self.post_message(self.Pressed(self, self.button))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A finger is on it: it counts when it leaves it there."""
        event.stop()
        self._held = True
        self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The finger left: inside, it pressed."""
        event.stop()
        held, self._held = self._held, False
        self.release_mouse()
        if held and self.region.contains_point(event.screen_offset):
            self.action_press()

    def on_mouse_release(self) -> None:
        """The finger is no longer this button's affair."""
        self._held = False

    def point(self) -> Offset:
        """Where the terminal's cursor stands while it has the focus: at its words."""
        return self.region.offset + Offset(2, min(1, self.size.height // 2))

    def render(self) -> Text:
        """The words in a frame: a double one with the focus, none where it cannot be pressed now."""
        width, height = self.size
        text = Text("\n".join(drawn(self.button, width, height, focus=self.has_focus)), no_wrap=True)
        edge = self.get_component_rich_style("touch--edge", partial=True)
        text.highlight_regex(_EDGES, style=edge)
        return text


def drawn(button: Button, width: int, height: int, *, focus: bool) -> list[str]:
    """The lines of a button."""
    if not button.enabled:
        words = cut(f"({button.words})", width)
        return [words.center(width) if row == (height - 1) // 2 else "" for row in range(height)]
    corners, across, down = ("╔╗╚╝", "═", "║") if focus else ("┌┐└┘", "─", "│")
    inner = max(width - 2, 1)
    words = cut(button.words, inner - 2 if focus else inner)
    said = f"►{words}◄" if focus else words
    line = down + _centred(said, inner) + down
    key = f" {button.key} " if button.key and cell_len(button.key) + 4 <= inner else ""
    foot = corners[2] + key.rjust(inner - 1, across) + across + corners[3] if key else (
        corners[2] + across * inner + corners[3]
    )  # fmt: skip
    top = corners[0] + across * inner + corners[1]
    if height < 3:  # open above, like a tray: walls without a lid look cut off
        return [f" {_centred(said, inner)} ", foot][:height]
    return [top, line, foot]


def _centred(text: str, cells: int) -> str:
    left = max(cells - cell_len(text), 0) // 2
    return " " * left + text + " " * max(cells - cell_len(text) - left, 0)


class ButtonBar(Container):
    """The buttons of a screen, in as few rows as hold their words, each row as wide as the screen."""

    DEFAULT_CSS = """
    ButtonBar { height: 3; width: 100%; background: $background; }
    ButtonBar > TouchButton { position: absolute; }
    """

    def __init__(self, buttons: Sequence[Button], *, id: str | None = None) -> None:
        super().__init__(*(TouchButton(each) for each in buttons), id=id)
        self._buttons = tuple(buttons)

    def show(self, buttons: Sequence[Button]) -> None:
        """Shows other buttons, or the same ones with other words."""
        new = tuple(buttons)
        if new == self._buttons:
            return
        focused = next((each.button.action for each in self._standing() if each is self.screen.focused), None)
        self._buttons = new
        self._adopt()
        if focused is not None:
            self._focus(focused)
        self.settle()

    def _adopt(self) -> None:
        """Gives the buttons to the widgets that are there: none goes, so that nothing flickers."""
        widgets = list(self.query_children(TouchButton))
        for widget, button in zip(widgets, self._buttons, strict=False):
            widget.change(button)
        for number, widget in enumerate(widgets):
            widget.display = number < len(self._buttons)
        if more := self._buttons[len(widgets) :]:
            self.mount(*(TouchButton(each) for each in more))

    def _focus(self, action: str) -> None:
        """The focus stays with what a button does, wherever that stands now; else nothing has it."""
        found = (each for each in self._standing() if each.button.action == action and each.button.enabled)
        self.screen.set_focus(next(found, None))

    def on_mount(self) -> None:
        """Gives each its place, before the first paint."""
        self.settle()

    def on_resize(self) -> None:
        """Gives each its place."""
        self.settle()

    def _standing(self) -> list[TouchButton]:
        """The buttons of now: those after them wait until they are needed again."""
        return list(self.query_children(TouchButton))[: len(self._buttons)]

    def settle(self) -> None:
        """Gives each its place for the width of the bar and the height of the screen."""
        size = self.app.size
        height = button_height(size.height)
        rows = rows_of(self._buttons, self.size.width or size.width)
        self.styles.height = height * len(rows)
        widgets = self._standing()
        if len(widgets) < len(self._buttons):
            return  # the bar is being taken away, and takes in nothing any more
        at = 0
        for number, widths in enumerate(rows):
            left = 0
            for width in widths:
                widget = widgets[at]
                widget.styles.offset = (left, number * height)
                widget.styles.width, widget.styles.height = width - 1, height
                left, at = left + width, at + 1


def button_height(height: int) -> int:
    """Lines of a button on a screen of so many."""
    return 3 if height >= TALL else 2


def rows_of(buttons: Sequence[Button], width: int) -> list[list[int]]:
    """The cells of each button, row by row, on a bar of so many cells."""
    return in_rows([cell_len(each.words) + _BESIDE for each in buttons], width)


def in_rows(widths: Sequence[int], width: int) -> list[list[int]]:
    """Stretches of so many cells in as few rows as hold them, each row stretched to the full width."""
    if not widths:
        return []
    for count in range(1, _MOST_ROWS + 1):
        rows = _even(widths, count)
        if all(sum(row) <= width for row in rows) or count == _MOST_ROWS:
            break
    return [_stretched(row, width) for row in rows if row]


def _even(widths: Sequence[int], count: int) -> list[list[int]]:
    """Rows with as many buttons each, the first ones with one more."""
    each, more = divmod(len(widths), count)
    rows, at = [], 0
    for number in range(count):
        stop = at + each + (number < more)
        rows.append(list(widths[at:stop]))
        at = stop
    return rows


def _stretched(row: Sequence[int], width: int) -> list[int]:
    """The same widths, grown or shrunk together so that they fill `width` exactly."""
    left = width + 1 - sum(row)  # the last has no gap after it
    each, more = divmod(left, len(row))
    return [old + each + (number < more) for number, old in enumerate(row)]
