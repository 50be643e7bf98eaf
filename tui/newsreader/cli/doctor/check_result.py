"""Results of `newsreader doctor`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from newsreader.articles.clean_text import clean_line


class Verdict(StrEnum):
    """Severity of a result."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; nothing is wrong."""
    UNKNOWN = "unknown"
    """It could not be checked."""
    WARNING = "warning"
    """It works, but not as it should or not always."""
    ERROR = "error"
    """It does not work, or is insecure."""


@dataclass(frozen=True, slots=True)
class Check:
    """One result. Its texts may quote file names; the output cleans them."""

    check: str
    """Short stable name, such as `banner-writers`."""
    status: Verdict
    message: str
    """One sentence."""
    remedy: str = ""
    """What to do about it, if anything."""


def is_problem(check: Check) -> bool:
    """Return whether the result makes the exit status 1."""
    return check.status in (Verdict.WARNING, Verdict.ERROR)


def run_checks(groups: Iterable[tuple[str, Callable[[], Iterable[Check]]]]) -> Iterator[Check]:
    """Yield the results of named groups; what cannot be read is reported as unknown."""
    for name, group in groups:
        try:
            yield from group()
        except PermissionError as error:
            yield Check(
                name,
                Verdict.UNKNOWN,
                f"{clean_line(str(error.filename or 'A file'))} cannot be read by this user.",
                "Run it as root if that matters: sudo newsreader doctor.",
            )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            place = clean_line(str(error.filename or "a file"))
            yield Check(name, Verdict.UNKNOWN, f"{place} cannot be read: {reason}.", "Check the disk.")
