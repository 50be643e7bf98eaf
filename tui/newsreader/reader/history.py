"""What was read before and after: a line of articles that Back and On walk along."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 200
"""Articles kept; older ones are forgotten."""


@dataclass(slots=True)
class History:
    """Article ids in the order in which they were opened, and where on that line the reader stands."""

    ids: list[str] = field(default_factory=list)
    at: int = -1

    def visit(self, article_id: str) -> None:
        """The reader opened an article: what lay ahead on the line is forgotten."""
        if self.ids and self.ids[self.at] == article_id:
            return
        self.ids = [*self.ids[: self.at + 1], article_id][-MOST:]
        self.at = len(self.ids) - 1

    def step(self, steps: int) -> str | None:
        """Walks along the line; None at its ends."""
        target = self.at + steps
        if not 0 <= target < len(self.ids):
            return None
        self.at = target
        return self.ids[target]
