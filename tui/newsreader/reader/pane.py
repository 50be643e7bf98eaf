"""What the reader's three panes have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from newsreader.reader.command_runner import Target

if TYPE_CHECKING:
    from textual.widget import Widget


class Pane(Vertical):
    """A pane that carries out commands: `action_` and what `commands.COMMANDS` names.

    A command goes to the pane with the focus if that or one of its parts handles it, else to the others in
    turn. `check_action` says None for what cannot run now, and False for what another is meant to do.
    """

    parts: tuple[Target, ...] = ()
    """What carries out commands for this pane."""

    def handles(self, action: str) -> bool:
        """Whether this pane itself has the action; Textual's widgets have some of the same names."""
        return f"action_{action}" in vars(type(self))

    def take_focus(self, widget: Widget) -> None:
        """Focus a widget of this pane now: `Widget.focus` comes later, and keys typed meanwhile go astray."""
        self.screen.set_focus(widget)

    def tell(self, sentence: str, seconds: float = 3) -> None:
        """Show a notice; what it quotes is not markup."""
        self.notify(sentence, markup=False, timeout=seconds)

    def set_title(self, title: str) -> None:
        """Write a title on the border, unless it is there: that would draw the whole pane."""
        if (self.border_title or "") != title:
            self.border_title = title
