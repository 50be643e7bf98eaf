"""The list of articles: headings that fold, headlines below them, drawn line by line at any length.

Only the keys of the whole list are held; the headlines of a window are fetched as it comes into sight.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.document.wrap import wrap_lines
from newsreader.library.headlines import Headline, Listing, Section
from newsreader.reader.headline_lines import Snippet, list_line
from newsreader.reader.list_layout import ListLayout, RowPosition
from newsreader.ui.row_list import RowList
from newsreader.ui.scroll_content import finish_strips
from newsreader.ui.styles import StyleMap, TextStyle

_CACHED = 2000
"""Headlines that are kept while they are out of sight."""

Fetch = Callable[[Sequence[int]], Sequence[Headline]]

_STYLES = {
    "section": TextStyle("heading", "bold"),
    "count": TextStyle("muted"),
    "title": TextStyle("foreground"),
    "title-unread": TextStyle("foreground", "bold"),
    "unread": TextStyle("unread", "bold"),
    "meta": TextStyle("muted"),
    "open": TextStyle("link", "bold"),
    "note": TextStyle("muted"),
    "match": TextStyle("foreground", "bold underline"),
    "cursor": TextStyle("cursor-text", background="cursor", ansi_style="reverse"),
    "cursor-blurred": TextStyle("foreground", background="cursor-rest", ansi_style="bold underline"),
}


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """The articles of a listing below its headings."""

    DEFAULT_CSS = """
    ArticleList {
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        background: $background;
    }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor came to a headline, or to a heading (`key` None)."""

        key: int | None

    @dataclass
    class Opened(Message):
        """A headline was chosen by Enter or a click."""

        key: int

    @dataclass
    class Folded(Message):
        """A heading was folded or unfolded; `unfolded` are the ids of all unfolded sections of `listing`."""

        listing: Listing
        unfolded: frozenset[str]

    def __init__(self, fetch: Fetch, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._layout: ListLayout | None = None
        self._rows: RowList[RowPosition] = RowList(self)
        self._headlines: dict[int, Headline] = {}
        self._open_id: str | None = None
        self.touched = False
        """Whether the reader has moved the cursor; until then it is at the top, whatever arrives."""
        self._snippets: Mapping[int, Snippet] = {}
        self._styles = StyleMap(self, _STYLES)
        self.message = ""
        """Shown in an empty list."""

    # Content

    def show(
        self,
        listing: Listing,
        unfolded: Iterable[str],
        snippets: Mapping[int, Snippet] | None = None,
        *,
        cursor: int | None = None,
        section: str | None = None,
    ) -> None:
        """Show another listing; once the reader has moved, the cursor stays where it is on the screen.

        `cursor` is the key that the article under the cursor has now, and `section` the heading that it falls
        back on, by default the cursor's. A headline with a snippet shows that in place of area and date.
        """
        heading = self.cursor_section
        section = section or (heading.id if heading else None)
        offset = self._rows.cursor_offset if heading and self.touched else 1
        self._snippets = snippets or {}
        self._headlines.clear()
        layout = self._layout = ListLayout(listing, frozenset(unfolded))
        row = None
        if self.touched:
            row = layout.unfolded_row_of_key(cursor) if cursor is not None else None
            row = row or (layout.heading_of(section) if section else None)
        self._rows.show(layout, row or layout.first, offset)
        self._fetch_window()

    def refresh_headlines(self) -> None:
        """Fetch the visible headlines again, whose marks have changed."""
        self._headlines.clear()
        self.refresh()

    def mark_open(self, article_id: str | None) -> None:
        """Highlight the title of the open article."""
        self._open_id = article_id
        self.refresh()

    @property
    def listing(self) -> Listing | None:
        """What is shown."""
        return self._layout.listing if self._layout else None

    @property
    def unfolded(self) -> frozenset[str]:
        """The ids of the unfolded sections."""
        return self._layout.unfolded if self._layout else frozenset()

    @property
    def cursor_key(self) -> int | None:
        """The key of the article under the cursor; None on a heading or in an empty list."""
        cursor = self._rows.cursor
        return self._layout.key_of(cursor) if self._layout and cursor else None

    @property
    def cursor_headline(self) -> Headline | None:
        """The headline under the cursor, if it has been fetched."""
        key = self.cursor_key
        return None if key is None else self._headlines.get(key)

    @property
    def cursor_section(self) -> Section | None:
        """The section of the cursor."""
        cursor = self._rows.cursor
        return self._layout.section(cursor) if self._layout and cursor else None

    def keys_from_cursor(self, step: int) -> array[int]:
        """Return the keys after (1) or before (-1) the cursor, nearest first, folded or not."""
        cursor = self._rows.cursor
        return self._layout.keys_from(cursor, step) if self._layout and cursor else array("q")

    def beside(self, step: int) -> int | None:
        """Return the key of the article after (1) or before (-1) the cursor, folded or not."""
        return next(iter(self.keys_from_cursor(step)), None)

    # Moving

    def move(self, steps: int) -> None:
        """Move the cursor by headings and headlines."""
        self._rows.move(steps)
        self._moved()

    def page(self, pages: float) -> None:
        """Move the cursor by pages."""
        self._rows.page(pages)
        self._moved()

    def to_end(self, last: bool) -> None:
        """Move the cursor to the first or the last row."""
        self._rows.to_end(last=last)
        self._moved()

    def go_to_key(self, key: int) -> bool:
        """Move the cursor to an article, unfolding its section; False if it is not listed."""
        row = self._layout.row_of_key(key) if self._layout else None
        if row is None:
            return False
        self._set_folded(row, False)
        self._go_to(row)
        return True

    def jump(self, text: str) -> bool:
        """Move the cursor to the first heading that starts so, ignoring case; False if none does."""
        row = self._layout.heading_starting_with(text) if self._layout else None
        if row is None:
            return False
        self._go_to(row)
        return True

    def _go_to(self, row: RowPosition) -> None:
        self._rows.go_to(row)
        self._moved()

    def _moved(self) -> None:
        if self._rows.cursor is not None:
            self.touched = True
            self._fetch_window()
            self.post_message(self.Highlighted(self.cursor_key))

    def fold(self, open_it: bool) -> bool:
        """Fold or unfold the section of the cursor; False if it is so already."""
        cursor = self._rows.cursor
        if cursor is None or not self._set_folded(cursor, not open_it):
            return False
        self._go_to(cursor if open_it else RowPosition(cursor.section))
        return True

    def _set_folded(self, row: RowPosition, folded: bool) -> bool:
        layout = self._layout
        if layout is None or (layout.section(row).id not in layout.unfolded) == folded:
            return False
        unfolded = layout.unfolded ^ {layout.section(row).id}
        self._layout = ListLayout(layout.listing, unfolded)
        self._rows.show(self._layout, RowPosition(row.section) if folded else row)
        self.post_message(self.Folded(layout.listing, unfolded))
        return True

    def choose(self) -> None:
        """Open the headline under the cursor, or fold or unfold its heading."""
        key, section = self.cursor_key, self.cursor_section
        if key is not None:
            self.post_message(self.Opened(key))
        elif section is not None:
            self.fold(section.id not in self.unfolded)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        row = self._rows.clicked(event.y)
        if row is not None:
            event.stop()
            self._go_to(row)
            self.choose()

    # Drawing

    def _fetch_window(self) -> None:
        """Fetch the visible headlines and the cursor's at once."""
        if self._layout is None:
            return
        wanted = self._layout.keys_between(self._rows.top, self._rows.top + max(self.size.height, 1))
        if (key := self.cursor_key) is not None:
            wanted.append(key)
        if len(self._headlines) > _CACHED:
            self._headlines.clear()
        missing = [key for key in wanted if key not in self._headlines]
        if missing:
            self._headlines.update((headline.key, headline) for headline in self._fetch(missing))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw visible lines, their headlines fetched at once."""
        self._fetch_window()
        return finish_strips(self, [self.render_line(y) for y in crop.line_range], crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        line, width, layout, over = y + self._rows.top, self.size.width, self._layout, ""
        if layout is None or not layout.height:
            lines = ["", *wrap_lines(self.message, width - 4)]
            parts = [(f"  {lines[y]}" if y < len(lines) else "", "note")]
        elif line >= layout.height:
            parts = []
        else:
            parts = list_line(layout, line, width, self._headlines, self._snippets, self._open_id)
            if layout.row_at(line) == self._rows.cursor:
                over = "cursor" if self.has_focus else "cursor-blurred"
        segments = [Segment(text, self.part_style(part, over)) for text, part in parts]
        return Strip(segments).adjust_cell_length(width, self.part_style("", over))

    def part_style(self, part: str, over: str = "") -> Style:
        """Return the style of a part of a line, "" for the line itself; `over` is the cursor's."""
        return self._styles.part(part, over)

    def notify_style_update(self) -> None:
        """Draw with the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def on_focus(self) -> None:
        """Show the cursor of a list with the focus."""
        self._rows.place_cursor()
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor of a list without the focus."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._rows.reveal()
