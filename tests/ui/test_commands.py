"""One table of commands: every key leads to one command, every command to a method, whatever the preset."""

from __future__ import annotations

from collections import Counter

import pytest

from newsreader.reader.commands import (
    COMMANDS,
    DIGITS,
    PRESETS,
    UnknownCommandError,
    commands,
    shown_key,
    shown_keys,
)
from newsreader.reader.screen import ReaderScreen
from newsreader.settings.settings import PRESETS as PRESETS_OF_SETTINGS


def test_ids_are_unique() -> None:
    assert not [name for name, times in Counter(command.id for command in COMMANDS).items() if times > 1]


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_stands_for_two_commands(preset: str) -> None:
    keys = Counter([key for command in commands(preset) for key in command.keys] + list(DIGITS))
    assert not [key for key, times in keys.items() if times > 1]


def test_the_settings_offer_the_presets_that_there_are() -> None:
    assert tuple(PRESETS) == PRESETS_OF_SETTINGS


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_carried_out(command) -> None:
    assert callable(getattr(ReaderScreen, f"do_{command.id}"))


def test_the_screen_has_no_command_that_is_not_in_the_table() -> None:
    methods = {name.removeprefix("do_") for name in dir(ReaderScreen) if name.startswith("do_")}
    assert methods == {command.id for command in COMMANDS}


def test_the_configuration_gives_other_keys() -> None:
    given = {command.id: command.keys for command in commands("default", {"search": ("ctrl+s", "slash")})}
    assert given["search"] == ("ctrl+s", "slash")
    assert given["filter"] == ("f",)


def test_a_command_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownCommandError, match="serach"):
        commands("default", {"serach": ("x",)})


def test_a_preset_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownCommandError, match="emacs"):
        commands("emacs")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("j", "j"),
        ("J", "J"),
        ("ctrl+r", "Ctrl+R"),
        ("question_mark", "?"),
        ("f1", "F1"),
        ("alt+left", "Alt+←"),
    ],
)
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_several_keys() -> None:
    assert shown_keys(("space", "pagedown")) == "Space PgDn"
