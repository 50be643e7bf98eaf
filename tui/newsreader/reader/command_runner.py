"""Who carries out a command: the pane with the focus if it can, else the screen or another pane."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from textual.actions import parse

from newsreader.reader.commands import Command


class Target(Protocol):
    """Has actions, as methods `action_…`."""

    def handles(self, action: str) -> bool:
        """Whether it has this action."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the action can be run: None where it cannot now, False where others are meant."""


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


def calls(command: Command, targets: Sequence[Target]) -> Iterator[Call]:
    """The calls that would carry out a command, the first choice first."""
    _, action, parameters = parse(command.action)
    for target in targets:
        call = Call(target, action, parameters)
        if target.handles(action) and call.allowed is not False:
            yield call
