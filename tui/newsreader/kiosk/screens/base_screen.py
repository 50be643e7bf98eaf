"""The base of the display's screens: keys, buttons, language and focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from newsreader.kiosk import navigation
from newsreader.kiosk.context import KioskContext
from newsreader.kiosk.widgets.chrome import Chrome
from newsreader.kiosk.widgets.too_small_notice import TooSmallNotice
from newsreader.kiosk.widgets.touch_buttons import Button, TouchButton

if TYPE_CHECKING:
    from newsreader.kiosk.hardening.locked_app import LockedApp
    from newsreader.kiosk.translations import Translations
    from newsreader.library.headlines import Headline

KEYS = {
    "go_back": "escape,backspace",
    "start_over": "home",
    "page_up": "pageup",
    "page_down": "pagedown",
    "help": "h",
    "links": "l",
    "areas": "a",
    "news": "w",
    "next": "n",
    "previous": "p",
    "language": "c",
    "leave_now": "x",
}
"""The keys of every screen, by action; a screen without the action ignores the key."""


class KioskScreen(Screen[None], inherit_bindings=False):
    """A body between status lines and buttons. A screen adds `compose_body`, `buttons` and `action_*`."""

    ALLOW_SELECT = False
    AUTO_FOCUS = "*"
    ALLOW_IN_MAXIMIZED_VIEW = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys, action, show=False) for action, keys in KEYS.items()),
        Binding("tab,right,down", "step(1)", show=False),
        Binding("shift+tab,left,up", "step(-1)", show=False),
    ]
    DEFAULT_CSS = """
    KioskScreen { layers: base above; background: $background; color: $foreground; }
    KioskScreen > #body { height: 1fr; width: 100%; }
    """

    chrome: Chrome
    headline: Headline | None = None
    """The article that is shown, if any: after a crash of the screen it is left out."""

    def __init__(self, context: KioskContext) -> None:
        super().__init__()
        self.context = context
        self._language = ""
        """The language that is on the screen."""

    # What a screen adds

    def compose_body(self) -> ComposeResult:
        """Compose what stands between the status lines and the buttons."""
        yield from ()

    def buttons(self) -> Sequence[Button]:
        """Return the buttons, from the left."""
        return ()

    def tick(self) -> None:
        """Update what changes with time; called twice a second on the top screen."""

    def content_changed(self) -> None:
        """Update after articles may have changed."""

    async def retranslate(self) -> None:
        """Switch all text to the current language; a screen adds its body."""
        self.retranslate_chrome()

    # Parts

    def compose(self) -> ComposeResult:
        """Compose the parts from the top."""
        self._language = self.context.language
        self.chrome = Chrome(self.context, self.buttons())
        yield from self.chrome.above
        with Vertical(id="body"):
            yield from self.compose_body()
        yield from self.chrome.below

    def on_mount(self) -> None:
        self.refresh_chrome()

    @property
    def translations(self) -> Translations:
        return self.context.translations

    @property
    def is_ready(self) -> bool:
        """Whether the parts are there: not before they are composed, nor once they are removed."""
        return bool(self.query_children(TooSmallNotice))

    def refresh_chrome(self) -> None:
        """Bring the status lines up to date."""
        if self.is_ready:
            self.chrome.refresh()

    def refresh_buttons(self) -> None:
        """Bring the buttons up to date."""
        if self.is_ready:
            self.chrome.buttons.show(self.buttons())

    def retranslate_chrome(self) -> None:
        """Switch status lines and buttons to the current language."""
        if self.is_ready:
            self._language = self.context.language
            self.chrome.retranslate()
            self.refresh_buttons()

    async def on_screen_resume(self) -> None:
        """Catch up with a change of language while the screen was covered."""
        if self._language and self._language != self.context.language:
            await self.retranslate()
        self.refresh_chrome()

    # Focus

    def on_descendant_focus(self) -> None:
        """Move the terminal's cursor to the focus."""
        self.call_after_refresh(self._move_cursor)

    def on_descendant_blur(self) -> None:
        """Hide the terminal's cursor if nothing has the focus."""
        self.call_after_refresh(self._move_cursor)

    def on_resize(self) -> None:
        """Cover a screen that is too small with a notice."""
        if self.is_ready:
            self.chrome.resize()
        self.call_after_refresh(self._move_cursor)

    def _move_cursor(self) -> None:
        app: LockedApp = self.app  # type: ignore[assignment]
        app.show_cursor(self.focused is not None)
        if isinstance(self.focused, TouchButton):
            app.cursor_position = self.focused.cursor_offset()

    def action_step(self, step: int) -> None:
        """Focus the next or the previous widget."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Forbid the action of a disabled button, also by its key."""
        return all(button.enabled for button in self.buttons() if button.action == action)

    @on(TouchButton.Pressed)
    async def _press(self, event: TouchButton.Pressed) -> None:
        event.stop()
        await self.run_action(event.button.action)

    def go(self, destination: navigation.Destination) -> None:
        """Ask the app to open another screen."""
        self.post_message(navigation.Go(self, destination))

    def action_go_back(self) -> None:
        """Close this screen."""
        self.post_message(navigation.Back(self))

    def action_start_over(self) -> None:
        self.post_message(navigation.StartOver(self))

    def action_leave_now(self) -> None:
        """End the visit, with a neutral page on the screen at once."""
        self.post_message(navigation.LeavePage(self))

    def action_language(self) -> None:
        self.post_message(navigation.ChangeLanguage(self))

    def action_help(self) -> None:
        self.go(navigation.Help())

    def action_areas(self) -> None:
        self.go(navigation.Areas())

    def action_news(self) -> None:
        self.go(navigation.News())
