"""The emergency banner: a small file beside the station's profile, shown in every state until it expires.

    ---
    level: emergency
    until: 2026-11-23 18:00
    text_cy: "Mae gorsaf yr heddlu ar gau."
    ---
    The police station is closed.

The text is plain, not Markdown. The file is untrusted data, read and cleaned like an article; problems are
reported, not raised. A banner without an end time is not shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from newsreader.articles.article import Finding, Severity, UnreadableError
from newsreader.articles.clean_text import clean_line, clean_path
from newsreader.articles.dates.parse_date import parse_timestamp
from newsreader.articles.decoding import decode
from newsreader.articles.files import read_named
from newsreader.articles.finding_collector import FindingCollector, quote
from newsreader.articles.front_matter.parse import read_front_matter
from newsreader.kiosk.clock import LONDON
from newsreader.settings.atomic_write import write_atomically

MOST_CHARACTERS = 400
MOST_LINES = 6
MOST_BYTES = 64 * 1024
"""Largest file that is read."""
LONGEST = timedelta(days=366)
"""Longest time a banner may be shown; a later end is probably a wrong year."""
SETTLED = 0.25
"""Seconds a file must be unchanged before it is read, so that a half-written one is not."""

_MODE = 0o644
"""Mode of a new file: the display, another user, must be able to read it."""
_FORMS = "Write 18:00, tomorrow 09:00 or 2026-11-23 18:00"


class Level(StrEnum):
    """How urgent a banner is; shown by a word and a mark as well as by colour."""

    INFORMATION = "information"
    WARNING = "warning"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Banner:
    """An announcement and its end."""

    text: str
    """Clean, one or more lines, at most 400 characters."""
    level: Level
    until: datetime
    """Aware; nothing is shown from then on."""
    text_cy: str = ""
    """The same in Welsh; if empty, `text` is used in both languages."""

    def holds(self, now: datetime) -> bool:
        """Return whether it is shown at `now`.

        Compares timestamps, because `<` on two London times ignores `fold` in the repeated hour of October.
        """
        return now.timestamp() < self.until.timestamp()


@dataclass(frozen=True, slots=True)
class BannerReport:
    """The content of a banner's file."""

    banner: Banner | None = None
    """None if nothing is shown."""
    findings: tuple[Finding, ...] = ()
    """Problems, for the log and for `newsreader doctor`."""


class BannerError(ValueError):
    """A banner that cannot be set; `str()` is a sentence for the user."""


def read(file: Path, now: datetime) -> Banner | None:
    """Return the banner to show at `now`, if any."""
    return inspect(file, now).banner


def inspect(file: Path, now: datetime) -> BannerReport:
    """Read the file and check it at `now`; a missing file gives an empty report."""
    notes = FindingCollector(clean_path(file.name))
    try:
        data = read_named(file)
    except UnreadableError as error:
        gone = error.finding.code == "file-gone"
        return BannerReport() if gone else BannerReport(findings=(error.finding,))
    except ValueError:  # an impossible file name
        return BannerReport()
    banner = _parse(data, notes)
    if banner is not None and not banner.holds(now):
        notes.add(
            Severity.NOTE,
            "banner-over",
            "The banner's time has passed, so it is not shown.",
            "Withdraw it: newsreader kiosk --no-banner.",
            key="until",
        )
        banner = None
    if banner is not None and banner.until.timestamp() - now.timestamp() > LONGEST.total_seconds():
        notes.add(
            Severity.WARNING,
            "banner-long",
            "The banner's time ends more than a year from now.",
            "See whether the year is right.",
            key="until",
        )
    return BannerReport(banner, notes.sorted())


class BannerWatcher:
    """Poll the banner's file, so that a change shows within a second.

    A poll costs one `stat`; a changed file is read once it has settled, so that a half-written text never
    shows. Deleting the file removes the banner at once; an unreadable file keeps the last banner until it
    expires.
    """

    def __init__(self, file: Path | None, tell: Callable[[str], object] | None = None) -> None:
        """`tell` receives a line for each problem and for each new banner."""
        self._file, self._tell = file, tell
        self._seen: tuple[int, ...] | None = None
        self._read: tuple[int, ...] | None = None
        self._report = BannerReport()
        self._reported: frozenset[str] = frozenset()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Problems of the file as last read."""
        return self._report.findings

    def poll(self, now: datetime) -> Banner | None:
        """Return the banner to show at `now`."""
        if self._file is None:
            return None
        signature = _signature(self._file)
        if signature is None:
            self._apply(BannerReport())
            self._read = None
        elif signature != self._read and (signature == self._seen or _is_settled(self._file, now)):
            self._read_again(self._file, signature, now)
        self._seen = signature
        banner = self._report.banner
        return banner if banner is not None and banner.holds(now) else None

    def _read_again(self, file: Path, signature: tuple[int, ...], now: datetime) -> None:
        new = inspect(file, now)
        if _signature(file) != signature:  # written to while it was read: the next poll reads it again
            return
        unread = any(finding.code.startswith("file-") for finding in new.findings)
        self._read = None if unread else signature
        self._apply(BannerReport(self._report.banner, new.findings) if unread else new)

    def _apply(self, new: BannerReport) -> None:
        lines = [f"{finding.path}:{finding.line}: {finding.message}" for finding in new.findings]
        reported, self._reported = self._reported, frozenset(lines)
        banner, changed = new.banner, new.banner != self._report.banner
        self._report = new
        if changed:
            end = f"{banner.level}, until {banner.until.isoformat(timespec='minutes')}" if banner else "none"
            lines.append(f"banner: {end}")
        for line in lines:
            if self._tell is not None and line not in reported:
                self._tell(line)


def write(file: Path, text: str, level: Level, until: datetime, text_cy: str = "") -> Banner:
    """Write a banner atomically and return it.

    Raises BannerError if the text is empty or too long, OSError if the file cannot be written.
    """
    banner = Banner(
        _checked_text(text, "text"), level, until.astimezone(LONDON), _checked_text(text_cy, "Welsh text")
    )
    if not banner.text:
        raise BannerError("The banner has no text. Write what it should say.")
    write_atomically(file, _file_text(banner).encode(), _MODE)
    return banner


def withdraw(file: Path) -> bool:
    """Delete the banner; return whether there was one. Raises OSError if it cannot be deleted."""
    try:
        Path(os.path.realpath(file)).unlink()
    except FileNotFoundError:
        return False
    return True


def parse_until(words: str, now: datetime) -> datetime:
    """Parse the end of a banner, in London time: `18:00` (the next one), `tomorrow 09:00`, a date with a time
    (`2026-11-23 18:00`, `23 November 2026 18:00`), or a date alone (to its end).

    Raises BannerError if it is not a time, has passed, or is more than a year ahead.
    """
    moment = _parse_time(" ".join(words.split()), now)
    if moment is None:
        raise BannerError(f"{quote(words)} is not a time that can be understood. {_FORMS}.")
    if moment.timestamp() <= now.timestamp():
        raise BannerError(f"{moment:%d %B %Y %H:%M} has already passed. {_FORMS}, in the future.")
    if moment.timestamp() - now.timestamp() > LONGEST.total_seconds():
        raise BannerError(f"{moment:%d %B %Y} is more than a year ahead. See whether the year is right.")
    return moment


def _parse_time(words: str, now: datetime) -> datetime | None:
    """Parse a time, past or future; None if it is not one."""
    found = re.fullmatch(r"(?:(today|tomorrow) )?(\d{1,2})[:.](\d{2})", words, re.ASCII | re.IGNORECASE)
    if not found:
        return _parse_date(words)
    hour, minute = int(found[2]), int(found[3])
    if hour > 23 or minute > 59:
        return None
    today = now.astimezone(LONDON).replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
    if found[1]:
        return _in_london(today + timedelta(days=found[1].lower() == "tomorrow"))
    moment = _in_london(today)
    return moment if moment.timestamp() > now.timestamp() else _in_london(today + timedelta(days=1))


def _parse_date(words: str) -> datetime | None:
    """Parse a date with a time, or a date as the end of that day; None if it is neither."""
    with suppress(ValueError):
        stamp = datetime.fromisoformat(words)
        if stamp.tzinfo is not None:  # only this form distinguishes the two hours of the same name in October
            return stamp.astimezone(LONDON)
    try:
        text = parse_timestamp(words) or ""
        if len(text) == len("2026-11-23T18:00"):
            return _in_london(datetime.fromisoformat(text))
        # The date parser drops an impossible time: then the date alone is not what was meant.
        if len(text) == len("2026-11-23") and ":" not in words:
            return _in_london(datetime.fromisoformat(text) + timedelta(days=1))
    except (ValueError, OverflowError):  # beyond the calendar
        return None
    return None


def _in_london(local: datetime) -> datetime:
    """Convert a naive London time.

    A repeated hour means the second one, a skipped one is moved later (RFC 5545, 3.3.5): a banner never ends
    early.
    """
    both = (local.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    return max(each.astimezone(UTC) for each in both).astimezone(LONDON)


def _parse(data: bytes, notes: FindingCollector) -> Banner | None:
    """Parse a banner's file; None, with findings, if it cannot be shown."""
    if len(data) > MOST_BYTES:
        notes.add(
            Severity.ERROR,
            "banner-too-large",
            f"The file is longer than {MOST_BYTES // 1024} KB, so it is not shown.",
            "Write the banner again: newsreader kiosk --banner TEXT --until WHEN.",
        )
        return None
    text = decode(data, notes).replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, notes)
    meta = {key.casefold(): value for key, value in front.meta.items()}
    end = _until_of(meta.get("until"), notes)
    words = _truncated(text[front.body :], notes)
    if not words:
        notes.add(
            Severity.ERROR,
            "banner-empty",
            "The banner has no text.",
            "Write it below the front matter.",
        )
    level = _level_of(meta.get("level"), notes)
    if end is None or not words:
        return None
    welsh = meta.get("text_cy")
    return Banner(words, level, end, _truncated(welsh, notes) if isinstance(welsh, str) else "")


def _until_of(value: object, notes: FindingCollector) -> datetime | None:
    moment = _parse_date(" ".join(value.split())) if isinstance(value, str) else None
    if moment is None:
        what = "is not a date with a time" if value else "is missing"
        notes.add(
            Severity.ERROR,
            "banner-until",
            f"The banner's `until` {what}, so nothing is shown.",
            "Write it, for example: until: 2026-11-23 18:00.",
            key="until",
        )
    return moment


def _level_of(value: object, notes: FindingCollector) -> Level:
    """Parse the level; an unknown one counts as a warning."""
    if isinstance(value, str) and value.casefold() in set(Level):
        return Level(value.casefold())
    what = "is unknown" if value else "is missing"
    notes.add(
        Severity.WARNING,
        "banner-level",
        f"The banner's `level` {what}; it is shown as a warning.",
        f"Write one of: {', '.join(Level)}.",
        key="level",
    )
    return Level.WARNING


def _lines(text: str) -> list[str]:
    return [line for line in map(clean_line, text.splitlines()) if line]


def _truncated(text: str, notes: FindingCollector) -> str:
    """Return the text, truncated to the limits."""
    lines = _lines(text)
    kept = "\n".join(lines[:MOST_LINES])
    if len(lines) <= MOST_LINES and len(kept) <= MOST_CHARACTERS:
        return kept
    notes.add(
        Severity.WARNING,
        "banner-long-text",
        f"The text is longer than {MOST_CHARACTERS} characters or {MOST_LINES} lines; its end is not shown.",
        "Shorten it.",
    )
    return "\n".join(_lines(kept[: MOST_CHARACTERS - 1])) + "…"


def _checked_text(text: str, what: str) -> str:
    """Clean a text. Raises BannerError if it is too long."""
    lines = _lines(text)
    kept = "\n".join(lines)
    if len(lines) > MOST_LINES:
        raise BannerError(f"The {what} has {len(lines)} lines; at most {MOST_LINES} fit. Shorten it.")
    if len(kept) > MOST_CHARACTERS:
        raise BannerError(
            f"The {what} has {len(kept)} characters; at most {MOST_CHARACTERS} fit. Shorten it."
        )
    return kept


def _file_text(banner: Banner) -> str:
    # The UTC offset distinguishes the two hours of the same name. JSON strings are valid YAML.
    from json import dumps

    welsh = f"text_cy: {dumps(banner.text_cy, ensure_ascii=False)}\n" if banner.text_cy else ""
    return f"---\nlevel: {banner.level}\nuntil: {banner.until.isoformat()}\n{welsh}---\n{banner.text}\n"


def _signature(file: Path) -> tuple[int, ...] | None:
    """Return a value that changes with the file; None if there is none."""
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:  # reading it will say why
        return (error.errno or -1,)
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _is_settled(file: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - file.stat().st_mtime >= SETTLED
    except OSError:
        return True
