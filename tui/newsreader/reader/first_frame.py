"""The reader's first frame, drawn before Textual is imported, from what the library knows at this moment.

Textual then draws the same over it. What surrounds the list was captured when Textual drew it at an earlier
start (`screen_cache`); the text comes from the functions that make it for the widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from rich.cells import set_cell_size

from newsreader.document.cell_width import cells
from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline, Listing, Status
from newsreader.library.library import Library
from newsreader.reader.header import clock_word, count_words, place_words
from newsreader.reader.headline_lines import PARTS, Part, list_line
from newsreader.reader.list_layout import ListLayout, RowPosition
from newsreader.reader.restored_session import RestoredSession, unfolded_of
from newsreader.reader.screen_cache import ScreenCache
from newsreader.ui.bar_layout import WORD_STYLES, lay_out_bar
from newsreader.ui.charset import Symbols, replace_controls, replace_missing
from newsreader.ui.row_list import top_showing

CURSOR = "cursor "
"""Before the name of a style: the same on the cursor's line."""

_EIGHTHS = "▁▂▃▄▅▆▇ "
"""The ends of the scroll bar's thumb, by the eighths of a cell that they fill."""


@dataclass(frozen=True, slots=True)
class ListPosition:
    """The list as it is first seen."""

    layout: ListLayout
    cursor: RowPosition
    top: int
    """The first visible line."""


def first_frame(
    library: Library, session: RestoredSession, cache: ScreenCache, symbols: Symbols, now: datetime
) -> str | None:
    """Return what to write to a terminal of the cache's size; None if nothing can be shown at once.

    New articles are not listed: what is new since the last visit is known once this one has begun.
    """
    if session.filter.status is Status.NEW:
        return None
    try:
        with library.without_repair():
            listing = library.listing(session.view, session.filter)
            if not listing.keys:
                return None
            key = _key_of(library, session.article)
            position = first_position(listing, session, key, cache.list_height)
            keys = position.layout.keys_between(position.top, position.top + cache.list_height)
            headlines = {headline.key: headline for headline in library.headlines(keys)}
    except LibraryError:
        return None  # the screen reports it
    pen = _Pen(cache.styles, symbols)
    rows = list(cache.rows)
    right = [*count_words(listing), clock_word(now)]
    words = lay_out_bar(place_words(session.filter), right, cache.width)
    rows[0] = pen.line([(word.text, f"bar {word.style}") for word in words], cache.width, "bar ")
    for number, line in enumerate(_list_lines(position, cache, headlines, pen)):
        rows[cache.list_top + number] = line + rows[cache.list_top + number]
    return "".join(f"\x1b[{number};1H{row}" for number, row in enumerate(rows, 1))


def first_position(listing: Listing, session: RestoredSession, key: int | None, visible: int) -> ListPosition:
    """Put the cursor on the article that was open (`key`), else on the first one."""
    layout = ListLayout(listing, unfolded_of(listing, session.unfolded))
    cursor = layout.first or RowPosition(0)
    top = _top_showing(layout, cursor, 0, visible)
    row = layout.row_of_key(key) if key is not None else None
    if row is not None:
        cursor = row
        layout = ListLayout(listing, layout.unfolded | {layout.section(row).id})
        top = _top_showing(layout, cursor, top, visible)
    return ListPosition(layout, cursor, max(0, min(top, layout.height - visible)))


def _top_showing(layout: ListLayout, row: RowPosition, top: int, visible: int) -> int:
    first, stop = layout.lines_of(row)
    return top_showing(first - layout.context_of(row), stop, top, visible)


def _key_of(library: Library, article: str | None) -> int | None:
    if article is not None:
        with suppress(LibraryError):  # it has been withdrawn since
            return library.find(article).key
    return None


def _list_lines(
    position: ListPosition, cache: ScreenCache, headlines: Mapping[int, Headline], pen: _Pen
) -> Iterable[str]:
    layout, height, width = position.layout, cache.list_height, cache.list_width
    bar = list(scroll_bar(layout.height, height, position.top)) if layout.height > height else []
    for number in range(height):
        line = position.top + number
        if line < layout.height:
            over = CURSOR if layout.row_at(line) == position.cursor else ""
            parts = list_line(layout, line, width, headlines, {}, None)
        else:
            over, parts = "", []
        # The text is laid out as without the scroll bar, which covers its last column.
        styled = [(text, f"{over}list {part}") for text, part in parts]
        text = pen.line(styled, width - bool(bar), f"{over}list ")
        yield text + (pen.write(*bar[number]) if bar else "")


def scroll_bar(lines: int, visible: int, top: int) -> Iterable[tuple[str, str]]:
    """Yield each cell of a vertical scroll bar with its style, as Textual's `ScrollBarRender` draws them."""
    eighths = len(_EIGHTHS)
    thumb = max(1, visible / (lines / visible))
    start = int((visible - thumb) * (top / (lines - visible)) * eighths)
    (first, above), (last, below) = divmod(start, eighths), divmod(start + ceil(thumb * eighths), eighths)
    for cell in range(visible):
        if cell == last and below:
            yield _EIGHTHS[eighths - 1 - below], "bar-below"
        elif cell == first and _EIGHTHS[eighths - 1 - above] != " ":
            yield _EIGHTHS[eighths - 1 - above], "bar-above"
        elif first <= cell < last:
            yield " ", "bar-thumb"
        else:
            yield " ", "bar-back"


class _Pen:
    """Draws text with the cached styles, through the same output filters as Textual."""

    def __init__(self, styles: Mapping[str, str], symbols: Symbols) -> None:
        self._styles = styles
        self._symbols = symbols

    def line(self, parts: Iterable[Part], width: int, rest: str) -> str:
        """Return a line cropped or padded to a width; `rest` is the style of the padding."""
        used, line = 0, []
        for text, style in parts:
            text = text if used + cells(text) <= width else set_cell_size(text, width - used)
            used += cells(text)
            line.append((text, style))
        line.append((" " * (width - used), rest))
        texts = replace_controls([text for text, _ in line])
        return "".join(self.write(text, style) for text, (_, style) in zip(texts, line, strict=True) if text)

    def write(self, text: str, style: str) -> str:
        """Return text between the sequences that turn a style on and off."""
        numbers = self._styles.get(style, "")
        text = replace_missing(text, self._symbols)
        return f"\x1b[{numbers}m{text}\x1b[0m" if numbers else text


def frame_styles(numbers_of: Callable[[str, str], str]) -> dict[str, str]:
    """Return the styles of a first frame; `numbers_of` gives SGR parameters by kind and name."""
    found = {f"bar {name}": numbers_of("bar", name) for name in ("", *WORD_STYLES)}
    for name in ("", *PARTS):
        found[f"list {name}"] = numbers_of("list", name)
        found[f"{CURSOR}list {name}"] = numbers_of("list cursor", name)
    for name in ("back", "thumb", "above", "below"):
        found[f"bar-{name}"] = numbers_of("scroll", name)
    return found
