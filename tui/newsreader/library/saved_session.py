"""What a start takes up from the last one: the view, the folds, the article that was open, when that was."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from newsreader.library.reading_state import ReadingState


class Session:
    """Values by name, as JSON knows values, for one set of roots; and when the reader was here before."""

    def __init__(self, state: ReadingState, scope: str) -> None:
        self._state = state
        self._scope = scope
        self.visit_before: int | None = None
        """When the reader was here before this visit, seconds since 1970; None at the first one, and before
        `begin`."""

    def get(self, name: str, default: object = None) -> object:
        """A value kept under a name."""
        value = self._state.recall(self._scope, name)
        return default if value is None else value

    def set(self, name: str, value: object) -> None:
        """Keep a value under a name."""
        self._state.remember(self._scope, name, value)

    def begin(self) -> datetime | None:
        """A person is here: what came since they were here before counts as new. When that was; None the
        first time."""
        before = self.get("visit")
        self.visit_before = before if isinstance(before, int) else None
        self.seen()
        return datetime.fromtimestamp(self.visit_before, UTC) if self.visit_before is not None else None

    def seen(self) -> None:
        """The person is still here; ask for it at the end, and now and then."""
        self.set("visit", int(time.time()))

    def queries(self) -> list[str]:
        """The last queries, the latest first."""
        return self._state.queries()

    def remember_query(self, text: str) -> None:
        """Keep a query among the last ones."""
        if text.strip():
            self._state.remember_query(text.strip())
