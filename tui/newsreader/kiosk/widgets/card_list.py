"""A list to choose from by finger, by mouse or by keys: cards in whole pages, at any length.

Only the cards in sight are asked for, so that a list of 100,000 costs what a list of ten does.
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

from newsreader.kiosk.widgets.card import Card, card_rows, edge
from newsreader.kiosk.widgets.drag_tracker import DragTracker
from newsreader.ui.text_fit import fill
from newsreader.ui.text_wrap import wrapped

BETWEEN = 2
"""Cells between two columns."""
_ENDS = 5
"""Cells of a card beside its words: its edge, and the chevron with air on both sides."""
_FEW = 4
"""Cards stand close together where fewer than so many would fit with air between them."""


Fetch = Callable[[int, int], Sequence[Card]]
"""Gives the cards `[start, stop)`."""


class CardList(Widget, can_focus=True, inherit_bindings=False):
    """Cards, one of them under the cursor; a tap or Enter chooses."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"choices--{look}" for look in ("card", "title", "detail", "number", "edge", "cursor", "note")
    }
    DEFAULT_CSS = """
    CardList {
        height: 1fr;
        background: $background;
        color: $foreground;
        & > .choices--card { background: $surface; color: $foreground; }
        & > .choices--title { text-style: bold; color: $heading; }
        & > .choices--detail { color: $muted; }
        & > .choices--number { text-style: bold; color: $link; }
        & > .choices--edge { color: $link; }
        & > .choices--cursor { background: $cursor; color: $cursor-text; }
        & > .choices--note { color: $foreground; }
        &:ansi > .choices--cursor { text-style: reverse; }
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

        choices: CardList
        index: int

        @property
        def control(self) -> CardList:
            """The list."""
            return self.choices

    @dataclass
    class Turned(Message):
        """Other cards are in sight, or as many fit as did not before."""

        choices: CardList

        @property
        def control(self) -> CardList:
            """The list."""
            return self.choices

    def __init__(self, fetch: Fetch, *, lines: int = 2, narrowest: int = 0, id: str | None = None) -> None:
        """`lines` of text on a card; with `narrowest` cells given, as many columns as have that width."""
        super().__init__(id=id)
        self._fetch = fetch
        self._most_lines, self._narrowest = lines, narrowest
        self._count = 0
        self._index = 0
        self._row = 0
        """The row of all cards together that stands at the top."""
        self._cards: dict[int, Card] = {}
        self._looks: dict[str, Style] = {}
        self._finger = DragTracker()
        self._told: tuple[int, int, int] | None = None
        self.message = ""
        """What is said where there is nothing to choose."""

    # What is shown

    def show(self, count: int, *, index: int = 0) -> None:
        """Shows so many cards, asked for anew, the page with `index` first."""
        self._count = max(count, 0)
        self._cards.clear()
        self._index = min(max(index, 0), max(self._count - 1, 0))
        self._to_page_of(self._index)

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
        return min(self._row // self._pitch * self._columns, max(self._count - 1, 0))

    @property
    def stop(self) -> int:
        """The card after the last in sight."""
        return min(self.first + self._per_page, self._count)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self._count // self._per_page), 1)

    @property
    def page(self) -> int:
        """The page in sight, from 1."""
        return self._page_of(self.first) + 1

    def turn(self, step: int) -> bool:
        """Turns a page on (1) or back (-1), with the cursor on its first card; False where there is none."""
        there = self._page_of(self.first) + step
        if step < 0 and self.first % self._per_page:
            there += 1
        if not 0 <= there < self.pages:
            return False
        self._index = there * self._per_page
        self._to_page_of(self._index)
        return True

    # How it is laid out

    @property
    def _lines(self) -> int:
        """Lines of text on a card: one less where else too few cards would fit."""
        return self._most_lines if self._holds(self._most_lines) else max(self._most_lines - 1, 2)

    @property
    def _air(self) -> int:
        """Rows between two cards."""
        return 1 if self._holds(self._lines) else 0

    def _holds(self, lines: int) -> bool:
        return (self.size.height + 1) // (lines + 1) >= _FEW

    @property
    def _pitch(self) -> int:
        """Rows from the top of a card to that of the next below."""
        return self._lines + self._air

    @property
    def _columns(self) -> int:
        if not self._narrowest:
            return 1
        return max((self.size.width + BETWEEN) // (self._narrowest + BETWEEN), 1)

    @property
    def _rows_in_page(self) -> int:
        return max((self.size.height + self._air) // self._pitch, 1)

    @property
    def _per_page(self) -> int:
        return self._rows_in_page * self._columns

    @property
    def _width(self) -> int:
        """Cells of a card."""
        return max((self.size.width - BETWEEN * (self._columns - 1)) // self._columns, 1)

    def _page_of(self, index: int) -> int:
        return index // self._per_page

    def _to_page_of(self, index: int) -> None:
        self._scroll(self._page_of(index) * self._rows_in_page * self._pitch)

    def _scroll(self, row: int) -> None:
        """Brings a row of all cards together to the top, if there is anything below it."""
        last = (self.pages - 1) * self._rows_in_page * self._pitch
        self._row = min(max(row, 0), last)
        self.refresh()
        self._tell()

    def _tell(self) -> None:
        now = (self.first, self._per_page, self._count)
        if now != self._told:
            self._told = now
            self.post_message(self.Turned(self))
        self._point()

    def _settle(self) -> None:
        """Lets no card stand half in sight, and the cursor on one of those that do."""
        self._scroll(round(self._row / self._pitch) * self._pitch)
        self._index = min(max(self._index, self.first), max(self.stop - 1, 0))
        self.refresh()
        self._point()

    def _point(self) -> None:
        """Puts the terminal's cursor on the card under ours, for screen readers."""
        if self.has_focus and self._count:
            row, column = divmod(self._index, self._columns)
            place = Offset(column * (self._width + BETWEEN) + 2, row * self._pitch - self._row)
            self.app.cursor_position = self.content_region.offset + place

    def on_resize(self) -> None:
        """The card under the cursor stays in sight."""
        self._to_page_of(self._index)

    # What is done to it

    def action_move(self, step: int) -> None:
        """Moves the cursor to the card above or below, at the ends out of the list."""
        there = self._index + step * self._columns
        if step > 0 and self._index // self._columns < (self._count - 1) // self._columns:
            there = min(there, self._count - 1)
        self._go(there, step)

    def action_sideways(self, step: int) -> None:
        """Moves the cursor to the card beside."""
        self._go(self._index + step, step)

    def _go(self, index: int, step: int) -> None:
        if not 0 <= index < self._count:
            if step > 0:
                self.screen.focus_next()
            else:
                self.screen.focus_previous()
            return
        self._index = index
        if not self.first <= index < self.stop:
            self._to_page_of(index)
        self.refresh()
        self._point()

    def action_choose(self) -> None:
        """As if the card under the cursor were tapped."""
        if self._count:
            self.post_message(self.Chosen(self, self._index))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A finger comes down, maybe to tap, maybe to drag."""
        if event.button == 1:
            event.stop()
            self._finger.down(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The cards follow the finger."""
        if rows := self._finger.moved(event.y):
            self._scroll(self._row - rows)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The finger goes up: a tap where it came down and did not drag."""
        start = self._finger.start
        if start is None:
            return
        event.stop()
        self.release_mouse()
        if self._finger.up():
            self._settle()
        elif (index := self._card_at(event.x, event.y)) is not None and index == self._card_at(*start):
            self._go(index, 0)
            self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves a card on."""
        event.stop()
        self._scroll(self._row + self._pitch)
        self._settle()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves a card back."""
        event.stop()
        self._scroll(self._row - self._pitch)
        self._settle()

    def _card_at(self, x: int, y: int) -> int | None:
        """The card under a point; the air beneath a card belongs to it, so that no tap falls between."""
        column, beside = divmod(x, self._width + BETWEEN)
        index = (y + self._row) // self._pitch * self._columns + column
        inside = 0 <= y < self.size.height and 0 <= column < self._columns and beside < self._width
        return index if inside and self.first <= index < self.stop else None

    def on_focus(self) -> None:
        """The cursor shows while the list has the focus."""
        self.refresh()
        self._point()

    def on_blur(self) -> None:
        """And not without."""
        self.refresh()

    # Drawing

    def notify_style_update(self) -> None:
        """Takes up the colours of another theme."""
        super().notify_style_update()
        self._looks.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All that there is."""
        return container.height

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = self.size.width
        if not self._count:
            lines = wrapped(self.message, max(width - 4, 1)) if self.message else []
            text = f"  {lines[y - 1]}" if 1 <= y <= len(lines) else ""
            return Strip([Segment(text, self._look("note"))]).adjust_cell_length(width, self._look())
        line, within = divmod(y + self._row, self._pitch)
        first = line * self._columns
        settled = self._row % self._pitch == 0
        if within >= self._lines or first >= self._count or (settled and first >= self.stop):
            return Strip.blank(width, self._look())
        segments: list[Segment] = []
        for index in range(first, min(first + self._columns, self._count)):
            if segments:
                segments.append(Segment(" " * BETWEEN, self._look()))
            segments += self._part(index, within)
        return Strip(segments).adjust_cell_length(width, self._look())

    def _part(self, index: int, within: int) -> list[Segment]:
        """One row of one card, as wide as a card."""
        card, width = self._card(index), self._width
        current = index == self._index and self.has_focus
        over = "cursor" if current else ""
        before = f"{card.number}  " if card.number else ""
        if not before.isascii():
            before = fill(before, cell_len(before))
        room = max(width - _ENDS - len(before), 1)
        rows = card_rows(card, room, self._lines)
        said = rows[within] if within < len(rows) else []
        lead = before if within == 0 else " " * len(before)
        parts = [
            Segment(edge(current, within == 0), self._look("edge", over)),
            Segment(lead, self._look("number", over)),
            *(Segment(text, self._look(look, over)) for text, look in said),
        ]
        parts = list(Strip(parts).adjust_cell_length(width - 3, self._look("card", over)))
        parts.append(Segment(" › " if within == 0 else "   ", self._look("edge", over)))
        return list(Strip(parts).adjust_cell_length(width, self._look("card", over)))

    def _card(self, index: int) -> Card:
        if index not in self._cards:
            start = self._row // self._pitch * self._columns
            stop = min(start + self._per_page + self._columns, self._count)
            if not start <= index < stop:
                start, stop = index, index + 1
            self._cards = dict(zip(range(start, stop), self._fetch(start, stop), strict=False))
        return self._cards.get(index, Card(""))

    def _look(self, name: str = "", over: str = "") -> Style:
        """The style of a part of a card, under the cursor or not; without a name of what lies around."""
        key = f"{name} {over}"
        known = self._looks.get(key)
        if known is None:
            known = self.visual_style.rich_style
            names = ("card", name, over) if name and name != "note" else (name,)
            for each in filter(None, names):
                known += self.get_component_rich_style(f"choices--{each}", partial=True)
            self._looks[key] = known
        return known
