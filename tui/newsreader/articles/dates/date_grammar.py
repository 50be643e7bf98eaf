"""The patterns of written dates and times, for lower-case text with plain punctuation."""

from __future__ import annotations

import re

from newsreader.articles.dates.date_words import LABEL, ORDINAL, ZONE

_SEP = r"[ ,./-]{0,3}"
# Any word matches as a month or a weekday here and is looked up later: listing the names in every pattern
# made the import 6 ms slower.
_WD = r"(?:(?P<wd>(?:(?:dydd|nos) )?[a-z]{3,9})(?![a-z])[.,]{0,2} ?(?:the )?)?"
_DAY = rf"(?P<d>[0-9]{{1,2}})(?: ?(?:{ORDINAL})(?![a-z]))?(?: day)?"
_MON = r"(?P<mon>[a-z]{3,10})(?![a-z])"
_Y4 = r"(?P<y>[0-9]{4})(?![0-9])"
_Y = r"(?P<y>[0-9]{4}|'?[0-9]{2})(?![0-9]|[:.][0-9])"
_OFFSET = r"(?P<off>[+-][0-9]{2}(?::?[0-9]{2})?)(?![0-9:./])"
_ZONE = rf"(?: ?(?P<zone>{ZONE})(?![a-z]))?(?: ?{_OFFSET})?(?: (?:{ZONE})(?![a-z]))?"
_CLOCK = r"(?P<H>[0-9]{1,2})[:.](?P<M>[0-9]{2})(?:[:.](?P<S>[0-9]{2})(?:[.,][0-9]{1,9})?)?"

DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WD}(?P<d>[0-9]{{1,2}}) ?(?P<s>[/.-]) ?(?P<m>[0-9]{{1,2}}) ?(?P=s) ?"
        r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|:[0-9])",
        rf"{_WD}{_DAY}{_SEP}(?:of |o )?{_MON}{_SEP}{_Y}",
        r"(?P<y>[0-9]{4})(?P<s>[/.-])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])",
        rf"{_WD}{_MON}{_SEP}{_DAY}{_SEP}(?P<y>[0-9]{{4}}|'[0-9]{{2}})(?![0-9]|[:.][0-9])",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=[^0-9]|$|[0-9]{4}(?:[0-9]{2})?(?:[^0-9]|$))",
        rf"(?P<y>[0-9]{{4}}){_SEP}{_MON}{_SEP}{_DAY}(?![0-9])",
        r"(?P<y>[0-9]{4})-?w(?P<week>[0-9]{2})-?(?P<wday>[1-7])(?![0-9])",
        r"(?P<y>[0-9]{4})-(?P<yday>[0-9]{3})(?![0-9])",
    )
)
ASCTIME = re.compile(rf"{_WD}{_MON} {_DAY},? {_CLOCK}{_ZONE} {_Y4}")
MONTHS_AND_YEARS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MON}[ ,./-]{{1,3}}(?P<y>[0-9]{{4}}|'[0-9]{{2}})",
        r"(?P<y>[0-9]{4})[/.-](?P<m>[0-9]{1,2})",
        r"(?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})",
        rf"(?P<y>[0-9]{{4}})[ ,./-]{{1,3}}{_MON}",
        r"(?P<y>(?:1[89]|2[01])[0-9]{2})",
    )
)
YEARLESS_DAYS = (
    re.compile(rf"{_WD}{_DAY}{_SEP}(?:of |o )?{_MON}\.?"),
    re.compile(rf"{_WD}{_MON}{_SEP}{_DAY}"),
)
_HALF = r"(?P<half>am|pm|a\.m\.?|p\.m\.?|a\.m|p\.m|yb|y\.b\.?|yp|yh|y\.p\.?|y\.h\.?)(?![a-z])"
_HOURS = r"(?: ?(?:hours|hrs|hr|h|o'clock)\b\.?)?"
TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CLOCK}(?: ?{_HALF})?{_HOURS}",
        rf"(?P<H>[0-9]{{1,2}}) ?(?:{_HALF}|o'clock)",
        rf"(?P<H>[0-9]{{2}})(?P<M>[0-9]{{2}})(?P<S>[0-9]{{2}})?(?:[.,][0-9]{{1,9}})?(?![0-9/.:-]){_HOURS}",
        r"(?P<H>[0-9]{1,2})h(?P<M>[0-9]{2})(?![0-9])",
        r"(?:12 ?)?(?:noon|midday|(?:hanner|canol) dydd)(?![a-z])",
        r"(?:12 ?)?(?P<midnight>midnight|hanner nos)(?![a-z])",
    )
)
TIME_ZONE = re.compile(_ZONE)
NAMED_ZONE = re.compile(rf" ?(?P<zone>{ZONE})(?![a-z])(?P<off>)")
SEPARATOR = re.compile(r"(?:t(?=[0-9])|[ ,;|@/-]*(?:(?:at|from|on|of|am|ar|the|time:?) ){0,3})")
LABEL_PREFIX = re.compile(
    rf"(?:{LABEL})(?![a-z0-9'])[ :|.,*_[(-]*(?:(?:on|at|am|ar|the)(?![a-z])[ :]*){{0,2}}"
)
BRACKETED_SUFFIX = re.compile(r" ?(?:\((?:[a-z][a-z ]{0,40})\)|\[[a-z_/]{1,40}\])$")
PLAIN_PUNCTUATION = {ord(a): b for a, b in zip("‐‑‒–—−’‘`´⁄", "------''''/", strict=True)}
SURROUNDING = " *_#[](){}<>\"',;:|~-."
