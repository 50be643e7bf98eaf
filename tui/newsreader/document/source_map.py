"""Map the content that markdown-it extracts from a body back to offsets in the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Source:
    """The content of one block, in stretches that are contiguous in the body."""

    content: str
    starts: list[int] = field(default_factory=list)
    """Where each stretch starts in `content`, ascending from 0."""
    offsets: list[int] = field(default_factory=list)
    """Where it starts in the body."""

    def offset(self, index: int) -> int:
        """Return the offset of `content[index]` in the body."""
        number = max(bisect_right(self.starts, index) - 1, 0)
        return self.offsets[number] + index - self.starts[number]

    def stretches(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Split `content[start:end]` into parts that are contiguous in the body: `(start, end, offset)`."""
        found = []
        number = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            number += 1
            stop = min(end, self.starts[number]) if number < len(self.starts) else end
            found.append((start, stop, self.offsets[number - 1] + start - self.starts[number - 1]))
            start = stop
        return found

    def cut(self, start: int, end: int) -> Source:
        """Return the source of `content[start:end]`."""
        parts = self.stretches(start, end)
        return Source(
            self.content[start:end], [at - start for at, _, _ in parts], [offset for _, _, offset in parts]
        )

    def without(self, holes: Sequence[tuple[int, int]]) -> Source:
        """Return the source without the ascending, separate stretches `holes`."""
        kept = Source("")
        at = 0
        for start, end in [*holes, (len(self.content), len(self.content))]:
            for begin, stop, offset in self.stretches(at, start):
                kept.starts.append(len(kept.content))
                kept.offsets.append(offset)
                kept.content += self.content[begin:stop]
            at = end
        return kept


@dataclass(slots=True)
class SourceLines:
    """The lines of a chunk as they were parsed, and the offset of each in the body."""

    lines: list[str]
    offsets: list[int]

    @classmethod
    def of(cls, body: str, start: int, end: int) -> SourceLines:
        """Split `body[start:end]`, where `start` is the start of a line."""
        lines = body[start:end].split("\n")
        offsets = []
        for line in lines:
            offsets.append(start)
            start += len(line) + 1
        return cls(lines, offsets)

    def source(self, content: str, first: int) -> Source:
        """Locate `content`, whose lines are the ends of the lines from number `first` on.

        The block parser strips markers and indentation from the front of each line, spaces from both ends
        of the content, and replaces a tab it splits by spaces: what remains comparable is the end of a line
        without its spaces.
        """
        source = Source(content)
        index = 0
        for number, part in enumerate(content.split("\n")):
            text = part.lstrip(" \t")
            line_number = min(first + number, len(self.lines) - 1)
            offset = self.offsets[line_number]
            at = _find_at_end(self.lines[line_number], text)
            indent = len(part) - len(text)
            if indent:
                source.starts.append(index)
                source.offsets.append(max(offset + at - indent, offset))
            source.starts.append(index + indent)
            source.offsets.append(offset + at)
            index += len(part) + 1
        return source


def _find_at_end(line: str, text: str) -> int:
    """Return where `text` is in `line`, as near to its end as possible."""
    if line.endswith(text):
        return len(line) - len(text)
    bare = line.rstrip()
    if bare.endswith(text):
        return len(bare) - len(text)
    return max(line.rfind(text), 0)
