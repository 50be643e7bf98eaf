"""What an article refers to: every kind of thing found, put together, numbered and named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from newsreader.document.lines import Prose
from newsreader.links.catalogue.catalogue import Catalogue, Resource
from newsreader.links.detect import case_references, phones, urls
from newsreader.links.detect.matches import Match, OccupiedSpans, sentence
from newsreader.links.detect.resource_names import Contacts
from newsreader.links.policy import Allowed, check
from newsreader.links.reference import Group, Kind, Reference

_HERE = re.compile(
    r"\b(?:(?:click|clicking|found|visit|visiting|available|register|registering|read|seen?|viewed|online|apply|applying|report"
    r"|reporting|details|information|accessed|watch|form|website|out|more) (?:it )?"
    r"(?P<here>here)\b(?! (?:in|at|to|on|and|for a)\b)"
    r"|(?P<bare>here)(?=[.:)\"”’]|\n|$)"
    r"|(?:our|their|its|the|his|her) (?:\w+ )?(?P<site>website|web site|webpage|site)\b)",
    re.IGNORECASE,
)
_NO_PAGE = ("emergency", "non-emergency")
"""Categories whose pages nobody means by “here”."""


@dataclass(slots=True)
class _Thing:
    """One thing that is referred to, with all its sightings."""

    kind: Kind
    key: str
    sightings: list[Match] = field(default_factory=list)
    resource: Resource | None = None
    alive: bool = True
    """Whether its address or number may still be offered."""
    call: Match | None = None
    """Of a reference: the number to quote it to."""

    @property
    def first(self) -> Match:
        return self.sightings[0]


def find_references(
    prose: Prose, catalogue: Catalogue, *, url: str | None = None, reference: str | None = None
) -> tuple[Reference, ...]:
    """What the prose refers to, in the order of the text: each thing once, with every place where it stands.

    `url` is the article's own page, from which relative links start; `reference` the one of its front matter,
    which counts where the text gives it without being asked to. Never raises, whatever the text.
    """
    things = _things(prose, catalogue, url, reference)
    numbers = _numbered(things)
    mentions = [
        _mention(thing, number, prose, catalogue) for thing, number in zip(things, numbers, strict=True)
    ]
    return tuple(mentions)


def _things(prose: Prose, catalogue: Catalogue, url: str | None, reference: str | None) -> list[_Thing]:
    text = prose.text
    linked = urls.find(prose, url)
    taken = OccupiedSpans(len(text), linked)
    quoted = [one for one in case_references.find(text) if (one.start, one.end) not in taken]
    if reference and not quoted:
        quoted = list(_given(text, reference, taken))
    for one in quoted:
        taken.add(one)
    rung = phones.find(text, taken)
    things = _gathered((*linked, *quoted, *rung))
    for thing in things:
        _recognise(thing, catalogue)
    things += _named(
        text,
        things,
        catalogue,
        OccupiedSpans(len(text), [one for one in linked if not _is_link_text(one, text)]),
    )
    _point_here(text, things)
    things.sort(key=lambda thing: (thing.first.start, thing.kind is not Kind.RESOURCE))
    _tie(text, things)
    return things


def _is_link_text(one: Match, text: str) -> bool:
    """Whether the address stands behind words (`[Run Hide Tell](…)`), which may then be a name."""
    written = text[one.start : one.end]
    return "." not in written and "@" not in written


def _given(text: str, reference: str, taken: OccupiedSpans) -> Iterator[Match]:
    wanted = " ".join(reference.split())
    if sum(map(str.isdigit, wanted)) < 3:
        return
    for match in re.finditer(rf"(?<![\w/*]){re.escape(wanted)}(?![\w/*])", text):
        if match.span() not in taken:
            yield Match(*match.span(), Kind.REFERENCE, wanted.replace(" ", "").lower())


def _gathered(sightings: Iterable[Match]) -> list[_Thing]:
    things: dict[tuple[Kind, str], _Thing] = {}
    for one in sorted(sightings, key=lambda one: one.start):
        things.setdefault((one.kind, one.key), _Thing(one.kind, one.key)).sightings.append(one)
    return list(things.values())


def _recognise(thing: _Thing, catalogue: Catalogue) -> None:
    """Say whose own address or number it is."""
    if thing.kind is Kind.WEB:
        thing.resource, thing.alive = catalogue.resource_at(thing.key)
    elif thing.kind is Kind.EMAIL:
        thing.resource = catalogue.resource_by_email(thing.key)
    elif thing.kind is Kind.PHONE:
        thing.resource, thing.alive = catalogue.resource_on(thing.key)
        if thing.resource is None and thing.key.startswith(("18001", "18002")):
            thing.resource = catalogue.resource_on("18000")[0]


def _named(text: str, things: Sequence[_Thing], catalogue: Catalogue, taken: OccupiedSpans) -> list[_Thing]:
    """The catalogue's entries: by name, else by their own number or address."""
    own: defaultdict[str, list[Match]] = defaultdict(list)
    for thing in things:
        if thing.resource is not None:
            own[thing.resource.id] += thing.sightings
    contacts = Contacts(
        (one.start for thing in things if thing.kind is not Kind.REFERENCE for one in thing.sightings),
        {id: [one.start for one in sightings] for id, sightings in own.items()},
    )
    named = _gathered(catalogue.names.find(text, taken, contacts))
    for thing in named:
        thing.resource = catalogue.get(thing.key)
        own.pop(thing.key, None)
    for id, sightings in own.items():
        kept = [
            replace(one, kind=Kind.RESOURCE, key=id) for one in sorted(sightings, key=lambda one: one.start)
        ]
        named.append(_Thing(Kind.RESOURCE, id, kept, catalogue.get(id)))
    return named


def _point_here(text: str, things: Sequence[_Thing]) -> None:
    """Give a bare “here” or “our website” beside an entry's name to that entry."""
    pages = [
        thing
        for thing in things
        if thing.kind is Kind.RESOURCE
        and thing.resource is not None
        and (thing.resource.address or thing.resource.dead_addresses)
        and thing.resource.category not in _NO_PAGE
    ]
    if not pages:
        return
    addressed = OccupiedSpans(
        len(text),
        (one for thing in things if thing.kind in (Kind.WEB, Kind.EMAIL) for one in thing.sightings),
    )
    named = sorted(
        ((one.start, thing) for thing in pages for one in thing.sightings if one.name), key=itemgetter(0)
    )
    for match in _HERE.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if (max(0, start - 6), end + 6) in addressed:
            continue
        owner = _owner(text, start, end, named, match.lastgroup == "site")
        if owner is not None:
            owner.sightings.append(Match(start, end, Kind.RESOURCE, owner.key))
    for thing in pages:
        thing.sightings.sort(key=_start)


def _start(one: Match) -> int:
    return one.start


def _owner(text: str, start: int, end: int, named: Sequence[tuple[int, _Thing]], same: bool) -> _Thing | None:
    """Whose page “here” is: the nearest name before it in its sentence, else the only one in the last."""
    begin, _ = sentence(text, start, end)
    last = bisect_left(named, start, key=itemgetter(0))
    if last and named[last - 1][0] >= begin:
        return named[last - 1][1]
    if same or start - begin > 60 or begin < 2 or "\n" in text[begin - 2 : begin]:
        return None
    previous, _ = sentence(text, begin - 2, begin - 1)
    owners = {thing.key: thing for _, thing in named[bisect_left(named, previous, key=itemgetter(0)) : last]}
    return next(iter(owners.values())) if len(owners) == 1 else None


def _tie(text: str, things: Sequence[_Thing]) -> None:
    """Tie each reference to the number that it is quoted to."""
    rung = [
        one
        for thing in things
        if thing.kind is Kind.PHONE
        and not (thing.resource and thing.resource.category in ("anonymous-reporting", "emergency"))
        for one in thing.sightings
    ]
    if not rung:
        return
    rung.sort(key=lambda one: one.start)
    for thing in things:
        if thing.kind is Kind.REFERENCE:
            thing.call = _call_for(text, thing.first, rung)


def _call_for(text: str, reference: Match, rung: Sequence[Match]) -> Match:
    begin, stop = sentence(text, reference.start, reference.end)
    here = [one for one in rung if begin <= one.start < stop]
    general = [one for one in here or rung if one.key == "101"]
    if here:
        before = [one for one in here if one.start < reference.start]
        return (general or before[-1:] or here)[0]
    before = [one for one in rung if one.start < reference.start]
    near = [one for one in before if "\n\n" not in text[one.end : reference.start]]
    return (near[-1:] or general or before[-1:] or list(rung))[0]


def _numbered(things: Sequence[_Thing]) -> list[int]:
    """The number of each thing's entry: what belongs together has one, ascending by where it first stands."""
    numbers: dict[str, int] = {}
    spans: dict[tuple[int, int], str] = {}
    given: list[int] = []
    for thing in things:
        group = _belongs(thing, things)
        for one in thing.sightings:
            group = spans.setdefault((one.start, one.end), group) if thing.resource is None else group
            spans[(one.start, one.end)] = group
        given.append(numbers.setdefault(group, len(numbers) + 1))
    return given


def _belongs(thing: _Thing, things: Sequence[_Thing]) -> str:
    if thing.resource is not None:
        return f"resource {thing.resource.id}"
    if thing.call is not None:
        for other in things:
            if other.kind is Kind.PHONE and thing.call in other.sightings:
                return _belongs(other, things)
    return f"{thing.kind} {thing.key}"


def _mention(thing: _Thing, number: int, prose: Prose, catalogue: Catalogue) -> Reference:
    resource = thing.resource
    named = _called(thing)
    return Reference(
        entry=number,
        kind=thing.kind,
        text=_as_written(prose, thing.first),
        target=_target(thing),
        resource=resource.id if resource else None,
        name=named or (resource.name if resource else prose.text[thing.first.start : thing.first.end]),
        purpose=resource.purpose if resource else "",
        group=_group(thing, catalogue),
        status=resource.status if resource else None,
        replaced_by=resource.replaced_by if resource else None,
        call=prose.text[thing.call.start : thing.call.end] if thing.call else None,
        places=tuple(sorted({prose.span(one.start, one.end) for one in thing.sightings})),
    )


def _as_written(prose: Prose, one: Match) -> str:
    """The words of the text; in a reference also an asterisk that Markdown took for emphasis (`20*01234`)."""
    text = prose.text[one.start : one.end]
    if one.kind is not Kind.REFERENCE:
        return text
    return "".join(
        f"*{char}"
        if at
        and char.isdigit()
        and text[at - 1].isdigit()
        and prose.offsets[one.start + at] - prose.offsets[one.start + at - 1] == 2
        else char
        for at, char in enumerate(text)
    )


def _called(thing: _Thing) -> str | None:
    """The former name under which the article names an entry; None if it uses the present one anywhere."""
    if thing.kind is not Kind.RESOURCE or thing.resource is None:
        return None
    former = {_plain(name): name for name in reversed(thing.resource.former_names)}
    names = [one.name for one in thing.sightings if one.name]
    if names and all(_plain(name) in former for name in names):
        return former[_plain(names[0])]
    return None


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _group(thing: _Thing, catalogue: Catalogue) -> Group:
    if thing.resource is not None:
        return catalogue.group(thing.resource)
    return Group.WEB if thing.kind is Kind.WEB else Group.APPEAL


def _target(thing: _Thing) -> str | None:
    """Where it leads, through the gate; None for what may not be offered."""
    wanted = thing.first.target
    if thing.kind is Kind.RESOURCE and thing.resource is not None:
        wanted = resource_target(thing.resource)
    if wanted is None or not thing.alive:
        return None
    passage = check(wanted)
    return passage.target if isinstance(passage, Allowed) else None


def resource_target(resource: Resource) -> str | None:
    """What an entry offers to open: its number in an emergency, else its page, else its number.

    A page known from memory only gives way to a number, unless a caller must know more than the number.
    """
    number = "".join(filter(str.isdigit, resource.dialled))
    scheme = "tel" if resource.phone else "sms"
    dial = f"{scheme}:+44{number[1:]}" if number.startswith("0") else f"{scheme}:{number}"
    rather = resource.category in _NO_PAGE or (resource.level("address") == "M" and not resource.phone_note)
    if number and (rather or not resource.address):
        return dial
    return resource.address or None
