"""A small program with the lock of the display and every door of Textual that could be left open."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from newsreader.kiosk.hardening.locked_app import LockedApp

_BEATS = os.environ.get("NEWSREADER_TEST_BEATS")
_DOORS = {
    "q": "quit",
    "p": "command_palette",
    "s": "screenshot",
    "z": "suspend_process",
    "c": "copy_text",
    "t": "toggle_dark",
}


class Small(LockedApp):
    """Counts what reaches it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"app.{action}", priority=True) for key, action in _DOORS.items()
    ]
    _ticks = 0
    _keys = 0
    _events: ClassVar[list[str]] = []

    def compose(self) -> ComposeResult:
        """Three lines."""
        yield Static("touch [@click=app.quit]here[/] to leave", id="text")
        yield Static("last: -", id="last", markup=False)
        yield Static("", id="count", markup=False)

    def on_mount(self) -> None:
        """Counts."""
        self.set_interval(0.1, self._tick)

    def _tick(self) -> None:
        self._ticks += 1
        size = f"{self.size.width}x{self.size.height}"
        line = f"ticks {self._ticks} painted {self.painted} size {size} keys {self._keys}"
        self.query_one("#count", Static).update(line)
        if _BEATS:
            self.screen.refresh()  # more than it would paint, to fill a terminal that nobody reads
            Path(f"{_BEATS}.new").write_text(f"{self._ticks} {self.painted}")
            Path(f"{_BEATS}.new").replace(_BEATS)

    async def on_event(self, event: events.Event) -> None:
        """Shows a key or a touch."""
        if isinstance(event, events.InputEvent) and event.is_forwarded:
            pass  # it has been here before
        elif isinstance(event, events.Key):
            self._keys += 1
            self._show(event.key)
        elif isinstance(event, events.MouseEvent):
            self._show(f"{type(event).__name__} {event.x},{event.y}")
        elif isinstance(event, (events.Paste, events.AppFocus, events.AppBlur)):
            self._show(f"SURPRISE {type(event).__name__}")
        await super().on_event(event)

    def _show(self, what: str) -> None:
        self.query_one("#last", Static).update(f"last: {what}")


if __name__ == "__main__":
    app = Small()
    app.run()
    sys.exit(app.return_code)
