"""The dateline of an article: the line of its body that tells the reader when it was published.

A dateline stands on a line of its own; a date inside a sentence is when something happened. A line that
says in words what it is (`Posted on …`) counts wherever it stands. A bare date counts above the first
paragraph or as the very last line: lower down it heads an older update. Other dates (`Last modified`, `Date
of incident`) are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsreader.articles.dates.date_words import DATE_LABEL, OTHER_DATE, OTHER_LABEL, PUBLISHED_LABEL
from newsreader.articles.dates.parse_date import LONGEST, UNREAD, Flaw, Reading, examine

_PUBLISHED = re.compile(rf"(?:{PUBLISHED_LABEL})(?![a-z0-9'])")
_DATED = re.compile(rf"(?:{DATE_LABEL})(?![a-z0-9'])")
_OTHER_LABEL = re.compile(OTHER_LABEL)
_OTHER = re.compile(rf"\b(?:{OTHER_DATE})")
_BY = re.compile(r" by [^0-9]{1,50}? (?=(?:on|at) )")
_TAIL = re.compile(r" ?(?:[|·•;]|,? (?:last )?updated| in | by | to | under | - |\()", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_LIST = re.compile(r"(?:[*+•-]|[0-9]{1,3}[.)])\s|>")
_MARKS = " \t*_#>[]"
_PLACE = re.compile(
    r"(?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|and|of|on|upon|the|le)){0,3},? ?[,–—-] (?=.*[0-9]{4})"
)
HEAD = 8
"""Lines that are not empty, in which a dateline without a label may stand above the first paragraph."""
END = 100_000
"""Characters at each end of a body in which a dateline is looked for: more than all of any real article."""
PARAGRAPH = 90
"""Characters; a longer line that ends as a sentence does is the first paragraph."""
_END = (".", "!", "?", '"', "”", "’", ":", "*")


@lru_cache(4)  # asked for by the article, and again by its findings
def find_dateline(body: str) -> tuple[Reading, str]:
    """What the dateline of the body says, and its line; UNREAD and "" where there is none.

    Of a labelled line whose day does not exist (`Published 31 June 2020`) the reading has only the flaw.
    """
    lines = [line for raw in _ends(body).split("\n") if (line := raw.strip())]
    head = _head(lines)
    weak: tuple[Reading, str] | None = None
    bare: tuple[Reading, str] | None = None
    wrong: tuple[Reading, str] | None = None
    for at, line in enumerate(lines):
        if len(line) > LONGEST or _DIGIT.search(line) is None or _LIST.match(line):
            continue
        before = lines[at - 1] if at else ""
        says_published, reading = _from_label(line, before)
        if reading.text or reading.yearless:
            if says_published:
                return reading, line
            if weak is None and (at < head or at >= len(lines) - 2):
                weak = reading, line
        elif says_published and reading.flaw is Flaw.IMPOSSIBLE:
            wrong = wrong or (reading, line)
        elif at < head and bare is None and (found := _bare(line, before, first=at < 2)) is not None:
            bare = found, line
    if weak is None and bare is None and len(lines) > head:
        last = _last(lines[-1], lines[-2] if len(lines) > 1 else "")
        bare = (last, lines[-1]) if last is not None else None
    return weak or bare or wrong or (UNREAD, "")


def _ends(body: str) -> str:
    """The whole lines of a long body's beginning and end; a shorter one as it is."""
    if len(body) <= 2 * END:
        return body
    tail = body.find("\n", len(body) - END)
    return body[: body.rfind("\n", 0, END) + 1] + (body[tail + 1 :] if tail >= 0 else "")


def _head(lines: list[str]) -> int:
    """How many lines stand above the first paragraph."""
    for at, line in enumerate(lines[:HEAD]):
        if len(line) > LONGEST or (
            len(line) > PARAGRAPH and line.endswith(_END) and not line.startswith("#")
        ):
            return at
    return min(HEAD, len(lines))


def _words(line: str) -> str:
    return line.strip(_MARKS).casefold()


def _from_label(line: str, before: str) -> tuple[bool, Reading]:
    """Whether a line that begins with a label, or stands below one, says "published", and its date.

    One that ends in a colon (`Statement issued 12 November 2020:`) introduces an older text.
    """
    words = _words(line)
    published = _PUBLISHED.match(words)
    label = published or _DATED.match(words)
    if label is None:
        above = _words(before).rstrip(" :*_") if len(before) < 40 else ""
        published = _PUBLISHED.fullmatch(above)
        if published is None and _DATED.fullmatch(above) is None:
            return False, UNREAD
        return published is not None, examine(line)
    line = line.strip(_MARKS)
    if line.endswith(":"):
        return False, UNREAD
    line = _BY.sub(" ", line, count=1)
    reading = examine(line)
    cut = _TAIL.search(line, label.end() + 4)
    while reading.text is None and not reading.yearless and cut is not None:
        reading = examine(line[: cut.start()])
        cut = _TAIL.search(line, cut.end())
    return published is not None, reading


def _bare(line: str, before: str, *, first: bool) -> Reading | None:
    """What a line says that is but a date, or a date beside a short name (`Bristol | 12 March 2020`)."""
    if _names_another(before):
        return None
    reading = examine(line)
    if reading.text is not None:
        return reading if len(reading.text) >= 10 and _is_written(line) else None
    if reading.yearless:
        return reading if first else None
    if line.startswith("#") or len(line) > PARAGRAPH or _OTHER.search(line.casefold()):
        return None
    parts = (
        re.split(r" ?[|·•] ?", line) if re.search("[|·•]", line) else [_PLACE.sub("", line)] if first else []
    )
    found = [read for read in map(examine, parts) if read.text is not None and len(read.text) >= 10]
    return found[0] if len(found) == 1 and len(parts) <= 4 else None


def _last(line: str, before: str) -> Reading | None:
    """What the very last line says, if it is a date and no point of a list."""
    if _LIST.match(line) or len(line) > 60 or _names_another(before):
        return None
    reading = examine(line)
    return reading if reading.text is not None and len(reading.text) >= 10 and _is_written(line) else None


def _names_another(before: str) -> bool:
    """Whether a line says of what day the next one speaks, other than that of publication."""
    words = _words(before).rstrip(" *_")
    if words.endswith(":"):
        return True
    return _OTHER_LABEL.fullmatch(words) is not None


def _is_written(line: str) -> bool:
    """Whether a date is written as people do, not a run of digits such as a reference number."""
    return re.search(r"[^0-9\s]", line.strip(_MARKS)) is not None
