"""The lines of the sidebar's list as words: what a heading and a headline say, each part with its look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from newsreader.library.headlines import Headline, Section, View
from newsreader.ui.dates import short_date, time_of
from newsreader.ui.list_layout import ListLayout
from newsreader.ui.text_fit import cut, spread

Part = tuple[str, str]
"""A stretch of a line, and the name of its look."""

Snippet = Sequence[tuple[str, bool]]
"""Parts of a text, each lit or not."""

LOOKS = ("section", "count", "title", "title-unread", "unread", "meta", "open", "note", "lit")

_DAY = len("2019-03-15")
_MARGIN = "   "
"""Where the mark of a headline stands, and empty below it."""


def list_line(
    outline: ListLayout,
    line: int,
    width: int,
    headlines: Mapping[int, Headline],
    snippets: Mapping[int, Snippet],
    open_id: str | None,
) -> list[Part]:
    """One line of a list, above its end; a headline that is not among `headlines` is still to come.

    One with a snippet shows that in place of where and when; the article `open_id` stands in the view beside.
    """
    spot = outline.spot_at(line)
    section = outline.section(spot)
    if spot.row < 0:
        return section_line(section, width, unfolded=section.id in outline.unfolded)
    headline = headlines.get(outline.listing.keys[outline.at(spot)])
    if headline is None:
        return [("   …", "meta")]
    if line == outline.line_of(spot):
        return title_line(headline, width, is_open=headline.id == open_id)
    if headline.key in snippets:
        return snippet_line(snippets[headline.key], width)
    return source_line(headline, section, outline.listing.view, width)


def section_line(section: Section, width: int, *, unfolded: bool) -> list[Part]:
    """A heading, and how many articles it has; how many of them are unread, where only some are."""
    mark = "▾" if unfolded else "▸"
    count = f"{section.total:,}"
    if 0 < section.unread < section.total:
        count = f"{section.unread:,} of {count}"
    label = spread(f" {mark} {section.label}", "", width - len(count) - 2)
    return [(label, "section"), (f" {count} ", "count")]


def title_line(headline: Headline, width: int, *, is_open: bool) -> list[Part]:
    """The first line of a headline: whether it is unread or saved, and its title."""
    mark = "★" if headline.saved else " " if headline.read else "●"
    look = "open" if is_open else "title" if headline.read else "title-unread"
    return [(f" {mark} ", "unread"), (cut(headline.title, width - len(_MARGIN) - 1), look)]


def source_line(headline: Headline, section: Section, view: View, width: int) -> list[Part]:
    """The second line: where and when, without what the heading says already."""
    if view is View.AREA:
        words = [short_date(headline.date)]
    elif section.id == (headline.date or "")[:_DAY]:
        words = [headline.area, time_of(headline.date)]
    else:
        words = [headline.area, short_date(headline.date)]
    text = " · ".join(word for word in words if word)
    return [(_MARGIN + cut(text, width - len(_MARGIN) - 1), "meta")]


def snippet_line(snippet: Snippet, width: int) -> list[Part]:
    """The second line of a hit: the words around what was searched for, begun so late that it is in sight."""
    before, *rest = snippet
    room = (width - len(_MARGIN)) // 3
    if rest and cell_len(before[0]) > room:
        before = ("…" + before[0][-room:], False)
    return [(_MARGIN, "meta"), *((text, "lit" if shines else "meta") for text, shines in (before, *rest))]
