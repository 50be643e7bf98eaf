"""The log of our own faults: what a developer needs to mend them, kept off the screen."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime

from newsreader import __version__
from newsreader.settings.paths import places

MOST_BYTES = 1_000_000
"""A log longer than this makes room: it becomes `.1`, and the `.1` before it goes."""


def record(error: BaseException) -> str:
    """Append the details of a fault to the log; the sentence to tell the person."""
    what = f"The program itself made a mistake ({type(error).__name__}); nothing of yours was changed by it."
    log = places().log
    details = "".join(traceback.format_exception(error))
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    entry = f"{stamp} newsreader {__version__} Python {platform.python_version()}\n{details}\n"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > MOST_BYTES:
            log.replace(log.with_name(f"{log.name}.1"))
        # For its owner alone: a traceback quotes paths, and maybe words of what was read.
        descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(entry)
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        return f"{what} The details could not be kept in {log} ({reason}); NEWSREADER_DEBUG=1 shows them."
    return f"{what} The details are in {log}."
