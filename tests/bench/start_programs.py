"""What the benches of the whole program share: its terminal, its home, and the programs beside it."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from bench_view import Terminal

from articles import write_archive
from newsreader.library.headlines import Filter, View
from newsreader.library.library import Library
from newsreader.ui.themes import DARK

LABEL = """
from textual.app import App
from textual.widgets import Label
class Floor(App):
    def compose(self):
        yield Label("Marker of the floor")
Floor().run()
"""
"""The least that a Textual program can be."""

PLACE = re.compile(rb"\x1b\[(\d+);(\d+)H((?:(?!\x1b\[\d+;\d+H).)*)", re.DOTALL)
"""A place on the screen, and what is written from there on."""


def colour(name: str) -> bytes:
    """A background of the dark theme as the terminal is told it."""
    value = DARK.variables[name].lstrip("#")
    return b"48;2;%d;%d;%d" % tuple(int(value[at : at + 2], 16) for at in (0, 2, 4))


CURSOR = colour("cursor")


def live_in(home: Path) -> None:
    """Give this program, and those it starts, a home of their own, and modules that stay compiled."""
    for kind, folder in {
        "CONFIG": ".config",
        "CACHE": ".cache",
        "STATE": ".local/state",
        "DATA": ".local/share",
    }.items():
        os.environ[f"XDG_{kind}_HOME"] = str(home / folder)
    os.environ["HOME"] = str(home)
    os.environ["PYTHONPATH"] = str(Path(__file__).parents[2] / "tui")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def archive(n: int, folder: Path) -> Path:
    """A folder with `n` invented articles, written where they are not there yet."""
    root = folder / f"newsreader-bench-{n}"
    if sum(1 for _ in root.rglob("*.md")) != n:
        write_archive(root, n)
    return root


def library(root: Path) -> Library:
    """The library that the program itself would open in the home it was given."""
    return Library.open(
        [root],
        cache=Path(os.environ["XDG_CACHE_HOME"]) / "newsreader",
        state=Path(os.environ["XDG_STATE_HOME"]) / "newsreader",
    )


def reader(root: Path) -> Terminal:
    """The reader on a folder."""
    return Terminal([sys.executable, "-m", "newsreader", str(root)])


def until(terminal: Terminal, seen: re.Pattern[bytes], seconds: float) -> float:
    """Seconds until the program has written what is looked for."""
    start = time.perf_counter()
    while not seen.search(terminal.written):
        if time.perf_counter() > start + seconds:
            raise TimeoutError(f"{seen.pattern!r} did not come in {seconds} s")
        terminal.read(0.01)
    return time.perf_counter() - start


def cursor_rows(written: bytes) -> list[int]:
    """The lines on which the list's cursor was drawn, in the order of drawing."""
    return [int(row) for row, _, text in PLACE.findall(written) if CURSOR in text]


def answer(terminal: Terminal, key: str, before: int | None, seconds: float = 10) -> tuple[float, int]:
    """Seconds from a key to the list's cursor on another line than `before`, and that line."""
    terminal.written.clear()
    start = time.perf_counter()
    os.write(terminal.fd, key.encode())
    while time.perf_counter() < start + seconds:
        terminal.read(0.01)
        rows = [row for row in cursor_rows(bytes(terminal.written)) if row != before]
        if rows:
            return time.perf_counter() - start, rows[-1]
    raise TimeoutError(f"{key!r} moved nothing in {seconds} s")


def rss_items(root: Path) -> Iterator[str]:
    """Every article as an item of RSS, newest first."""
    from datetime import UTC, datetime

    held = library(root)
    try:
        keys = held.listing(View.DATE, Filter()).keys
        for start in range(0, len(keys), 500):
            for headline in held.headlines(keys[start : start + 500]):
                when = datetime.fromisoformat(f"{headline.date or '2016'}-01-01"[:10]).replace(tzinfo=UTC)
                yield (
                    f"<item><title>{escape(headline.title)}</title><guid>{headline.id}</guid>"
                    f"<link>https://www.police.example/{headline.id}</link>"
                    f"<pubDate>{format_datetime(when)}</pubDate>"
                    f"<description>{escape(held.read(headline).body.text)}</description></item>\n"
                )
    finally:
        held.close()


class Newsboat:
    """newsboat with the same articles as one feed, in a folder of its own."""

    def __init__(self, folder: Path, root: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        feed = folder / "feed.xml"
        with feed.open("w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>')
            file.write("<title>Marker feed</title><link>https://www.police.example/</link>")
            file.write("<description>Invented</description>\n")
            file.writelines(rss_items(root))
            file.write("</channel></rss>\n")
        (folder / "urls").write_text(f"file://{feed}\n", encoding="utf-8")
        (folder / "config").write_text("auto-reload no\n", encoding="utf-8")
        self._arguments = [
            f"-{letter}{folder / name}"
            for letter, name in zip("uCc", ("urls", "config", "cache.db"), strict=True)
        ]

    def load(self, program: str) -> float:
        """Take the feed in; seconds."""
        import subprocess

        start = time.perf_counter()
        subprocess.run([program, *self._arguments, "-x", "reload"], check=True)
        return time.perf_counter() - start

    def open(self, program: str, headline: str) -> tuple[float, Terminal]:
        """Start, and open the list: seconds to a headline of it."""
        start = time.perf_counter()
        terminal = Terminal([program, *self._arguments])
        terminal.wait("Marker feed", 120)
        terminal.press("\r", headline, 120)
        return time.perf_counter() - start, terminal
