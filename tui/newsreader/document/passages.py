"""What the blocks of a slice say, and how they are parted: the plain text behind links, copying and search."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .blocks import Block, Item, Kind, Listing
from .lines import Target
from .said import Said


class Passage(NamedTuple):
    """One block's text, in the order of the body."""

    gap: str
    """What parts it from the one before."""
    text: str
    offsets: array[int]
    targets: list[Target]
    code: bool


def lines_between(before: Block, block: Block) -> int:
    """Blank lines between two blocks that follow on one another: none within a tight list, else one."""
    if block.joined:
        return 0
    common = None
    for container, other in zip(before.path, block.path, strict=False):
        if container is not other:
            break
        common = container
    listing = common.listing if isinstance(common, Item) else common
    return 0 if isinstance(listing, Listing) and listing.tight else 1


def passages(blocks: Iterable[Block], said: Callable[[Block], Said]) -> Iterator[Passage]:
    """The passages of `blocks`."""
    before: Block | None = None
    for block in blocks:
        if block.kind is Kind.RULE or not block.shows(said(block)):
            continue
        gap = "" if before is None else "\n\n" if lines_between(before, block) else "\n"
        before = block
        if block.kind is Kind.TABLE:
            yield _table(gap, block, said)
        else:
            yield Passage(gap, *said(block).spoken(), block.kind is Kind.CODE)


def _table(gap: str, block: Block, said: Callable[[Block], Said]) -> Passage:
    said(block)
    parts: list[str] = []
    offsets: array[int] = array("i")
    targets: list[Target] = []
    at = 0
    for row in block.cells or []:
        for cell in row:
            text, places, links = cell.spoken(shift=at)
            if not text:
                continue
            text += "\n"
            places.append(places[-1])
            parts.append(text)
            offsets.extend(places)
            targets.extend(links)
            at += len(text)
    whole = "".join(parts).removesuffix("\n")
    return Passage(gap, whole, offsets[: len(whole)], targets, False)
