"""A list of cards to choose from by touch, mouse or keys, shown in whole pages.

Only the cards in sight are fetched: a list of 100,000 costs as much as one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from newsreader.document.wrap import wrap_lines
from newsreader.kiosk.widgets.card import Card, card_rows, edge
from newsreader.kiosk.widgets.card_grid import COLUMN_GAP, CardGrid
from newsreader.kiosk.widgets.drag_tracker import DragTracker
from newsreader.ui.styles import StyleMap, TextStyle
from newsreader.ui.text_fit import fill

_FRAME = 5
"""Cells of a card beside its text: its edge, and the chevron with a space on both sides."""

_STYLES = {
    "card": TextStyle("foreground", background="surface"),
    "title": TextStyle("heading", "bold"),
    "detail": TextStyle("muted"),
    "number": TextStyle("link", "bold"),
    "edge": TextStyle("link"),
    "cursor": TextStyle("cursor-text", background="cursor", ansi_style="reverse"),
    "message": TextStyle("foreground"),
}

Fetch = Callable[[int, int], Sequence[Card]]
"""Returns the cards `[start, stop)`."""


class CardList(Widget, can_focus=True, inherit_bindings=False):
    """Cards, one of them under the cursor; a tap or Enter chooses."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CardList {
        height: 1fr;
        background: $background;
        color: $foreground;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("right", "sideways(1)", show=False),
        Binding("left", "sideways(-1)", show=False),
        Binding("enter,space", "choose", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """A card was tapped, or Enter pressed on it."""

        index: int

    class Turned(Message):
        """Other cards are in sight, or another number of cards fits."""

    def __init__(self, fetch: Fetch, *, lines: int = 2, min_width: int = 0, id: str | None = None) -> None:
        """`lines` of text on a card; `min_width`, if not 0, allows columns of at least so many cells."""
        super().__init__(id=id)
        self._fetch = fetch
        self._max_lines, self._min_width = lines, min_width
        self._count = 0
        self._index = 0
        self._top = 0
        """The line of all cards together that stands at the top."""
        self._cards: dict[int, Card] = {}
        """Those fetched last."""
        self._styles = StyleMap(self, _STYLES)
        self._gesture = DragTracker()
        self._reported: tuple[int, int, int] | None = None
        self.message = ""
        """Shown instead of cards if there are none."""

    # Pages

    def show(self, count: int, *, index: int = 0) -> None:
        """Show so many cards, fetched again, on the page of `index`."""
        self._count = max(count, 0)
        self._cards.clear()
        self._index = min(max(index, 0), max(self._count - 1, 0))
        self._set_top(self._grid.top_of(self._index))

    @property
    def _grid(self) -> CardGrid:
        return CardGrid(self.size, self._count, self._max_lines, self._min_width)

    @property
    def count(self) -> int:
        """The number of cards."""
        return self._count

    @property
    def index(self) -> int:
        """The card under the cursor."""
        return self._index

    @property
    def first(self) -> int:
        """The first card in sight."""
        return self._grid.first(self._top)

    @property
    def stop(self) -> int:
        """The card after the last one in sight."""
        return self._grid.stop(self._top)

    @property
    def pages(self) -> int:
        """The number of pages, at least one."""
        return self._grid.pages

    @property
    def page(self) -> int:
        """The page in sight, from 1."""
        return self.first // self._grid.per_page + 1

    def turn(self, step: int) -> bool:
        """Turn to the next (1) or previous (-1) page, with the cursor on its first card; return success."""
        grid = self._grid
        page = self.page - 1 + step
        if step < 0 and self.first % grid.per_page:
            page += 1
        if not 0 <= page < grid.pages:
            return False
        self._index = page * grid.per_page
        self._set_top(grid.top_of(self._index))
        return True

    def _set_top(self, top: int) -> None:
        self._top = self._grid.clamp(top)
        self.refresh()
        now = (self.first, self._grid.per_page, self._count)
        if now != self._reported:
            self._reported = now
            self.post_message(self.Turned())
        self._move_cursor()

    def _snap(self) -> None:
        """Show whole cards only, with the cursor on one of them."""
        self._set_top(self._grid.snap(self._top))
        self._index = min(max(self._index, self.first), max(self.stop - 1, 0))
        self._move_cursor()

    def _move_cursor(self) -> None:
        """Put the terminal's cursor on the card under ours, for screen readers."""
        if self.has_focus and self._count:
            offset = self._grid.offset(self._index, self._top) + Offset(2, 0)
            self.app.cursor_position = self.content_region.offset + offset

    def on_resize(self) -> None:
        """Keep the card under the cursor in sight."""
        self._set_top(self._grid.top_of(self._index))

    # Keys

    def action_move(self, step: int) -> None:
        """Move the cursor to the card above or below; at the ends, leave the list."""
        columns = self._grid.columns
        index = self._index + step * columns
        if step > 0 and self._index // columns < (self._count - 1) // columns:
            index = min(index, self._count - 1)
        self._go_to(index, step)

    def action_sideways(self, step: int) -> None:
        """Move the cursor to the next or previous card; at the ends, leave the list."""
        self._go_to(self._index + step, step)

    def _go_to(self, index: int, step: int = 0) -> None:
        if not 0 <= index < self._count:
            if step > 0:
                self.screen.focus_next()
            else:
                self.screen.focus_previous()
            return
        self._index = index
        if not self.first <= index < self.stop:
            self._set_top(self._grid.top_of(index))
        self.refresh()
        self._move_cursor()

    def action_choose(self) -> None:
        """Choose the card under the cursor."""
        if self._count:
            self.post_message(self.Chosen(self._index))

    def on_focus(self) -> None:
        self.refresh()
        self._move_cursor()

    def on_blur(self) -> None:
        self.refresh()

    # Touch and mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a tap or a drag."""
        if event.button == 1:
            event.stop()
            self._gesture.press(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll with a drag."""
        if rows := self._gesture.move(event.y):
            self._set_top(self._top - rows)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Choose a card that was tapped; after a drag, snap to whole cards."""
        start = self._gesture.start
        if start is None:
            return
        event.stop()
        self.release_mouse()
        if self._gesture.release():
            self._snap()
            return
        index = self._grid.card_at(event.x, event.y, self._top)
        if index is not None and index == self._grid.card_at(*start, self._top):
            self._go_to(index)
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._set_top(self._top + self._grid.pitch)
        self._snap()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._set_top(self._top - self._grid.pitch)
        self._snap()

    # Drawing

    def notify_style_update(self) -> None:
        """Drop the styles of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return container.height

    def render_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        grid, width = self._grid, self.size.width
        if not self._count:
            lines = wrap_lines(self.message, max(width - 4, 1)) if self.message else []
            text = f"  {lines[y - 1]}" if 1 <= y <= len(lines) else ""
            return Strip([Segment(text, self._style("message"))]).adjust_cell_length(width, self._style())
        row, line = divmod(y + self._top, grid.pitch)
        first = row * grid.columns
        is_snapped = self._top % grid.pitch == 0
        if line >= grid.lines or first >= self._count or (is_snapped and first >= self.stop):
            return Strip.blank(width, self._style())
        segments: list[Segment] = []
        for index in range(first, min(first + grid.columns, self._count)):
            if segments:
                segments.append(Segment(" " * COLUMN_GAP, self._style()))
            segments += self._card_line(grid, index, line)
        return Strip(segments).adjust_cell_length(width, self._style())

    def _card_line(self, grid: CardGrid, index: int, line: int) -> list[Segment]:
        """Draw one line of one card."""
        card, width = self._card(index), grid.card_width
        current = index == self._index and self.has_focus
        number = f"{card.number}  " if card.number else ""
        if not number.isascii():
            number = fill(number, cell_len(number))
        rows = card_rows(card, max(width - _FRAME - len(number), 1), grid.lines)
        pieces = rows[line] if line < len(rows) else []
        parts = [
            Segment(edge(current, line == 0), self._style("edge", current)),
            Segment(number if line == 0 else " " * len(number), self._style("number", current)),
            *(Segment(text, self._style(part, current)) for text, part in pieces),
        ]
        parts = list(Strip(parts).adjust_cell_length(width - 3, self._style("card", current)))
        parts.append(Segment(" › " if line == 0 else "   ", self._style("edge", current)))
        return list(Strip(parts).adjust_cell_length(width, self._style("card", current)))

    def _card(self, index: int) -> Card:
        if index not in self._cards:
            grid = self._grid
            start = self._top // grid.pitch * grid.columns
            stop = min(start + grid.per_page + grid.columns, self._count)
            if not start <= index < stop:
                start, stop = index, index + 1
            self._cards = dict(zip(range(start, stop), self._fetch(start, stop), strict=False))
        return self._cards.get(index, Card(""))

    def _style(self, part: str = "", current: bool = False) -> Style:
        """Return the style of a part of a card, under the cursor or not; of the background without one."""
        card = "" if part in ("", "message") else "card"
        return self._styles.part(card, part, "cursor" if current else "")
