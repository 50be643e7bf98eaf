"""However the reader ends, the terminal is as it was, and what is said is true."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_FAULTY = """
import sys
from newsreader.cli.main import run
from newsreader.reader.program_commands import ProgramCommands
def fail(self):
    secret = "words of a visitor"
    {how}
ProgramCommands.action_theme = fail
sys.exit(run(sys.argv[1:]))
"""
_IN_SCREEN = _FAULTY.format(how="1 / 0")
_IN_THREAD = _FAULTY.format(how="self._screen.run_worker(lambda: 1 / 0, thread=True)")

Read = Callable[..., Any]


def _ready(reader: Any) -> Any:
    reader.sees("3 articles", "The lamp was brass.")
    return reader


def _of_signal(number: int) -> Callable[..., Any]:
    def end(read: Read, on_terminal: Read, news: Path) -> Any:
        reader = _ready(read())
        reader.process.send_signal(number)
        return reader

    return end


def _of_key(key: str) -> Callable[..., Any]:
    def end(read: Read, on_terminal: Read, news: Path) -> Any:
        reader = _ready(read())
        reader.press(key)
        return reader

    return end


def _of_fault(program: str) -> Callable[..., Any]:
    def end(read: Read, on_terminal: Read, news: Path) -> Any:
        reader = _ready(on_terminal([sys.executable, "-c", program, news]))
        reader.press("t")
        return reader

    return end


def _of_stdin(read: Read, on_terminal: Read, news: Path) -> Any:
    return read(stdin=subprocess.DEVNULL)


def _of_pipe(read: Read, on_terminal: Read, news: Path) -> Any:
    reading, writing = os.pipe()
    reader = read(stdout=writing)
    os.close(writing)
    os.close(reading)
    return reader


def _of_dumb(read: Read, on_terminal: Read, news: Path) -> Any:
    return read(environ={"TERM": "dumb"})


def _of_nothing(read: Read, on_terminal: Read, news: Path) -> Any:
    return read(news / "none")


_HOW: dict[str, Callable[..., Any]] = {
    "q at the top": _of_key("q"),
    "Ctrl+Q": _of_key("\x11"),
    "SIGTERM": _of_signal(signal.SIGTERM),
    "SIGHUP": _of_signal(signal.SIGHUP),
    "SIGINT": _of_signal(signal.SIGINT),
    "a fault of ours, in the screen": _of_fault(_IN_SCREEN),
    "a fault of ours, in a thread": _of_fault(_IN_THREAD),
    "a folder that is not there": _of_nothing,
    "stdin from /dev/null": _of_stdin,
    "stdout into a pipe": _of_pipe,
    "TERM=dumb": _of_dumb,
}


def test_ending(
    read: Read,
    on_terminal: Read,
    news: Path,
    own_home: Path,
    ending: Any,
) -> None:
    reader = _HOW[ending.name](read, on_terminal, news)
    assert reader.ends() == ending.status, reader.text
    assert reader.is_as_it_was()
    assert ending.sees in reader.text.replace("\n", "")
    left = reader.raw.rpartition(b"\x1b[?1004l")[2].decode()
    assert "Traceback" not in left and "words of a visitor" not in left and "1 / 0" not in left
    assert left.count("\n") == bool(ending.sees), left
    if ending.status == 70:
        log = own_home / ".local/state/newsreader/newsreader.log"
        assert "ZeroDivisionError: division by zero" in log.read_text()


def test_a_terminal_that_vanishes_takes_the_reader_with_it(read: Read) -> None:
    reader = _ready(read())
    reader.press("?J" * 20)
    reader.vanish()
    reader.ends(within=5)


def test_so_does_one_that_vanishes_without_a_word(on_terminal: Read, news: Path) -> None:
    """As where SIGHUP is ignored, by nohup or a parent: the program must notice by itself."""
    command = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", sys.executable, "-m", "newsreader", news]
    reader = _ready(on_terminal(command))
    reader.press("?J" * 20)
    reader.vanish()
    reader.ends(within=5)


def test_a_stop_and_going_on(read: Read) -> None:
    reader = _ready(read())
    reader.process.send_signal(signal.SIGTSTP)
    reader.until(lambda: not reader.modes["1049"] and not reader.modes["1000"], "the terminal as it was")
    os.waitid(os.P_PID, reader.process.pid, os.WSTOPPED)
    assert reader.settings() == reader.settings_before
    reader.process.send_signal(signal.SIGCONT)
    _ready(reader)
    reader.press("J")
    reader.sees("Bring yours")


def test_the_screen_goes_to_the_terminal_wherever_errors_go(read: Read, tmp_path: Path) -> None:
    with (tmp_path / "errors").open("wb") as errors:
        reader = _ready(read(stderr=errors.fileno()))
    reader.press("q")
    assert reader.ends() == 0
    assert reader.is_as_it_was()
    assert (tmp_path / "errors").read_bytes() == b""


@pytest.mark.parametrize("arguments", [["list", "--json"], ["list"], ["search", "lamp", "--json"]])
def test_output_that_nobody_takes(environ: dict[str, str], news: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "newsreader", *arguments, "-C", str(news)]
    told = b"newsreader: The output could not be written: No space left on device.\n"
    for where, status, says in (("| head -n 0", "0", b""), (">/dev/full", "74", told), (">&-", "0", b"")):
        script = f'set -o pipefail; "$@" {where}; echo $? >&2'
        done = subprocess.run(
            ["bash", "-c", script, "bash", *command], env=environ, capture_output=True, timeout=60
        )
        assert done.stderr == says + status.encode() + b"\n", (where, done.stderr)
