"""A bot before the display that knows nothing: it presses, touches, pastes and resizes at random, for hours.

    python tests/kiosk/bot/bot.py --seconds 3600 --seed 7

The seconds are those of the program's clock, which is in the bot's hands. Meanwhile articles change, break
and vanish. After each visit the screen must be, cell for cell, what a fresh start shows; at the end it must
be the same process, which has started no other, has written no file outside its own folders, and has sent
nothing to the terminal but pictures. It says how much it did.
"""

from __future__ import annotations

import importlib.util
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
KIOSK = HERE.parent
TESTS = KIOSK.parent
IDLE, WARNING = 60, 30
PACE = 20.0
"""Seconds of the program's clock for each real one while the bot is at work."""
SIZES = ((80, 25), (100, 30), (64, 18))
"""Where the screens are compared."""
PATIENCE = 25.0
_DRAWS = re.compile(r"\x1b\[(?:[0-9;:]*m|[0-9;]*H|[0-2]?[JK]|\?2026[hl])|[\r\n]")
_MODES = re.compile(r"\x1b\[\?(?:7|25|1000|1002|1006|1049|2004|2026)(?:[hl]|\$p)")


def _load(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bot_{name}", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


terminal = _load("terminal", TESTS / "terminal" / "terminal.py")
cases = _load("cases", TESTS / "terminal" / "cases.py")
shown = _load("shown", HERE / "shown.py")
presses = _load("presses", HERE / "presses.py")
newsroom = _load("newsroom", HERE / "newsroom.py")
HOSTILE = [each.text.encode("utf-8", "replace") for each in cases.PAYLOADS]
PRESSES = presses.presses(HOSTILE)
_KEYBOARD = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH)

BotError, Shown = shown.BotError, shown.Shown


@dataclass
class Account:
    """What was done and seen."""

    pressed: Counter[str] = field(default_factory=Counter)
    content: Counter[str] = field(default_factory=Counter)
    visits: int = 0
    compared: int = 0
    begun: int = 0
    faults: list[str] = field(default_factory=list)
    program_seconds: float = 0.0
    real_seconds: float = 0.0
    written: int = 0
    """Bytes from the display."""
    log_lines: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        pressed = ", ".join(f"{count} {what}" for what, count in self.pressed.most_common())
        content = ", ".join(f"{count} {what}" for what, count in self.content.most_common())
        return (
            f"{self.program_seconds:.0f} s of program time in {self.real_seconds:.0f} s, "
            f"{self.visits} visits, {self.compared} screens compared\n"
            f"{sum(self.pressed.values())} presses: {pressed}\ncontent: {content}\n"
            f"{self.written / 1e6:.1f} MB drawn; {len(self.log_lines)} lines in the log, "
            f"{len(self.faults)} faults, {self.begun} displays"
        )


@contextmanager
def fresh(before: Any, folder: Path, content: Path) -> Iterator[Any]:
    """Another display that has just started, at the same content, time and size."""
    other = Shown(terminal, folder, content, before.size, 1000.0, before.program)
    try:
        yield other
    finally:
        other.close()
        shutil.rmtree(folder, ignore_errors=True)


class Bot:
    """Stands before a display, knows nothing, and remembers what it did."""

    def __init__(
        self,
        folder: Path,
        seed: int,
        *,
        visit: tuple[float, float] = (2.0, 6.0),
        forgiving: bool = False,
        outages: bool = True,
        display: Path = KIOSK / "display.py",
    ) -> None:
        """`visit` is how long one takes, in real seconds, at least and at most. With `outages` the folder of
        all articles is away now and then.

        A forgiving one counts a mistake that the display survives, and goes on before a new display.
        """
        self._program, self._visit, self._outages = display, visit, outages
        self._source = random.Random(seed)
        self._folder, self._forgiving = folder, forgiving
        self.account = Account()
        self._content = folder / "content" / "news"
        self._content.mkdir(parents=True)
        self._newsroom = newsroom.Newsroom(self._content, self._source, self.account.content, cases.PAYLOADS)
        self._shown = self._begins(1000.0)

    def _begins(self, seconds: float) -> Any:
        display = Shown(
            terminal,
            self._folder / f"display-{self.account.begun}",
            self._content,
            (80, 25),
            seconds,
            self._program,
        )
        self.account.begun += 1
        display.terminal.sees("999", "101")
        return display

    def works(self, seconds: float, tell: Callable[[str], object] = lambda _: None) -> Account:
        """Goes on for so many seconds of the program's time; raises BotError where the display gives way."""
        began, first = time.monotonic(), self._shown.seconds
        try:
            while self._shown.seconds - first < seconds:
                self._visits()
                self.account.program_seconds = self._shown.seconds - first
                self.account.real_seconds = time.monotonic() - began
                tell(f"{self.account.program_seconds:.0f} s: {sum(self.account.pressed.values())} presses")
        finally:
            self.account.log_lines = self._shown.log_lines()
            self.account.program_seconds = self._shown.seconds - first
            self.account.real_seconds = time.monotonic() - began
        os.kill(self._shown.process.pid, signal.SIGTERM)
        if self._shown.terminal.ends() != 0 or not self._shown.terminal.is_as_it_was():
            raise BotError(f"It did not end as it should: {self._shown.process.returncode}")
        return self.account

    def close(self) -> None:
        """Ends the display."""
        self._shown.close()

    def _visits(self) -> None:
        """One visit of any kind, and what is left of it: nothing."""
        away = self._source.random() < 0.1 and self._outages
        until = time.monotonic() + self._source.uniform(*self._visit)
        if away:
            self._newsroom.everything_goes()
        while time.monotonic() < until:
            for _ in range(self._source.randint(1, 12)):
                self._does_something()
            if not away and self._source.random() < 0.3:
                self._newsroom.does_something()
        if away:
            self._newsroom.everything_comes_back()
        self.account.visits += 1
        self._looks_at_what_was_written()
        self._goes_away()

    def _does_something(self) -> None:
        began, display = time.monotonic(), self._shown
        kinds = ("press", "touch", "drag", "wheel", "resize", "signal")
        what = self._source.choices(kinds, (80, 12, 6, 6, 4, 2))[0]
        if what == "press":
            name, _, make = self._source.choices(PRESSES, [weight for _, weight, _ in PRESSES])[0]
            display.terminal.press(make(self._source))
        else:
            name = what
            getattr(self, f"_{what}")()
        self.account.pressed[name] += 1
        display.reads(self._source.choice([0, 0, 0.005, 0.03]))
        display.passes((time.monotonic() - began) * PACE)
        if display.process.poll() is not None and not (self._forgiving and display.faults()):
            raise BotError(
                f"It ended with {display.process.returncode} after {name}:\n{display.terminal.text}"
            )

    def _place(self) -> tuple[int, int]:
        columns, lines = self._shown.size
        return self._source.randint(1, columns + 1), self._source.randint(1, lines + 1)

    def _touch(self) -> None:
        x, y = self._place()
        button = self._source.choice([0, 0, 0, 0, 0, 0, 1, 2, 4, 16, 128, 300])
        self._shown.terminal.press(b"\x1b[<%d;%d;%dM" % (button, x, y))
        if self._source.random() < 0.9:
            self._shown.terminal.press(b"\x1b[<%d;%d;%dm" % (button, x, y))

    def _drag(self) -> None:
        x, y = self._place()
        self._shown.terminal.press(b"\x1b[<0;%d;%dM" % (x, y))
        for _ in range(self._source.randint(1, 8)):
            x, y = max(1, x + self._source.randint(-5, 5)), max(1, y + self._source.randint(-5, 5))
            self._shown.terminal.press(b"\x1b[<32;%d;%dM" % (x, y))
        if self._source.random() < 0.9:
            self._shown.terminal.press(b"\x1b[<0;%d;%dm" % (x, y))

    def _wheel(self) -> None:
        x, y = self._place()
        for _ in range(self._source.randint(1, 10)):
            self._shown.terminal.press(b"\x1b[<%d;%d;%dM" % (self._source.randint(64, 67), x, y))

    def _resize(self) -> None:
        small = (self._source.randint(1, 40), self._source.randint(1, 12))
        self._shown.resize(self._source.choice([small, (1, 1), (300, 120), *SIZES, *SIZES]))

    def _signal(self) -> None:
        number = self._source.choice(_KEYBOARD)
        where = self._source.choice([os.kill, os.killpg])
        where(self._shown.process.pid, number)

    # What it looks at

    def _looks_at_what_was_written(self) -> None:
        """Nothing went to the terminal but pictures; no word of the machine was in them."""
        raw = bytes(self._shown.terminal.raw)
        self.account.written += len(raw)
        text = raw.decode("utf-8", "replace")
        begun = terminal._BEGUN.search(text)
        text = text[: begun.start()] if begun else text
        odd = {
            each
            for each in terminal.commands_in(text)
            if not (_DRAWS.fullmatch(each) or _MODES.fullmatch(each))
        }
        if odd:
            raise BotError(f"It sent to the terminal: {sorted(odd)[:5]}")
        words = terminal._COMMAND.sub("", text)
        for secret in ("Traceback", str(self._folder), str(TESTS.parent), sys.prefix, "site-packages"):
            if secret in words:
                raise BotError(f"It shows {secret!r}:\n{self._shown.terminal.text}")
        del self._shown.terminal.raw[:]

    def _goes_away(self) -> None:
        """Nobody is there any more: after a while it must look as if nobody had been."""
        display = self._shown
        display.terminal.press(b"\x1b[0m")  # whatever sequence was begun ends
        display.reads(1.3)  # and a paste without an end
        display.terminal.press("q")  # a visit, wherever the last press has led
        display.resize(self._source.choice(SIZES))
        display.reads(0.8)
        display.passes(IDLE + 1)  # what it knows of its articles settles too
        display.reads(2)
        display.passes(WARNING + 1)
        display.reads(1.2)
        display.is_the_same()
        if self._has_faults():
            return
        with fresh(display, self._folder / "fresh", self._content) as other:
            other.terminal.sees("999", "101")
            self._compare(other)
            other.is_the_same()
        self.account.compared += 1
        self._looks_at_what_was_written()

    def _has_faults(self) -> bool:
        faults = self._shown.faults()
        self.account.faults += faults
        if faults and not self._forgiving:
            raise BotError("It has made mistakes:\n" + "\n".join(faults))
        if faults:
            seconds = self._shown.seconds
            self._shown.close()
            self._shown = self._begins(seconds)
        return bool(faults)

    def _compare(self, other: Any) -> None:
        """Both must come to show the same: what has changed of the articles is found out in its own time."""
        deadline = time.monotonic() + PATIENCE
        differ: list[Any] = []
        while True:
            self._shown.reads(0.2)
            other.reads(0.2)
            if self._shown.terminal.text == other.terminal.text:
                pictures = self._shown.picture(), other.picture()
                differ = list(shown.differences(*pictures))
                if not differ:
                    return
            if time.monotonic() > deadline:
                raise BotError(
                    f"After {self.account.visits} visits it shows\n{self._shown.terminal.text}\n"
                    f"and a fresh start\n{other.terminal.text}\nwith other looks: {differ[:5]}"
                )


def main() -> int:
    """Lets the bot work as the arguments say."""
    parser = ArgumentParser()
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forgiving", action="store_true", help="go on after a mistake that is survived")
    parser.add_argument("--stay", action="store_true", help="the folder of all articles never goes away")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bot-"))
    bot = Bot(folder, options.seed, forgiving=options.forgiving, outages=not options.stay)
    try:
        bot.works(options.seconds, lambda line: print(line, flush=True))  # noqa: T201
    finally:
        print(bot.account, *dict.fromkeys(bot.account.faults), sep="\n")  # noqa: T201
        bot.close()
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
