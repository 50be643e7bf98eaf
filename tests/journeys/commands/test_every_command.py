"""Every command of the key table does what help says, in every pane that offers it, seen on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.reader.commands import COMMANDS
from newsreader.settings.settings import Settings

from . import on_article, on_links, on_list, on_moving, on_program
from .journeys import JOURNEYS
from .person import SIZE, Person, write_news

FILES = (on_moving, on_article, on_links, on_list, on_program)


def cases() -> Iterator[object]:
    """Each command in each pane, with its keys in turn, so that every key is pressed somewhere."""
    for command in COMMANDS:
        for number, pane in enumerate(JOURNEYS[command.id].panes):
            key = command.keys[number % len(command.keys)]
            yield pytest.param(command.id, pane, key, id=f"{command.id}-{pane}")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_command_and_no_key_is_left_out(command) -> None:
    assert len(JOURNEYS[command.id].panes) >= len(command.keys)


def test_no_journey_is_for_a_command_that_is_gone() -> None:
    assert JOURNEYS.keys() == {command.id for command in COMMANDS}


@pytest.mark.parametrize(("command", "pane", "key"), cases())
async def test_command(start, tmp_path, command: str, pane: str, key: str) -> None:
    write_news(tmp_path / "all")
    settings = Settings(theme="dark", read_after=600)
    async with start(size=SIZE, root=tmp_path / "all", settings=settings) as reader:
        person = Person(reader.app)
        await person.sees("24 articles · 24 unread", "This is what notice 01 says.", "Links · 12")
        await JOURNEYS[command].steps(person, pane, key)
