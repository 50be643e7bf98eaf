"""What is restored at the next start: the view, the folds, the open article, the time of the visit."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from newsreader.library.reading_state import ReadingState


class Session:
    """JSON values by name, for one set of roots, and the time of the previous visit."""

    def __init__(self, state: ReadingState, scope: str) -> None:
        self._state = state
        self._scope = scope
        self.visit_before: int | None = None
        """Time of the previous visit, seconds since 1970; None at the first one, and before `begin`."""

    def get(self, name: str, default: object = None) -> object:
        """Return a value."""
        value = self._state.recall(self._scope, name)
        return default if value is None else value

    def set(self, name: str, value: object) -> None:
        """Store a value."""
        self._state.remember(self._scope, name, value)

    def begin(self) -> datetime | None:
        """Begin a visit, and return when the previous one was; articles that arrived since then are new."""
        before = self.get("visit")
        self.visit_before = before if isinstance(before, int) else None
        self.seen()
        return datetime.fromtimestamp(self.visit_before, UTC) if self.visit_before is not None else None

    def seen(self) -> None:
        """Store the time of this visit; call it at the end, and now and then."""
        self.set("visit", int(time.time()))

    def queries(self) -> list[str]:
        """Return the last queries, the latest first."""
        return self._state.queries()

    def remember_query(self, text: str) -> None:
        """Store a query among the last ones."""
        if text.strip():
            self._state.remember_query(text.strip())
