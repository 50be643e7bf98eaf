"""What must hold of everything that the program makes of an input."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from newsreader.articles.article import Finding

_HIDDEN = frozenset("\u061c\u200b\u200e\u200f\u2060\ufeff")


class BrokenPromiseError(AssertionError):
    """Something that must hold of every input does not."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        """`control`, `wide` or `wrong`."""


def must(holds: object, kind: str, message: str) -> None:
    """Raise BrokenPromiseError where it does not hold."""
    if not holds:
        raise BrokenPromiseError(kind, message)


def controls(text: str, allowed: str = "") -> list[str]:
    """What in `text` a terminal would obey or hide."""
    return [
        f"U+{ord(character):04X}"
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs", "Co", "Zl", "Zp") and character not in allowed)
        or "\u202a" <= character <= "\u202e"
        or "\u2066" <= character <= "\u206f"
        or character in _HIDDEN
    ]


def harmless(what: str, text: str | None, allowed: str = "") -> None:
    """Raise BrokenPromiseError where `text` holds what must not reach a terminal."""
    if text and not (text.isascii() and text.isprintable()):
        found = controls(text, allowed)
        must(not found, "control", f"{what} has {found[:5]} in {text[:200]!r}")


def sound_findings(findings: Iterable[Finding], lines: int) -> None:
    for finding in findings:
        for said in (finding.path, finding.message, finding.remedy):
            harmless(f"a finding ({finding.code})", said)
        must(finding.message.endswith((".", "!", "?")), "wrong", f"no sentence: {finding.message!r}")
        must(1 <= finding.line <= lines and finding.column >= 1, "wrong", f"no such place: {finding!r}")
