"""Where the display cannot be held, it does not begin, and says why; what it may know is a short list."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsreader.kiosk.hardening import process
from newsreader.kiosk.hardening.process import ENVIRONMENT, clean_environment

pytestmark = pytest.mark.slow

DISPLAY = [sys.executable, "-m", "newsreader", "kiosk"]


def test_of_an_environment_the_list_is_left_and_of_that_what_makes_sense() -> None:
    given = {
        "TERM": "foot",
        "LANG": "en_GB.UTF-8",
        "HOME": "/home/display",
        "WATCHDOG_USEC": "30000000",
        "NOTIFY_SOCKET": "@/org/freedesktop/x",
        "NEWSREADER_CONTENT": "/srv/a:/srv/b",
        "XDG_CACHE_HOME": "/var/cache/display",
    }
    noise = {"TEXTUAL_DEBUG": "1", "PYTHONPATH": "/x", "COLUMNS": "1", "NO_COLOR": "1", "BROWSER": "x"}
    assert clean_environment({**given, **noise}, {}) == given


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TERM", "../../etc/passwd"),
        ("TERM", "x" * 65),
        ("TERM", ""),
        ("TERM", "xterm\n"),
        ("LANG", "$(id)"),
        ("HOME", "relative"),
        ("XDG_CACHE_HOME", "cache"),
        ("WATCHDOG_USEC", "-1"),
        ("WATCHDOG_USEC", "٣"),
        ("NOTIFY_SOCKET", "vsock:2:1"),
        ("NOTIFY_SOCKET", "/" * 200),
    ],
)
def test_what_makes_no_sense_is_left_out(name: str, value: str) -> None:
    assert clean_environment({name: value}, {}) == {}


def test_a_locale_that_python_chose_is_not_handed_on() -> None:
    assert clean_environment({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, {"LANG": "C"}) == {"LANG": "C"}
    assert clean_environment({"LC_CTYPE": "C.UTF-8"}, {"LC_CTYPE": "C.UTF-8"}) == {"LC_CTYPE": "C.UTF-8"}


def test_every_variable_of_the_list_is_one_that_something_reads() -> None:
    source = "".join(
        file.read_text(encoding="utf-8")
        for file in Path(process.__file__).parents[2].rglob("*.py")
        if file.name != "process.py"
    )
    elsewhere = {"HOME", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"}
    for name in ENVIRONMENT.keys() - elsewhere:
        assert name.removeprefix("XDG_").removesuffix("_HOME") in source, name


def says(environ: dict[str, str], **streams: Any) -> tuple[int, str]:
    """How the display ends that does not begin, and what it says on stderr."""
    ended = subprocess.run(
        DISPLAY, env=environ, stderr=subprocess.PIPE, text=True, timeout=30, check=False, **streams
    )
    return ended.returncode, ended.stderr


def test_without_a_terminal_it_says_so(environ: dict[str, str]) -> None:
    leader, follower = pty.openpty()
    try:
        nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        for streams in (nowhere, {**nowhere, "stdout": follower}, {**nowhere, "stdin": follower}):
            status, words = says(environ, **streams)
            assert status == 2
            assert "needs a terminal to draw on" in words
            assert "Traceback" not in words
    finally:
        os.close(leader)
        os.close(follower)


def test_with_two_terminals_it_says_so(environ: dict[str, str]) -> None:
    pairs = [pty.openpty(), pty.openpty()]
    try:
        status, words = says(environ, stdin=pairs[0][1], stdout=pairs[1][1])
    finally:
        for number in (number for pair in pairs for number in pair):
            os.close(number)
    assert status == 2
    assert "one terminal for both" in words


def test_on_a_terminal_that_cannot_place_text_it_says_so(on_terminal: Callable[..., Any]) -> None:
    shown = on_terminal(DISPLAY, environ={"TERM": "dumb"}, size=(200, 10))
    assert shown.ends() == 2
    assert "TERM=dumb" in shown.text


def test_in_the_background_it_says_so(on_terminal: Callable[..., Any]) -> None:
    in_background = (
        "import os, signal, subprocess, sys\n"
        "signal.signal(signal.SIGTTOU, signal.SIG_IGN)\n"
        "child = subprocess.Popen(sys.argv[1:], process_group=0)\n"
        "sys.exit(child.wait())"
    )
    shown = on_terminal([sys.executable, "-c", in_background, *DISPLAY], size=(200, 10))
    assert shown.ends() == 2
    assert "started in the background" in shown.text


def test_started_isolated_it_only_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own: it would ignore signals in this one."""
    monkeypatch.setenv("TEXTUAL_PRESS", "q")
    code = (
        "import os, sys; sys.path[:0] = [sys.argv[1]]\n"
        "from newsreader.kiosk.hardening import process\n"
        "process.prepare(['kiosk'])\n"
        "import signal\n"
        "ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN\n"
        "print(sorted(os.environ), ignored, 'textual' in sys.modules)\n"
        "1 / 0"
    )
    leader, follower = pty.openpty()
    environ = {"TERM": "foot", "TEXTUAL_PRESS": "q", "PYTHONINSPECT": "1", "LANG": "en_GB.UTF-8"}
    source = str(Path(process.__file__).parents[3])
    try:
        child = subprocess.Popen(
            [sys.executable, "-I", "-c", code, source],
            env=environ,
            stdin=follower,
            stdout=follower,
            stderr=follower,
        )
        assert child.wait(30) == 1
        said = os.read(leader, 4096).decode()
    finally:
        os.close(leader)
        os.close(follower)
    assert "['LANG', 'TERM'] True False" in said
    assert "Traceback" not in said
    assert "ZeroDivisionError" not in said


def test_faults_go_where_they_are_told_to() -> None:
    code = (
        "import sys, threading, warnings, logging, asyncio; sys.path[:0] = [sys.argv[1]]\n"
        "from newsreader.kiosk.hardening import process\n"
        "process.report_errors_to(lambda error: print(type(error).__name__, error))\n"
        "thread = threading.Thread(target=lambda: 1 / 0); thread.start(); thread.join()\n"
        "class Falls:\n    def __del__(self): raise KeyError('falls')\n"
        "Falls()\n"
        "async def main():\n"
        "    asyncio.get_running_loop().call_soon(lambda: [][1])\n"
        "    await asyncio.sleep(0.01)\n"
        "asyncio.run(main())\n"
        "warnings.warn('quiet'); logging.getLogger('x').critical('quiet')\n"
        "raise ValueError('last')"
    )
    source = str(Path(process.__file__).parents[3])
    ended = subprocess.run(
        [sys.executable, "-I", "-c", code, source], capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.stdout.splitlines() == [
        "ZeroDivisionError division by zero",
        "KeyError 'falls'",
        "IndexError list index out of range",
        "ValueError last",
    ]
    assert ended.stderr == ""
