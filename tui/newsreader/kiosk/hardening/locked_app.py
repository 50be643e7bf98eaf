"""An app that visitors cannot leave: only allowed actions run."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual.driver import Driver
from textual.events import Event, Paste
from textual.geometry import Region
from textual.widget import Widget

from newsreader.kiosk.hardening.process import ACTIONS, handle_signals
from newsreader.kiosk.terminal.kiosk_driver import KioskDriver
from newsreader.ui.base_app import BaseApp

_OURS = "newsreader.kiosk."


class LockedApp(BaseApp, inherit_bindings=False):
    """An app that its users cannot leave, without any of Textual's own keys.

    Only actions of the display's own classes and those in `ACTIONS` run.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE: ClassVar[bool] = False

    def __init__(self, symbols: str = "auto") -> None:
        super().__init__(symbols)
        self._disable_tooltips = True
        self.animation_level = "none"

    def get_driver_class(self) -> type[Driver]:
        """Return the display's driver, whatever the environment says."""
        return KioskDriver

    def on_mount(self) -> None:
        """Install the signal handlers, except in a test without a terminal."""
        if isinstance(self._driver, KioskDriver):
            handle_signals(asyncio.get_running_loop(), self.end, self._driver.renew)

    # For the display

    @property
    def painted(self) -> int:
        """Frames shown since the start; 0 in a test without a terminal."""
        return self._driver.painted if isinstance(self._driver, KioskDriver) else 0

    def force_repaint(self) -> None:
        """Repaint one cell, so that `painted` grows even if nothing changes."""
        self.screen.refresh(Region(0, 0, 1, 1))

    def show_cursor(self, shown: bool) -> None:
        """Show or hide the terminal's cursor, which is at `cursor_position`."""
        if isinstance(self._driver, KioskDriver):
            self._driver.show_cursor(shown)

    def end(self, status: int) -> None:
        """End the app with an exit status."""
        self.exit(return_code=status)

    # What runs

    async def _dispatch_action(self, namespace: Any, action_name: str, params: Any) -> bool:
        """Run an action if it is the display's own or in `ACTIONS`."""
        if not (action_name in ACTIONS or _is_ours(type(namespace), action_name)):
            return False
        return await super()._dispatch_action(namespace, action_name, params)

    async def _broker_event(self, event_name: str, event: Event, default_namespace: Any) -> bool:
        """Ignore actions in markup: text never contains actions."""
        return False

    async def on_event(self, event: Event) -> None:
        """Drop pastes, as the driver already does."""
        if not isinstance(event, Paste):
            await super().on_event(event)

    # Disabled features of Textual

    @property
    def clipboard(self) -> str:
        """Always empty, so that nothing is left for the next visitor."""
        return ""

    def copy_to_clipboard(self, text: str) -> None:
        """Do nothing."""

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Do nothing."""

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """Do nothing; there is no file."""
        return ""

    def _deliver_binary(self, *_: Any, **__: Any) -> None:
        """Do nothing."""

    def bell(self) -> None:
        """Do nothing: a held key would ring it without end."""

    def panic(self, *_: Any) -> None:
        """End without a message."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing."""
        self._exit_renderables.clear()

    def _set_pointer_shape(self, shape: str) -> None:
        """Do nothing: a display has no pointer."""

    def _set_mouse_over(self, widget: Widget | None, hover_widget: Widget | None) -> None:
        """Do nothing: a hover style would remain after the visitor has gone."""


def _is_ours(kind: type, action_name: str) -> bool:
    """Return whether the action's method is defined by a class of the display."""
    for name in (f"_action_{action_name}", f"action_{action_name}"):
        for base in kind.__mro__:
            if name in vars(base):
                return base.__module__.startswith(_OURS)
    return False
