"""The journeys, by command: where each is offered, and what a person does and sees there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .person import Person

Steps = Callable[[Person, str, str], Awaitable[None]]
"""Go to a pane, press a key, and look: `steps(person, pane, key)`."""

PANES = ("list", "article", "links")
EVERYWHERE = (*PANES, "search")
"""The three panes, and the list while it shows the hits of a search."""


@dataclass(frozen=True)
class Journey:
    """One command as a person uses it."""

    steps: Steps
    panes: tuple[str, ...]


JOURNEYS: dict[str, Journey] = {}


def journey(command: str, *panes: str) -> Callable[[Steps], Steps]:
    """Register the journey of a command, for these panes or for all."""

    def register(steps: Steps) -> Steps:
        assert command not in JOURNEYS, command
        JOURNEYS[command] = Journey(steps, panes or EVERYWHERE)
        return steps

    return register
