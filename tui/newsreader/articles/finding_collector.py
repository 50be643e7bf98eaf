"""Findings while one file is read: collected with the place in the file that they are about."""

from __future__ import annotations

from newsreader.articles.article import Finding, Severity
from newsreader.articles.clean_text import clean_line


class FindingCollector:
    """The findings of one file in the making, and where its front matter has which key."""

    def __init__(self, path: str) -> None:
        self.path = path
        """As it may be shown."""
        self.places: dict[str, tuple[int, int]] = {}
        """Line and column of each dotted key of the front matter, both from 1."""
        self._found: list[Finding] = []

    def add(
        self,
        severity: Severity,
        code: str,
        message: str,
        remedy: str,
        *,
        key: str | None = None,
        place: tuple[int, int] = (1, 1),
    ) -> None:
        """Note something about `key`, where the file has it, or about `place`, a line and a column."""
        line, column = self.places.get(key, place) if key else place
        if not (message.isprintable() and remedy.isprintable()):
            message, remedy = clean_line(message), clean_line(remedy)
        self._found.append(Finding(self.path, line, column, severity, code, message, remedy))

    def take(self, other: FindingCollector) -> None:
        """Add what `other` has found."""
        self._found += other._found

    def in_order(self) -> tuple[Finding, ...]:
        """All of them in the order of the file."""
        return tuple(sorted(self._found, key=lambda finding: (finding.line, finding.column)))


def quoted(text: str, longest: int = 60) -> str:
    """`text` as a message may quote it: on one line, clean, and cut where it is long."""
    line = clean_line(text)
    return f"“{line}”" if len(line) <= longest else f"“{line[:longest].rstrip()}…”"
