"""Who carries out a command: the pane with the focus if it can, else the screen or another pane."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from textual.actions import parse
from textual.binding import Binding

from newsreader.reader.commands import DIGITS, Command


class Target(Protocol):
    """Has actions, as methods `action_…`."""

    def handles(self, action: str) -> bool:
        """Whether it has this action."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the action can be run: None where it cannot now, False where others are meant."""


class Commands:
    """Actions of something that is no widget."""

    def handles(self, action: str) -> bool:
        """Whether it has this action."""
        return hasattr(self, f"action_{action}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Every action can be run."""
        return True


@dataclass(frozen=True, slots=True)
class Call:
    """An action with its target."""

    target: Target
    action: str
    parameters: tuple[object, ...]

    @property
    def allowed(self) -> bool | None:
        """What the target says: True, None where it cannot run now, False where others are meant."""
        return self.target.check_action(self.action, self.parameters)

    async def run(self) -> None:
        """Run it; a command that cannot run now says why itself."""
        result = getattr(self.target, f"action_{self.action}")(*self.parameters)
        if inspect.isawaitable(result):
            await result


def first_call(command: Command, targets: Iterable[Target]) -> Call | None:
    """The call that carries out a command: of the first of these targets that does not leave it to others."""
    _, action, parameters = parse(command.action)
    for target in targets:
        call = Call(target, action, parameters)
        if target.handles(action) and call.allowed is not False:
            return call
    return None


def bindings(commands: Sequence[Command]) -> Iterator[Binding]:
    """The bindings of a screen with the actions `run` for commands and `link` for the numbers of links."""
    taken = {key for command in commands for key in command.keys}
    for command in commands:
        for key in command.keys:
            yield Binding(key, f"run('{command.id}')", command.title, tooltip=command.help)
    for digit in DIGITS:
        if digit not in taken:
            yield Binding(digit, f"link({digit})", f"Link {digit}", show=False)
