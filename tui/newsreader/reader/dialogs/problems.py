"""What could not be read as it was meant, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.articles.article import Finding
from newsreader.reader.dialogs.chooser import Chooser, Item


class Problems(Chooser):
    """Findings, to look through and to search."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        items = [
            Item(str(number), f"{each.path}:{each.line}", below=f"{each.message} {each.remedy}")
            for number, each in enumerate(findings)
        ]
        hint = "`newsreader check` lists small things too · Esc closes"
        super().__init__("Problems", items, hint=hint, empty="Every file could be read as it was meant.")
