"""The sidebar's list: headings that fold, headlines beneath, drawn line by line at any length.

Only keys are held for the whole list; headlines are asked for by window as they come into sight.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.library.headlines import Headline, Listing, Section
from newsreader.reader.headline_lines import Part, Snippet, list_line
from newsreader.ui.list_layout import ROWS, ListLayout, RowPosition
from newsreader.ui.styles import StyleMap, TextStyle

MOST_KEPT = 2000
"""Headlines kept while they are out of sight."""

Fetch = Callable[[Sequence[int]], Sequence[Headline]]


_LOOKS = {
    "section": TextStyle("heading", "bold"),
    "count": TextStyle("muted"),
    "title": TextStyle("foreground"),
    "title-unread": TextStyle("foreground", "bold"),
    "unread": TextStyle("unread", "bold"),
    "meta": TextStyle("muted"),
    "open": TextStyle("link", "bold"),
    "note": TextStyle("muted"),
    "lit": TextStyle("foreground", "bold underline"),
    "cursor": TextStyle("cursor-text", background="cursor", ansi_style="reverse"),
    "rest": TextStyle("foreground", background="cursor-rest", ansi_style="bold underline"),
}


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """The articles of a listing under its headings."""

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

        article_list: ArticleList
        key: int | None

        @property
        def control(self) -> ArticleList:
            """The list."""
            return self.article_list

    @dataclass
    class Opened(Message):
        """A headline was chosen by Enter or a click."""

        article_list: ArticleList
        key: int

        @property
        def control(self) -> ArticleList:
            """The list."""
            return self.article_list

    @dataclass
    class Folded(Message):
        """A heading was folded or unfolded; `unfolded` are the ids of all that stand open in `listing`."""

        article_list: ArticleList
        listing: Listing
        unfolded: frozenset[str]

        @property
        def control(self) -> ArticleList:
            """The list."""
            return self.article_list

    def __init__(self, fetch: Fetch, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._outline: ListLayout | None = None
        self._cursor = RowPosition(0)
        self._cache: dict[int, Headline] = {}
        self._open_id: str | None = None
        self.touched = False
        """Whether the reader has moved the cursor; until then it stands at the top, whatever arrives."""
        self._snippets: Mapping[int, Snippet] = {}
        self._looks = StyleMap(self, _LOOKS)
        self.message = ""

    # What it shows

    def show(
        self,
        listing: Listing,
        unfolded: Iterable[str],
        snippets: Mapping[int, Snippet] | None = None,
        *,
        cursor: int | None = None,
        section: str | None = None,
    ) -> None:
        """Shows another listing, with nothing moved for a reader who has moved in the one before.

        `cursor` is the key that the article under the cursor has now, and `section` the heading that it falls
        back on, if not that of the cursor. A headline with a snippet shows that in place of where and when.
        """
        old, heading = self._outline, self.cursor_section
        section = section or (heading.id if heading else None)
        above = old.line_of(self._cursor) - self.scroll_offset.y if old and heading and self.touched else 1
        self._snippets = snippets or {}
        self._cache.clear()
        outline = self._lay(listing, frozenset(unfolded))
        spot = None
        if self.touched:
            spot = outline.spot_in_sight(cursor) if cursor is not None else None
            spot = spot or (outline.spot_of_section(section) if section else None)
        self._cursor = spot or outline.first or RowPosition(0)
        if outline.height:
            self.scroll_to(y=outline.line_of(self._cursor) - above, animate=False, force=True)
            self._into_view()
        self._fetch_window()
        self.refresh()

    def _lay(self, listing: Listing, unfolded: frozenset[str]) -> ListLayout:
        self._outline = ListLayout(listing, unfolded)
        size = Size(self.size.width, self._outline.height)
        if size != self.virtual_size:  # told to the scroll bar without a layout of the screen
            self.set_reactive(ArticleList.virtual_size, size)
            self._scroll_update(size)
        return self._outline

    def refresh_headlines(self) -> None:
        """Asks again for the headlines in sight, whose marks have changed."""
        self._cache.clear()
        self.refresh()

    def mark_open(self, article_id: str | None) -> None:
        """Marks the article that stands in the view beside."""
        self._open_id = article_id
        self.refresh()

    @property
    def listing(self) -> Listing | None:
        """What is shown."""
        return self._outline.listing if self._outline else None

    @property
    def unfolded(self) -> frozenset[str]:
        """The headings that stand open."""
        return self._outline.unfolded if self._outline else frozenset()

    @property
    def cursor_key(self) -> int | None:
        """The key of the article under the cursor; None on a heading or in an empty list."""
        return self._outline.key(self._cursor) if self._outline and self._outline.height else None

    @property
    def cursor_headline(self) -> Headline | None:
        """The headline under the cursor, if it has been in sight."""
        key = self.cursor_key
        return None if key is None else self._cache.get(key)

    @property
    def cursor_section(self) -> Section | None:
        """The section that the cursor is in."""
        return self._outline.section(self._cursor) if self._outline and self._outline.height else None

    # Moving

    def move(self, items: int) -> None:
        """Moves the cursor over headings and headlines, to the ends at most."""
        if self._outline and self._outline.height:
            self._go(self._outline.moved(self._cursor, items))

    def page(self, pages: float) -> None:
        """Moves the cursor by screens of the list."""
        if self._outline and self._outline.height:
            lines = int(pages * max(self.size.height - ROWS, 1))
            self._go(self._outline.spot_at(self._outline.line_of(self._cursor) + lines))

    def to_end(self, last: bool) -> None:
        """Moves the cursor to the first or the last line of the list."""
        if self._outline and self._outline.height:
            self._go(self._outline.spot_at(self._outline.height if last else 0))

    def go_to_key(self, key: int) -> bool:
        """Puts the cursor on an article, unfolding its heading; False where the list does not hold it."""
        spot = self._outline.spot_of_key(key) if self._outline else None
        if spot is None:
            return False
        self._unfold(spot, True)
        self._go(spot)
        return True

    def jump(self, beginning: str) -> bool:
        """Puts the cursor on the first heading that begins so, in any case; False where none does."""
        spot = self._outline.spot_of_beginning(beginning) if self._outline else None
        if spot is None:
            return False
        self._go(spot)
        return True

    def beside(self, step: int) -> int | None:
        """The key of the article after (1) or before (-1) the cursor, folded or not; None at the ends."""
        keys = self.keys_from_cursor(step)
        return keys[0] if keys else None

    def keys_from_cursor(self, step: int) -> array[int]:
        """The keys after (1) or before (-1) the cursor, nearest first."""
        if not self._outline or not self._outline.height:
            return array("q")
        return self._outline.keys_from(self._cursor, step)

    def fold(self, open_it: bool) -> bool:
        """Folds or unfolds the heading of the cursor; False where it stands so already."""
        section = self.cursor_section
        if section is None or self._outline is None or (section.id in self._outline.unfolded) == open_it:
            return False
        if not open_it:
            self._cursor = RowPosition(self._cursor.section)
        self._unfold(self._cursor, open_it)
        self._go(self._cursor)
        return True

    def choose(self) -> None:
        """Opens the headline under the cursor, or turns its heading."""
        key, section = self.cursor_key, self.cursor_section
        if key is not None:
            self.post_message(self.Opened(self, key))
        elif section is not None and self._outline is not None:
            self.fold(section.id not in self._outline.unfolded)

    def _unfold(self, spot: RowPosition, open_it: bool) -> None:
        outline = self._outline
        if outline is None or (outline.section(spot).id in outline.unfolded) == open_it:
            return
        name = {outline.section(spot).id}
        unfolded = outline.unfolded | name if open_it else outline.unfolded - name
        self._lay(outline.listing, unfolded)
        self.refresh()
        self.post_message(self.Folded(self, outline.listing, unfolded))

    def _go(self, spot: RowPosition) -> None:
        if self._outline is None:
            return
        self.touched = True
        old, self._cursor = self._cursor, spot
        if not self._into_view():
            for changed in {old, spot}:
                self.refresh_lines(self._outline.line_of(changed), changed.height)
        self._fetch_window()
        self.post_message(self.Highlighted(self, self.cursor_key))

    def _into_view(self) -> bool:
        """Scrolls as little as shows the cursor, and the heading of a first one; True if it scrolled."""
        if self._outline is None or not self._outline.height:
            return False
        top = self.scroll_offset.y
        wanted = self._outline.top_showing(self._cursor, top, self.size.height)
        if wanted == top:
            return False
        self.scroll_to(y=wanted, animate=False, force=True)
        return True

    # Drawing

    def _fetch_window(self) -> None:
        """Gets the headlines of the lines in sight, and that of the cursor, in one question."""
        if self._outline is None or not self._outline.height:
            return
        top = self.scroll_offset.y
        wanted = self._outline.keys_between(top, top + max(self.size.height, 1))
        if (key := self.cursor_key) is not None:
            wanted.append(key)
        if len(self._cache) > MOST_KEPT:
            self._cache.clear()
        missing = [key for key in wanted if key not in self._cache]
        if missing:
            self._cache.update((headline.key, headline) for headline in self._fetch(missing))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight, their headlines asked for once; as Textual does, but for its cache."""
        self._fetch_window()
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        line, width, outline = y + self.scroll_offset.y, self.size.width, self._outline
        if outline is None or not outline.height:
            return self._note_line(y, width)
        if line >= outline.height:
            return Strip.blank(width, self._looks.base)
        parts = list_line(outline, line, width, self._cache, self._snippets, self._open_id)
        return self._strip(parts, width, outline.spot_at(line))

    def _note_line(self, y: int, width: int) -> Strip:
        lines = ["", *wrap(self.message, max(width - 4, 1))]
        return self._strip([("  " + (lines[y] if y < len(lines) else ""), "note")], width, None)

    def _strip(self, parts: Sequence[Part], width: int, spot: RowPosition | None) -> Strip:
        over = ""
        if spot is not None and spot == self._cursor:
            over = "cursor" if self.has_focus else "rest"
        segments = [Segment(text, self.look(look, over)) for text, look in parts]
        return Strip(segments).adjust_cell_length(width, self.look("", over))

    def look(self, name: str, over: str = "") -> Style:
        """The style of a part of a line; of the line itself where the name is empty. `over` lies what marks
        the cursor's line: `cursor` with the focus, `rest` without, or nothing."""
        return self._looks.part(name, over)

    # What is done to it

    def notify_style_update(self) -> None:
        """The theme changed: every line has another look."""
        super().notify_style_update()
        self._looks.clear()
        self.refresh()

    def on_focus(self) -> None:
        """The cursor's line has another look with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """And without."""
        self.refresh()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._into_view()

    def on_click(self, event: events.Click) -> None:
        """A click chooses what it falls on."""
        line = event.y + self.scroll_offset.y
        if self._outline is None or not 0 <= line < self._outline.height:
            return
        event.stop()
        self._go(self._outline.spot_at(line))
        self.choose()
