"""The article's pane on a real pty beside Textual's OptionList and Markdown: the ratios are what counts.

    python tests/bench/bench_view.py [PRESSES]

Both programs show a list of the same invented articles at 120x40 and go to the next on `J`. A press counts as
answered when the first words of its article are written to the terminal. List and view are the real widgets.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from statistics import median, quantiles

import pyte
from view_programs import SIZES


class Terminal:
    """A program on a pty, and what it has written."""

    def __init__(self, argv: list[str]) -> None:
        self.screen = pyte.Screen(120, 40)
        self.stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8")
            os.execv(argv[0], argv)
        self.resize(120, 40)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the program another window."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def read(self, seconds: float) -> bool:
        """Takes up what was written within so many seconds; False if nothing was."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        data = os.read(self.fd, 1 << 16)
        if b"?2026$p" in data:
            os.write(self.fd, b"\x1b[?2026;2$y")
        self.written += data
        return True

    def wait(self, words: str, seconds: float = 60) -> None:
        """Waits until some words are written."""
        end = time.perf_counter() + seconds
        while words.encode() not in self.written:
            if time.perf_counter() > end:
                raise TimeoutError(f"{words!r} did not come in {seconds} s")
            self.read(0.5)

    def quiet(self, seconds: float = 0.3) -> None:
        """Waits until nothing has been written for a while, and forgets what was."""
        while self.read(seconds):
            pass
        self.see()

    def see(self) -> str:
        """Lets the terminal draw, and gives what it shows."""
        plain = re.sub(
            rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1bP[^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(\x07|\x1b\\)",
            b"",
            bytes(self.written),
        )
        self.stream.feed(plain)
        self.written.clear()
        return "\n".join(self.screen.display)

    def press(self, keys: str, words: str, seconds: float = 60) -> float:
        """Presses and waits for words; the seconds between."""
        self.written.clear()
        start = time.perf_counter()
        os.write(self.fd, keys.encode())
        self.wait(words, seconds)
        return time.perf_counter() - start

    def processor(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes resident."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * resource.getpagesize()

    def end(self) -> None:
        """Ends the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1]


def next_article(terminal: Terminal, presses: int) -> dict[str, float]:
    """`J` so many times, each when the last is done; then held for 30 at 30 a second."""
    terminal.wait(f"Marker{0:07}")
    terminal.quiet(1.0)
    used = terminal.processor()
    times = []
    for number in range(1, presses + 1):
        times.append(terminal.press("J", f"Marker{number:07}"))
        terminal.quiet(0.05)
    figures = {"p50": median(times), "p95": p95(times), "cpu": (terminal.processor() - used) / presses}
    terminal.quiet(1.0)
    start = time.perf_counter()
    for held in range(30):
        while time.perf_counter() < start + held / 30:
            terminal.read(max(start + held / 30 - time.perf_counter(), 0))
        os.write(terminal.fd, b"J")
    last = time.perf_counter()
    terminal.wait(f"Marker{presses + 30:07}")
    figures["held"] = time.perf_counter() - last
    terminal.quiet(0.5)
    return figures


def documents(terminal: Terminal, keys: str, rounds: int) -> dict[str, float]:
    """The first screen of each size, one after another so that all meet the same noise: the medians."""
    times: dict[str, list[float]] = {key: [] for key in keys}
    for _ in range(rounds):
        for key in keys:
            terminal.press("z", "Marker9999999")
            terminal.quiet(0.1)
            times[key].append(terminal.press(key, f"Marker{SIZES[key]:07}"))
            terminal.quiet(0.1)
    return {key: median(found) for key, found in times.items()}


def moving(terminal: Terminal) -> dict[str, float]:
    """Pages, ends and resizes in three megabytes."""
    before = terminal.memory()
    terminal.press("4", f"Marker{SIZES['4']:07}")
    terminal.quiet(0.1)
    times = {"page": [terminal.press(" ", "Place") or terminal.quiet(0.03) or 0.0 for _ in range(20)]}
    times["end"], times["start"], times["back"], times["resize"] = [], [], [], []
    for _ in range(5):
        terminal.quiet(0.1)
        times["end"].append(terminal.press("G", "Place"))
        for _ in range(8):
            terminal.quiet(0.03)
            times["back"].append(terminal.press("b", "Place"))
        terminal.quiet(0.1)
        times["start"].append(terminal.press("g", "Marker"))
    terminal.quiet(6)
    memory = terminal.memory() - before
    times["jump"] = []
    for step in range(30):
        terminal.quiet(0.05)
        kind, key = ("jump", "m") if step % 3 == 0 else ("page", " ")
        times[kind].append(terminal.press(key, "Place"))
    for columns in (100, 120, 90, 120, 110, 120):
        terminal.quiet(0.3)
        start = time.perf_counter()
        terminal.resize(columns, 40)
        terminal.wait("Place")
        times["resize"].append(time.perf_counter() - start)
    figures = {name: p95(values) for name, values in times.items()}
    return {**figures, "page p50": median(times["page"]), "memory": memory / SIZES["4"]}


def say(words: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"{words}\n")


def main() -> None:
    """Runs both, and prints figures and ratios."""
    presses = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    found = {}
    for name in ("stock", "ours"):
        terminal = Terminal([sys.executable, str(Path(__file__).with_name("view_programs.py")), name])
        try:
            found[name] = next_article(terminal, presses)
            found[name] |= documents(terminal, *("12", 5) if name == "stock" else ("1234", 21))
            if name == "ours":
                found[name] |= moving(terminal)
        finally:
            terminal.end()
    stock, ours = found["stock"], found["ours"]
    milliseconds = 1000
    for figure, words in {
        "p50": "next article, p50",
        "p95": "next article, p95",
        "cpu": "CPU a press",
        "held": "held 30: lag after the last",
        "1": "first screen, 3 KB",
        "2": "first screen, 30 KB",
    }.items():
        say(
            f"{words:30}{ours[figure] * milliseconds:9.1f} ms {stock[figure] * milliseconds:9.1f} ms stock"
            f"{ours[figure] / stock[figure]:8.2f}"
        )
    for key, words in {"2": "30 KB", "3": "300 KB", "4": "3 MB"}.items():
        say(
            f"first screen, {words:16}{ours[key] * milliseconds:9.1f} ms {ours[key] / ours['1']:8.2f} of 3 KB"
        )
    for figure in ("page p50", "page", "back", "jump", "start", "end", "resize"):
        words = figure if " " in figure else f"{figure}, p95"
        say(f"3 MB: {words:24}{ours[figure] * milliseconds:9.1f} ms")
    say(f"3 MB: memory grown            {ours['memory']:9.1f} times the text")


if __name__ == "__main__":
    main()
