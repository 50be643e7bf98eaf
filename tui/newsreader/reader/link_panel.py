"""The links of an article, numbered, and the QR code of the highlighted one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.document.cell_width import cells
from newsreader.document.wrap import wrap_lines
from newsreader.reader.link_panel_rows import GROUPS, LinkLayout, LinkLine
from newsreader.ui.qr_view import QR_STYLE, can_draw_blocks
from newsreader.ui.row_list import RowList
from newsreader.ui.scroll_content import finish_strips, set_top
from newsreader.ui.styles import StyleMap, TextStyle

if TYPE_CHECKING:
    from textual.timer import Timer

    from newsreader.links.qr import QrCode
    from newsreader.links.reference import Entry

_SHOW_WAITING = 0.4
"""Seconds before an empty panel says that it waits: a message flashing at every article is noise."""
_SMALLEST_CODE = Size(29, 15)
"""Cells, with its quiet zone."""
_GROUP_ORDER = tuple(GROUPS)

_STYLES = {
    "group": TextStyle("muted", "bold"),
    "number": TextStyle("muted"),
    "number-current": TextStyle(style="bold reverse"),
    "name": TextStyle(style="bold"),
    "name-address": TextStyle("link", "bold underline"),
    "purpose": TextStyle("muted"),
    "address": TextStyle("link", "underline"),
    "no-address": TextStyle("muted"),
    "quote": TextStyle("unread"),
    "words": TextStyle("muted", "italic"),
    "note": TextStyle("muted"),
    "cursor": TextStyle("cursor-text", background="cursor", ansi_style="reverse"),
    "cursor-blurred": TextStyle(background="cursor-rest"),
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

        number: int

    @dataclass
    class Chosen(Message):
        """The reader wants to open an entry: Enter, or a second click."""

        number: int

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._message = ""
        self._layout = LinkLayout((), 1)
        self._rows: RowList[int] = RowList(self, before_reveal=self._update_code)
        self._digits = 1
        self._code: tuple[str, ...] = ()
        """The lines of the QR code, or one that says how to see it."""
        self._styles = StyleMap(self, _STYLES)
        self._waiting: Timer | None = None
        self.code_key = "Q"
        """The key that shows the QR code large."""

    # Content

    def show(self, entries: Sequence[Entry], *, waiting: bool = False, message: str = "") -> None:
        """List these entries; if there are none show the message, or while `waiting`, that."""
        ordered = tuple(sorted(entries, key=lambda entry: _GROUP_ORDER.index(entry.group)))
        kept = self.current if ordered == self._entries else None
        self._entries = ordered
        self._message = "" if waiting else message
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_SHOW_WAITING, self._say_waiting) if waiting else None
        self._lay_out(kept or (ordered[0].number if ordered else None))
        if kept is None:
            set_top(self, 0)

    def _say_waiting(self) -> None:
        self._message = "Looking for what the article names …"
        self.refresh()

    @property
    def current(self) -> int | None:
        """The number of the highlighted entry."""
        return self._rows.cursor

    def highlight(self, number: int) -> None:
        """Highlight an entry, if there is one of that number, without a message."""
        if number in self._layout:
            self._rows.go_to(number)

    # Moving

    def move(self, step: int) -> None:
        """Highlight the entry so many further down, or up if negative."""
        self._report(self._rows.move(step))

    def page(self, pages: float) -> None:
        """Highlight the entry so many pages further down, or up if negative."""
        self._report(self._rows.page(pages))

    def to_end(self, last: bool) -> None:
        """Highlight the first or the last entry."""
        self._report(self._rows.to_end(last=last))

    def _report(self, changed: bool) -> None:
        if changed and self.current is not None:
            self.post_message(self.Highlighted(self.current))

    def choose(self) -> bool:
        """Ask for the highlighted entry to be opened; False if there is none."""
        if self.current is None:
            return False
        self.post_message(self.Chosen(self.current))
        return True

    def on_click(self, event: events.Click) -> None:
        """Highlight an entry; open the highlighted one."""
        row = self._rows.clicked(event.y) if event.button == 1 else None
        if row is not None and row == self.current:
            self.choose()
        elif row is not None:
            self._report(self._rows.go_to(row))

    # Layout

    def _lay_out(self, current: int | None) -> None:
        self._digits = len(str(max((entry.number for entry in self._entries), default=1)))
        self._layout = LinkLayout(self._entries, self.size.width - self._digits - 5)
        self._rows.show(self._layout, current)

    def _update_code(self) -> None:
        """Make the code of the highlighted entry, below the list, which gets the other lines."""
        self._code = self._code_lines()
        self._rows.footer_height = len(self._code) + 1 if self._code else 0

    def _code_lines(self) -> tuple[str, ...]:
        entry = next((entry for entry in self._entries if entry.number == self.current), None)
        if entry is None or not entry.target or self.size.height < 8:
            return ()
        room = Size(self.size.width - 1, self.size.height // 2 - 1)
        if (
            room.width >= _SMALLEST_CODE.width
            and room.height >= _SMALLEST_CODE.height
            and can_draw_blocks(self)
        ):
            code = _make_code(entry.target)
            if code is None:
                return ()
            if code.width <= room.width and code.height <= room.height:
                return code.rows
        return (f"{self.code_key} shows its QR code",)

    def on_resize(self) -> None:
        """Wrap to the new width, with the highlighted entry in sight."""
        self._lay_out(self.current)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw visible lines; a code keeps its black and white where colours are off."""
        code = range(self._rows.visible + 1, self.size.height) if len(self._code) > 1 else ()
        return finish_strips(self, [self.render_line(y) for y in crop.line_range], crop, in_full_colour=code)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        if not self._entries:
            lines = ["", *wrap_lines(self._message, self.size.width - 3)]
            return self._draw(LinkLine(lines[y] if y < len(lines) else ""))
        if y >= self._rows.visible:
            return self._footer_line(y - self._rows.visible)
        line = y + self._rows.top
        return self._draw(self._layout.lines[line] if line < self._layout.height else LinkLine())

    def _draw(self, line: LinkLine) -> Strip:
        """Draw a line of the list."""
        over = ""
        if line.number and line.number == self.current:
            over = "cursor" if self.has_focus else "cursor-blurred"
        base, style = self._styles.part(over), self._styles.part(line.part, over)
        if line.number:
            number = str(line.number) if line.is_first else ""
            segments = [
                Segment(" " * (1 + self._digits - len(number)), base),
                Segment(number, self._styles.part("number-current" if over else "number", over)),
                Segment("  ", base),
                Segment(line.text, style),
            ]
        else:
            segments = [Segment(f" {line.text}", style)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _footer_line(self, line: int) -> Strip:
        """Draw a line of the code, or of the note on how to see it."""
        if line == 0:
            return Strip.blank(self.size.width, self._styles.base)
        if len(self._code) == 1:
            return self._draw(LinkLine(self._code[0]))
        text = self._code[line - 1]
        left = " " * max((self.size.width - 1 - cells(text)) // 2, 0)
        segments = [Segment(left, self._styles.base), Segment(text, QR_STYLE)]
        return Strip(segments).adjust_cell_length(self.size.width, self._styles.base)

    def on_focus(self) -> None:
        """Show the highlight of a panel with the focus."""
        self._rows.place_cursor()
        self.refresh()

    def on_blur(self) -> None:
        """Show the highlight of a panel without the focus."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw with the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()


@lru_cache(maxsize=64)
def _make_code(target: str) -> QrCode | None:
    from newsreader.links.qr import make_qr

    return make_qr(target)
