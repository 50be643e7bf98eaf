"""The emergency banner: a small file beside the station's profile, shown in every state until its time.

    ---
    level: emergency
    until: 2026-11-23 18:00
    text_cy: "Mae gorsaf yr heddlu ar gau."
    ---
    The police station is closed.

The text is plain, not Markdown. The file is data like any other: opened and read as articles are, cleaned,
and what is wrong with it is told, not raised. It never shows longer than it says, and nothing without a time.
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
"""A longer file is no banner, and is not looked into."""
LONGEST = timedelta(days=366)
"""For which a banner can be put up: an end further away is a slip of the year."""
SETTLED = 0.25
"""Seconds for which a file must have been left alone before it is read: who writes it may not be done."""

_MODE = 0o644
"""Of a new file: who writes a banner is another user than the display, which must be able to read it."""
_FORMS = "Write 18:00, tomorrow 09:00 or 2026-11-23 18:00"


class Level(StrEnum):
    """How urgent a banner is; told by a word and a mark as well as by colour."""

    INFORMATION = "information"
    WARNING = "warning"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Banner:
    """What is announced, and until when."""

    text: str
    """Clean, one or more lines, at most 400 characters."""
    level: Level
    until: datetime
    """With its zone. From then on nothing is shown."""
    text_cy: str = ""
    """The same in Welsh; where it is empty, `text` holds in both languages."""

    def holds(self, now: datetime) -> bool:
        """Whether it is shown at `now`. Two times in London must not be compared with `<`: Python takes the
        hour that comes twice in October for the same one.
        """
        return now.timestamp() < self.until.timestamp()


@dataclass(frozen=True, slots=True)
class Look:
    """What a banner's file says."""

    banner: Banner | None = None
    """None where nothing is to be shown."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with it, for the log and for `newsreader doctor`."""


class BannerError(ValueError):
    """A banner that cannot be put up; `str()` is the sentence for the person who tried."""


def read(file: Path, now: datetime) -> Banner | None:
    """The banner that is to be shown at `now`; None where there is none."""
    return look(file, now).banner


def look(file: Path, now: datetime) -> Look:
    """What the file says at `now`, and what is wrong with it. One that is not there says nothing."""
    notes = FindingCollector(clean_path(file.name))
    try:
        data = read_named(file)
    except UnreadableError as error:
        gone = error.finding.code == "file-gone"
        return Look() if gone else Look(findings=(error.finding,))
    except ValueError:  # a name that no file can have
        return Look()
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
    return Look(banner, notes.sorted())


class Watch:
    """The banner's file, looked at so often that what is written shows within a second.

    A look costs one `stat`; the file is read when it has changed and its writer has left it alone for a
    moment, so that a half-written text never shows. A file that is gone takes its banner with it at once; one
    that cannot be read leaves what was known until its time.
    """

    def __init__(self, file: Path | None, tell: Callable[[str], object] | None = None) -> None:
        """`tell` is given one line for each thing that is wrong with the file, and for each banner."""
        self._file, self._tell = file, tell
        self._seen: tuple[int, ...] | None = None
        self._read: tuple[int, ...] | None = None
        self._look = Look()
        self._told: frozenset[str] = frozenset()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the file as it was last read."""
        return self._look.findings

    def look(self, now: datetime) -> Banner | None:
        """The banner that is to be shown at `now`."""
        if self._file is None:
            return None
        signature = _signature(self._file)
        if signature is None:
            self._take(Look())
            self._read = None
        elif signature != self._read and (signature == self._seen or _is_settled(self._file, now)):
            self._read_again(self._file, signature, now)
        self._seen = signature
        banner = self._look.banner
        return banner if banner is not None and banner.holds(now) else None

    def _read_again(self, file: Path, signature: tuple[int, ...], now: datetime) -> None:
        new = look(file, now)
        if _signature(file) != signature:  # written to while it was read: the next look has it whole
            return
        unread = any(finding.code.startswith("file-") for finding in new.findings)
        self._read = None if unread else signature
        self._take(Look(self._look.banner, new.findings) if unread else new)

    def _take(self, new: Look) -> None:
        lines = [f"{finding.path}:{finding.line}: {finding.message}" for finding in new.findings]
        told, self._told = self._told, frozenset(lines)
        banner, changed = new.banner, new.banner != self._look.banner
        self._look = new
        if changed:
            end = f"{banner.level}, until {banner.until.isoformat(timespec='minutes')}" if banner else "none"
            lines.append(f"banner: {end}")
        for line in lines:
            if self._tell is not None and line not in told:
                self._tell(line)


def write(file: Path, text: str, level: Level, until: datetime, text_cy: str = "") -> Banner:
    """Put up a banner: `file` then holds all of it, or what it held before. What was put up.

    Raises BannerError where the text is none or too long, OSError where the file cannot be written.
    """
    banner = Banner(_fitting(text, "text"), level, until.astimezone(LONDON), _fitting(text_cy, "Welsh text"))
    if not banner.text:
        raise BannerError("The banner has no text. Write what it should say.")
    write_atomically(file, _written(banner).encode(), _MODE)
    return banner


def withdraw(file: Path) -> bool:
    """Take the banner away; whether there was one. Raises OSError where it cannot be taken away."""
    try:
        Path(os.path.realpath(file)).unlink()
    except FileNotFoundError:
        return False
    return True


def until(words: str, now: datetime) -> datetime:
    """The moment that `words` name, in London: `18:00` (the next one), `tomorrow 09:00`, a date with a time
    (`2026-11-23 18:00`, `23 November 2026 18:00`), or a date alone, to its end.

    Raises BannerError where they name none, one that has passed, or one more than a year ahead.
    """
    moment = _named(" ".join(words.split()), now)
    if moment is None:
        raise BannerError(f"{quote(words)} is no time that can be understood. {_FORMS}.")
    if moment.timestamp() <= now.timestamp():
        raise BannerError(f"{moment:%d %B %Y %H:%M} has passed already. {_FORMS}, in the future.")
    if moment.timestamp() - now.timestamp() > LONGEST.total_seconds():
        raise BannerError(f"{moment:%d %B %Y} is more than a year ahead. See whether the year is right.")
    return moment


def _named(words: str, now: datetime) -> datetime | None:
    """The moment that `words` name at `now`, be it past; None where they name none."""
    found = re.fullmatch(r"(?:(today|tomorrow) )?(\d{1,2})[:.](\d{2})", words, re.ASCII | re.IGNORECASE)
    if not found:
        return _dated(words)
    hour, minute = int(found[2]), int(found[3])
    if hour > 23 or minute > 59:
        return None
    today = now.astimezone(LONDON).replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
    if found[1]:
        return _in_london(today + timedelta(days=found[1].lower() == "tomorrow"))
    moment = _in_london(today)
    return moment if moment.timestamp() > now.timestamp() else _in_london(today + timedelta(days=1))


def _dated(words: str) -> datetime | None:
    """The moment of a date with a time, or the end of a day; None where `words` are neither."""
    with suppress(ValueError):
        stamp = datetime.fromisoformat(words)
        if stamp.tzinfo is not None:  # only this form can tell the hour that comes twice from the other
            return stamp.astimezone(LONDON)
    try:
        text = parse_timestamp(words) or ""
        if len(text) == len("2026-11-23T18:00"):
            return _in_london(datetime.fromisoformat(text))
        # The reader of dates drops a time that does not exist: then the day was not all that was meant.
        if len(text) == len("2026-11-23") and ":" not in words:
            return _in_london(datetime.fromisoformat(text) + timedelta(days=1))
    except (ValueError, OverflowError):  # the ends of the calendar
        return None
    return None


def _in_london(local: datetime) -> datetime:
    """The moment at which the clocks in London show `local`, which has no zone.

    Of an hour that comes twice, the second; one that the clocks skip is as much later (as in RFC 5545,
    3.3.5): a banner never ends before the time that was meant.
    """
    both = (local.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    return max(each.astimezone(UTC) for each in both).astimezone(LONDON)


def _parse(data: bytes, notes: FindingCollector) -> Banner | None:
    """What a banner's file says; None, and why, where it cannot be shown."""
    if len(data) > MOST_BYTES:
        notes.add(
            Severity.ERROR,
            "banner-too-large",
            f"The file is longer than {MOST_BYTES // 1024} KB, so it is no banner and is not shown.",
            "Write the banner anew: newsreader kiosk --banner TEXT --until WHEN.",
        )
        return None
    text = decode(data, notes).replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, notes)
    meta = {key.casefold(): value for key, value in front.meta.items()}
    end = _until_of(meta.get("until"), notes)
    words = _cut(text[front.body :], notes)
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
    return Banner(words, level, end, _cut(welsh, notes) if isinstance(welsh, str) else "")


def _until_of(value: object, notes: FindingCollector) -> datetime | None:
    moment = _dated(" ".join(value.split())) if isinstance(value, str) else None
    if moment is None:
        what = "is no date with a time" if value else "is missing"
        notes.add(
            Severity.ERROR,
            "banner-until",
            f"The banner's `until` {what}, so nothing is shown.",
            "Write it, for example: until: 2026-11-23 18:00.",
            key="until",
        )
    return moment


def _level_of(value: object, notes: FindingCollector) -> Level:
    """The level that is meant; a banner whose level nobody can read is taken for a warning."""
    if isinstance(value, str) and value.casefold() in set(Level):
        return Level(value.casefold())
    what = "is none that there is" if value else "is missing"
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


def _cut(text: str, notes: FindingCollector) -> str:
    """The text as far as there is room for it."""
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


def _fitting(text: str, what: str) -> str:
    """The text clean; BannerError where it is too long."""
    lines = _lines(text)
    kept = "\n".join(lines)
    if len(lines) > MOST_LINES:
        raise BannerError(f"The {what} has {len(lines)} lines, and {MOST_LINES} have room. Shorten it.")
    if len(kept) > MOST_CHARACTERS:
        raise BannerError(
            f"The {what} has {len(kept)} characters, and {MOST_CHARACTERS} have room. Shorten it."
        )
    return kept


def _written(banner: Banner) -> str:
    # The difference to UTC tells the two hours of the same name apart. JSON's strings are YAML's.
    from json import dumps

    welsh = f"text_cy: {dumps(banner.text_cy, ensure_ascii=False)}\n" if banner.text_cy else ""
    return f"---\nlevel: {banner.level}\nuntil: {banner.until.isoformat()}\n{welsh}---\n{banner.text}\n"


def _signature(file: Path) -> tuple[int, ...] | None:
    """What changes whenever the file does; None where there is none."""
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:  # it cannot be told: reading it will say why
        return (error.errno or -1,)
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _is_settled(file: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - file.stat().st_mtime >= SETTLED
    except OSError:
        return True
