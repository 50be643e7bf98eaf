"""Detect telephone numbers of the UK in every spelling, misprints as they are written.

Ofcom's National Telephone Numbering Plan: a number begins with 0 and has ten or eleven digits with it (a few
old freephone ones have eight); 116xxx and the three-digit codes are whole numbers; 18001 before a number is
for Relay UK.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.links.detect.matches import Match, OccupiedSpans, word_set
from newsreader.links.phone_numbers import digits_of, international, national
from newsreader.links.reference import Kind

_GAP = "[ \u00a0]"
_NUMBER = re.compile(
    rf"""
    (?P<relay> (?<![\w@£.,:/*-]) 1800[12] {_GAP}? (?: (?:101|999)(?!\d) | 0\d[\d ]{{6,13}}\d ) )
  | (?P<abroad> (?<![\w+]) (?:\+|00) (?!{_GAP}?44|0) [1-9] (?: {_GAP}?[(-]?\d+\)? ){{2,6}} )
  | (?P<long> (?<![\d@£$€.,+*-]) (?: \(?(?:\+|00){_GAP}?44\)? {_GAP}? (?:\(0\))? | \(?0 )
        (?: [)-]?{_GAP}{{0,2}}[(-]?{_GAP}?\d+ ){{1,7}} \)? )
  | (?P<short> (?<![\w@£$€.,+*#-]) (?<!\d[:/]) (?: 116{_GAP}?(?:000|111|117|006|123) | \d{{3,6}} )
        (?! [.,:/]\d | -\d | % | (?:st|nd|rd|th|mph|km|kg|g|m|am|pm)\b ) )
    """,
    re.VERBOSE,
)
_DIALLABLE = re.compile(
    r"0(?:1\d{8,9}|[23789]\d{9}|5[56]\d{8}|500(?:\d{4}|\d{6})|800(?:\d{4}|\d{6})|845\d{4})"
)
"""Ofcom's plan: ten digits and the 0; fewer for some of 01, 0500, 0800 and 0845."""
_EXTENSION = re.compile(r",? ?(?:ext(?:ension|n)?|x)\.? ?(\d{2,6})\b", re.IGNORECASE)
_TEXTING = re.compile(r"\b(?:text(?:ing|s)?|txt|sms)\b[^.\n]{0,45}$", re.IGNORECASE)
_TEXTING_AFTER = re.compile(r"[^.\n]{0,4}\b(?:sms|text)\b", re.IGNORECASE)
_TEXT_ONLY = re.compile(r"\b(?:text(?:ing)?|txt|sms)(?: \w+){0,3}:?[ ]$", re.IGNORECASE)
# Words around a three-digit code that only counts something.
_RINGING = word_set("call calling dial dialling ring ringing phone phoning telephone")
_COUNTED = word_set(
    """
    offences crimes crime people arrests arrest incidents reports report vehicles cars drivers
    officers men women years year days day months weeks miles mph kilometres km metres cannabis
    plants stops searches victims times hours minutes calls call-outs homes properties cases new
    tickets fines recorded more less fewer per percent members volunteers bikes bicycles cans bags
    wraps grams kilograms kilos kg g cm mm m litres cannabis knives weapons firearms guns jobs
    places positions deaths casualties driving speeding motorists children pupils students schools
    events visits deployments callers extra additional applications
    """
)
_COUNTING = word_set(
    """
    received receiving receives took taking made over than around about approximately nearly almost
    recorded total seized arrested of aged another three-hundred hundred extra were handled answered
    saw dealt responding responded response silent hoax inappropriate multiple several increased
    recent previous first their his her a an sham fake live recorded accidental abandoned many
    including was were dropped bar room flat page section incident cad log reference ref isr serial
    no number:
    """
)
_OWN_NOUNS = word_set("service number line lines system operator non-emergency phone telephone live")
_TOLD = word_set("called rang dialled dialed phoned telephoned")
"""Somebody did ring: that is a story, not advice."""
_AS_ADJECTIVE = word_set("response mobile operator operators team teams lines handler handlers caller")
_CALLS_TO = re.compile(r"\bcalls (?:were )?(?:made |received )?to (?:the )?(?:(?:999|101) (?:and|or) )?$")
_BEFORE = re.compile(r"([\w'’:@-]+)[^\w\n]{0,4}$")
_AFTER = re.compile(r"[ \u00a0*_]{0,3}(\w[\w'’-]*)")
_LEADING = word_set(
    """
    on call calling dial dialling dialing ring ringing via through phone phoning telephone
    telephoning tel number numbers contact contacting contacted police us emergency non-emergency
    use using by either is service line
    """
)
_FOLLOWING = word_set(
    """
    a and any anytime as at before but by call calls can chat choose direct etx ext extension for free
    from giving handlers here if immediately in instead is it line live mentioning minicom ni nid
    now number numbers of on online option or otherwise please press quote quoting ref reference
    referencing referring regarding should so straight team text that the then this to using via
    webchat when where whether which while who will with without you
    """
)
"""What may come behind a code without making it a count: `leaflets` or `High Street` does not."""
_EMERGENCY = ("999", "112")
_ABROAD = re.compile(r"1\d{10}|[2-9]\d{6,14}")
"""A country code and a number; in North America always ten digits."""
_HELPLINE = re.compile(r"116\d{3}")
_TEXT_CODES = ("61016", "7726")
_RELAY_SERVICE = re.compile("textphone|relay|minicom", re.IGNORECASE)
"""18000 is Relay UK's emergency number only in a text about it."""
_RUNG = ("101", "111", "112", "105", "119", "159", "123")


def find(text: str, taken: OccupiedSpans) -> list[Match]:
    """Find every number that one could dial or text, in order, outside the stretches that are taken."""
    return [match for match in _numbers(text) if (match.start, match.end) not in taken]


def _numbers(text: str) -> Iterator[Match]:
    has_relay = "18000" in text and _RELAY_SERVICE.search(text) is not None
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if text[end : end + 1].isdigit() or text[end : end + 1] == "@":
            continue
        digits = digits_of(match[0])
        if match["long"]:
            span = _number_in(match[0], text[start - 1 : start].isalpha())
            if span:
                yield _long(text, start + span[0], start + span[1])
        elif match["relay"] or _HELPLINE.fullmatch(digits) or (digits == "18000" and has_relay):
            yield Match(start, end, Kind.PHONE, digits, f"tel:{digits}")
        elif match["abroad"]:
            if 9 <= len(digits) <= 15:
                number = digits.removeprefix("00")
                target = f"tel:+{number}" if _ABROAD.fullmatch(number) else None
                yield Match(start, end, Kind.PHONE, digits, target)
        elif _is_short(text, start, end, digits):
            scheme = "sms" if _is_texted(text, start, end, digits) else "tel"
            yield Match(start, end, Kind.PHONE, digits, f"{scheme}:{digits}")


def _number_in(written: str, glued: bool) -> tuple[int, int] | None:
    """Find the number, or the misprint of one, in a run of digits; the rest is the sentence's.

    One digit more or less is still meant as a number, where the digits are grouped as in one.
    """
    begin = 1 if written[0] == "(" and written.count(")") != 1 else 0
    ends = [group.end() for group in re.finditer(r"\d+\)?", written)]
    known = [(end, national(digits_of(written[:end]))) for end in ends]
    for end, number in reversed(known):
        if _is_whole(number):
            return begin, end - (written[end - 1] == ")" and "(" not in written[begin:end])
    end, number = known[-1]
    if glued or number[:1] != "0" or number[1:2] in ("0", "4", "6") or len(known) < 2:
        return None
    return (begin, end) if len(number) in (9, 12) else None


def _is_whole(number: str) -> bool:
    if number[:1] != "0" or number[1:2] in ("0", "4", "6"):
        return False
    return len(number) in (10, 11) or (len(number) == 8 and number.startswith(("0800", "0845", "0500")))


def _long(text: str, start: int, end: int) -> Match:
    number = national(digits_of(text[start:end]))
    target = None
    if _DIALLABLE.fullmatch(number):
        texted = number.startswith("07") and _TEXT_ONLY.search(text, max(0, start - 30), start)
        target = f"{'sms' if texted else 'tel'}:{international(number)}"
        extension = _EXTENSION.match(text, end)
        if extension and not texted:
            target += f";ext={extension[1]}"
    return Match(start, end, Kind.PHONE, number, target)


def _is_short(text: str, start: int, end: int, digits: str) -> bool:
    if digits == "999" or digits in _RUNG:
        return _is_rung(text, start, end, digits)
    if digits in _TEXT_CODES:
        return True
    return 5 <= len(digits) <= 6 and digits[0] in "678" and _is_texted(text, start, end, digits)


def _is_texted(text: str, start: int, end: int, digits: str) -> bool:
    if digits in _TEXT_CODES:
        return True
    if digits in _RUNG:
        return False
    if digits == "999":
        return bool(_TEXT_ONLY.search(text, max(0, start - 30), start))
    return bool(_TEXTING.search(text, max(0, start - 60), start) or _TEXTING_AFTER.match(text, end))


def _is_rung(text: str, start: int, end: int, digits: str) -> bool:
    """Return whether a three-digit code is something to ring here, by the words on either side."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    after = _AFTER.match(text, end)
    left = before[1].lower().rstrip(":") if before else ""
    right = after[1].lower() if after else ""
    if left in _RINGING:
        return not right.isdigit() or digits == "101"
    if text[start - 1 : start] in ("‘", "'") and digits in _EMERGENCY:
        return False
    if left.isdigit() or right.isdigit():
        return left in ("101", "999") or (digits == "101" and not left.isdigit())
    if right in _COUNTED or left in _TOLD or _CALLS_TO.search(text, max(0, start - 40), start):
        return False
    if digits in ("101", "999"):
        return _is_police(left, right, digits)
    return digits in ("111", "105", "119", "112") and left in ("on", "nhs", "via", "or", "contact")


def _is_police(left: str, right: str, digits: str) -> bool:
    if digits == "999" and (right == "call" or right in _AS_ADJECTIVE):
        return False
    if left in _COUNTING and not (right in _OWN_NOUNS and digits == "101"):
        return False
    return not right or left in _LEADING or right in _FOLLOWING or right in _OWN_NOUNS
