"""What of Textual this program leans on without a promise, and the hazards that it keeps out.

Textual is pinned below 8.3 for these. When one fails after an update: read the sentence, look at what Textual
does now, and change our side or the sentence.
"""

from __future__ import annotations

import inspect
import os
import tomllib
from importlib.metadata import version
from pathlib import Path
from threading import Event

import pytest
from packaging.requirements import Requirement
from rich.segment import Segment
from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.color import Color
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.filter import LineFilter, NoColor
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

pytestmark = pytest.mark.slow

TRIED = "8.2"
"""The versions of Textual whose source was read for all this."""


def test_textual_is_of_the_version_whose_source_was_read() -> None:
    assert version("textual").startswith(f"{TRIED}.")


def test_the_package_asks_for_that_version_only() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        Requirement(each).name: Requirement(each).specifier for each in project["project"]["dependencies"]
    }
    assert "8.2.8" in wanted["textual"]
    assert "8.3.0" not in wanted["textual"]


PRIVATE = {
    "keys are parsed by XTermParser(debug), fed text, and asked to tick": (
        lambda: (
            "debug" in inspect.signature(XTermParser).parameters
            and callable(XTermParser.feed)
            and callable(XTermParser.tick)
        )
    ),
    "a sequence that cannot be parsed raises ParseError": lambda: issubclass(ParseError, Exception),
    "line filters are asked of the app by each widget and screen": (
        lambda: callable(App.get_line_filters) and callable(Widget.get_line_filters)
    ),
    "background_colors gives the colour around and that of the widget, as filters want it": (
        lambda: isinstance(inspect.getattr_static(Widget, "background_colors"), property)
    ),
    "the size of what is scrolled can be set without its watchers, as `set_reactive` does": (
        lambda: (
            isinstance(inspect.getattr_static(ScrollView, "virtual_size"), Reactive)
            and list(inspect.signature(Widget.set_reactive).parameters) == ["self", "reactive", "value"]
        )
    ),
    "_scroll_update moves the bars to such a size": (
        lambda: (
            list(inspect.signature(ScrollView._scroll_update).parameters) == ["self", "virtual_size"]
            or list(inspect.signature(Widget._scroll_update).parameters) == ["self", "virtual_size"]
        )
    ),
    "a widget draws by render_lines(crop)": (
        lambda: list(inspect.signature(Widget.render_lines).parameters) == ["self", "crop"]
    ),
    "a strip applies a filter with a background": lambda: callable(Strip.apply_filter),
    "scrolling calls watch_scroll_y with the old and the new value": (
        lambda: len(inspect.signature(Widget.watch_scroll_y).parameters) == 3
    ),
    "keys are changed by set_keymap, by the ids of bindings": lambda: callable(App.set_keymap),
}


@pytest.mark.parametrize("why", PRIVATE)
def test_what_is_leant_on_is_there(why: str) -> None:
    assert PRIVATE[why](), why


def test_the_driver_s_input_thread_decodes_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our driver replaces this loop, and uses the same attributes; without the error it may be needless."""
    ours, theirs = os.pipe()
    driver = object.__new__(LinuxDriver)
    seen: list[object] = []

    def process(event: object) -> None:
        seen.append(event)
        driver.exit_event.set()

    driver._debug, driver.exit_event, driver.fileno = False, Event(), ours
    monkeypatch.setattr(driver, "process_message", process)
    try:
        os.write(theirs, b"j")
        driver.run_input_thread()
        assert [event.key for event in seen if isinstance(event, Key)] == ["j"]
        driver.exit_event.clear()
        os.write(theirs, b"\xff")
        with pytest.raises(UnicodeDecodeError):
            driver.run_input_thread()
    finally:
        os.close(ours)
        os.close(theirs)


def test_an_error_is_printed_and_ends_the_app_unless_fatal_error_is_replaced() -> None:
    class Recording(App[None]):
        closed = 0

        def _close_messages_no_wait(self) -> None:
            self.closed += 1

    app = Recording()
    try:
        raise ValueError("secret")
    except ValueError as error:
        app._handle_exception(error)
    assert app.closed == 1
    assert app._exit_renderables, "the traceback that must not reach the screen"


def test_the_driver_of_an_app_can_be_set_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DRIVER", "no_such_module:Driver")
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        App[None]().get_driver_class()


HAZARDS = {
    "markup in a string is obeyed, so every text of an article goes in with markup=False or as Content": (
        lambda: inspect.signature(Static.__init__).parameters["markup"].default is True
    ),
    "the environment gives orders, so it is cleared of TEXTUAL* before Textual is imported": (
        lambda: all(hasattr(constants, name) for name in ("DRIVER", "LOG_FILE", "PRESS", "SCREENSHOT_DELAY"))
    ),
    "only five controls are stripped, so a filter of ours is the second wall": (
        lambda: "\x1b" in Strip([Segment("\x1b]0;x")]).text
    ),
}


@pytest.mark.parametrize("why", HAZARDS)
def test_the_hazard_is_still_there(why: str) -> None:
    """When this fails, what keeps the hazard out may have become needless."""
    assert HAZARDS[why](), why


async def test_filters_see_every_segment_of_every_widget() -> None:
    """The wall before the terminal stands on this: what a widget draws goes through the app's filters."""
    seen: list[str] = []

    class Listening(LineFilter):
        def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
            seen.extend(segment.text for segment in segments)
            return segments

    class Small(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("a word of the body", markup=False)

        def get_line_filters(self) -> list[LineFilter]:
            return [*super().get_line_filters(), Listening()]

    app = Small()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        assert isinstance(app.get_line_filters()[-1], Listening)
    assert any("a word of the body" in text for text in seen)


async def test_a_size_set_without_watchers_moves_the_bar() -> None:
    """A page that grows while it is read must not be laid out again for each line that came."""

    class Page(ScrollView):
        def on_mount(self) -> None:
            self.virtual_size = Size(10, 5)

    class Small(App[None]):
        def compose(self) -> ComposeResult:
            yield Page()

    app = Small()
    async with app.run_test(size=(20, 10)) as pilot:
        page = app.query_one(Page)
        page.set_reactive(Page.virtual_size, Size(10, 500))
        page._scroll_update(Size(10, 500))
        await pilot.pause()
        assert page.virtual_size == Size(10, 500)
        assert page.max_scroll_y >= 490 - 10


def test_without_colour_textual_has_a_filter_that_the_code_of_a_qr_must_not_meet() -> None:
    """A QR code in greys cannot be scanned: the screen with the code takes this filter out."""
    assert issubclass(NoColor, LineFilter)
