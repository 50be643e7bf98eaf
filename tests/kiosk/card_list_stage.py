"""An app with a card list only, and a finger for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.events import MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.widget import Widget
from textual.widgets import Static

from newsreader.kiosk.widgets.card import Card
from newsreader.kiosk.widgets.card_list import CardList
from newsreader.ui.themes import DARK, THEMES


class After(Static, can_focus=True):
    """Something that can have the focus after the list."""


class Stage(App[None]):
    """Holds a list, keeps what it said and what it asked for."""

    def __init__(self, count: int, *, lines: int = 2, min_width: int = 0, theme: str = "dark") -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.count = count
        self.choices = CardList(self.fetch, lines=lines, min_width=min_width)
        self.asked: list[tuple[int, int]] = []
        self.chosen: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(DARK.variables)

    def fetch(self, start: int, stop: int) -> Sequence[Card]:
        self.asked.append((start, stop))
        return [Card(f"Title {index}", f"detail {index}") for index in range(start, stop)]

    def compose(self) -> ComposeResult:
        yield self.choices
        yield After("after")

    def on_mount(self) -> None:
        self.choices.show(self.count)

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        self.chosen.append(event.index)


def rows(widget: Widget) -> list[str]:
    """What the widget shows."""
    return [strip.text.rstrip() for strip in widget.render_lines(widget.size.region)]


def seen(widget: Widget) -> str:
    return "\n".join(rows(widget))


def last_page(screen: str) -> bool:
    """Whether the line of words says that the last page is shown, or nothing of pages."""
    found = re.search(r"Page (\d+) of (\d+)", screen.splitlines()[1])
    return found is None or found[1] == found[2]


class Finger:
    """A finger on a widget, in its own cells; what a driver would send."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget

    def _event(self, kind: type, x: int, y: int) -> None:
        place = self._widget.content_region.offset
        event = kind(
            widget=None,
            x=place.x + x,
            y=place.y + y,
            delta_x=0,
            delta_y=0,
            button=0 if kind is MouseMove else 1,
            shift=False,
            meta=False,
            ctrl=False,
            screen_x=place.x + x,
            screen_y=place.y + y,
        )
        self._widget.app.screen._forward_event(event)

    def down(self, x: int, y: int) -> None:
        self._event(MouseDown, x, y)

    def move(self, x: int, y: int) -> None:
        self._event(MouseMove, x, y)

    def up(self, x: int, y: int) -> None:
        self._event(MouseUp, x, y)

    def wheel(self, x: int, y: int, step: int) -> None:
        self._event(MouseScrollDown if step > 0 else MouseScrollUp, x, y)

    def tap(self, x: int, y: int) -> None:
        self.down(x, y)
        self.up(x, y)

    def drag(self, x: int, y: int, to: int) -> None:
        """Down at a row, up at another, through all between."""
        self.down(x, y)
        for row in range(y, to, 1 if to > y else -1):
            self.move(x, row)
        self.move(x, to)
        self.up(x, to)
