"""Our driver leans on names of Textual that are not promised to stay: this tells when they move."""

from __future__ import annotations

import inspect

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from newsreader.ui.driver import TolerantDriver


def test_the_names_that_the_driver_leans_on_are_there() -> None:
    source = inspect.getsource(LinuxDriver)
    for name in ("run_input_thread", "exit_event", "process_message", "self.fileno", "_debug"):
        assert name in source
    assert "debug" in inspect.signature(XTermParser).parameters
    assert callable(XTermParser.tick)


def test_textual_still_decodes_strictly() -> None:
    """When this fails, the driver of our own may have become needless."""
    assert 'getincrementaldecoder("utf-8")().decode' in inspect.getsource(LinuxDriver.run_input_thread)


def test_the_faults_that_the_app_keeps_quiet_are_there() -> None:
    for name in ("_fatal_error", "_handle_exception", "_close_messages_no_wait"):
        assert callable(getattr(App, name))


def test_ours_takes_its_place() -> None:
    assert issubclass(TolerantDriver, LinuxDriver)
