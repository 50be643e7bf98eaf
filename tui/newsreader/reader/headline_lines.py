"""The lines of the list of articles: what a heading and a headline say, each part with its style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsreader.document.cell_width import cells
from newsreader.library.headlines import Headline, Section, View
from newsreader.reader.list_layout import ListLayout
from newsreader.ui.dates import short_date, time_of
from newsreader.ui.text_fit import cut, spread

Part = tuple[str, str]
"""A text and the name of its style."""

Snippet = Sequence[tuple[str, bool]]
"""Parts of a text, each with whether it matches the search."""

PARTS = ("section", "count", "title", "title-unread", "unread", "meta", "open", "note", "match")

_DAY = len("2019-03-15")
_MARGIN = "   "
"""Where the mark of a headline is, and blank below it."""


def list_line(
    layout: ListLayout,
    line: int,
    width: int,
    headlines: Mapping[int, Headline],
    snippets: Mapping[int, Snippet],
    open_id: str | None,
) -> list[Part]:
    """Return a line of a list; a headline that is not among `headlines` is still being fetched.

    A snippet takes the place of the area and the date; `open_id` is the open article.
    """
    row = layout.row_at(line)
    section, key = layout.section(row), layout.key_of(row)
    if key is None:
        return section_line(section, width, unfolded=section.id in layout.unfolded)
    headline = headlines.get(key)
    if headline is None:
        return [("   …", "meta")]
    if line == layout.line_of(row):
        return title_line(headline, width, is_open=headline.id == open_id)
    if key in snippets:
        return snippet_line(snippets[key], width)
    return source_line(headline, section, layout.listing.view, width)


def section_line(section: Section, width: int, *, unfolded: bool) -> list[Part]:
    """Return a heading with its number of articles, and of unread ones if only some are."""
    mark = "▾" if unfolded else "▸"
    count = f"{section.total:,}"
    if 0 < section.unread < section.total:
        count = f"{section.unread:,} of {count}"
    label = spread(f" {mark} {section.label}", "", width - len(count) - 2)
    return [(label, "section"), (f" {count} ", "count")]


def title_line(headline: Headline, width: int, *, is_open: bool) -> list[Part]:
    """Return the first line of a headline: whether it is unread or saved, and its title."""
    mark = "★" if headline.saved else " " if headline.read else "●"
    part = "open" if is_open else "title" if headline.read else "title-unread"
    return [(f" {mark} ", "unread"), (cut(headline.title, width - len(_MARGIN) - 1), part)]


def source_line(headline: Headline, section: Section, view: View, width: int) -> list[Part]:
    """Return the second line: area and date, as far as the heading does not say them."""
    if view is View.AREA:
        words = [short_date(headline.date)]
    elif section.id == (headline.date or "")[:_DAY]:
        words = [headline.area, time_of(headline.date)]
    else:
        words = [headline.area, short_date(headline.date)]
    text = " · ".join(word for word in words if word)
    return [(_MARGIN + cut(text, width - len(_MARGIN) - 1), "meta")]


def snippet_line(snippet: Snippet, width: int) -> list[Part]:
    """Return the second line of a hit, starting late enough for the match to be in sight."""
    before, *rest = snippet
    room = (width - len(_MARGIN)) // 3
    if rest and cells(before[0]) > room:
        before = ("…" + before[0][-room:], False)
    return [(_MARGIN, "meta"), *((text, "match" if matches else "meta") for text, matches in (before, *rest))]
