"""What is wrong in the settings, and what could not be read as it was meant, each with a remedy."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.articles.article import Finding
from newsreader.reader.dialogs.chooser import Chooser, Item


class Problems(Chooser):
    """Problems, to look through and to search."""

    def __init__(self, settings: Sequence[str], findings: Sequence[Finding]) -> None:
        items = [Item("", "Settings", below=problem) for problem in settings]
        items += [
            Item("", f"{each.path}:{each.line}", below=f"{each.message} {each.remedy}") for each in findings
        ]
        hint = "`newsreader check` lists small things too · Esc closes"
        super().__init__("Problems", items, hint=hint, empty="Every file could be read as it was meant.")
