"""A dialog with a list to choose from, and a field to find in it: areas, themes, contents, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from newsreader.library.text_folding import fold
from newsreader.reader.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to choose."""

    id: str
    text: str
    detail: str = ""
    """At the right end of the line, or after the text."""
    heading: bool = False
    """A heading between items, which cannot be chosen."""
    indent: int = 0
    below: str = ""
    """A second line, which is found in too."""
    dim: bool = False
    """Whether choosing it would do nothing now."""


class ItemOption(Option):
    """An item in the list; ids of items may be any, Textual's must differ."""

    def __init__(self, line: Text, item: Item) -> None:
        super().__init__(line)
        self.item = item


class Chooser(Dialog[str]):
    """Show items; the result is the id of the one chosen, or None.

    With `chosen` given, several may be chosen: Enter toggles one, and `changed` gives what is chosen then.
    """

    CSS_PATH = "chooser.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Close", priority=True),
        Binding("enter", "choose", "Choose", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
        Binding("pagedown", "move(10)", "Page on", priority=True),
        Binding("pageup", "move(-10)", "Page back", priority=True),
    ]

    def __init__(
        self,
        title: str,
        items: Sequence[Item],
        *,
        hint: str,
        current: str | None = None,
        chosen: frozenset[str] | None = None,
        changed: Callable[[str], frozenset[str]] | None = None,
        highlighted: Callable[[str], None] | None = None,
        empty: str = "Nothing contains these words.",
    ) -> None:
        super().__init__()
        self._title, self._items, self._hint, self._current = title, tuple(items), hint, current
        self._chosen, self._changed, self._highlighted, self._empty = chosen, changed, highlighted, empty

    def compose(self) -> ComposeResult:
        """A title, the field, the list, a hint."""
        with Vertical(id="chooser") as box:
            box.border_title = Text(self._title).markup
            yield Input(placeholder="Type to find", id="chooser-find", compact=True, select_on_focus=False)
            yield OptionList(id="chooser-items", markup=False, compact=True)
            yield Label(self._hint, id="chooser-hint", markup=False)

    def on_mount(self) -> None:
        """Fill the list, and focus the field, so that typing finds."""
        self._fill("")
        field = self.query_one(Input)
        field.focus()
        # Not by its message: what is typed is found before the next key chooses or closes.
        self.watch(field, "value", self._fill, init=False)
        self.query_one(OptionList).can_focus = False

    def _fill(self, words: str) -> None:
        found = matching(self._items, words)
        items = self.query_one(OptionList)
        items.clear_options()
        items.add_options(
            [self._option(item) for item in found] or [Option(Text(self._empty), disabled=True)]
        )
        at = next((i for i, item in enumerate(found) if item.id == self._current and not item.heading), None)
        first = next((i for i, item in enumerate(found) if not item.heading), None)
        items.highlighted = at if at is not None else first

    def _option(self, item: Item) -> Option:
        if item.heading:
            return Option(Text(item.text, "bold"), disabled=True)
        mark = "" if self._chosen is None else "✓ " if item.id in self._chosen else "  "
        style = "dim" if item.dim else ""
        line = Text("  " * item.indent + mark + item.text, style, no_wrap=True, overflow="ellipsis")
        if item.detail:
            line.append(f"  {item.detail}", "dim")
        if item.below:
            line.append(f"\n    {item.below}", "dim")
        return ItemOption(line, item)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self._highlighted is not None and self.is_active and isinstance(event.option, ItemOption):
            self._highlighted(event.option.item.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._select(event.option)

    def _select(self, option: Option | None) -> None:
        if not isinstance(option, ItemOption):
            return
        chosen = option.item.id
        if self._changed is None:
            self.dismiss(chosen)
            return
        self._chosen, self._current = self._changed(chosen), chosen
        self._fill(self.query_one(Input).value)

    def action_choose(self) -> None:
        """Choose what is highlighted."""
        self._select(self.query_one(OptionList).highlighted_option)

    def action_move(self, items: int) -> None:
        """Move the highlight over what can be chosen."""
        options = self.query_one(OptionList)
        for _ in range(abs(items)):
            (options.action_cursor_down if items > 0 else options.action_cursor_up)()

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)


def matching(items: Sequence[Item], words: str) -> list[Item]:
    """The items that contain every word, under their headings; case and accents do not matter."""
    wanted = fold(words).split()
    kept: list[Item] = []
    heading: Item | None = None
    for item in items:
        if item.heading:
            heading = item
        elif all(word in fold(f"{item.text} {item.detail} {item.below}") for word in wanted):
            if heading is not None:
                kept.append(heading)
                heading = None
            kept.append(item)
    return kept
