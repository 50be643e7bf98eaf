"""A bot before the display that knows nothing: it presses, touches, pastes and resizes at random, for hours.

    python tests/kiosk/bot.py --seconds 3600 --seed 7

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
import struct
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pyte

HERE = Path(__file__).resolve().parent
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


terminal = _load("terminal", HERE.parent / "terminal" / "terminal.py")
cases = _load("cases", HERE.parent / "terminal" / "cases.py")
HOSTILE = [each.text.encode("utf-8", "replace") for each in cases.PAYLOADS]


class BotError(AssertionError):
    """The display did what it must not."""


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
    journal: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        pressed = ", ".join(f"{count} {what}" for what, count in self.pressed.most_common())
        content = ", ".join(f"{count} {what}" for what, count in self.content.most_common())
        return (
            f"{self.program_seconds:.0f} s of program time in {self.real_seconds:.0f} s, "
            f"{self.visits} visits, {self.compared} screens compared\n"
            f"{sum(self.pressed.values())} presses: {pressed}\ncontent: {content}\n"
            f"{self.written / 1e6:.1f} MB drawn; {len(self.journal)} lines in the journal, "
            f"{len(self.faults)} faults, {self.begun} displays"
        )


# What it presses


def _plain(source: random.Random) -> bytes:
    return source.choice(
        [b"\t", b"\x1b[Z", b"\r", b" ", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", *_LETTERS]
    )


_LETTERS = [bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789?/:.-"]
_WAYS = [
    b"\x1b[B",
    b"\x1b[A",
    b"\r",
    b"\r",
    b"\t",
    b"n",
    b"p",
    b"a",
    b"l",
    b"h",
    b"c",
    b"r",
    b"w",
    b"\x1b[6~",
]
_WAYS += [b"\x1b[5~", b" ", b"\x7f", b"x", b"\x1b[H"]


def _way(source: random.Random) -> bytes:
    """Keys that lead somewhere in most programs, so that it gets deep into this one."""
    return source.choice(_WAYS)


def _control(source: random.Random) -> bytes:
    return bytes([source.choice([*range(32), 127])])


def _chord(source: random.Random) -> bytes:
    number, with_ = source.randint(1, 34), source.randint(2, 16)
    return source.choice(
        [
            b"\x1b%c" % source.randrange(1, 127),
            b"\x1b[%d;%d~" % (number, with_),
            b"\x1b[1;%d%c" % (with_, source.choice(b"ABCDFHPQRS")),
            b"\x1bO%c" % source.randrange(64, 127),
            b"\x1b[[%c" % source.choice(b"ABCDE"),
            b"\x1b[%d~" % number,
        ]
    )


def _kitty(source: random.Random) -> bytes:
    code = source.choice([source.randrange(32, 127), 27, 13, 9, 127, source.randrange(57344, 57460), 10**9])
    form = source.choice(
        [b"\x1b[%d;%du", b"\x1b[%d;%d:1u", b"\x1b[%d;%d:3u", b"\x1b[%d;%d;97u", b"\x1b[%d:65;%du"]
    )
    return form % (code, source.randint(1, 256))


def _junk(source: random.Random) -> bytes:
    body = bytes(source.choices(b"0123456789;:<=>? !\"#$%&'()*+,-./", k=source.randint(0, 12)))
    end = source.choice([b"", bytes([source.randrange(64, 127)])])
    return source.choice([b"\x1b[", b"\x1b]", b"\x1bP", b"\x1b_", b"\x1b^", b"\x1bX", b"\x9b"]) + body + end


def _bytes(source: random.Random) -> bytes:
    return source.randbytes(source.randint(1, 40))


def _half(source: random.Random) -> bytes:
    return source.choice(
        [b"\x1b", b"\x1b[", b"\x1b[<0;1", b"\x1b[200", b"\xc3", b"\xf0\x9f", b"\x1bO", b"\x1b[M"]
    )


def _paste(source: random.Random) -> bytes:
    text = source.choice(
        [*HOSTILE, b"words of somebody", b"q\x11\x03", b"x" * 20_000, b"https://example.org"]
    )
    return b"\x1b[200~" + text + source.choice([b"\x1b[201~", b"\x1b[201~", b"\x1b[201~", b""])


def _answer(source: random.Random) -> bytes:
    return source.choice(
        [
            b"\x1b[?2026;%d$y" % source.randint(0, 4),
            b"\x1b[48;%d;%d;0;0t" % (source.randint(0, 300), source.randint(0, 300)),
            b"\x1b[?2048;%d$y" % source.randint(0, 4),
            b"\x1b[%d;%dR" % (source.randint(0, 99), source.randint(0, 99)),
            b"\x1b]52;c;b3duZWQ=\x07",
            b"\x1b]11;rgb:0000/0000/0000\x1b\\",
            b"\x1b[?62;22c",
            b"\x1b[0n",
            b"\x1b[I",
            b"\x1b[O",
            b"\x1bP1$r0m\x1b\\",
            b"\x1b_Gi=1;OK\x1b\\",
        ]
    )


PRESSES: Sequence[tuple[str, int, Callable[[random.Random], bytes]]] = (
    ("keys that lead somewhere", 30, _way),
    ("letters and arrows", 20, _plain),
    ("controls", 8, _control),
    ("chords", 10, _chord),
    ("kitty's keys", 5, _kitty),
    ("junk", 5, _junk),
    ("bytes", 4, _bytes),
    ("halves", 3, _half),
    ("pastes", 4, _paste),
    ("answers", 4, _answer),
)
_KEYBOARD = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH)


# What happens to the articles


class Newsroom:
    """Articles that change, break and vanish."""

    def __init__(self, root: Path, source: random.Random, account: Account) -> None:
        self._root, self._source, self._account = root, source, account
        self._number = 0
        for _ in range(9):
            self._new()

    def does_something(self) -> None:
        """One thing, of any kind."""
        what = self._source.choice(
            [self._new, self._change, self._break, self._vanish, self._move, self._odd, self._hostile]
        )
        self._account.content[what.__name__.strip("_")] += 1
        with suppress(OSError):
            what()

    def everything_goes(self) -> None:
        """The folder itself is away for a while."""
        self._account.content["all away"] += 1
        self._root.rename(self._root.with_name("away"))

    def everything_comes_back(self) -> None:
        """And comes back."""
        self._root.with_name("away").rename(self._root)

    def _any(self) -> Path:
        files = [each for each in self._root.rglob("*.md") if each.is_file() and not each.is_symlink()]
        return self._source.choice(files) if files else self._root / "none.md"

    def _new(self) -> None:
        self._number += 1
        folder = self._root / self._source.choice(["Mercia", "Wessex", "Borsetshire"])
        folder.mkdir(parents=True, exist_ok=True)
        day = f"2019-{self._source.randint(1, 12):02}-{self._source.randint(1, 28):02}"
        words = " ".join(self._source.choices(_WORDS, k=self._source.randint(20, 200)))
        (folder / f"{self._number}.md").write_text(
            f"---\ntitle: {words[:50].strip()}\ndate: {day}\nurl: https://www.mercia.police.uk/{self._number}\n"
            f"---\n\n{words}\n\n## Help\n\nCall 101 quoting {self._number}/19. Run, Hide, Tell.\n\n{words}\n"
        )

    def _change(self) -> None:
        file = self._any()
        file.write_text(file.read_text(errors="replace").replace("the", self._source.choice(_WORDS)))

    def _break(self) -> None:
        broken = ["---\ntitle: [\n---\n", "---\n" + "[" * 5000 + "\n---\nx", "", "\0" * 100, "---\ntitle: x"]
        self._any().write_text(self._source.choice(broken))

    def _vanish(self) -> None:
        self._any().unlink(missing_ok=True)
        if sum(1 for _ in self._root.rglob("*.md")) < 5:
            self._new()

    def _move(self) -> None:
        file = self._any()
        file.rename(file.with_name(f"moved-{file.name}"[-60:]))

    def _odd(self) -> None:
        place = self._root / "Mercia" / f"odd-{self._source.randint(0, 5)}.md"
        with suppress(OSError):
            place.unlink()
        kind = self._source.choice(["fifo", "link", "folder", "loop", "bytes"])
        if kind == "fifo":
            os.mkfifo(place)
        elif kind in ("link", "loop"):
            place.symlink_to("/etc/passwd" if kind == "link" else self._root)
        elif kind == "folder":
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(self._source.randbytes(3000))

    def _hostile(self) -> None:
        payload = self._source.choice(cases.PAYLOADS)
        text = (
            f"---\ntitle: {payload.yaml}\ndate: 2020-01-01\n---\n\n{payload.text} body [x]({payload.text})\n"
        )
        file = self._root / "Wessex" / f"hostile-{self._source.randint(0, 5)}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))


_WORDS = (
    *("officers", "appeal", "witnesses", "lamp", "harbour", "theft", "bicycle", "street", "night"),
    *("the", "and", "after", "near", "seen", "call", "help"),
)


# The display, and the bot before it


class Shown:
    """A display on a terminal, with the clock that it goes by."""

    def __init__(
        self, folder: Path, content: Path, size: tuple[int, int], seconds: float, program: Path
    ) -> None:
        folder.mkdir(parents=True)
        self.home, self.report, self._clock = folder / "home", folder / "report", folder / "clock"
        self.home.mkdir()
        self._clock.write_bytes(struct.pack("d", seconds))
        self.seconds = seconds
        self.size, self.program = size, program
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        command = [sys.executable, "-I", "-B", program, content, self._clock, self.report]
        self.terminal = terminal.Terminal([*command, "--day", "2020-06-01T14:05:55"], environ, size=size)
        self.process = self.terminal.process
        self.began = self._start_time()

    def passes(self, seconds: float) -> None:
        """Lets time pass on the program's clock."""
        self.seconds += seconds
        with self._clock.open("r+b") as file:
            file.write(struct.pack("d", self.seconds))

    def reads(self, seconds: float) -> None:
        """Takes in what it draws for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.terminal._read(min(left, 0.02))

    def resize(self, size: tuple[int, int]) -> None:
        """Gives the window another size."""
        self.size = size
        self.terminal.resize(*size)

    def picture(self) -> list[list[tuple[Any, ...]]]:
        """Every cell with its looks, and where the cursor is seen: painted anew for this, as SIGCONT does."""
        for _ in range(3):
            del self.terminal.raw[:]
            os.kill(self.process.pid, signal.SIGCONT)
            self.terminal.until(lambda: b"\x1b[?1049h" in self.terminal.raw, "a new picture")
            self.reads(0.25)
            screen = pyte.Screen(*self.size)
            pyte.ByteStream(screen).feed(bytes(self.terminal.raw).partition(b"\x1b[?1049h")[2])
            rows = [[tuple(screen.buffer[y][x]) for x in range(self.size[0])] for y in range(self.size[1])]
            if any(cell[0] != " " for row in rows for cell in row):
                break
        cursor = None if screen.cursor.hidden else (screen.cursor.x, screen.cursor.y)
        return [*rows, [cursor]]

    def is_the_same(self) -> None:
        """Raises BotError where it is another process, or has started one, or did what it must not."""
        if self.process.poll() is not None:
            raise BotError(f"It ended with {self.process.returncode}:\n{self.terminal.text}")
        if self._start_time() != self.began:
            raise BotError("It is another process.")
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            if (task / "children").read_text().strip():
                raise BotError("It has started a process.")
        if self.report.exists() and (told := self.report.read_text()):
            raise BotError(f"It did outside what it must not:\n{told}")

    def faults(self) -> list[str]:
        """The mistakes of its own that it wrote down."""
        return [line for line in self.journal() if " fault: " in line]

    def _start_time(self) -> str:
        return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()[19]

    def journal(self) -> list[str]:
        """What it wrote down."""
        lines = [each.read_text(errors="replace").splitlines() for each in self.home.rglob("*.log*")]
        return [line for each in lines for line in each]

    def close(self) -> None:
        """Ends it."""
        self.terminal.close()


@contextmanager
def fresh(shown: Shown, folder: Path, content: Path) -> Iterator[Shown]:
    """Another display that has just started, at the same content, time and size."""
    other = Shown(folder, content, shown.size, 1000.0, shown.program)
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
        display: Path = HERE / "display.py",
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
        self._newsroom = Newsroom(self._content, self._source, self.account)
        self._shown = self._begins(1000.0)

    def _begins(self, seconds: float) -> Shown:
        shown = Shown(
            self._folder / f"display-{self.account.begun}", self._content, (80, 25), seconds, self._program
        )
        self.account.begun += 1
        shown.terminal.sees("999", "101")
        return shown

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
            self.account.journal = self._shown.journal()
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
        began, shown = time.monotonic(), self._shown
        kinds = ("press", "touch", "drag", "wheel", "resize", "signal")
        what = self._source.choices(kinds, (80, 12, 6, 6, 4, 2))[0]
        if what == "press":
            name, _, make = self._source.choices(PRESSES, [weight for _, weight, _ in PRESSES])[0]
            shown.terminal.press(make(self._source))
        else:
            name = what
            getattr(self, f"_{what}")()
        self.account.pressed[name] += 1
        shown.reads(self._source.choice([0, 0, 0.005, 0.03]))
        shown.passes((time.monotonic() - began) * PACE)
        if shown.process.poll() is not None and not (self._forgiving and shown.faults()):
            raise BotError(f"It ended with {shown.process.returncode} after {name}:\n{shown.terminal.text}")

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
        for secret in ("Traceback", str(self._folder), str(HERE.parents[1]), sys.prefix, "site-packages"):
            if secret in words:
                raise BotError(f"It shows {secret!r}:\n{self._shown.terminal.text}")
        del self._shown.terminal.raw[:]

    def _goes_away(self) -> None:
        """Nobody is there any more: after a while it must look as if nobody had been."""
        shown = self._shown
        shown.terminal.press(b"\x1b[0m")  # whatever sequence was begun ends
        shown.reads(1.3)  # and a paste without an end
        shown.terminal.press("q")  # a visit, wherever the last press has led
        shown.resize(self._source.choice(SIZES))
        shown.reads(0.8)
        shown.passes(IDLE + 1)  # what it knows of its articles settles too
        shown.reads(2)
        shown.passes(WARNING + 1)
        shown.reads(1.2)
        shown.is_the_same()
        if self._has_faults():
            return
        with fresh(shown, self._folder / "fresh", self._content) as other:
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

    def _compare(self, other: Shown) -> None:
        """Both must come to show the same: what has changed of the articles is found out in its own time."""
        deadline = time.monotonic() + PATIENCE
        differ: list[Any] = []
        while True:
            self._shown.reads(0.2)
            other.reads(0.2)
            if self._shown.terminal.text == other.terminal.text:
                pictures = self._shown.picture(), other.picture()
                differ = list(_differences(*pictures))
                if not differ:
                    return
            if time.monotonic() > deadline:
                raise BotError(
                    f"After {self.account.visits} visits it shows\n{self._shown.terminal.text}\n"
                    f"and a fresh start\n{other.terminal.text}\nwith other looks: {differ[:5]}"
                )


def _differences(one: list[list[Any]], other: list[list[Any]]) -> Iterator[tuple[int, int, Any, Any]]:
    """Line, column and the looks of each cell that is not the same in both; last the cursor."""
    for line, rows in enumerate(zip(one, other, strict=True)):
        for column, cells in enumerate(zip(*rows, strict=True)):
            if cells[0] != cells[1]:
                yield (line, column, *cells)


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
