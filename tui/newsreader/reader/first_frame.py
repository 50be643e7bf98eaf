"""The reader's first screen, drawn before Textual is imported, from what the library knows at this moment.

Textual then draws the same over it. Frames and looks are those that it drew at an earlier start (see
`stencil`); the words are put together by what puts them together for its widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from rich.cells import cell_len, set_cell_size

from newsreader.library.errors import LibraryError
from newsreader.library.headlines import Headline, Listing, Status
from newsreader.library.library import Library
from newsreader.reader.header import clock_word, count_words, place_words
from newsreader.reader.headline_lines import Part, list_line
from newsreader.reader.restored_session import RestoredSession, unfolded_of
from newsreader.reader.screen_cache import ScreenCache
from newsreader.ui.bar_layout import laid_out
from newsreader.ui.charset import Symbols, drawn, harmless
from newsreader.ui.list_layout import ListLayout, RowPosition

CURSOR = "cursor "
"""Before the name of a look: the same on the cursor's line."""

_ENDS = "▁▂▃▄▅▆▇ "
"""What the ends of the scroll bar's thumb are drawn with, by the eighths of a cell that they fill."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the list stands when it is first seen."""

    outline: ListLayout
    cursor: RowPosition
    top: int
    """The first of its lines that is in sight."""


def first_frame(
    library: Library, kept: RestoredSession, stencil: ScreenCache, symbols: Symbols, now: datetime
) -> str | None:
    """What to write to a terminal of the stencil's size; None where there is nothing to show at once.

    `kept` is what the last visit left. What is new since then is not asked for: that begins with this visit.
    """
    if kept.choice.only is Status.NEW:
        return None
    try:
        with library.without_repair():
            listing = library.listing(kept.view, kept.choice)
            if not listing.keys:
                return None
            standing = stand(listing, kept, _key_of(library, kept.article), stencil.list_height)
            stop = standing.top + stencil.list_height
            keys = standing.outline.keys_between(standing.top, stop)
            headlines = {headline.key: headline for headline in library.headlines(keys)}
    except LibraryError:
        return None  # the screen says so, in its own time
    pen = _Pen(stencil.looks, symbols)
    rows = list(stencil.rows)
    right = [*count_words(listing), clock_word(now)]
    words = laid_out(place_words(kept.choice), right, stencil.width)
    rows[0] = pen.line([(word.text, f"bar {word.look}") for word in words], stencil.width, "bar ")
    for number, line in enumerate(_list_lines(standing, stencil, headlines, pen)):
        rows[stencil.list_top + number] = line + rows[stencil.list_top + number]
    return "".join(f"\x1b[{number};1H{row}" for number, row in enumerate(rows, 1))


def stand(listing: Listing, kept: RestoredSession, key: int | None, visible: int) -> Standing:
    """How a list stands after a start: the cursor on the article that was open, else on the first."""
    outline = ListLayout(listing, unfolded_of(listing, kept.unfolded))
    cursor = outline.first or RowPosition(0)
    top = outline.top_showing(cursor, 0, visible)
    spot = outline.spot_of_key(key) if key is not None else None
    if spot is not None:
        cursor = spot
        outline = ListLayout(listing, outline.unfolded | {outline.section(spot).id})
        top = outline.top_showing(cursor, top, visible)
    return Standing(outline, cursor, max(0, min(top, outline.height - visible)))


def _key_of(library: Library, article: str | None) -> int | None:
    if article is not None:
        with suppress(LibraryError):  # it has gone since
            return library.find(article).key
    return None


def _list_lines(
    standing: Standing, stencil: ScreenCache, headlines: Mapping[int, Headline], pen: _Pen
) -> Iterable[str]:
    outline, height = standing.outline, stencil.list_height
    bar = list(scroll_bar(outline.height, height, standing.top)) if outline.height > height else []
    width = stencil.list_width
    for number in range(height):
        line = standing.top + number
        if line < outline.height:
            over = CURSOR if outline.spot_at(line) == standing.cursor else ""
            parts = list_line(outline, line, width, headlines, {}, None)
        else:
            over, parts = "", []
        # The lines are as wide without the scroll bar, which lies over their last column.
        looked = [(text, f"{over}list {look}") for text, look in parts]
        text = pen.line(looked, width - bool(bar), f"{over}list ")
        yield text + (pen.mark(*bar[number]) if bar else "")


def scroll_bar(lines: int, visible: int, top: int) -> Iterable[tuple[str, str]]:
    """Each cell of a vertical scroll bar and its look, as Textual's `ScrollBarRender` has them."""
    eighths = len(_ENDS)
    thumb = max(1, visible / (lines / visible))
    start = int((visible - thumb) * (top / (lines - visible)) * eighths)
    (first, above), (last, below) = divmod(start, eighths), divmod(start + ceil(thumb * eighths), eighths)
    for cell in range(visible):
        if cell == last and below:
            yield _ENDS[eighths - 1 - below], "bar-below"
        elif cell == first and _ENDS[eighths - 1 - above] != " ":
            yield _ENDS[eighths - 1 - above], "bar-above"
        elif first <= cell < last:
            yield " ", "bar-thumb"
        else:
            yield " ", "bar-back"


class _Pen:
    """Writes text in the looks of a stencil, behind the same walls as all that Textual draws."""

    def __init__(self, looks: Mapping[str, str], symbols: Symbols) -> None:
        self._looks = looks
        self._symbols = symbols

    def line(self, parts: Iterable[Part], width: int, rest: str) -> str:
        """One line, cut or filled up to a width; `rest` is the look of what is filled."""
        cells, written = 0, []
        for text, look in parts:
            text = text if cells + cell_len(text) <= width else set_cell_size(text, width - cells)
            cells += cell_len(text)
            written.append((text, look))
        written.append((" " * (width - cells), rest))
        texts = harmless([text for text, _ in written])
        return "".join(self.mark(text, look) for text, (_, look) in zip(texts, written, strict=True) if text)

    def mark(self, text: str, look: str) -> str:
        """A stretch of text in a look."""
        numbers = self._looks.get(look, "")
        text = drawn(text, self._symbols)
        return f"\x1b[{numbers}m{text}\x1b[0m" if numbers else text


def looks(named: Callable[[str, str], str]) -> dict[str, str]:
    """The looks that a first screen needs; `named` gives the numbers of one by its kind and name."""
    from newsreader.reader import headline_lines
    from newsreader.ui import bar_layout

    found = {f"bar {name}": named("bar", name) for name in ("", *bar_layout.LOOKS)}
    for name in ("", *headline_lines.LOOKS):
        found[f"list {name}"] = named("list", name)
        found[f"{CURSOR}list {name}"] = named("list cursor", name)
    for name in ("back", "thumb", "above", "below"):
        found[f"bar-{name}"] = named("scroll", name)
    return found
