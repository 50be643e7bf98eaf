"""The real display as a test program: its clock is in the test's hands, and all that it does outside is told.

    display.py CONTENT CLOCK REPORT [--day WHEN] [--code HASHED] [--language cy] [--idle S] [--warning S]

CLOCK is a file of eight bytes, a double in the machine's order: the seconds of the running clock. The clock
on the wall stands at WHEN. REPORT is a file to which a line is added for each file written outside its own
folders, each file read outside those of program and content, each process started, each address connected.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "tui"
LOOK = 0.5
"""Seconds between two looks at the articles."""
_STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.system", "pty.spawn")
_REACHES = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "webbrowser.open")
_CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


class Witness:
    """Sees by Python's audit events what the program does (PEP 578); an event cannot be taken back."""

    def __init__(self, report: Path, writes: list[str], reads: list[str]) -> None:
        self._report = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._writes, self._reads = tuple(writes), tuple(writes + reads)
        sys.addaudithook(self._see)

    def _see(self, event: str, given: tuple[object, ...]) -> None:
        if event in _STARTS or event in _REACHES:
            self._tell(event, *given)
        elif event == "open":
            self._see_open(*given)  # type: ignore[arg-type]
        elif event in _CHANGES:
            for path in given[: 2 if event in ("os.rename", "os.link") else 1]:
                self._see_path(event, path, self._writes)
        elif event == "sqlite3.connect":
            self._see_path(event, given[0], self._writes)

    def _see_open(self, path: object, mode: object, flags: int) -> None:
        writes = bool(flags & _WRITES) or (isinstance(mode, str) and bool(set("wax+") & set(mode)))
        self._see_path("write" if writes else "read", path, self._writes if writes else self._reads)

    def _see_path(self, event: str, path: object, allowed: tuple[str, ...]) -> None:
        if isinstance(path, int):
            return  # an open file by its number: it was seen when it was opened
        name = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        if not name.startswith(("/", "file:")):
            return  # below a folder that is open: the library opens articles so, and cannot leave it
        name = os.path.normpath(name.removeprefix("file:").partition("?")[0])
        if not name.startswith(allowed):
            self._tell(event, name)

    def _tell(self, *words: object) -> None:
        os.write(self._report, (" ".join(map(str, words))[:300].replace("\n", " ") + "\n").encode())


def _options() -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("content", type=Path)
    parser.add_argument("clock", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--day", type=datetime.fromisoformat, required=True)
    parser.add_argument("--code", default="")
    parser.add_argument("--language", default="en")
    parser.add_argument("--idle", type=int, default=60)
    parser.add_argument("--warning", type=int, default=30)
    return parser.parse_args()


def main() -> int:
    """Runs the display until it is ended; the exit status."""
    options = _options()
    sys.path.insert(0, str(SOURCE))
    home = os.environ["HOME"]
    temporary = tempfile.gettempdir() + "/newsreader-"
    python = [sys.prefix, sys.base_prefix, str(Path(os.__file__).parent)]
    system = [
        "/usr/share/zoneinfo",
        "/etc/localtime",
        "/proc/self",
        "/proc/mounts",
        "/dev/null",
        "/dev/urandom",
    ]
    Witness(
        options.report,
        [home, temporary, "/dev/null", "/dev/tty", "/dev/pts"],
        [str(options.content), str(SOURCE.parent), str(options.clock), *python, *system],
    )
    from newsreader.kiosk.hardening import process

    process.prepare([])
    with options.clock.open("rb") as file:
        seconds = mmap.mmap(file.fileno(), 8, access=mmap.ACCESS_READ)
    return _run(options, seconds)


def _run(options: Namespace, seconds: mmap.mmap) -> int:
    from newsreader.kiosk import content
    from newsreader.kiosk.app import KioskApp
    from newsreader.kiosk.clock import LONDON, Clock
    from newsreader.kiosk.hardening.process import report_errors_to
    from newsreader.library.library import Library
    from newsreader.settings.paths import user_paths
    from newsreader.settings.station import Contact, Station
    from newsreader.ui.base_app import set_colour_mode

    content.REFRESH_INTERVAL, content.MAX_LOAD = (
        LOOK,
        0,
    )  # the only real-time waits
    set_colour_mode()
    day = options.day.replace(tzinfo=LONDON)
    station = Station(
        name="Harbour police station",
        language=options.language,
        idle=options.idle,
        warning=options.warning,
        contacts=(Contact("Front counter", number="01632 960123", hours="Monday to Friday, 8 am to 6 pm"),),
        code=options.code,
    )
    with tempfile.TemporaryDirectory(prefix="newsreader-") as state:

        def opening() -> Library:
            return Library.open([options.content], cache=user_paths().cache, state=Path(state))

        clock = Clock(running=lambda: struct.unpack("d", seconds[:8])[0], now=lambda: day)
        app = KioskApp(station, opening, clock)
        report_errors_to(app.context.log.fault)
        try:
            app.run()
        finally:
            app.close()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
