"""Collect the findings of one file while it is read."""

from __future__ import annotations

from newsreader.articles.article import Finding, Severity
from newsreader.articles.clean_text import clean_line


class FindingCollector:
    """The findings of one file so far, and the positions of its front-matter keys."""

    def __init__(self, path: str) -> None:
        self.path = path
        """Clean, as it is shown."""
        self.key_positions: dict[str, tuple[int, int]] = {}
        """Line and column, both from 1, of each dotted key of the front matter."""
        self._findings: list[Finding] = []

    def add(
        self,
        severity: Severity,
        code: str,
        message: str,
        remedy: str,
        *,
        key: str | None = None,
        position: tuple[int, int] = (1, 1),
    ) -> None:
        """Add a finding about `key`, where the file has it, or about `position`, a line and a column."""
        line, column = self.key_positions.get(key, position) if key else position
        if not (message.isprintable() and remedy.isprintable()):
            message, remedy = clean_line(message), clean_line(remedy)
        self._findings.append(Finding(self.path, line, column, severity, code, message, remedy))

    def extend(self, other: FindingCollector) -> None:
        """Add the findings of `other`."""
        self._findings += other._findings

    def sorted(self) -> tuple[Finding, ...]:
        """Return all findings in the order of the file."""
        return tuple(sorted(self._findings, key=lambda finding: (finding.line, finding.column)))


def quote(text: str, longest: int = 60) -> str:
    """Return `text` as a message quotes it: clean, on one line, shortened."""
    line = clean_line(text)
    return f"“{line}”" if len(line) <= longest else f"“{line[:longest].rstrip()}…”"
