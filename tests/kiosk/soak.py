"""Months of a display in half an hour: rotations and visits by the thousand, and what they cost it.

    python tests/kiosk/soak.py --visits 2000 --rotations 10
    python tests/kiosk/soak.py --idle 60

Each visit is followed by so many rotations. It is the real display on a real terminal, with keys and touches
that come in as bytes; only its clock is in the soak's hands, and it looks at it more often. Then it is asked
what it holds: memory, open files, threads, tasks. `--idle` measures the processor time that a display takes
in real time, with one article and nothing moving. The status is 1 where something grows.
"""

from __future__ import annotations

import asyncio
import importlib.util
import mmap
import os
import random
import re
import signal
import statistics
import struct
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "tui"
ROTATION, IDLE, WARNING = 15, 60, 30
GROWTH = 1.05
"""What the last tenth may hold of memory, as a multiple of the second tenth."""
IDLE_SHARE = 0.01
"""Of a core, while nothing moves."""
QUIET = 0.015
"""Seconds without a byte after which a screen is drawn."""
PATIENCE = 25.0

_CLOCK, _TOLD = struct.Struct("d"), struct.Struct("6q")
"""What is shared: the clock; after it what the display tells: rotations, visits, state, tasks, looks at the
clock, keys that came
and fingers that went."""
_STATES = ("rotation", "browsing", "warning")


class SoakError(AssertionError):
    """The display is not what it was."""


# The display


def display(content: Path, shared: Path) -> int:
    """Runs the display with the clock of the soak; the exit status."""
    sys.path.insert(0, str(SOURCE))
    from newsreader.kiosk.hardening import process

    process.prepare([])
    from newsreader.kiosk import app as module
    from newsreader.kiosk.clock import LONDON, Clock
    from newsreader.library.library import Library
    from newsreader.settings.paths import user_paths
    from newsreader.settings.station import Station
    from newsreader.ui.base_app import set_colour_mode
    from newsreader.ui.memory import limit_malloc

    set_colour_mode()
    limit_malloc()
    with shared.open("r+b") as file:
        told = mmap.mmap(file.fileno(), _CLOCK.size + _TOLD.size)
    begin = datetime(2020, 6, 1, 9, tzinfo=LONDON)

    def running() -> float:
        return float(_CLOCK.unpack_from(told)[0])

    clock = Clock(running, lambda: (begin + timedelta(seconds=running())).astimezone(LONDON))
    module.TICK = 0.01
    station = Station(name="Harbour police station", rotation=ROTATION, idle=IDLE, warning=WARNING)
    app = _telling(module)(
        station, lambda: Library.open([content], cache=user_paths().cache, state=user_paths().state), clock
    )
    app.told, app.asked = told, shared.with_name("asked")
    try:
        app.run()
    finally:
        app.close()
    return app.return_code or 0


def _telling(module: Any) -> type[Any]:
    """A display that writes down what it holds, each time that it looks at its clock."""
    from textual import events

    class Telling(module.KioskApp):  # type: ignore[misc]
        told: mmap.mmap
        asked: Path
        """A file that is there when all is to be told: to it goes what every task waits for."""
        _slide: object = None
        _rotations = _looks = _touches = 0

        async def on_event(self, event: Any) -> None:
            came = isinstance(event, events.Key | events.MouseUp) and not event.is_forwarded
            await super().on_event(event)
            self._touches += came

        def tick(self) -> None:
            super().tick()
            show = getattr(self.screen, "_show", None)
            slide = show.current if show is not None else None
            if slide is not None and slide is not self._slide:
                self._slide, self._rotations = slide, self._rotations + 1
            self._looks += 1
            state = _STATES.index(str(self.context.session.state))
            tasks = len(asyncio.all_tasks())
            now = (self._rotations, self.context.session.number, state, tasks, self._looks, self._touches)
            self.told[_CLOCK.size :] = _TOLD.pack(*now)  # at once: pack_into would show zeros on its way
            if self.asked.exists() and not self.asked.stat().st_size:
                with self.asked.open("w") as file:
                    for task in asyncio.all_tasks():
                        task.print_stack(limit=4, file=file)
                    for each in (self, *self.screen_stack, self.focused):
                        waiting = each._message_queue.qsize() if each else 0
                        file.write(f"{each}: {waiting} messages wait\n")

    return Telling


# The soak


@dataclass
class Held:
    """What the display held after each visit and the rotations that followed."""

    memory: list[int] = field(default_factory=list)
    """Kilobytes of its own (RssAnon of proc(5)): what is shared with files comes and goes."""
    files: list[int] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)
    rotations: int = 0
    visits: int = 0
    clock: float = 0.0
    """Seconds that passed on the display's clock."""
    seconds: float = 0.0

    def growth(self) -> float:
        """How much the last tenth of visits holds, as a multiple of the second tenth."""
        tenth = max(len(self.memory) // 10, 1)
        return statistics.median(self.memory[-tenth:]) / statistics.median(self.memory[tenth : 2 * tenth])

    def grown(self) -> list[str]:
        """Sentences that say what grows."""
        found = []
        if self.growth() > GROWTH:
            found.append(f"Memory grew to {self.growth():.3f} of what it was.")
        for what, counts in (("files", self.files), ("threads", self.threads), ("tasks", self.tasks)):
            tenth = max(len(counts) // 10, 1)
            before, now = statistics.median(counts[tenth : 2 * tenth]), statistics.median(counts[-tenth:])
            if now > before:
                found.append(f"There are {now:g} {what}, and were {before:g}.")
        return found

    def __str__(self) -> str:
        tenth = max(len(self.memory) // 10, 1)
        tenths = [
            f"{statistics.median(self.memory[at : at + tenth]) / 1024:.1f}"
            for at in range(0, len(self.memory), tenth)
        ]
        return (
            f"{self.rotations:,} rotations, {self.visits:,} visits, {self.clock / 3600:.1f} h of its clock"
            f" in {self.seconds:.0f} s\nmemory by tenths, MB: {' '.join(tenths)}; last to second:"
            f" {self.growth():.3f}\nfiles {_span(self.files)}, threads {_span(self.threads)},"
            f" tasks {_span(self.tasks)}"
        )


def _span(counts: Sequence[int]) -> str:
    return f"{min(counts)} to {max(counts)} (last {counts[-1]})"


KEYS = {
    "read": b"r", "news": b"w", "areas": b"a", "links": b"l", "help": b"h", "language": b"c", "pause": b"s",
    "next": b"n", "previous": b"p", "enter": b"\r", "down": b"\x1b[B", "tab": b"\t", "back": b"\x1b[27u",
    "page": b"\x1b[6~", "page back": b"\x1b[5~",
}  # fmt: skip
WAYS = (
    ("read", "page", "page", "page back", "links", "enter", "back", "back", "next", "back"),
    ("news", "down", "down", "enter", "drag", "page", "links", "down", "enter", "back", "back", "back"),
    ("areas", "down", "enter", "enter", "language", "page", "help", "enter", "back", "back", "language"),
    ("help", "down", "down", "enter", "back", "page", "back"),
    ("pause", "next", "next", "previous", "read", "tap", "drag", "links", "tap", "back"),
    ("language", "read", "help", "tap", "tap", "back", "news", "page", "tap"),
)


class Soak:
    """Lets a display live, and counts what it holds."""

    def __init__(self, folder: Path, seed: int = 1, size: tuple[int, int] = (80, 25)) -> None:
        self._source, self._size = random.Random(seed), size
        self._folder, self._content = folder, folder / "news"
        write_articles(self._content, 40)
        shared = folder / "shared"
        shared.write_bytes(_CLOCK.pack(1000.0) + bytes(_TOLD.size))
        with shared.open("r+b") as file:
            self._told = mmap.mmap(file.fileno(), 0)
        command = [sys.executable, "-I", "-B", HERE / "soak.py", "--display", self._content, shared]
        self._terminal = _terminal().Terminal(command, environ(folder), size=size)
        self._terminal.sees("999", "101", "Notice")
        self._show = self._terminal._show
        self._terminal._show = lambda _: None  # who looks at a million screens is not measured
        self.held = Held()

    def lives(self, visits: int, rotations: int, tell: Callable[[str], object] = lambda _: None) -> Held:
        """So many visits, each with so many rotations after it."""
        began, first = time.monotonic(), self._clock
        for number in range(visits):
            self._visits(number)
            for _ in range(rotations):
                self._rotates()
            self._looks_at()
            if number % 20 == 10:
                self._changes(number)
            self.held.rotations, self.held.visits = self._shared[0], number + 1
            self.held.clock, self.held.seconds = self._clock - first, time.monotonic() - began
            if number % 50 == 49:
                tell(str(self.held))
        return self.held

    def close(self) -> None:
        """Ends the display."""
        self._terminal.close()

    @property
    def _shared(self) -> tuple[int, ...]:
        return _TOLD.unpack_from(self._told, _CLOCK.size)

    @property
    def _clock(self) -> float:
        return float(_CLOCK.unpack_from(self._told)[0])

    def _passes(self, seconds: float) -> None:
        """Lets time pass until the display has seen it."""
        looks = self._shared[4]
        self._told[: _CLOCK.size] = _CLOCK.pack(self._clock + seconds)  # at once, as above
        self._until(lambda: self._shared[4] > looks + 1, "a look at the clock")

    def _until(self, true: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not true():
            self._terminal._read(0.005)
            if self._terminal.process.poll() is not None:
                raise SoakError(f"It ended with {self._terminal.process.returncode} before {what}")
            if time.monotonic() > deadline:
                raise self._error(f"{what} did not come")

    def _error(self, what: str) -> SoakError:
        """What went wrong, with the screen painted anew and the journal."""
        self._terminal._show = self._show
        os.kill(self._terminal.process.pid, signal.SIGCONT)
        self._terminal._read(1)
        while self._terminal._read(0.5):
            pass
        asked = self._folder / "asked"
        asked.touch()
        self._terminal._read(1)
        logs = [asked.read_text()] + [
            each.read_text(errors="replace") for each in self._folder.rglob("kiosk.log*")
        ]
        return SoakError("\n".join([f"{what}; it tells {self._shared}:", *logs, self._terminal.text]))

    def _press(self, keys: bytes) -> None:
        """Presses, and waits until the display has taken it and drawn what follows."""
        before = self._shared[5]
        for _ in range(
            5
        ):  # one that comes while a screen is put together may be dropped: it is pressed again
            self._terminal.press(keys)
            deadline = time.monotonic() + PATIENCE / 5
            while self._shared[5] == before and time.monotonic() < deadline:
                self._terminal._read(0.005)
            if self._shared[5] > before:
                break
        else:
            raise self._error(f"An answer to {keys!r} did not come")
        self._passes(1)
        self._settles()

    def _settles(self) -> None:
        deadline = time.monotonic() + 1.0
        while self._terminal._read(QUIET) and time.monotonic() < deadline:
            pass
        del self._terminal.raw[:]

    def _rotates(self) -> None:
        before = self._shared[0]
        for _ in range(5):  # the page that tells nothing may have to go first
            self._passes(ROTATION + 0.5)
            self._settles()
            if self._shared[0] > before:
                return
        raise self._error("Another article did not come")

    def _visits(self, number: int) -> None:
        before = self._shared[1]
        for step in self._source.choice(WAYS):
            self._press(self._bytes(step))
        self._until(lambda: self._shared[1] > before, "a visit")
        if number % 3 == 2 and self._shared[2] == 1:  # a tap may have left already
            self._passes(IDLE + 0.5)
            self._until(lambda: self._shared[2] == 2, "the warning")
            self._settles()
            self._passes(WARNING + 0.5)
        self._leaves(b"x" if number % 3 else b"\x1b[H")
        self._settles()
        self._passes(10)
        self._settles()

    def _leaves(self, key: bytes) -> None:
        """Presses until the visit is over: a key that comes while too many wait is dropped."""
        for _ in range(100):
            if self._shared[2] == 0:
                return
            self._press(key)
        raise self._error("The end of the visit did not come")

    def _bytes(self, step: str) -> bytes:
        columns, lines = self._size
        if step == "tap":
            x, y = self._source.randint(1, columns), self._source.randint(2, lines - 2)
            return b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (x, y, x, y)
        if step == "drag":
            x, top = columns // 3, lines // 4
            moves = b"".join(b"\x1b[<32;%d;%dM" % (x, y) for y in range(top + 8, top, -1))
            return b"\x1b[<0;%d;%dM" % (x, top + 9) + moves + b"\x1b[<0;%d;%dm" % (x, top)
        return KEYS[step]

    def _changes(self, number: int) -> None:
        """An article changes, as they do."""
        write_article(self._content, number % 40, f"It was changed {number} times.")

    def _looks_at(self) -> None:
        process = Path(f"/proc/{self._terminal.process.pid}")
        status = (process / "status").read_text()
        self.held.memory.append(int(re.search(r"RssAnon:\s+(\d+)", status)[1]))  # type: ignore[index]
        self.held.threads.append(int(re.search(r"Threads:\s+(\d+)", status)[1]))  # type: ignore[index]
        self.held.files.append(len(list((process / "fd").iterdir())))
        self.held.tasks.append(self._shared[3])


# A display that nobody touches


def idle_share(folder: Path, seconds: float, size: tuple[int, int] = (80, 25)) -> float:
    """The part of a core that the real program takes in real time, with one article and nothing moving."""
    write_articles(folder / "news", 1)
    profile = folder / "station.toml"
    profile.write_text('name = "Harbour police station"\ncontent = ["news"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "newsreader", "kiosk", "--station", profile]
    shown = _terminal().Terminal(command, {**environ(folder), "PYTHONPATH": str(SOURCE)}, size=size)
    try:
        shown.sees("999", "Notice 0")
        _pass(shown, 5)  # the first look at the folders is over
        before = _processor_time(shown.process.pid)
        _pass(shown, seconds)
        return (_processor_time(shown.process.pid) - before) / seconds
    finally:
        shown.close()


def _pass(shown: Any, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        shown._read(0.2)


def _processor_time(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# What both need


def write_articles(root: Path, count: int) -> None:
    """A folder of invented articles."""
    for number in range(count):
        write_article(root, number)


def write_article(root: Path, number: int, words: str = "") -> None:
    """One of them, with links, headings and a table."""
    file = root / ("Mercia", "Wessex", "Borsetshire")[number % 3] / f"{number}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "Officers walked the harbour at night and saw a lamp. " * (5 + number % 30)
    aside = file.with_suffix(".tmp")
    aside.write_text(
        f"---\ntitle: Notice {number} of what was seen at the harbour\ndate: 2020-05-{28 - number % 28:02}\n"
        f"url: https://www.mercia.police.uk/{number}\n---\n\n{words}\n\n{text}\n\n## Help\n\n"
        f"Call 101 quoting {number}/20, or Crimestoppers on 0800 555 111. Run, Hide, Tell.\n\n"
        f"| when | where |\n|---|---|\n| night | harbour |\n\n{text}\n",
        encoding="utf-8",
    )
    aside.rename(file)


def environ(folder: Path) -> dict[str, str]:
    """What a display is started with, its home in a folder."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def _terminal() -> ModuleType:
    name = "soak_terminal"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE.parent / "terminal" / "terminal.py")
        assert spec is not None and spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@contextmanager
def soak(folder: Path, seed: int = 1) -> Iterator[Soak]:
    """A soak that ends with the block."""
    made = Soak(folder, seed)
    try:
        yield made
    finally:
        made.close()


def tell(words: str) -> None:
    """Says how far it has come."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    """The whole run; the exit status."""
    parser = ArgumentParser(description="Rotations and visits by the thousand.")
    parser.add_argument("--visits", type=int, default=2000)
    parser.add_argument("--rotations", type=int, default=10, help="after each visit")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--idle", type=float, help="seconds; measures an untouched display instead")
    parser.add_argument("--display", nargs=2, type=Path, metavar=("CONTENT", "SHARED"))
    options = parser.parse_args()
    if options.display:
        return display(*options.display)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        if options.idle:
            share = idle_share(Path(folder), options.idle)
            tell(f"{100 * share:.2f} % of a core in {options.idle:.0f} s")
            return int(share > IDLE_SHARE)
        with soak(Path(folder), options.seed) as lives:
            held = lives.lives(options.visits, options.rotations, tell)
        tell(str(held))
        tell("\n".join(held.grown()) or "Nothing grows.")
        return int(bool(held.grown()))


if __name__ == "__main__":
    sys.exit(main())
