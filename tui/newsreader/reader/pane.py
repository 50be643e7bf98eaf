"""What the reader's three panes have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.ui.blank_widgets import PaneFrame

if TYPE_CHECKING:
    from textual.widget import Widget


class Pane(PaneFrame):
    """A pane that carries out commands: `action_` and the id of one in `commands.COMMANDS`.

    A command goes to the pane with the focus if that handles it, else to the others in turn. A pane's
    `check_action` says None for what cannot run now, and False for what another pane is meant to do.
    """

    def handles(self, command: str) -> bool:
        """Whether this pane itself has the command; Textual's widgets have some of the same names."""
        return f"action_{command}" in vars(type(self))

    def take_focus(self, widget: Widget) -> None:
        """Focus a widget of this pane now: `Widget.focus` comes later, and keys typed meanwhile go astray."""
        self.screen.set_focus(widget)

    def tell(self, sentence: str, seconds: float = 3) -> None:
        """Show a notice; what it quotes is not markup."""
        self.notify(sentence, markup=False, timeout=seconds)
