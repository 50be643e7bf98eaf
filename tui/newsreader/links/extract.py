"""Extract what an article refers to: every kind of match put together, numbered and named."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from newsreader.document.lines import Prose
from newsreader.links.catalogue.catalogue import Catalogue
from newsreader.links.catalogue.name_matcher import Contacts
from newsreader.links.detect import case_references, phones, urls
from newsreader.links.detect.matches import Match, OccupiedSpans
from newsreader.links.entries import make_entries
from newsreader.links.grouping import assign_calls, entry_numbers
from newsreader.links.here_links import assign_here_links
from newsreader.links.policy import Allowed, check, readable
from newsreader.links.reference import Entry, Group, Kind, Reference
from newsreader.links.referent import Referent

_MARKUP = re.compile(
    r"""[^\w .,;:'"()/?!%$£“”‘’–—…@+=#•″×°\u00a0\n-]|_|^[ =+#\d-]|  |[ \u00a0]$""",
    re.MULTILINE,
)
"""What may be Markdown, or a character that prose leaves out."""
_BOLD = re.compile(r"""(?<![^\s("“‘])\*\*([^\s*](?:[^*\n]*[^\s*])?)\*\*(?![^\s.,;:)"”’])""")
"""Emphasis that any reading of Markdown takes as such."""


@dataclass(frozen=True, slots=True)
class Links:
    """What an article refers to."""

    references: tuple[Reference, ...]
    """In the order of the text, each once."""
    entries: tuple[Entry, ...]
    """The same as the panel shows it: what belongs together under one number."""


def links_of(
    body: str, catalogue: Catalogue, *, title: str = "", url: str | None = None, reference: str | None = None
) -> Links:
    """Find what an article's body refers to. Never raises, whatever the text.

    `url` is the article's own page, from which relative links start; `reference` the one of its front matter,
    which counts wherever the text gives it.
    """
    from newsreader.document.document import Document

    references = find_references(Document(body, title=title).prose(), catalogue, url=url, reference=reference)
    return Links(references, make_entries(references, catalogue))


def first_reference(body: str) -> str | None:
    """Find the first case reference that `links_of` finds, as it is written; for the index."""
    for start, end in case_references.likely_stretches(body):
        prose = _prose(body[start:end])
        found = case_references.find(prose.text)
        taken = OccupiedSpans(len(prose.text), urls.find(prose) if found else ())
        for match in _outside(taken, found):
            return _as_written(prose, match)
    return None


def _prose(markdown: str) -> Prose:
    """Return the prose of some paragraphs; most have no markup and need no parser, nor its import."""
    plain = _BOLD.sub(r"\1", markdown) if "**" in markdown else markdown
    if _MARKUP.search(plain):
        from newsreader.document.document import Document

        return Document(markdown).prose()
    text = "\n\n".join(line.replace("\n", " ") for line in re.split("\n{2,}", plain.strip("\n")))
    return Prose(text, array("l", range(len(text))))


def find_references(
    prose: Prose, catalogue: Catalogue, *, url: str | None = None, reference: str | None = None
) -> tuple[Reference, ...]:
    """Find what the prose refers to, in the order of the text; see `links_of`."""
    referents = _referents(prose, catalogue, url, reference)
    numbers = entry_numbers(referents)
    return tuple(
        _reference(one, number, prose, catalogue) for one, number in zip(referents, numbers, strict=True)
    )


def _referents(prose: Prose, catalogue: Catalogue, url: str | None, reference: str | None) -> list[Referent]:
    text = prose.text
    linked = urls.find(prose, url)
    taken = OccupiedSpans(len(text), linked)
    quoted = list(_outside(taken, case_references.find(text)))
    if reference and not quoted:
        quoted = list(_given_reference(text, reference, taken))
    for one in quoted:
        taken.add(one)
    referents = _by_key((*linked, *quoted, *phones.find(text, taken)))
    for referent in referents:
        _recognise(referent, catalogue)
    # The words of a link may be a name, as in `[Run Hide Tell](…)`; a bare address is none.
    bare = OccupiedSpans(len(text), (one for one in linked if _is_bare(text[one.start : one.end])))
    referents += _resources(text, referents, catalogue, bare)
    assign_here_links(text, referents)
    referents.sort(key=lambda one: (one.first.start, one.kind is not Kind.RESOURCE))
    assign_calls(text, referents)
    return referents


def _outside(taken: OccupiedSpans, matches: Iterable[Match]) -> Iterator[Match]:
    return (one for one in matches if (one.start, one.end) not in taken)


def _given_reference(text: str, reference: str, taken: OccupiedSpans) -> Iterator[Match]:
    wanted = " ".join(reference.split())
    if sum(map(str.isdigit, wanted)) < 3:
        return
    for match in re.finditer(rf"(?<![\w/*]){re.escape(wanted)}(?![\w/*])", text):
        if match.span() not in taken:
            yield Match(*match.span(), Kind.REFERENCE, wanted.replace(" ", "").lower())


def _is_bare(written: str) -> bool:
    return "." in written or "@" in written


def _by_key(matches: Iterable[Match]) -> list[Referent]:
    referents: dict[tuple[Kind, str], Referent] = {}
    for one in sorted(matches, key=attrgetter("start")):
        referents.setdefault((one.kind, one.key), Referent(one.kind, one.key)).matches.append(one)
    return list(referents.values())


def _recognise(referent: Referent, catalogue: Catalogue) -> None:
    """Note whose own address or number it is."""
    if referent.kind is Kind.WEB:
        referent.resource, referent.alive = catalogue.resource_at(referent.key)
    elif referent.kind is Kind.EMAIL:
        referent.resource = catalogue.resource_by_email(referent.key)
    elif referent.kind is Kind.PHONE:
        referent.resource, referent.alive = catalogue.resource_on(referent.key)
        if referent.resource is None and referent.key.startswith(("18001", "18002")):
            referent.resource = catalogue.resource_on("18000")[0]


def _resources(
    text: str, referents: Sequence[Referent], catalogue: Catalogue, taken: OccupiedSpans
) -> list[Referent]:
    """Find the catalogue's resources: by name, else by their own number or address."""
    own: defaultdict[str, list[Match]] = defaultdict(list)
    for one in referents:
        if one.resource is not None:
            own[one.resource.id] += one.matches
    contacts = Contacts(
        (match.start for one in referents if one.kind is not Kind.REFERENCE for match in one.matches),
        {id: [match.start for match in matches] for id, matches in own.items()},
    )
    named = _by_key(catalogue.names.find(text, taken, contacts))
    for one in named:
        one.resource = catalogue.get(one.key)
        own.pop(one.key, None)
    for id, matches in own.items():
        matches.sort(key=attrgetter("start"))
        kept = [replace(match, kind=Kind.RESOURCE, key=id) for match in matches]
        named.append(Referent(Kind.RESOURCE, id, kept, catalogue.get(id)))
    return named


def _reference(referent: Referent, number: int, prose: Prose, catalogue: Catalogue) -> Reference:
    resource, call, first = referent.resource, referent.call, referent.first
    target = _target(referent)
    if resource is not None:
        name, group = resource.name, catalogue.group(resource)
    else:
        name = prose.text[first.start : first.end]
        if first.misleading and target:
            name = readable(target)
        group = Group.WEB if referent.kind is Kind.WEB else Group.APPEAL
    return Reference(
        entry=number,
        kind=referent.kind,
        text=_as_written(prose, first),
        target=target,
        resource=resource.id if resource else None,
        name=_former_name(referent) or name,
        purpose=resource.purpose if resource else "",
        group=group,
        status=resource.status if resource else None,
        replaced_by=resource.replaced_by if resource else None,
        call=prose.text[call.start : call.end] if call else None,
        places=tuple(sorted({prose.span(one.start, one.end) for one in referent.matches})),
    )


def _as_written(prose: Prose, match: Match) -> str:
    """Return the words of the text; in a case reference also an asterisk taken for emphasis (`20*01234`)."""
    text = prose.text[match.start : match.end]
    if match.kind is not Kind.REFERENCE:
        return text
    offsets = prose.offsets[match.start : match.end]
    written = text[:1]
    for at in range(1, len(text)):
        is_gap = text[at].isdigit() and text[at - 1].isdigit() and offsets[at] - offsets[at - 1] == 2
        written += f"*{text[at]}" if is_gap else text[at]
    return written


def _former_name(referent: Referent) -> str | None:
    """Return the former name that the article uses; None if it uses the present one anywhere."""
    if referent.kind is not Kind.RESOURCE or referent.resource is None:
        return None
    former = {_letters(name): name for name in reversed(referent.resource.former_names)}
    names = [_letters(one.name) for one in referent.matches if one.name]
    return former[names[0]] if names and all(name in former for name in names) else None


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def _target(referent: Referent) -> str | None:
    """Return the target; None for what may not be offered."""
    wanted = referent.first.target
    if referent.kind is Kind.RESOURCE and referent.resource is not None:
        wanted = referent.resource.target
    if wanted is None or not referent.alive:
        return None
    outcome = check(wanted)
    return outcome.target if isinstance(outcome, Allowed) else None
