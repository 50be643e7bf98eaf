"""Which references belong together: a case reference and its number, a service and its address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

from newsreader.links.detect.matches import Match, sentence_span
from newsreader.links.reference import Kind
from newsreader.links.referent import Referent

_NEVER_QUOTED_TO = ("anonymous-reporting", "emergency")
"""Categories that take no case reference."""


def assign_calls(text: str, referents: Sequence[Referent]) -> None:
    """Give each case reference the number that it is to be quoted to."""
    numbers = sorted(
        (
            match
            for one in referents
            if one.kind is Kind.PHONE and not (one.resource and one.resource.category in _NEVER_QUOTED_TO)
            for match in one.matches
        ),
        key=attrgetter("start"),
    )
    if not numbers:
        return
    calls = _Calls(text, numbers)
    for one in referents:
        if one.kind is Kind.REFERENCE:
            one.call = calls.for_reference(one.first)


class _Calls:
    """The numbers of a text, in order, and which of them goes with a case reference."""

    def __init__(self, text: str, numbers: Sequence[Match]) -> None:
        self._text = text
        self._numbers = numbers
        self._starts = [one.start for one in numbers]
        self._first_101 = next((one for one in numbers if one.key == "101"), None)
        self._breaks = [found.start() for found in re.finditer("\n\n", text)]

    def for_reference(self, reference: Match) -> Match:
        """101 in the sentence, else the nearest number there; else one in the paragraph, else any."""
        begin, stop = sentence_span(self._text, reference.start, reference.end)
        before = bisect_left(self._starts, reference.start)
        here = self._numbers[bisect_left(self._starts, begin) : bisect_left(self._starts, stop)]
        if here:
            general = next((one for one in here if one.key == "101"), None)
            return general or (self._numbers[before - 1] if here[0].start < reference.start else here[0])
        last = self._numbers[before - 1] if before else None
        if last is not None and not self._is_parted(last.end, reference.start):
            return last
        return self._first_101 or last or self._numbers[0]

    def _is_parted(self, start: int, end: int) -> bool:
        """Return whether a blank line is in between."""
        at = bisect_left(self._breaks, start)
        return at < len(self._breaks) and self._breaks[at] + 2 <= end


def entry_numbers(referents: Sequence[Referent]) -> list[int]:
    """Number the entries from 1, in the order of the text; what belongs together shares one."""
    owners = {match: one for one in referents if one.kind is Kind.PHONE for match in one.matches}
    numbers: dict[str, int] = {}
    groups: dict[tuple[int, int], str] = {}
    found: list[int] = []
    for one in referents:
        group = _group(one, owners)
        for match in one.matches:
            span = match.start, match.end
            if one.resource is None:
                group = groups.setdefault(span, group)
            groups[span] = group
        found.append(numbers.setdefault(group, len(numbers) + 1))
    return found


def _group(referent: Referent, owners: Mapping[Match, Referent]) -> str:
    if referent.resource is not None:
        return f"resource {referent.resource.id}"
    if referent.call is not None:
        return _group(owners[referent.call], owners)
    return f"{referent.kind} {referent.key}"
