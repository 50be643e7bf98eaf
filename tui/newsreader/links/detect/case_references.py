"""Detect the case references that callers quote: `41/18702/19`, `2499 of 08/01/2021`, `20*012345`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from newsreader.links.detect.matches import Match
from newsreader.links.reference import Kind

_MONTH = r"""(?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)?
    | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? )\b\.?"""
_WEEKDAY = r"(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day,?\  )"
_YEAR = r"(?: ,?\ 20\d\d\b )?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FIGURES = r"\d{1,2}[/.-]\d{1,2} (?:[/.-]\d{2,4})? (?![\d/])"
_DATE = rf"""(?:
    {_FIGURES}
    | (?:the\ )? {_WEEKDAY}? (?:the\ )? (?: {_DAY}\ (?:of\ )?{_MONTH}{_YEAR} | {_MONTH}\ {_DAY}{_YEAR}(?!\d) )
    | (?:today|yesterday) (?:['’]s\ date)? (?: ,?\ {_WEEKDAY}?{_DAY}\ {_MONTH}{_YEAR} )?
)"""
# The number of an entry in the day's log, with its day.
_DAILY = rf"""\d{{1,6}}_?[a-z]{{0,2}}_?,?\ (?:
    (?:of|on|from|dated|for)\ {_DATE} | \d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})? | \d{{6}}(?:\d\d)?\b
    | {_DAY}\ {_MONTH}{_YEAR}
)"""
# A code with digits in it. Each run of letters and digits is possessive: otherwise the ways to divide a long
# code among the segments would grow exponentially.
_CODE = r"""
    (?:[a-z]{1,4}\ ?/\ ?)? [a-z]{0,6}-? \d[\da-z]{0,30}+
    (?: (?: \ ?(?: //? | [*:._-] ) | [/*]\  | -\ (?=\d) ) (?=[a-z]{0,30}\d) [\da-z]{1,60}+
        | /[a-z]{1,4}(?=/\d) | _[a-z]{1,3}(?=_\d) ){0,8}
    (?: /(?-i:[A-Z]) )?
"""
_LETTERED = r"""(?:
    [a-z]{2}/[a-z]{2}/\d+/\d+ | (?-i:(?!CAD|ISR|IML|URN|LOG)[A-Z]{2,4})\ \d{6,}(?:-\d+)?
    | [a-z]{2,4}\ \d{8}-\d{3,5}
)"""
_VALUE = rf"(?: {_DAILY} | {_LETTERED} | {_CODE} ) (?![\w@])"
_OPERATION = r"(?-i: Operation | Op\.? )\ (?-i: [A-Z][a-z]+ | [A-Z]{3,} ) (?: \ (?-i:[A-Z][a-z]+) )?"

_LABEL = r"""(?:
    the|our|a|this|of|is|was|as|and|with|police|force|unique|crimes?|incidents?|reference|ref|refs|references|number|numbers|num
    |no|nos|nr|log|logs|cad|isr|iml|storm|serial|investigation|occurrence|occurence|case|event|job|urn|id|niche|following
    |either|report|command|control|collision|file|stating|enquiry|appeal|code|rhif
)"""
_EDGE = r"""[\s:.,/\#*“”"'‘’(_–-]{1,6}"""
_KIND = r"(?: crime|incident|police|log|investigation|occurrence|case|cad|event|command|isr|storm )"

_FLAGS = re.VERBOSE | re.IGNORECASE
_ASKED = re.compile(
    rf"""
    \b (?: quot(?:e|es|ing) | referencing | citing | cite | dyfynnu ) \b
    (?: \W{{1,3}} (?> {_LABEL}\b | (?-i:[A-Z][\w&-]++) ) ){{0,9}}? {_EDGE}
    (?P<value> {_OPERATION} | {_VALUE} )
    """,
    _FLAGS,
)
"""“Please quote …”: what comes next is the reference."""
_NAMED = re.compile(
    rf"""
    \b (?:
        {_KIND} (?: \W{{1,3}} (?:crime|incident|log|cad|report) )? \W{{1,3}}
            (?: reference|refs?|references|numbers?|nos? ) (?: \W{{1,2}} (?:numbers?|nos?) )?
        | (?:reference|ref) (?: \W{{1,2}} (?:numbers?|no|id|code) )?
        | references | log | iml | isr | cad | incident | (?<=the\ )number
    ) \b
    (?: \ (?: is | of | was | to\ quote\ is | for\ th(?:e|is)\ [^.\n]{{0,40}}?\ is
        | below | cad | isr | log ) )?
    {_EDGE} (?: (?-i:[A-Z]{{2,4}})\ (?=\d) )?? (?P<value> {_VALUE} )
    """,
    _FLAGS,
)
"""“Crime reference …”: a reference, if it looks like one."""
_MORE = re.compile(
    rf"""
    (?: \ \([^()\n]{{1,50}}\) | \ for\ [^.\n]{{1,60}}? )?
    (?: [,;]?\ (?:and/or|and|or|&) | \ ?[,/] ) (?: \ {_LABEL}\b ){{0,4}} [\ :]{{1,2}}
    (?P<value> {_VALUE} )
    """,
    _FLAGS,
)
"""“… for the first, and … for the second”."""
_HINTS = (
    "quot", "ref", "incident", "log ", "cad ", "isr ", "iml ", "occurrence", "citing", "cite", "dyfynnu",
    "number", "crime n", "police n", "case n", "event n", "investigation n", "command n", "storm n",
)  # fmt: skip
"""What every cue has in it; each is looked for by itself, which is ten times as quick as one expression."""
_REACH = 200
"""Characters after a hint within which a reference begins."""
_DIGIT = re.compile(r"\d")
_VALUE_NEAR = re.compile(r"\d|op", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_LETTERS = re.compile(r"[^\W\d_]{2}|\d{2}")
_STRUCTURED = re.compile(r"```|~~~|[<\t|]|\]:|\[\^|^    ", re.MULTILINE)
"""Markdown whose paragraphs may depend on what comes before them."""
_WEAK = ("log", "iml", "isr", "cad", "incident")
_PLURAL = re.compile(r"\b(?:crimes|incidents|references|refs|logs|numbers)\b", re.IGNORECASE)
_IS_DAILY = re.compile(r"\d+_?[a-z]{0,2}_?,? (?:of|on|from|dated|for|\d)", re.IGNORECASE)
_IS_DATE = re.compile(r"(?:[0-2]?\d|3[01])[/.](?:0?\d|1[0-2])[/.]\d{2,4}")
_IS_TIME = re.compile(r"\d+(?:\.\d+)?(?:am|pm|st|nd|rd|th)", re.IGNORECASE)
_NO_PHONE = re.compile(r"0[57]\d{8}")
"""Ten digits where a telephone number has eleven."""
_IS_PHONE = re.compile(r"0\d{2,4} ?\d{3} ?\d{3,4}\b")


def likely_stretches(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield where the Markdown may have a reference: a paragraph each, or two where a cue ends the first.

    Where paragraphs cannot be read by themselves, the whole text is one stretch.
    """
    hints = [at for at in _hints(markdown) if _VALUE_NEAR.search(markdown, at, at + _REACH)]
    if hints and _STRUCTURED.search(markdown):
        yield 0, len(markdown)
        return
    breaks = [found.span() for found in _BLANK_LINES.finditer(markdown)] if hints else []
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(markdown)]
    stretches: dict[int, int] = {}
    for hint in hints:
        first = last = bisect_right(starts, hint) - 1
        if not _DIGIT.search(markdown, hint, ends[first]):  # the value may be in the next paragraph
            last = min(first + 1, len(ends) - 1)
            while last < len(ends) - 1 and not _LETTERS.search(markdown, starts[last], ends[last]):
                last += 1  # a rule, or an empty heading
        stretches[first] = max(last, stretches.get(first, 0))
    for first, last in stretches.items():
        yield starts[first], ends[last]


def _hints(text: str) -> list[int]:
    low = text.replace("İ", "I").lower()  # its small letter is two characters
    places = []
    for hint in _HINTS:
        at = low.find(hint)
        while at >= 0:
            if not low[at - 1 : at].isalnum():
                places.append(at)
            at = low.find(hint, at + len(hint))
    return sorted(places)


def find(text: str) -> list[Match]:
    """Find every reference that the text gives a caller, in order, each without its label."""
    return list(_found(text))


def _found(text: str) -> Iterator[Match]:
    done = 0
    for cue in _cues(text):
        if cue.start() < done:
            continue
        asked = cue.re is _ASKED
        plural = _PLURAL.search(cue[0]) is not None
        start, end = cue.span("value")
        while _is_reference(text, start, written := text[start:end].rstrip(".,:;-"), asked, cue[0].lower()):
            done = start + len(written)
            yield Match(start, done, Kind.REFERENCE, re.sub(r"\s", "", written).lower())
            more = _MORE.match(text, done)
            if more is None or not _is_another(more["value"], plural=plural):
                break
            start, end = more.span("value")


def _is_another(value: str, *, plural: bool) -> bool:
    """Return whether what follows “or” is surely a reference too, and not `24-year-old`."""
    if plural and value.isdigit() and len(value) >= 3:
        return True
    return _IS_DAILY.match(value) is not None or sum(map(str.isdigit, value)) >= 5


def _cues(text: str) -> list[re.Match[str]]:
    low = text.lower()
    if not any(hint in low for hint in _HINTS):
        return []
    cues = [*_ASKED.finditer(text), *_NAMED.finditer(text)]
    return sorted(cues, key=lambda cue: (cue.start(), cue.re is not _ASKED))


def _is_reference(text: str, start: int, written: str, asked: bool, cue: str) -> bool:
    if asked and written.startswith("Op"):
        return True
    if asked and _NO_PHONE.fullmatch(written):
        return True
    if not written or _IS_PHONE.match(text, start):
        return False
    if _IS_DAILY.match(written):
        return True
    if written in ("101", "999", "111") or _IS_DATE.fullmatch(written) or _IS_TIME.fullmatch(written):
        return False
    digits = sum(map(str.isdigit, written))
    if not asked and cue.startswith(_WEAK) and not ("num" in cue or "ref" in cue):
        return digits >= 6
    return digits >= (2 if asked else 3)
