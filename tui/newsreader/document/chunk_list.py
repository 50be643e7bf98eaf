"""The chunks of a body, split on demand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from newsreader.document.chunks import Chunk, split
from newsreader.document.height_estimate import HeightEstimate, estimate_height


class ChunkList:
    """The chunks of `body` as far as they were needed."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._rest: Iterator[Chunk] | None = split(body)
        self._known: list[Chunk] = []
        self._starts: list[int] = []
        self.estimates: list[HeightEstimate] = []
        """For each known chunk, its estimated height."""

    def __len__(self) -> int:
        return len(self._known)

    def __getitem__(self, number: int) -> Chunk:
        return self._known[number]

    @property
    def complete(self) -> bool:
        """Whether all chunks are known."""
        return self._rest is None

    @property
    def end(self) -> int:
        """How far into the body the known chunks reach."""
        return len(self._body) if self._rest is None else self._known[-1].end if self._known else 0

    def load_next(self) -> bool:
        """Split off one more chunk; return False if there is none."""
        chunk = next(self._rest, None) if self._rest is not None else None
        if chunk is None:
            self._rest = None
            return False
        self._known.append(chunk)
        self._starts.append(chunk.start)
        self.estimates.append(estimate_height(self._body, chunk))
        return True

    def load(self, number: int) -> bool:
        """Split as far as chunk `number`; return whether there is one."""
        while number >= len(self._known) and self.load_next():
            pass
        return number < len(self._known)

    def index_at(self, offset: int) -> int:
        """Return the number of the chunk that contains `offset` of the body, or of the nearest before it."""
        while self.end <= offset and self.load_next():
            pass
        return max(bisect_right(self._starts, offset) - 1, 0)

    def text(self, number: int) -> str:
        """Return the source of a chunk."""
        chunk = self._known[number]
        return self._body[chunk.start : chunk.end]
