"""The panel beside the article: what its text names, numbered, with a QR code for the one chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import NoColor
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.reader.link_panel_rows import GROUPS, Row, rows
from newsreader.ui.qr_style import INK, draws_blocks
from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_wrap import wrapped

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.links.qr import QrCode
    from newsreader.links.reference import Entry

_PATIENCE = 0.4
"""Seconds of an empty panel before it says that it waits: a sentence flashing at every article is noise."""
_LEAST = Size(29, 15)
"""Cells of the smallest code, with its quiet zone."""


_ORDER = tuple(GROUPS)


_LOOKS = {
    "group": TextStyle("muted", "bold"),
    "number": TextStyle("muted"),
    "number-current": TextStyle(style="bold reverse"),
    "name": TextStyle(style="bold"),
    "name-address": TextStyle("link", "bold underline"),
    "purpose": TextStyle("muted"),
    "address": TextStyle("link", "underline"),
    "dead": TextStyle("muted"),
    "quote": TextStyle("unread"),
    "words": TextStyle("muted", "italic"),
    "note": TextStyle("muted"),
    "cursor": TextStyle("cursor-text", background="cursor", ansi_style="reverse"),
    "rest": TextStyle(background="cursor-rest"),
}


class LinkPanel(ScrollView, can_focus=True, inherit_bindings=False):
    """Lists the entries of an article; one of them is highlighted."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinkPanel {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Highlighted(Message):
        """The reader came to another entry."""

        panel: LinkPanel
        number: int

        @property
        def control(self) -> LinkPanel:
            """The panel."""
            return self.panel

    @dataclass
    class Chosen(Message):
        """The reader wants to open an entry: Enter, or a second click."""

        panel: LinkPanel
        number: int

        @property
        def control(self) -> LinkPanel:
            """The panel."""
            return self.panel

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._note = ""
        self._rows: list[Row] = []
        self._tops: dict[int, int] = {}
        """The first row of each entry, by its number."""
        self._current: int | None = None
        self._digits = 1
        self._code: tuple[str, ...] = ()
        """The rows of the QR code, where there is room for one."""
        self._looks = StyleMap(self, _LOOKS)
        self._patience: Timer | None = None
        self.code_key = "Q"
        """The key that shows the QR code large."""

    # What is shown

    def show(self, entries: Sequence[Entry], *, waiting: bool = False, message: str = "") -> None:
        """Lists these entries; where there are none says the message, or while `waiting` that it waits."""
        ordered = tuple(sorted(entries, key=lambda entry: _ORDER.index(entry.group)))
        kept = self._current if ordered == self._entries else None
        self._entries = ordered
        self._note = "" if waiting else message
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(_PATIENCE, self._say_waiting) if waiting else None
        self._current = kept or (ordered[0].number if ordered else None)
        self._lay_out()
        if kept is None:
            self.scroll_target_y = self.scroll_y = 0

    def _say_waiting(self) -> None:
        self._note = "Looking for what the article names …"
        self.refresh()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed, in its order: by group, and in each as the text has them."""
        return self._entries

    @property
    def current(self) -> int | None:
        """The number of the entry that is highlighted."""
        return self._current

    @property
    def entry(self) -> Entry | None:
        """The entry that is highlighted."""
        return next((entry for entry in self._entries if entry.number == self._current), None)

    def highlight(self, number: int) -> None:
        """Highlights an entry, if there is one of that number, and brings it into sight; posts nothing."""
        if number in self._tops and number != self._current:
            self._current = number
            self._fit()
            self._reveal()
            self.refresh()

    # What is done to it

    def move(self, step: int) -> None:
        """Highlights the entry so many further on, or back."""
        numbers = [entry.number for entry in self._entries]
        if self._current is not None:
            index = numbers.index(self._current) + step
            self._go(numbers[min(max(index, 0), len(numbers) - 1)])

    def to_start(self) -> None:
        """Highlights the first entry."""
        self.move(-len(self._entries))

    def to_end(self) -> None:
        """Highlights the last entry."""
        self.move(len(self._entries))

    def page(self, pages: float) -> None:
        """Highlights the entry so many pages further on, or back."""
        if self._current is None:
            return
        goal = self._tops[self._current] + pages * max(self._room - 1, 1)
        numbers = [entry.number for entry in self._entries]
        near = min(numbers, key=lambda number: abs(self._tops[number] - goal))
        if near == self._current:
            self.move(1 if pages > 0 else -1)
        else:
            self._go(near)

    def choose(self) -> bool:
        """As Enter: asks for the highlighted entry to be opened; False where there is none."""
        if self._current is None:
            return False
        self.post_message(self.Chosen(self, self._current))
        return True

    def _go(self, number: int) -> None:
        if number != self._current:
            self.highlight(number)
            self.post_message(self.Highlighted(self, number))

    def on_click(self, event: events.Click) -> None:
        """Highlights an entry; on the highlighted one, opens it."""
        line = self.scroll_offset.y + event.y - self.styles.gutter.top
        if event.button != 1 or not 0 <= line < len(self._rows) or event.y >= self._room:
            return
        number = self._rows[line].number
        if number and number == self._current:
            self.choose()
        elif number:
            self._go(number)

    # Drawing

    @property
    def _room(self) -> int:
        """The rows of the pane that are left to the list."""
        return max(self.size.height - self._foot, 0)

    @property
    def _foot(self) -> int:
        """The rows at the bottom for the QR code, or for the word that there is one."""
        return len(self._code) + 1 if self._code else 0

    def _lay_out(self) -> None:
        """Breaks everything into rows for the width of the pane."""
        self._digits = len(str(max((entry.number for entry in self._entries), default=1)))
        beside = self.size.width - self._digits - 5
        self._rows = rows(self._entries, beside)
        self._tops = {row.number: index for index, row in reversed(list(enumerate(self._rows))) if row.number}
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        """Makes the QR code, and tells the scroll bar how long the list is without a layout of the screen."""
        self._code = self._drawn_code()
        size = Size(self.size.width, len(self._rows) + self._foot)
        if size != self.virtual_size:
            self.set_reactive(LinkPanel.virtual_size, size)
            self._scroll_update(size)

    def _drawn_code(self) -> tuple[str, ...]:
        """The QR code of the highlighted entry if it leaves half of the pane to the list, else a word."""
        entry = self.entry
        if entry is None or not entry.target or self.size.height < 8:
            return ()
        room = Size(self.size.width - 1, self.size.height // 2 - 1)
        if room.width >= _LEAST.width and room.height >= _LEAST.height and draws_blocks(self):
            made = _code(entry.target)
            if made is None:
                return ()
            if made.width <= room.width and made.height <= room.height:
                return made.rows
        return (f"{self.code_key} shows its QR code",)

    def _reveal(self) -> None:
        """Scrolls as little as brings the highlighted entry into sight, with the heading above it."""
        if self._current is None:
            return
        top = bottom = self._tops[self._current]
        while bottom < len(self._rows) and self._rows[bottom].number == self._current:
            bottom += 1
        while top > 0 and not self._rows[top - 1].number:
            top -= 1
        now = self.scroll_offset.y
        if bottom > now + self._room:
            now = bottom - self._room
        if top < now:
            now = top
        self.scroll_target_y = self.scroll_y = now
        if self.has_focus:
            self._point()

    def _point(self) -> None:
        """Puts the terminal's cursor on the highlighted entry, for screen readers."""
        if self._current is not None:
            row = self._tops[self._current] - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(1, row)

    def on_resize(self) -> None:
        """Breaks the rows anew, with the highlighted entry in sight."""
        self._lay_out()
        self._reveal()

    def on_focus(self) -> None:
        """Puts the terminal's cursor on the highlighted entry."""
        self._point()
        self.refresh()

    def on_blur(self) -> None:
        """The highlight is paler while the focus is elsewhere."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Takes up the colours of another theme."""
        super().notify_style_update()
        self._looks.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of the pane: as Textual does where the pane has a border, else quicker."""
        if any(self.styles.gutter):
            return super().render_lines(crop)
        background = self.background_colors[1]
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for line_filter in self.get_line_filters():
                if not (isinstance(line_filter, NoColor) and self._is_code(y)):
                    strip = strip.apply_filter(line_filter, background)
            strips.append(strip)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        width = self.size.width
        if not self._entries:
            lines = wrapped(self._note, max(width - 3, 1)) if self._note else []
            text = lines[y - 1] if 1 <= y <= len(lines) else ""
            return Strip([Segment(f" {text}", self._look("note"))]).adjust_cell_length(width, self._look())
        if y >= self._room:
            return self._foot_strip(y - self._room, width)
        index = self.scroll_offset.y + y
        return self._row_strip(self._rows[index] if index < len(self._rows) else Row(), width)

    def _row_strip(self, row: Row, width: int) -> Strip:
        """A row of the list."""
        over = ""
        current = bool(row.number) and row.number == self._current
        if current:
            over = "cursor" if self.has_focus else "rest"
        ground = self._look("", over)
        if row.look == "group" or not row.number:
            segments = [Segment(f" {row.text}", self._look(row.look))]
        else:
            number = str(row.number) if row.first else ""
            segments = [
                Segment(" " * (1 + self._digits - len(number)), ground),
                Segment(number, self._look("number-current" if current else "number", over)),
                Segment("  ", ground),
                Segment(row.text, self._look(row.look, over)),
            ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _foot_strip(self, row: int, width: int) -> Strip:
        """A row of the QR code, or of the word that there is one."""
        if row == 0:
            return Strip.blank(width, self._look())
        text = self._code[row - 1]
        if len(self._code) == 1:
            return Strip([Segment(f" {text}", self._look("note"))]).adjust_cell_length(width, self._look())
        left = max((width - 1 - cell_len(text)) // 2, 0)
        segments = [Segment(" " * left, self._look()), Segment(text, INK)]
        return Strip(segments).adjust_cell_length(width, self._look())

    def _is_code(self, y: int) -> bool:
        return len(self._code) > 1 and y > self._room

    def _look(self, name: str = "", over: str = "") -> Style:
        """The style of a kind of row, under the highlight; each is looked up once."""
        return self._looks.part(name, over)


@lru_cache(maxsize=64)
def _code(target: str) -> QrCode | None:
    from newsreader.links.qr import make_qr

    return make_qr(target)
