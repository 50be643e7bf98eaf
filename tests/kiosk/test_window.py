"""A whole visit in a real window, by a finger on its glass, and the code read off a picture of it."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "tui"
PATIENCE = 40.0
SCREEN = (1280, 800)
SIZES = ((80, 25), (64, 18), (100, 30))
NEEDED = ("Xvfb", "xterm", "xdotool", "import", "script")

_BODY = "Officers walked the harbour at night and saw a lamp. " * 12
_ARTICLE = f"""---
area: Mercia
date: 2019-03-15
title: Lamp stolen from a harbour wall
url: https://www.mercia.police.uk/news/lamp
reference: 2499/19
---

**A brass lamp was taken.** Call 101 quoting 2499/19, or Crimestoppers on 0800 555 111.

{_BODY}

## What to do

{_BODY}
"""
_PROFILE = """
name = "Harbour police station"
content = ["news"]
rotation = 600
"""


@dataclass
class Window:
    """A terminal's window on a screen of its own, with the display in it."""

    environ: dict[str, str]
    record: Path
    size: tuple[int, int]
    process: subprocess.Popen[bytes]
    folder: Path
    _read: int = 0

    def __post_init__(self) -> None:
        self._screen = pyte.Screen(*self.size)
        self._stream = pyte.ByteStream(self._screen)
        self.pictures = 0

    # What it shows

    @property
    def text(self) -> str:
        """The screen, line by line, as the terminal was told it."""
        with self.record.open("rb") as file:
            file.seek(self._read)
            fresh = file.read()
        self._read += len(fresh)
        self._stream.feed(fresh)
        return "\n".join(self._screen.display)

    def sees(self, *words: str) -> None:
        """Waits until all these words are on the screen."""
        until = time.monotonic() + PATIENCE
        while not all(word in self.text for word in words):
            assert self.process.poll() is None, f"The window is gone:\n{self.text}"
            assert time.monotonic() < until, f"{words} did not come:\n{self.text}"
            time.sleep(0.1)

    def until_gone(self, words: str) -> None:
        """Waits until these words are gone from the screen."""
        until = time.monotonic() + PATIENCE
        while words in self.text:
            assert time.monotonic() < until, f"{words!r} stays:\n{self.text}"
            time.sleep(0.1)

    def picture(self) -> Path:
        """A picture of the window, as it is on the screen."""
        time.sleep(0.3)  # the terminal has been told; it draws by itself
        self.pictures += 1
        file = self.folder / f"{self.pictures:02}.png"
        self._run("import", "-window", "root", str(file))
        return file

    # The finger

    def tap(self, words: str) -> None:
        """Puts a finger on the first place where these words stand, and takes it away."""
        x, y = self._place(words)
        self._finger(["mousemove", x, y], ["mousedown", "1"], ["mouseup", "1"])

    def drag(self, words: str, rows: int) -> None:
        """Puts a finger on these words, moves it by so many rows, and takes it away."""
        x, y = self._place(words)
        height = self._pixels()[1] // self.size[1]
        steps = [
            ["mousemove", x, str(int(y) + step * height)] for step in range(0, rows, -1 if rows < 0 else 1)
        ]
        self._finger(["mousemove", x, y], ["mousedown", "1"], *steps, ["mouseup", "1"])

    def _finger(self, *moves: list[str]) -> None:
        for move in moves:
            self._run("xdotool", *move)
            time.sleep(0.03)

    def _place(self, words: str) -> tuple[str, str]:
        for row, line in enumerate(self.text.splitlines()):
            if words in line:
                column = line.index(words) + len(words) / 2
                width, height = self._pixels()
                return str(int(column * width / self.size[0])), str(int((row + 0.5) * height / self.size[1]))
        raise AssertionError(f"There is no {words!r} to touch:\n{self.text}")

    def _pixels(self) -> tuple[int, int]:
        (number,) = self._run("xdotool", "search", "--class", "xterm").split()[-1:]
        told = dict(
            line.split("=")
            for line in self._run("xdotool", "getwindowgeometry", "--shell", number).splitlines()
        )
        return int(told["WIDTH"]), int(told["HEIGHT"])

    def _run(self, *command: str) -> str:
        return subprocess.run(
            command, env=self.environ, check=True, capture_output=True, timeout=30
        ).stdout.decode()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def window(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Window]:
    """A display in a window that fills the screen, in letters that give so many columns and lines."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} for a real window")
    (tmp_path / "news").mkdir()
    (tmp_path / "news/lamp.md").write_text(_ARTICLE, encoding="utf-8")
    (tmp_path / "station.toml").write_text(_PROFILE, encoding="utf-8")
    server, number = _screen()
    environ = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "DISPLAY": f":{number}",
        "PYTHONPATH": str(SOURCE),
    }  # fmt: skip
    columns, lines = request.param
    command = shlex.join(
        [sys.executable, "-m", "newsreader", "kiosk", "--station", str(tmp_path / "station.toml")]
    )
    record = tmp_path / "record"
    record.touch()
    # As large as lets so many columns and lines stand on the screen: a letter is 0.602 as wide as it is
    # high, a line 1.17; and xterm rounds both up.
    points = min((SCREEN[0] / columns - 1) / 0.602, (SCREEN[1] / lines - 1) / 1.17) * 72 / 96
    terminal = subprocess.Popen(
        ["xterm", "-geometry", f"{columns}x{lines}+0+0", "-b", "0", "-bw", "0", "+sb",
         "-tn", "xterm-256color", "-fa", "DejaVu Sans Mono", "-fs", f"{points:.1f}",
         "-e", "script", "-qfe", "-c", command, str(record)],
        env=environ,
    )  # fmt: skip
    try:
        yield Window(environ, record, request.param, terminal, tmp_path)
    finally:
        for child in _below(terminal.pid):  # `script` outlives its terminal, and the display with it
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        for process in (terminal, server):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


def _below(process: int) -> list[int]:
    """The processes that one has started, and those that they have, the last first."""
    children = [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return [*(lower for child in children for lower in _below(child)), *children]


def _screen() -> tuple[subprocess.Popen[bytes], int]:
    """A screen that nobody sees, and its number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24", "-nolisten", "tcp"],
        pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told:
        return server, int(told.readline())


def codes_on(picture: Path) -> list[str]:
    """What a real decoder reads off a picture."""
    zxingcpp = pytest.importorskip("zxingcpp")
    shown = subprocess.run(
        ["convert", str(picture), "-colorspace", "gray", "-depth", "8", "gray:-"],
        check=True,
        capture_output=True,
    ).stdout
    return [found.text for found in zxingcpp.read_barcodes(memoryview(shown).cast("B", SCREEN[::-1]))]


def test_a_whole_visit_by_finger(window: Window) -> None:
    window.sees("Harbour police station", "Lamp stolen", "999", "101")
    picture = window.picture()
    if window.size[1] >= 25:  # smaller ones have room for the words alone
        assert codes_on(picture) == ["https://www.mercia.police.uk/news/lamp"]
    window.tap("Lamp stolen")
    window.sees("Page down", "Leave this page now", "brass lamp")
    window.picture()
    for _ in range(2):
        window.drag("What to do" if "What to do" in window.text else "at night", -6)
    window.until_gone("brass lamp")
    window.tap("Page down")
    window.sees("Page up")
    window.tap("Links")
    window.sees("Crimestoppers")
    window.picture()
    window.tap("Crimestoppers")
    window.until_gone("What this article names")
    picture = window.picture()
    assert any("crimestoppers" in code or code.startswith("tel:") for code in codes_on(picture)), codes_on(
        picture
    )
    window.tap("Back")
    window.sees("Crimestoppers", "What this article names")
    window.tap("Help")
    window.until_gone("What this article names")
    window.picture()
    window.tap("Cymraeg")
    window.sees("English")
    window.picture()
    window.tap("Gadael")
    window.sees("Harbour police station", "999")
    window.until_gone("English")
    window.picture()
    assert window.process.poll() is None
