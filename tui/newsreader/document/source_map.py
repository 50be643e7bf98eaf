"""From the content that markdown-it cut out of a body back to the body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Source:
    """The content of one block and where its stretches stand in the body."""

    content: str
    starts: list[int] = field(default_factory=list)
    """Where each stretch begins in `content`, ascending from 0."""
    offsets: list[int] = field(default_factory=list)
    """Where it begins in the body."""

    def offset(self, index: int) -> int:
        """The place in the body of `content[index]`."""
        number = max(bisect_right(self.starts, index) - 1, 0)
        return self.offsets[number] + index - self.starts[number]

    def stretches(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """`content[start:end]` in parts that stand in one piece in the body: `(start, end, offset)`."""
        found = []
        number = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            number += 1
            stop = min(end, self.starts[number]) if number < len(self.starts) else end
            found.append((start, stop, self.offsets[number - 1] + start - self.starts[number - 1]))
            start = stop
        return found

    def cut(self, start: int, end: int) -> Source:
        """The source of `content[start:end]`."""
        parts = self.stretches(start, end)
        return Source(
            self.content[start:end], [at - start for at, _, _ in parts], [offset for _, _, offset in parts]
        )

    def without(self, holes: Sequence[tuple[int, int]]) -> Source:
        """The same with the stretches `holes` (ascending, apart) left out of the content."""
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
class Text:
    """The text of a slice as it was parsed, and where each of its lines stands in the body."""

    lines: list[str]
    offsets: list[int]

    @classmethod
    def of(cls, body: str, start: int, end: int) -> Text:
        """The lines of `body[start:end]`; `start` is the beginning of a line."""
        lines = body[start:end].split("\n")
        offsets = []
        for line in lines:
            offsets.append(start)
            start += len(line) + 1
        return cls(lines, offsets)

    def source(self, content: str, first: int) -> Source:
        """Where `content` stands, whose lines are the ends of the lines from number `first`.

        Block structure takes markers and indentation off the front of a line and spaces off both ends of
        the content, and puts spaces for a tab that it halves: so the line's end, without spaces, is what
        both have in common.
        """
        source = Source(content)
        index = 0
        for number, part in enumerate(content.split("\n")):
            text = part.lstrip(" \t")
            line = self.lines[min(first + number, len(self.lines) - 1)]
            offset = self.offsets[min(first + number, len(self.lines) - 1)]
            at = _end_of(line, text)
            indent = len(part) - len(text)
            if indent:
                source.starts.append(index)
                source.offsets.append(max(offset + at - indent, offset))
            source.starts.append(index + indent)
            source.offsets.append(offset + at)
            index += len(part) + 1
        return source


def _end_of(line: str, text: str) -> int:
    """Where `text` stands in `line`, as far to its end as it can."""
    if line.endswith(text):
        return len(line) - len(text)
    bare = line.rstrip()
    if bare.endswith(text):
        return len(bare) - len(text)
    return max(line.rfind(text), 0)
