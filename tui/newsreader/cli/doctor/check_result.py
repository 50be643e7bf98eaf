"""What `newsreader doctor` finds: one answer for each thing it looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from newsreader.articles.clean_text import clean_line


class Verdict(StrEnum):
    """How it stands with something."""

    OK = "ok"
    NOTE = "note"
    """Nothing is wrong; worth knowing."""
    UNKNOWN = "unknown"
    """It could not be told."""
    WARNING = "warning"
    """It works, but not as it should, or not always."""
    ERROR = "error"
    """It does not work, or is open to anyone."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. Its sentences may quote names of files, and are cleaned where shown."""

    check: str
    """A short stable name, such as `content-readable`."""
    status: Verdict
    message: str
    """One sentence: how it is."""
    remedy: str = ""
    """What to do; empty where nothing needs to be done."""


def counts(check: Check) -> bool:
    """Whether this is something that was found, as the exit status has it."""
    return check.status in (Verdict.WARNING, Verdict.ERROR)


def all_of(groups: Iterable[tuple[str, Callable[[], Iterable[Check]]]]) -> Iterator[Check]:
    """Every check of the groups, each of which has a name. What may not be looked at is unknown, not well."""
    for name, group in groups:
        try:
            yield from group()
        except PermissionError as error:
            yield Check(
                name,
                Verdict.UNKNOWN,
                f"{clean_line(str(error.filename or 'A file'))} may not be read by this user.",
                "Ask again as root, if it matters: sudo newsreader doctor.",
            )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            place = clean_line(str(error.filename or "a file"))
            yield Check(name, Verdict.UNKNOWN, f"{place} cannot be read: {reason}.", "Look at the disk.")
