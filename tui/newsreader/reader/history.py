"""The history of opened articles, to go back and on in."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 200
"""Articles kept; older ones are forgotten."""


@dataclass(slots=True)
class History:
    """Article ids in the order in which they were opened, and which of them is open now."""

    ids: list[str] = field(default_factory=list)
    at: int = -1

    def visit(self, article_id: str) -> None:
        """Add an article; forget those that going on would have led to."""
        if self.ids and self.ids[self.at] == article_id:
            return
        self.ids = [*self.ids[: self.at + 1], article_id][-MOST:]
        self.at = len(self.ids) - 1

    def can_step(self, steps: int) -> bool:
        """Whether there is anything in this direction."""
        return 0 <= self.at + steps < len(self.ids)

    def step(self, steps: int) -> str | None:
        """Go back (-1) or on (1); None at the ends."""
        if not self.can_step(steps):
            return None
        self.at += steps
        return self.ids[self.at]
