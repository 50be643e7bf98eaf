"""The readable text of blocks and the gaps between them, for link detection, copying and search."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from newsreader.document.blocks import NOTE_LIST, Block, Item, Kind, List
from newsreader.document.inline_text import InlineText, PlainText
from newsreader.document.lines import Target


class BlockText(NamedTuple):
    """The readable text of one block."""

    gap: str
    """What separates it from the block before."""
    plain: PlainText
    is_code: bool


def has_blank_line_between(before: Block, block: Block) -> bool:
    """Whether a blank line separates the blocks; not within a tight list."""
    if block.continues:
        return False
    common = None
    for container, other in zip(before.path, block.path, strict=False):
        if container is not other:
            break
        common = container
    if isinstance(common, Item) and common.list is NOTE_LIST:
        return True
    enclosing = common.list if isinstance(common, Item) else common
    return not (isinstance(enclosing, List) and enclosing.tight)


def block_texts(
    blocks: Iterable[Block], text_of: Callable[[Block], InlineText], cell_separator: str = "\n"
) -> Iterator[BlockText]:
    """Yield the text of each visible block."""
    before: Block | None = None
    for block in blocks:
        inline = text_of(block)
        if block.kind is Kind.RULE or not block.is_visible(inline):
            continue
        gap = "" if before is None else "\n\n" if has_blank_line_between(before, block) else "\n"
        before = block
        plain = _table_text(block, cell_separator) if block.kind is Kind.TABLE else inline.plain_text()
        yield BlockText(gap, plain, block.kind is Kind.CODE)


def _table_text(block: Block, cell_separator: str) -> PlainText:
    parts: list[str] = []
    offsets: array[int] = array("i")
    targets: list[Target] = []
    for row in block.cells or []:
        separator = "\n"
        for cell in row:
            plain = cell.plain_text()
            if not plain.text:
                continue
            if parts:
                parts.append(separator)
                offsets.append(offsets[-1])
            separator = cell_separator
            targets.extend(target.shifted(len(offsets)) for target in plain.targets)
            parts.append(plain.text)
            offsets.extend(plain.offsets)
    return PlainText("".join(parts), offsets, targets)
