"""The display's log: what a technician needs, and nothing that a visitor did.

An exception is logged as its type and code locations, without its message and values, which may hold what
somebody typed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from newsreader.articles.clean_text import clean_line
from newsreader.settings.paths import user_paths
from newsreader.settings.private_files import make_private_folder

MOST_BYTES = 256 * 1024
"""Size at which the log is rotated to `.1`, and `.1` to `.2`."""
BACKUPS = 2
"""Rotated logs that are kept."""

_LONGEST = 500
_MOST_FRAMES = 12
_MOST_CAUSES = 4
_MOST_KINDS = 500
"""Distinct lines that are counted before counting restarts."""
_PACKAGE = Path(__file__).resolve().parent.parent


class Log:
    """Write the log from any thread; never raises, because a display must go on without its log.

    A repeated line is written the 1st, 10th, 100th time and so on, with its count.
    """

    def __init__(self, file: Path | None = None) -> None:
        """`file` defaults to `kiosk.log` in the state folder."""
        self.file = file or user_paths().state / "kiosk.log"
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._silent = False

    def note(self, what: str) -> None:
        """Log an event, in the program's own words, possibly with a path."""
        self._write(clean_line(what)[:_LONGEST])

    def fault(self, error: BaseException) -> None:
        """Log an exception by type and location only."""
        self._write(f"fault: {' < '.join(_kinds(error))}")

    def _write(self, line: str) -> None:
        with self._lock:
            count = self._counts[line] = self._counts.get(line, 0) + 1
            if len(self._counts) > _MOST_KINDS:
                self._counts.clear()
            if not _is_power_of_ten(count):
                return
            stamp = datetime.now(UTC).isoformat(timespec="seconds")
            times = f" ({count:,} times since the start)" if count > 1 else ""
            try:
                self._append(f"{stamp} {line}{times}\n".encode("utf-8", "backslashreplace"))
            except OSError as error:
                self._report_once(error)

    def _append(self, line: bytes) -> None:
        make_private_folder(self.file.parent)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(self.file, flags, 0o600)
        try:
            full = os.fstat(handle).st_size + len(line) > MOST_BYTES
            if not full:
                os.write(handle, line)
        finally:
            os.close(handle)
        if full:
            self._rotate()
            self._append(line)

    def _rotate(self) -> None:
        for number in range(BACKUPS, 0, -1):
            older = self.file.with_name(f"{self.file.name}.{number}")
            newer = self.file.with_name(f"{self.file.name}.{number - 1}") if number > 1 else self.file
            if newer.exists():
                newer.replace(older)

    def _report_once(self, error: OSError) -> None:
        """Report once that there is no log, unless stderr is the screen itself."""
        if self._silent:
            return
        self._silent = True
        try:
            # The real descriptor: Textual replaces `sys.stderr`.
            if not os.isatty(2):
                reason = error.strerror or type(error).__name__
                os.write(2, f"newsreader: the display's log cannot be kept: {reason}\n".encode())
        except OSError:  # nowhere left to report it
            return


def _kinds(error: BaseException) -> Iterator[str]:
    """Yield the exception and its causes, each with its code locations, the innermost last."""
    seen: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if seen is None:
            return
        kind = type(seen)
        locations = " ".join(_frames(seen.__traceback__)) or "nowhere"
        yield f"{kind.__module__}.{kind.__qualname__} at {locations}"
        seen = _cause(seen)


def _cause(error: BaseException) -> BaseException | None:
    """Return the cause, the context, or the first exception of a group."""
    if isinstance(error, BaseExceptionGroup):
        return error.exceptions[0]
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _frames(traceback: TracebackType | None) -> list[str]:
    """Return file and line of our own frames, and of the innermost frame."""
    ours: list[str] = []
    last = ""
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        mine = file.is_relative_to(_PACKAGE)
        last = f"{file.relative_to(_PACKAGE) if mine else file.name}:{traceback.tb_lineno}"
        if mine:
            ours.append(last)
        traceback = traceback.tb_next
    if last and last not in ours[-1:]:
        ours.append(last)
    return ours[-_MOST_FRAMES:]


def _is_power_of_ten(number: int) -> bool:
    return str(number).strip("0") == "1"
