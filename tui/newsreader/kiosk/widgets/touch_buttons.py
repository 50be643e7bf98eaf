"""Buttons for touch: large, the same everywhere, their state shown by shape as well as by colour."""

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

from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_fit import cut

TALL = 24
"""Lines of a screen from which buttons are three lines high; below that, two."""
_FRAME = 5
"""Cells of a button beside its label: its edges, the marks of the focus, and the gap after it."""
_MAX_ROWS = 3
_EDGES = re.compile("[┌┐└┘─│╔╗╚╝═║]+")


@dataclass(frozen=True, slots=True)
class Button:
    """What a button says and does."""

    action: str
    """An action of its screen, such as `back` or `digit('1')`."""
    label: str
    key: str = ""
    """The key that does the same, if it is to be shown."""
    enabled: bool = True


_STYLES = {
    "edge": TextStyle("faint"),
    "edge-focused": TextStyle("cursor-text"),
}


class TouchButton(Widget, inherit_bindings=False):
    """One button, pressed by a touch or click that begins and ends on it, by Enter or by Space."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]
    DEFAULT_CSS = """
    TouchButton { width: auto; height: 3; background: $background; color: $foreground; }
    TouchButton:focus { background: $cursor; color: $cursor-text; text-style: bold; }
    TouchButton:ansi:focus { text-style: bold reverse; }
    TouchButton.-off { background: $background; color: $muted; }
    """

    @dataclass
    class Pressed(Message):
        """The button was pressed."""

        button: Button

    def __init__(self, button: Button, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.button = button
        self._held = False
        self.change(button)

    def change(self, button: Button) -> None:
        """Become another button."""
        if button != self.button or not self.is_attached:
            self.button = button
            self.can_focus = button.enabled
            self.set_class(not button.enabled, "-off")
            if self.has_focus and not button.enabled:
                self.screen.set_focus(None)
            self.refresh()

    def action_press(self) -> None:
        """Press the button."""
        if self.button.enabled:
            self.post_message(self.Pressed(self.button))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a press, which counts only if it ends here."""
        event.stop()
        self._held = True
        self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a press."""
        event.stop()
        held, self._held = self._held, False
        self.release_mouse()
        if held and self.region.contains_point(event.screen_offset):
            self.action_press()

    def on_mouse_release(self) -> None:
        """Forget a press that something else has taken over."""
        self._held = False

    def cursor_offset(self) -> Offset:
        """Return the place of the terminal's cursor while the button has the focus: at its label."""
        return self.region.offset + Offset(2, min(1, self.size.height // 2))

    def render(self) -> Text:
        width, height = self.size
        text = Text("\n".join(button_lines(self.button, width, height, focus=self.has_focus)), no_wrap=True)
        edge = "edge-focused" if self.has_focus else "edge"
        text.highlight_regex(_EDGES, style=StyleMap(self, _STYLES).part(edge))
        return text


def button_lines(button: Button, width: int, height: int, *, focus: bool) -> list[str]:
    """Return the lines of a button."""
    if not button.enabled:
        label = cut(f"({button.label})", width)
        return [label.center(width) if row == (height - 1) // 2 else "" for row in range(height)]
    corners, across, down = ("╔╗╚╝", "═", "║") if focus else ("┌┐└┘", "─", "│")
    inner = max(width - 2, 1)
    label = cut(button.label, inner - 2 if focus else inner)
    label = f"►{label}◄" if focus else label
    line = down + _centred(label, inner) + down
    key = f" {button.key} " if button.key and cell_len(button.key) + 4 <= inner else ""
    foot = corners[2] + key.rjust(inner - 1, across) + across + corners[3] if key else (
        corners[2] + across * inner + corners[3]
    )  # fmt: skip
    top = corners[0] + across * inner + corners[1]
    if height < 3:  # open above, like a tray: sides without a top look cut off
        return [f" {_centred(label, inner)} ", foot][:height]
    return [top, line, foot]


def _centred(text: str, cells: int) -> str:
    left = max(cells - cell_len(text), 0) // 2
    return " " * left + text + " " * max(cells - cell_len(text) - left, 0)


class ButtonBar(Container):
    """The buttons of a screen, in as few rows as hold their labels, each row as wide as the screen."""

    DEFAULT_CSS = """
    ButtonBar { height: 3; width: 100%; background: $background; }
    ButtonBar > TouchButton { position: absolute; }
    """

    def __init__(self, buttons: Sequence[Button], *, id: str | None = None) -> None:
        super().__init__(*(TouchButton(each) for each in buttons), id=id)
        self._buttons = tuple(buttons)

    def show(self, buttons: Sequence[Button]) -> None:
        """Show other buttons, or the same ones with other labels."""
        new = tuple(buttons)
        if new == self._buttons:
            return
        focused = next((each.button.action for each in self._shown() if each is self.screen.focused), None)
        self._buttons = new
        self._assign()
        if focused is not None:
            self._focus(focused)
        self.place_buttons()

    def _assign(self) -> None:
        """Assign the buttons to the widgets that exist: none is removed, so that nothing flickers."""
        widgets = list(self.query_children(TouchButton))
        for widget, button in zip(widgets, self._buttons, strict=False):
            widget.change(button)
        for number, widget in enumerate(widgets):
            widget.display = number < len(self._buttons)
        if more := self._buttons[len(widgets) :]:
            self.mount(*(TouchButton(each) for each in more))

    def _focus(self, action: str) -> None:
        """Keep the focus on the button of an action, wherever it is now."""
        found = (each for each in self._shown() if each.button.action == action and each.button.enabled)
        self.screen.set_focus(next(found, None))

    def on_mount(self) -> None:
        self.place_buttons()

    def on_resize(self) -> None:
        """Place the buttons again."""
        self.place_buttons()

    def _shown(self) -> list[TouchButton]:
        """Return the widgets in use; those after them are kept for later."""
        return list(self.query_children(TouchButton))[: len(self._buttons)]

    def place_buttons(self) -> None:
        """Place the buttons for the width of the bar and the height of the screen."""
        size = self.app.size
        height = button_height(size.height)
        rows = rows_of(self._buttons, self.size.width or size.width)
        self.styles.height = height * len(rows)
        widgets = self._shown()
        if len(widgets) < len(self._buttons):
            return  # the bar is being removed, and mounts nothing any more
        at = 0
        for number, widths in enumerate(rows):
            left = 0
            for width in widths:
                widget = widgets[at]
                widget.styles.offset = (left, number * height)
                widget.styles.width, widget.styles.height = width - 1, height
                left, at = left + width, at + 1


def button_height(height: int) -> int:
    """Return the height of a button on a screen of so many lines."""
    return 3 if height >= TALL else 2


def rows_of(buttons: Sequence[Button], width: int) -> list[list[int]]:
    """Return the width of each button, row by row, on a bar of so many cells."""
    return in_rows([cell_len(each.label) + _FRAME for each in buttons], width)


def in_rows(widths: Sequence[int], width: int) -> list[list[int]]:
    """Distribute widths over as few rows as hold them, each row stretched to the full width."""
    if not widths:
        return []
    for count in range(1, _MAX_ROWS + 1):
        rows = _even(widths, count)
        if all(sum(row) <= width for row in rows) or count == _MAX_ROWS:
            break
    return [_stretched(row, width) for row in rows if row]


def _even(widths: Sequence[int], count: int) -> list[list[int]]:
    """Split widths into rows of equal numbers, the first ones with one more."""
    each, more = divmod(len(widths), count)
    rows, at = [], 0
    for number in range(count):
        stop = at + each + (number < more)
        rows.append(list(widths[at:stop]))
        at = stop
    return rows


def _stretched(row: Sequence[int], width: int) -> list[int]:
    """Grow or shrink widths by the same amount so that they fill `width` exactly."""
    left = width + 1 - sum(row)  # the last has no gap after it
    each, more = divmod(left, len(row))
    return [old + each + (number < more) for number, old in enumerate(row)]
