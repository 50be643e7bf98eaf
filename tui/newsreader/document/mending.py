"""What archiving did to an article's Markdown, mended where the meaning is plain.

Only marks are taken away, never words, and every place stays true to the body.
"""

from __future__ import annotations

from .source import Source


def folded(text: str) -> str:
    """`text` as it is compared with a title: case, spaces and marks at its ends put aside."""
    return " ".join(text.split()).strip(" .*_").casefold()


def mend(source: Source) -> Source:
    """`source` without marks that were meant as emphasis and are none to CommonMark."""
    return source
