"""Help and the command palette: every command; what cannot be run now is dim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from newsreader.reader.commands import Command, shown_keys
from newsreader.reader.dialogs.chooser import Chooser, Item

CanRun = Callable[[Command], bool]
_HINT = "Enter does it · Esc closes"


class HelpDialog(Chooser):
    """Commands by group with their keys; gives the id of the one chosen."""

    def __init__(self, commands: Sequence[Command], can_run: CanRun) -> None:
        items: list[Item] = []
        for group, members in groupby(commands, key=lambda command: command.group):
            items.append(Item(group, group, heading=True))
            for command in members:
                text = f"{shown_keys(command.keys) or 'no key':<14} {command.title}"
                items.append(Item(command.id, text, command.help, dim=not can_run(command)))
        super().__init__("Help", items, hint=_HINT)


class CommandPalette(Chooser):
    """Commands by name; gives the id of the one chosen."""

    def __init__(self, commands: Sequence[Command], can_run: CanRun) -> None:
        items = [
            Item(command.id, command.title, shown_keys(command.keys), dim=not can_run(command))
            for command in commands
            if command.id != "palette"
        ]
        super().__init__("Commands", items, hint=_HINT)
