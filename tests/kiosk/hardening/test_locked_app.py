"""Nothing of what Textual offers runs but what is allowed; and Textual is still the one that was read.

When one of the names below is gone after an update: read the sentence, look at what Textual does now, and
close what it opens.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar

import pytest
import textual
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

import newsreader.kiosk
from newsreader.kiosk.hardening.locked_app import LockedApp
from newsreader.kiosk.hardening.process import ACTIONS
from newsreader.kiosk.terminal.kiosk_driver import KioskDriver
from newsreader.ui.driver import TolerantDriver

CLOSED = {
    "quit": "Ctrl+Q ends an app",
    "help_quit": "Ctrl+C tells how",
    "command_palette": "Ctrl+P opens a list of everything",
    "suspend_process": "Ctrl+Z where it is bound: a shell, if there is one",
    "screenshot": "writes a file",
    "change_theme": "opens a list of themes",
    "toggle_dark": "sets a theme that is none of ours",
    "show_help_panel": "shows every key that is bound",
    "hide_help_panel": "its counterpart",
    "simulate_key": "presses what is on no keyboard",
    "notify": "puts words on the screen",
    "bell": "makes a noise",
    "push_screen": "shows a screen by its name",
    "pop_screen": "takes away the last screen, and the program with it",
    "switch_screen": "like both",
    "switch_mode": "like both",
    "back": "pops a screen behind the display's back",
    "dismiss": "likewise",
    "focus": "of anything, by a selector",
    "blur": "of everything: keys then go nowhere",
    "add_class": "changes how anything looks",
    "remove_class": "likewise",
    "toggle_class": "likewise",
    "toggle": "turns any attribute of a widget round",
    "maximize": "covers the emergency numbers",
    "minimize": "its counterpart",
    "copy_text": "writes the clipboard by OSC 52",
    "copy": "likewise, from a field",
    "cut": "likewise",
    "paste": "brings back what somebody else had copied",
    "select_all": "in a field: of use only to copy",
    "scroll_left": "nothing is wider than the screen",
    "scroll_right": "likewise",
    "page_left": "likewise",
    "page_right": "likewise",
}
"""Actions of Textual's own classes that must not run, and why."""


def source(thing: object) -> str:
    return inspect.getsource(thing)  # type: ignore[arg-type]


def _actions(kind: type) -> set[str]:
    """The actions that Textual gives to a class."""
    names = [name for base in kind.__mro__ if base.__module__.startswith("textual") for name in vars(base)]
    return {name.partition("action_")[2] for name in names if name.startswith(("action_", "_action_"))}


# The table is whole


def test_every_action_of_the_classes_that_a_display_is_made_of_is_allowed_or_closed() -> None:
    kinds = (App, Screen, Widget, Input, Static)
    known = ACTIONS | CLOSED.keys() | _OF_FIELDS
    new = {name for kind in kinds for name in _actions(kind)} - known
    assert not new, f"Textual has these, of which nobody has thought: {sorted(new)}"


_OF_FIELDS = frozenset(
    {
        *("cursor_left_word", "cursor_right_word", "delete_left_word", "delete_right_word"),
        *("delete_left_all", "delete_right_all"),
    }
)
"""Harmless, and of no use for a code of a few digits: not allowed, and not worth a line in the table."""


def test_nothing_is_both_allowed_and_closed() -> None:
    assert not ACTIONS & CLOSED.keys()


def test_what_is_closed_is_there_to_be_closed() -> None:
    there = {name for kind in (App, Screen, Widget, Input) for name in _actions(kind)}
    assert CLOSED.keys() <= there


def _modules_of_the_display() -> Iterator[Any]:
    for found in pkgutil.walk_packages(newsreader.kiosk.__path__, "newsreader.kiosk."):
        yield importlib.import_module(found.name)


def test_no_class_of_the_display_opens_what_is_closed() -> None:
    """Its own actions run: so none may have such a name, and none may call such a method."""
    for module in _modules_of_the_display():
        for kind in vars(module).values():
            if isinstance(kind, type) and kind.__module__.startswith("newsreader.kiosk"):
                own = {name.partition("action_")[2] for name in vars(kind) if "action_" in name}
                assert not own & (CLOSED.keys() | {"leave", "exit"}), kind


_CALLS = {
    *("copy_to_clipboard", "open_url", "deliver_text", "deliver_binary", "deliver_screenshot"),
    *("save_screenshot", "suspend", "run_command", "system", "popen", "startfile", "execv", "fork"),
}


def test_the_display_calls_nothing_that_leads_out_of_it() -> None:
    for file in Path(newsreader.kiosk.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in _CALLS, f"{file.name}:{node.lineno}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {getattr(node, "module", None) or each.name for each in node.names}
                assert not names & {"subprocess", "webbrowser", "pty", "code", "pdb"}, file.name


# What runs


class Doors(LockedApp):
    """Has a key for everything that Textual can do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding("q", f"app.{name}", priority=True) for name in sorted(CLOSED)),
        Binding("y", "ours"),
    ]
    ran: ClassVar[list[str]] = []

    def compose(self) -> ComposeResult:
        yield Static("[@click=app.ours]press[/] [@click=app.quit]here[/]", id="text")
        yield Input(id="field")

    def action_ours(self) -> None:
        self.ran.append("ours")


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The actions of Textual that ran, whichever it is."""
    seen: list[str] = []
    for kind in (App, Screen, Widget, Input):
        for name in [name for name in vars(kind) if name.startswith(("action_", "_action_"))]:

            def note(self: Any, *_: Any, name: str = name, **__: Any) -> None:
                seen.append(name.partition("action_")[2])

            monkeypatch.setattr(kind, name, note)
    return seen


async def test_of_textuals_actions_only_the_allowed_run(ran: list[str]) -> None:
    app = Doors()
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        for name in sorted(CLOSED):
            for namespace in (app, app.screen, field):
                assert not await app.run_action(f"{name}", namespace)
                assert not await app.run_action(f"{name}('x', 'y')", namespace)
            for where in ("app", "screen"):
                assert not await app.run_action(f"{where}.{name}", field)
        assert ran == []
        await pilot.pause()
        for name in sorted(ACTIONS):
            await app.run_action(name, field if hasattr(field, f"action_{name}") else app)
        assert set(ran) == ACTIONS


async def test_the_displays_own_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.kiosk.hardening.locked_app._OURS", f"{Doors.__module__}")
    app = Doors()
    Doors.ran.clear()
    async with app.run_test():
        assert await app.run_action("ours")
        assert Doors.ran == ["ours"]


async def test_a_class_from_elsewhere_runs_nothing() -> None:
    app = Doors()
    Doors.ran.clear()
    async with app.run_test():
        assert not await app.run_action("ours")
        assert Doors.ran == []


async def test_words_in_square_brackets_do_nothing(monkeypatch: pytest.MonkeyPatch, ran: list[str]) -> None:
    monkeypatch.setattr("newsreader.kiosk.hardening.locked_app._OURS", f"{Doors.__module__}")
    app = Doors()
    Doors.ran.clear()
    async with app.run_test() as pilot:
        for x in (1, 7):
            await pilot.click("#text", offset=(x, 0))
            await pilot.pause()
        assert Doors.ran == ran == []


async def test_every_key_that_textual_knows_leaves_it_running(ran: list[str]) -> None:
    from textual.keys import Keys

    app = Doors()
    async with app.run_test() as pilot:
        app.set_focus(None)
        for key in dict.fromkeys([*(key.value for key in Keys), *"qy", "super+c", "ctrl+shift+a"]):
            app.post_message(events.Key(key, None))
        await pilot.pause()
        assert app.is_running
        assert set(ran) <= ACTIONS


async def test_copied_and_pasted_nothing_passes_from_one_to_the_next() -> None:
    app = Doors()
    async with app.run_test() as pilot:
        app.copy_to_clipboard("somebody's")
        assert app.clipboard == ""
        assert app._clipboard == ""
        app._clipboard = "whoever wrote it"
        assert app.clipboard == ""
        field = app.query_one(Input)
        field.focus()
        app.post_message(events.Paste("somebody's"))
        await pilot.press("1", "ctrl+shift+a", "ctrl+c", "ctrl+x", "ctrl+v", "2")
        assert field.value == "12"


async def test_nothing_is_selected_by_a_drag() -> None:
    app = Doors()
    async with app.run_test() as pilot:
        await pilot.mouse_down("#text", offset=(1, 0))
        await pilot.hover("#text", offset=(6, 0))
        await pilot.mouse_up("#text", offset=(6, 0))
        assert app.screen.get_selected_text() is None
        assert app.mouse_over is None
        assert not app.query_one("#text").mouse_hover


async def test_nothing_of_it_writes_opens_or_suspends(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url, *_: opened.append(url))
    app = Doors()
    async with app.run_test():
        app.open_url("https://example.org")
        app.save_screenshot()
        app.save_screenshot("x.svg", path=str(tmp_path))
        app.deliver_screenshot(path=str(tmp_path))
        app.bell()
        handlers = {each: signal.getsignal(each) for each in (signal.SIGTSTP, signal.SIGCONT)}
        driver = KioskDriver(app)
        app._driver, before = driver, app._driver
        try:
            driver.open_url("https://example.org")
            driver.deliver_binary(BytesIO(b"x"), delivery_key="", save_path=tmp_path / "x")
            with pytest.raises(SuspendNotSupported), app.suspend():
                pass
        finally:
            app._driver = before
            os.close(driver._output)
            for each, handler in handlers.items():
                signal.signal(each, handler)
    assert opened == []
    assert list(tmp_path.iterdir()) == []


def test_none_of_textuals_own_keys_holds() -> None:
    assert not LockedApp._merge_bindings().key_to_bindings
    assert {"ctrl+q", "ctrl+c"} <= set(App._merge_bindings().key_to_bindings)


def test_the_environment_chooses_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.DRIVER", "os:path")
    assert LockedApp().get_driver_class() is KioskDriver


# What of Textual it leans on

LEANT_ON = {
    "each action runs by App._dispatch_action(namespace, name, parameters)": (
        lambda: (
            list(inspect.signature(App._dispatch_action).parameters)
            == ["self", "namespace", "action_name", "params"]
            and "self._dispatch_action(" in source(App.run_action)
        )
    ),
    "an action is a method _action_* or action_*, in this order": (
        lambda: (
            source(App._dispatch_action).index('f"_action_') < source(App._dispatch_action).index('f"action_')
        )
    ),
    "actions in text run by App._broker_event": lambda: (
        "self.app._broker_event(" in source(Widget.broker_event)
        and len(inspect.signature(App._broker_event).parameters) == 4
    ),
    "nothing but the palette calls a method by the name of an action": (
        lambda: _files_with('f"action_') | _files_with('f"_action_') == {"app.py", "command.py"}
    ),
    "a paste comes by App.on_event": lambda: "events.Paste" in source(App.on_event),
    "the clipboard is App._clipboard, read by App.clipboard": (
        lambda: "self._clipboard" in source(App.clipboard.fget)  # type: ignore[attr-defined]
    ),
    "tooltips are made unless _disable_tooltips": (
        lambda: "_disable_tooltips" in source(App.__init__) and "_disable_tooltips" in source(Screen)
    ),
    "files are delivered by App._deliver_binary": (
        lambda: all(
            "self._deliver_binary(" in source(each) for each in (App.deliver_text, App.deliver_binary)
        )
    ),
    "screenshots are written by App.save_screenshot": lambda: "open(" in source(App.save_screenshot),
    "hovering is set by App._set_mouse_over": lambda: (
        list(inspect.signature(App._set_mouse_over).parameters) == ["self", "widget", "hover_widget"]
    ),
    "the pointer's shape is written by App._set_pointer_shape": (
        lambda: "]22;" in source(App._set_pointer_shape)
    ),
    "what is printed at the end is App._exit_renderables, by _print_error_renderables": (
        lambda: "_exit_renderables" in source(App._print_error_renderables)
    ),
    "without a word an app ends by _close_messages_no_wait": (
        lambda: "_close_messages_no_wait" in source(App.panic)
    ),
    "a driver is made with the app and debug, mouse, size": (
        lambda: (
            set(inspect.signature(LinuxDriver.__init__).parameters)
            == {"self", "app", "debug", "mouse", "size"}
        )
    ),
    "the driver sets handlers for SIGTSTP and SIGCONT when it is made, which ours takes away": (
        lambda: {"SIGTSTP", "SIGCONT"} <= set(LinuxDriver.__init__.__code__.co_names)
    ),
    "the driver has these, which ours fills or reads": lambda: (
        {"fileno", "attrs_before", "exit_event", "_key_thread", "_writer_thread"}
        <= set(LinuxDriver.__init__.__code__.co_names)
    ),
    "a driver's loop and app are _loop and _app": (
        lambda: {"_loop", "_app"} <= set(Driver.__init__.__code__.co_names)
    ),
    "Textual's writer waits when 30 writes wait, and so does the program": (
        lambda: "Queue(MAX_QUEUED_WRITES)" in source(WriterThread)
    ),
    "a picture ends with driver.flush()": lambda: "self._driver.flush()" in source(App._display),
    "events of the terminal go out by Driver.send_message": (
        lambda: "self.send_message(" in source(Driver.process_message)
    ),
    "closing a driver stops its writer": lambda: "_writer_thread.stop()" in source(LinuxDriver.close),
    "suspending asks can_suspend": lambda: "can_suspend" in source(App.suspend),
    "one sequence is made into keys by XTermParser._sequence_to_key_events(sequence, alt)": (
        lambda: (
            list(inspect.signature(XTermParser._sequence_to_key_events).parameters)
            == ["self", "sequence", "alt"]
            and [key.key for key in XTermParser()._sequence_to_key_events("\x1b[1;5D")] == ["ctrl+left"]
        )
    ),
    "one report of the mouse by XTermParser.parse_mouse_code": (
        lambda: isinstance(XTermParser().parse_mouse_code("\x1b[<0;3;4M"), events.MouseDown)
    ),
    "messages wait in MessagePump._message_queue": (
        lambda: "_message_queue" in source(MessagePump) and "qsize" in dir(__import__("asyncio").Queue)
    ),
    "our driver is a Textual driver for Linux": lambda: (
        issubclass(KioskDriver, TolerantDriver) and issubclass(KioskDriver, LinuxDriver)
    ),
}


def _files_with(words: str) -> set[str]:
    files = Path(textual.__file__).parent.rglob("*.py")
    return {file.name for file in files if words in file.read_text(encoding="utf-8")}


@pytest.mark.parametrize("why", LEANT_ON)
def test_what_is_leant_on_is_there(why: str) -> None:
    assert LEANT_ON[why](), why


HAZARDS = {
    "Ctrl+Q leaves with priority": lambda: App.BINDINGS[0].priority,  # type: ignore[union-attr]
    "a drag selects": lambda: App.ALLOW_SELECT is True,
    "copying writes OSC 52": lambda: "]52;" in source(App.copy_to_clipboard),
    "a size may come in a sequence": lambda: "InBandWindowResize" in source(LinuxDriver.process_message),
    "a sequence may say that the mouse counts in pixels": lambda: (
        "mouse_pixels = True" in source(XTermParser)
    ),
    "losing the focus of the window takes it from the widget": lambda: "set_focus(None)" in source(App),
    "opening an address starts a browser": lambda: "webbrowser.open" in source(Driver.open_url),
    "SIGTTIN and SIGTTOU stop the process": lambda: "SIGSTOP" in source(LinuxDriver.start_application_mode),
}


@pytest.mark.parametrize("why", HAZARDS)
def test_the_hazard_is_still_there(why: str) -> None:
    """When this fails, what keeps the hazard out may have become needless."""
    assert HAZARDS[why](), why
