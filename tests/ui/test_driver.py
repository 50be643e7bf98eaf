"""Our driver leans on names of Textual that are not promised to stay: this tells when they move."""

from __future__ import annotations

import inspect
import signal

import pytest
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from newsreader.ui.driver import BEGIN, END, PasteFilter, TolerantDriver


async def test_the_private_names_that_the_driver_uses_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # it would handle those of this process
    driver = LinuxDriver(App())
    for name in (
        "run_input_thread",
        "exit_event",
        "process_message",
        "fileno",
        "attrs_before",
        "_app",
        "_debug",
        "_file",
        "_get_terminal_size",
        "_in_band_window_resize",
    ):
        assert hasattr(driver, name), name
    assert "debug" in inspect.signature(XTermParser).parameters
    assert callable(XTermParser.tick)


def test_the_faults_that_the_app_keeps_quiet_are_there() -> None:
    for name in ("_fatal_error", "_handle_exception", "_close_messages_no_wait"):
        assert callable(getattr(App, name))


def test_ours_takes_its_place() -> None:
    assert issubclass(TolerantDriver, LinuxDriver)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("jk", "jk"),
        ("a\x1b[A", "a\x1b[A"),
        (f"{BEGIN}words{END}j", f"{BEGIN}words{END}j"),
        (f"{BEGIN}\x1b]0;R\x07\x1b\x1bq\x9b5m\n{END}q", f"{BEGIN}]0;Rq5m\n{END}q"),
        (f"{BEGIN}[201~ \x1b[20 \x1b{END}", f"{BEGIN}[201~ [20 {END}"),
    ],
)
def test_a_paste_is_text_and_no_keys(typed: str, read: str) -> None:
    assert "".join(PasteFilter().clean(typed)) == read
    pastes = PasteFilter()
    assert "".join("".join(pastes.clean(character)) for character in typed) == read
    assert not pastes.open


def test_a_paste_that_never_ends_is_ended() -> None:
    pastes = PasteFilter()
    assert "".join(pastes.clean(f"{BEGIN}words\x1b[2")) == f"{BEGIN}words"
    assert pastes.open
    assert pastes.end() == END
    assert "".join(pastes.clean("?")) == "?"
