"""What the link panel says of each entry, in rows of a width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsreader.links.reference import Entry, Group
from newsreader.ui.text_wrap import wrapped, wrapped_address

GROUPS = {
    Group.EMERGENCY: "Emergency",
    Group.HELP: "Help and advice",
    Group.APPEAL: "This appeal",
    Group.WEB: "Web",
}


_ADDRESSES = ("name-address", "address", "dead")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the panel."""

    text: str = ""
    look: str = "note"
    number: int = 0
    """Of the entry it belongs to; 0 for headings and air."""
    first: bool = False
    """Whether the number stands before it."""


def rows(entries: Sequence[Entry], width: int) -> list[Row]:
    """The rows of all entries under the headings of their groups; `width` is what is left by the numbers."""
    found: list[Row] = []
    group: Group | None = None
    for entry in entries:
        if entry.group is not group:
            group = entry.group
            found += [Row(), Row(GROUPS[group], "group")]
        else:
            found.append(Row())
        first = True
        for text, look in _said(entry):
            for piece in (wrapped_address if look in _ADDRESSES else wrapped)(text, width):
                found.append(Row(piece, look, entry.number, first))
                first = False
    return found


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is said of an entry, in order, each with its look."""
    name = entry.successor or entry.name or entry.shown or entry.words
    known = {_bare(name)}
    yield name, "name-address" if entry.target and _bare(name) == _bare(entry.shown) else "name"
    if entry.purpose:
        yield entry.purpose, "purpose"
    if entry.shown and _bare(entry.shown) not in known:
        known.add(_bare(entry.shown))
        yield entry.shown, "address" if entry.target else "dead"
    quote = _quote(entry)
    if quote:
        yield quote, "quote"
    if entry.successor:
        yield f"The article says {entry.words or entry.name}.", "words"
    elif entry.words and _bare(entry.words) not in known:
        yield f"“{entry.words}”", "words"
    if not entry.successor and any(mention.status not in (None, "current") for mention in entry.references):
        yield "May have ended.", "note"
    if entry.evidence == "M":
        yield "Not yet checked.", "note"


def _quote(entry: Entry) -> str:
    """What to say when calling, with the number to call where the article gives one."""
    if not entry.reference:
        return ""
    call = next((mention.call for mention in entry.references if mention.call), None)
    if call and call not in (entry.name, entry.shown):
        return f"Call {call}, quote {entry.reference}"
    return f"Quote {entry.reference}"


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
