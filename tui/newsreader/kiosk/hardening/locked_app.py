"""What keeps visitors inside the display where Textual leaves a way out: only what is allowed runs."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual.driver import Driver
from textual.events import Event, Paste
from textual.geometry import Region
from textual.widget import Widget

from newsreader.kiosk.hardening.process import ACTIONS, hold
from newsreader.kiosk.terminal.kiosk_driver import KioskDriver
from newsreader.ui.base_app import BaseApp

_OURS = "newsreader.kiosk."


class LockedApp(BaseApp, inherit_bindings=False):
    """A program that its users cannot leave. None of Textual's own keys holds.

    The actions that run are those of the display's own classes and `ACTIONS`; `CLOSED` names the others.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False

    def __init__(self, symbols: str = "auto") -> None:
        super().__init__(symbols)
        self._disable_tooltips = True
        self.animation_level = "none"

    def get_driver_class(self) -> type[Driver]:
        """The display's own, whatever the environment says."""
        return KioskDriver

    def on_mount(self) -> None:
        """From here on, signals do what the display means by them; but not to a test without a terminal."""
        if isinstance(self._driver, KioskDriver):
            hold(asyncio.get_running_loop(), self.end, self._driver.renew)

    # For the display

    @property
    def painted(self) -> int:
        """Pictures that the terminal has taken since the start; 0 in a test without a terminal."""
        return self._driver.painted if isinstance(self._driver, KioskDriver) else 0

    def prove(self) -> None:
        """Paints a cell anew, so that `painted` grows also where nothing moves."""
        self.screen.refresh(Region(0, 0, 1, 1))

    def show_cursor(self, shown: bool) -> None:
        """Shows the terminal's cursor, which stands at `cursor_position`, or hides it."""
        if isinstance(self._driver, KioskDriver):
            self._driver.show_cursor(shown)

    def end(self, status: int) -> None:
        """Ends the program with an exit status."""
        self.exit(return_code=status)

    # What runs

    async def _dispatch_action(self, namespace: Any, action_name: str, params: Any) -> bool:
        """Runs an action if it is one of the display's own, or of the few of Textual that it needs."""
        if not (action_name in ACTIONS or _is_ours(type(namespace), action_name)):
            return False
        return await super()._dispatch_action(namespace, action_name, params)

    async def _broker_event(self, event_name: str, event: Event, default_namespace: Any) -> bool:
        """Nothing: text has no actions in it, whatever stands there in brackets."""
        return False

    async def on_event(self, event: Event) -> None:
        """Takes no pastes. None comes from the terminal: this is the second wall."""
        if not isinstance(event, Paste):
            await super().on_event(event)

    # What does not

    @property
    def clipboard(self) -> str:
        """Always empty: whoever comes next finds nothing."""
        return ""

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Nothing."""

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """Nothing; there is no file."""
        return ""

    def _deliver_binary(self, *_: Any, **__: Any) -> None:
        """Nothing."""

    def bell(self) -> None:
        """Nothing: a keyboard would ring it for as long as it is leant on."""

    def panic(self, *_: Any) -> None:
        """Ends without a word."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Prints nothing."""
        self._exit_renderables.clear()

    def _set_pointer_shape(self, shape: str) -> None:
        """Nothing: a display has no pointer."""

    def _set_mouse_over(self, widget: Widget | None, hover_widget: Widget | None) -> None:
        """Nothing looks different under a finger: it would stay so when the visitor has gone."""


def _is_ours(kind: type, action_name: str) -> bool:
    """Whether the method that would run stands in a class of the display's own."""
    for name in (f"_action_{action_name}", f"action_{action_name}"):
        for base in kind.__mro__:
            if name in vars(base):
                return base.__module__.startswith(_OURS)
    return False
