"""Log unexpected exceptions."""

from __future__ import annotations

import os
import platform
import traceback
from datetime import UTC, datetime

from newsreader import __version__
from newsreader.settings.paths import user_paths
from newsreader.settings.private_files import make_private_folder

MAX_BYTES = 1_000_000
"""A longer log is rotated to `.1`, which is kept until the next rotation."""


def record(error: BaseException) -> str:
    """Append an exception to the log; the sentence for the user."""
    what = f"The program failed ({type(error).__name__}); none of your files were changed."
    log = user_paths().log
    details = "".join(traceback.format_exception(error))
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    entry = f"{stamp} newsreader {__version__} Python {platform.python_version()}\n{details}\n"
    try:
        make_private_folder(log.parent)
        if log.exists() and log.stat().st_size > MAX_BYTES:
            log.replace(log.with_name(f"{log.name}.1"))
        # Private: a traceback quotes paths, and perhaps words of an article.
        descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(entry)
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        return f"{what} The details could not be written to {log} ({reason}); NEWSREADER_DEBUG=1 shows them."
    return f"{what} The details are in {log}."
