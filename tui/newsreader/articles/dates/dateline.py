"""Find the dateline of an article: the line of its body that tells readers when it was published.

It is a line of its own; a date in a sentence is when something happened. A line with a label (`Posted on
…`) counts anywhere, a bare date only above the first paragraph or as the very last line: elsewhere it heads
an older update. Other dates (`Last modified`, `Date of incident`) do not count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsreader.articles.dates.date_words import DATE_LABEL, OTHER_DATE, OTHER_LABEL, PUBLISHED_LABEL
from newsreader.articles.dates.parse_date import MAX_LENGTH, UNREADABLE, Flaw, ParsedDate, parse_date

_PUBLISHED = re.compile(rf"(?:{PUBLISHED_LABEL})(?![a-z0-9'])")
_DATED = re.compile(rf"(?:{DATE_LABEL})(?![a-z0-9'])")
_OTHER_LABEL = re.compile(OTHER_LABEL)
_OTHER = re.compile(rf"\b(?:{OTHER_DATE})")
_BY = re.compile(r" by [^0-9]{1,50}? (?=(?:on|at) )")
_TAIL = re.compile(r" ?(?:[|·•;]|,? (?:last )?updated| in | by | to | under | - |\()", re.IGNORECASE)
_DIGIT = re.compile("[0-9]")
_LIST = re.compile(r"(?:[*+•-]|[0-9]{1,3}[.)])\s|>")
_MARKUP = " \t*_#>[]"
_PLACE = re.compile(
    r"(?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|and|of|on|upon|the|le)){0,3},? ?[,–—-] (?=.*[0-9]{4})"
)
_MAX_HEAD = 8
"""Lines that are not empty, among which a dateline without a label may be above the first paragraph."""
_SEARCHED = 100_000
"""Characters at each end of a body that are searched: more than all of any real article."""
_PARAGRAPH = 90
"""Characters; a longer line that ends like a sentence is the first paragraph."""
_SENTENCE_END = (".", "!", "?", '"', "”", "’", ":", "*")


@lru_cache(4)  # needed for the dates and again for their findings
def find_dateline(body: str) -> tuple[ParsedDate, str]:
    """Return the date of the dateline and its line; UNREADABLE and "" if there is none.

    For a labelled line whose day does not exist (`Published 31 June 2020`), only the flaw is set.
    """
    lines = [line for raw in _ends(body).split("\n") if (line := raw.strip())]
    head_length = _head_length(lines)
    labelled: tuple[ParsedDate, str] | None = None
    unlabelled: tuple[ParsedDate, str] | None = None
    impossible: tuple[ParsedDate, str] | None = None
    for at, line in enumerate(lines):
        if len(line) > MAX_LENGTH or _DIGIT.search(line) is None or _LIST.match(line):
            continue
        before = lines[at - 1] if at else ""
        says_published, parsed = _from_label(line, before)
        if parsed.text or parsed.yearless:
            if says_published:
                return parsed, line
            if labelled is None and (at < head_length or at >= len(lines) - 2):
                labelled = parsed, line
        elif says_published and parsed.flaw is Flaw.IMPOSSIBLE:
            impossible = impossible or (parsed, line)
        elif (
            at < head_length
            and unlabelled is None
            and (found := _unlabelled(line, before, first=at < 2)) is not None
        ):
            unlabelled = found, line
    if labelled is None and unlabelled is None and len(lines) > head_length:
        last = _last_line(lines[-1], lines[-2] if len(lines) > 1 else "")
        unlabelled = (last, lines[-1]) if last is not None else None
    return labelled or unlabelled or impossible or (UNREADABLE, "")


def _ends(body: str) -> str:
    """Return the whole lines at the beginning and end of a long body; a shorter one unchanged."""
    if len(body) <= 2 * _SEARCHED:
        return body
    tail = body.find("\n", len(body) - _SEARCHED)
    return body[: body.rfind("\n", 0, _SEARCHED) + 1] + (body[tail + 1 :] if tail >= 0 else "")


def _head_length(lines: list[str]) -> int:
    """Return the number of lines above the first paragraph."""
    for at, line in enumerate(lines[:_MAX_HEAD]):
        if len(line) > MAX_LENGTH or (
            len(line) > _PARAGRAPH and line.endswith(_SENTENCE_END) and not line.startswith("#")
        ):
            return at
    return min(_MAX_HEAD, len(lines))


def _normalised(line: str) -> str:
    return line.strip(_MARKUP).casefold()


def _from_label(line: str, before: str) -> tuple[bool, ParsedDate]:
    """Return the date of a line with a label, in it or on the line before, and whether it says "published".

    A line that ends in a colon (`Statement issued 12 November 2020:`) introduces an older text.
    """
    text = _normalised(line)
    published = _PUBLISHED.match(text)
    label = published or _DATED.match(text)
    if label is None:
        above = _normalised(before).rstrip(" :*_") if len(before) < 40 else ""
        published = _PUBLISHED.fullmatch(above)
        if published is None and _DATED.fullmatch(above) is None:
            return False, UNREADABLE
        return published is not None, parse_date(line)
    line = line.strip(_MARKUP)
    if line.endswith(":"):
        return False, UNREADABLE
    line = _BY.sub(" ", line, count=1)
    parsed = parse_date(line)
    cut = _TAIL.search(line, label.end() + 4)
    while parsed.text is None and not parsed.yearless and cut is not None:
        parsed = parse_date(line[: cut.start()])
        cut = _TAIL.search(line, cut.end())
    return published is not None, parsed


def _unlabelled(line: str, before: str, *, first: bool) -> ParsedDate | None:
    """Return the date of a line that is only a date, maybe beside a name (`Bristol | 12 March 2020`)."""
    if _labels_other_date(before):
        return None
    parsed = parse_date(line)
    if parsed.text is not None:
        return parsed if len(parsed.text) >= 10 and _is_not_only_digits(line) else None
    if parsed.yearless:
        return parsed if first else None
    if line.startswith("#") or len(line) > _PARAGRAPH or _OTHER.search(line.casefold()):
        return None
    parts = (
        re.split(r" ?[|·•] ?", line) if re.search("[|·•]", line) else [_PLACE.sub("", line)] if first else []
    )
    found = [read for read in map(parse_date, parts) if read.text is not None and len(read.text) >= 10]
    return found[0] if len(found) == 1 and len(parts) <= 4 else None


def _last_line(line: str, before: str) -> ParsedDate | None:
    """Return the date of the very last line, if it is no list item."""
    if _LIST.match(line) or len(line) > 60 or _labels_other_date(before):
        return None
    parsed = parse_date(line)
    return (
        parsed if parsed.text is not None and len(parsed.text) >= 10 and _is_not_only_digits(line) else None
    )


def _labels_other_date(before: str) -> bool:
    """Whether a line is the label of another date on the next line."""
    text = _normalised(before).rstrip(" *_")
    if text.endswith(":"):
        return True
    return _OTHER_LABEL.fullmatch(text) is not None


def _is_not_only_digits(line: str) -> bool:
    """Whether a line is more than a run of digits such as a reference number."""
    return re.search(r"[^0-9\s]", line.strip(_MARKUP)) is not None
