"""What stands round every screen of the display, in the same place on each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from newsreader.kiosk.spoken_dates import clock_time
from newsreader.kiosk.widgets.banner_line import BannerLine
from newsreader.kiosk.widgets.emergency import Emergency
from newsreader.kiosk.widgets.note_line import NoteLine
from newsreader.kiosk.widgets.station_header import Header
from newsreader.kiosk.widgets.too_small_notice import TooSmallNotice
from newsreader.kiosk.widgets.touch_buttons import Button, ButtonBar, TouchButton

if TYPE_CHECKING:
    from newsreader.kiosk.app import KioskApp
    from newsreader.kiosk.translations import Translations
    from newsreader.library.headlines import Headline

__all__ = ["Button", "KioskScreen"]

KEYS = {
    "back": "escape,backspace",
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
"""The keys of every screen, by what they do; a screen without that does nothing."""


class KioskScreen(Screen[None], inherit_bindings=False):
    """First line, banner, body, buttons, and the numbers to call.

    A screen fills `compose_body` and `buttons`. What a button or key does is a method `do_<action>`; one of
    `KEYS` that a screen does not have does nothing there.
    """

    ALLOW_SELECT = False
    AUTO_FOCUS = "*"
    ALLOW_IN_MAXIMIZED_VIEW = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(keys, f"do('{action}')", show=False) for action, keys in KEYS.items()),
        Binding("tab,right,down", "step(1)", show=False),
        Binding("shift+tab,left,up", "step(-1)", show=False),
    ]
    DEFAULT_CSS = """
    KioskScreen { layers: base above; background: $background; color: $foreground; }
    KioskScreen > #body { height: 1fr; width: 100%; }
    """

    headline: Headline | None = None
    """The article that is shown, if it is one: a fault of this screen is then that article's."""

    def __init__(self) -> None:
        super().__init__()
        self._worded = ""
        """The language whose words are on the screen."""

    # What a screen brings

    def compose_body(self) -> ComposeResult:
        """What stands between the first line and the buttons."""
        yield from ()

    def buttons(self) -> Sequence[Button]:
        """The buttons, from the left; asked for again by `refresh_buttons`."""
        return ()

    def tick(self) -> None:
        """Twice a second while the screen is to be seen: for what changes with time."""

    def content_changed(self) -> None:
        """The articles, or what may be shown of them, may have changed."""

    # The parts

    @property
    def kiosk(self) -> KioskApp:
        """The program."""
        app: KioskApp = self.app  # type: ignore[assignment]
        return app

    @property
    def words(self) -> Translations:
        """The words of the language in force."""
        return self.kiosk.words

    def compose(self) -> ComposeResult:
        """From the top."""
        self._worded = self.kiosk.language
        yield Header(id="header")
        yield BannerLine(id="banner")
        yield NoteLine(id="note")
        with Vertical(id="body"):
            yield from self.compose_body()
        yield ButtonBar(self.buttons(), id="buttons")
        yield Emergency(self.words, id="emergency")
        yield TooSmallNotice(self.words)

    def on_mount(self) -> None:
        """Says what is the same on every screen."""
        self.refresh_frame()

    @property
    def stands(self) -> bool:
        """Whether its parts are there: not before it is put together, nor once they are taken away."""
        return bool(self.query_children(TooSmallNotice))

    def refresh_frame(self) -> None:
        """Brings first line and banner up to date; draws only what changed."""
        if not self.stands:
            return
        kiosk = self.kiosk
        self.query_one(Header).say(kiosk.station_name, kiosk.updated, clock_time(kiosk.clock.now()))
        self.query_one(NoteLine).say(kiosk.concern)
        self.query_one(BannerLine).show(kiosk.banner, self.words)

    def refresh_buttons(self) -> None:
        """Shows the buttons as they are now."""
        if self.stands:
            self.query_one(ButtonBar).show(self.buttons())

    # The language

    async def reword(self) -> None:
        """Says everything in the language in force, in its place; a screen adds its body to it."""
        self.reword_frame()

    def reword_frame(self) -> None:
        """Says what is the same on every screen in the language in force; nothing is put together anew."""
        if not self.stands:
            return
        self._worded = self.kiosk.language
        self.query_one(Emergency).reword(self.words)
        self.query_one(TooSmallNotice).reword(self.words)
        self.refresh_frame()
        self.refresh_buttons()

    async def on_screen_resume(self) -> None:
        """The language may be another since this screen was covered."""
        if self._worded and self._worded != self.kiosk.language:
            await self.reword()
        self.refresh_frame()

    # The focus

    def on_descendant_focus(self) -> None:
        """The terminal's cursor follows, and is seen where it stands."""
        self.call_after_refresh(self._point)

    def on_descendant_blur(self) -> None:
        """No cursor where nothing has the focus."""
        self.call_after_refresh(self._point)

    def on_resize(self) -> None:
        """The terminal's cursor follows; a screen that is too small says so."""
        if self.stands:
            self.query_one(TooSmallNotice).display = TooSmallNotice.needed(*self.app.size)
        self.call_after_refresh(self._point)

    def _point(self) -> None:
        self.kiosk.show_cursor(self.focused is not None)
        if isinstance(self.focused, TouchButton):
            self.app.cursor_position = self.focused.point()

    def action_step(self, step: int) -> None:
        """Moves the focus to the next or the previous thing that can have it."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    # What is done

    @on(TouchButton.Pressed)
    def _press(self, event: TouchButton.Pressed) -> None:
        event.stop()
        self.press(event.button.action)

    def action_do(self, action: str) -> None:
        """Does what a key means, unless its button cannot be pressed now."""
        if all(button.enabled for button in self.buttons() if button.action == action):
            self.press(action)

    def press(self, action: str) -> None:
        """Does what a button says; nothing where this screen does not know it."""
        if (method := getattr(self, f"do_{action}", None)) is not None:
            method()

    def do_back(self) -> None:
        """To the screen before this one."""
        self.kiosk.back()

    def do_start_over(self) -> None:
        """To the beginning, as if nobody had been here; the visit is over."""
        self.kiosk.start_over()

    def do_leave_now(self) -> None:
        """Away from what is shown, at once."""
        self.kiosk.leave_page()

    def do_language(self) -> None:
        """The other language, on every screen."""
        self.kiosk.change_language()

    def do_help(self) -> None:
        """Help and advice."""
        from newsreader.kiosk.screens.advice_screen import Advice

        self.kiosk.go(Advice())

    def do_areas(self) -> None:
        """The areas to choose from."""
        from newsreader.kiosk.screens.areas_screen import AreasScreen

        self.kiosk.go(AreasScreen())

    def do_news(self) -> None:
        """All headlines."""
        from newsreader.kiosk.screens.news_screen import NewsScreen

        self.kiosk.go(NewsScreen())
