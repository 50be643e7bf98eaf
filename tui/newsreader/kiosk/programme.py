"""What the display shows by itself: which articles, in which order, in the language that was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.library.headlines import Headline


@dataclass(frozen=True, slots=True)
class Slide:
    """One article of the rotation, ready to be drawn. Everything in it is clean text."""

    headline: Headline
    title: str
    area: str
    date: str | None
    """As in the headline: `2019-03-15T16:20`, or less of it."""
    lead: str
    """The first lines: the description, else the first paragraph, as plain running text."""
    appeal: bool
    """Whether it asks the public for help."""
    language: str
    """The language of this text: `en`, `cy`, or as in the front matter."""
    code: str | None
    """The address for the QR code: the article's page, else the first thing it refers to that may be shown."""
    code_name: str
    """What the code leads to, in words: the name of the resource; `""` for the article's own page."""
