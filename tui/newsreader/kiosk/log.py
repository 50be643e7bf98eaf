"""The log of a display: what a technician needs to know, and nothing that a visitor did.

A fault is written as its kind and the places in the code that it came through. Its words are left out, and so
are all values: they may hold what somebody typed, or a text that is none of the log's business.
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

MOST_BYTES = 256 * 1024
"""A log longer than this makes room: it becomes `.1`, the `.1` before it `.2`, and the last of them goes."""
KEPT = 2
"""Older logs that are kept."""

_LONGEST = 500
_MOST_FRAMES = 12
_MOST_CAUSES = 4
_MOST_KINDS = 500
"""Lines of which it is known how often they came; then counting begins anew."""
_PACKAGE = Path(__file__).resolve().parent.parent


class Log:
    """Keeps the log, from any thread. It never raises: a display goes on without its log.

    What comes again and again is written the first, the 10th, the 100th time and so on, with its number.
    """

    def __init__(self, file: Path | None = None) -> None:
        """`file`: the log; without one, `kiosk.log` in the folder of the program's state."""
        self.file = file or user_paths().state / "kiosk.log"
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._silent = False

    def note(self, what: str) -> None:
        """Write what has happened: words of the program, maybe with the path of a file."""
        self._write(clean_line(what)[:_LONGEST])

    def fault(self, error: BaseException) -> None:
        """Write what kind of fault it was and where it came from, without its words and values."""
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
                self._complain(error)

    def _append(self, line: bytes) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        handle = os.open(self.file, flags, 0o600)
        try:
            full = os.fstat(handle).st_size + len(line) > MOST_BYTES
            if not full:
                os.write(handle, line)
        finally:
            os.close(handle)
        if full:
            self._make_room()
            self._append(line)

    def _make_room(self) -> None:
        for number in range(KEPT, 0, -1):
            older = self.file.with_name(f"{self.file.name}.{number}")
            newer = self.file.with_name(f"{self.file.name}.{number - 1}") if number > 1 else self.file
            if newer.exists():
                newer.replace(older)

    def _complain(self, error: OSError) -> None:
        """Say once that there is no log, where no visitor sees it: stderr may be the screen itself."""
        if self._silent:
            return
        self._silent = True
        try:
            # The real one: Textual puts another in the place of `sys.stderr`.
            if not os.isatty(2):
                reason = error.strerror or type(error).__name__
                os.write(2, f"newsreader: the display's log cannot be kept: {reason}\n".encode())
        except OSError:  # nobody listens there either
            return


def _kinds(error: BaseException) -> Iterator[str]:
    """The fault and what caused it, each with the places it came through, the innermost last."""
    seen: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if seen is None:
            return
        kind = type(seen)
        places_ = " ".join(_frames(seen.__traceback__)) or "nowhere"
        yield f"{kind.__module__}.{kind.__qualname__} at {places_}"
        seen = _cause(seen)


def _cause(error: BaseException) -> BaseException | None:
    """What it was raised from, what was being dealt with, or the first of the faults that it gathers."""
    if isinstance(error, BaseExceptionGroup):
        return error.exceptions[0]
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _frames(traceback: TracebackType | None) -> list[str]:
    """File and line of our own code, and of the innermost place whosever it is."""
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
