"""Give a bare “here” or “our website” to the resource whose page is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter, itemgetter

from newsreader.links.catalogue.resource import EMERGENCY_CATEGORIES
from newsreader.links.detect.matches import Match, OccupiedSpans, sentence_span
from newsreader.links.reference import Kind
from newsreader.links.referent import Referent

_HERE = re.compile(
    r"\b(?:(?:click|clicking|found|visit|visiting|available|register|registering|read|seen?|viewed|online|apply|applying|report"
    r"|reporting|details|information|accessed|watch|form|website|out|more) (?:it )?"
    r"(?P<here>here)\b(?! (?:in|at|to|on|and|for a)\b)"
    r"|(?P<bare>here)(?=[.:)\"”’]|\n|$)"
    r"|(?:our|their|its|the|his|her) (?:\w{1,40} )?(?P<site>website|web site|webpage|site)\b)",
    re.IGNORECASE,
)
_REACH = 60
"""Characters of its sentence before “here” within which the sentence before may name the resource."""


def assign_here_links(text: str, referents: Sequence[Referent]) -> None:
    """Add a match for each “here” to the resource named before it."""
    pages = [one for one in referents if _has_page(one)]
    if not pages:
        return
    addressed = OccupiedSpans(
        len(text),
        (match for one in referents if one.kind in (Kind.WEB, Kind.EMAIL) for match in one.matches),
    )
    named = sorted(
        ((match.start, one) for one in pages for match in one.matches if match.name), key=itemgetter(0)
    )
    for here in _HERE.finditer(text):
        start, end = here.span(here.lastgroup or 0)
        if (max(0, start - 6), end + 6) in addressed:
            continue
        owner = _owner(text, start, end, named, same_sentence=here.lastgroup == "site")
        if owner is not None:
            owner.matches.append(Match(start, end, Kind.RESOURCE, owner.key))
    for one in pages:
        one.matches.sort(key=attrgetter("start"))


def _has_page(referent: Referent) -> bool:
    resource = referent.resource
    return (
        referent.kind is Kind.RESOURCE
        and resource is not None
        and bool(resource.address or resource.dead_addresses)
        and resource.category not in EMERGENCY_CATEGORIES
    )


def _owner(
    text: str, start: int, end: int, named: Sequence[tuple[int, Referent]], *, same_sentence: bool
) -> Referent | None:
    """Return the nearest name before it in its sentence, else the only one in the sentence before."""
    begin, _ = sentence_span(text, start, end)
    last = bisect_left(named, start, key=itemgetter(0))
    if last and named[last - 1][0] >= begin:
        return named[last - 1][1]
    if same_sentence or start - begin > _REACH or begin < 2 or "\n" in text[begin - 2 : begin]:
        return None
    previous, _ = sentence_span(text, begin - 2, begin - 1)
    owners = {one.key: one for _, one in named[bisect_left(named, previous, key=itemgetter(0)) : last]}
    return next(iter(owners.values())) if len(owners) == 1 else None
