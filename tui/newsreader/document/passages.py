"""What the blocks of a slice say and how they are parted: the plain text for links, copying and search."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from newsreader.document.blocks import NOTES, Block, Item, Kind, Listing
from newsreader.document.inline_text import InlineText
from newsreader.document.lines import Target


class Passage(NamedTuple):
    """One block's text, in the order of the body."""

    gap: str
    """What parts it from the one before."""
    text: str
    offsets: array[int]
    targets: list[Target]
    code: bool


def moved(target: Target, by: int) -> Target:
    """`target` in a text that has `by` more characters before it."""
    return Target(target.start + by, target.end + by, target.address, target.image)


def lines_between(before: Block, block: Block) -> int:
    """Blank lines between a block and the next: none within a tight list or from note to note, else one."""
    if block.joined:
        return 0
    common = None
    for container, other in zip(before.path, block.path, strict=False):
        if container is not other:
            break
        common = container
    if isinstance(common, Item) and common.listing is NOTES:
        return 1
    listing = common.listing if isinstance(common, Item) else common
    return 0 if isinstance(listing, Listing) and listing.tight else 1


def passages(
    blocks: Iterable[Block], said: Callable[[Block], InlineText], cell: str = "\n"
) -> Iterator[Passage]:
    """The passages of `blocks`; `cell` is what parts the cells of a table's row."""
    before: Block | None = None
    for block in blocks:
        if block.kind is Kind.RULE or not block.shows(said(block)):
            continue
        gap = "" if before is None else "\n\n" if lines_between(before, block) else "\n"
        before = block
        if block.kind is Kind.TABLE:
            yield _table(gap, block, said, cell)
        else:
            yield Passage(gap, *said(block).spoken(), block.kind is Kind.CODE)


def _table(gap: str, block: Block, said: Callable[[Block], InlineText], between: str) -> Passage:
    said(block)
    parts: list[str] = []
    offsets: array[int] = array("i")
    targets: list[Target] = []
    for row in block.cells or []:
        parting = "\n"
        for cell in row:
            text, places, links = cell.spoken()
            if not text:
                continue
            if parts:
                parts.append(parting)
                offsets.append(offsets[-1])
            parting = between
            targets.extend(moved(link, len(offsets)) for link in links)
            parts.append(text)
            offsets.extend(places)
    return Passage(gap, "".join(parts), offsets, targets, False)
