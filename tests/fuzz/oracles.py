"""What must hold for the output of every input."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from newsreader.articles.article import Finding

_HIDDEN = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff")


class OracleError(AssertionError):
    """The output of an input is wrong."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        """`control`, `wide` or `wrong`."""


def require(holds: object, kind: str, message: str) -> None:
    """Raise OracleError if `holds` is false."""
    if not holds:
        raise OracleError(kind, message)


def controls(text: str, allowed: str = "") -> list[str]:
    """Return the characters of `text` that a terminal would obey or hide."""
    return [
        f"U+{ord(character):04X}"
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs", "Co", "Zl", "Zp") and character not in allowed)
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u206f"
        or character in _HIDDEN
    ]


def check_clean(what: str, text: str | None, allowed: str = "") -> None:
    """Raise OracleError if `text` contains what must not reach a terminal."""
    if text and not (text.isascii() and text.isprintable()):
        found = controls(text, allowed)
        require(not found, "control", f"{what} has {found[:5]} in {text[:200]!r}")


def check_findings(findings: Iterable[Finding], lines: int) -> None:
    for finding in findings:
        for text in (finding.path, finding.message, finding.remedy):
            check_clean(f"a finding ({finding.code})", text)
        require(finding.message.endswith((".", "!", "?")), "wrong", f"no sentence: {finding.message!r}")
        require(1 <= finding.line <= lines and finding.column >= 1, "wrong", f"no such place: {finding!r}")
