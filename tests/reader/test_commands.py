"""One table of commands: every key runs one command, every command an action, whatever the preset."""

from __future__ import annotations

from collections import Counter

import pytest
from textual.actions import parse

from newsreader.cli.doctor import program_checks
from newsreader.reader.article_pane import ArticlePane
from newsreader.reader.commands import COMMANDS, DIGITS, PRESETS, KeyTable, key_table, shown_key, shown_keys
from newsreader.reader.links_pane import LinksPane
from newsreader.reader.list_pane import ListPane
from newsreader.reader.mark_commands import MarkCommands
from newsreader.reader.page_commands import PageCommands
from newsreader.reader.program_commands import ProgramCommands
from newsreader.reader.step_commands import StepCommands
from newsreader.settings.load import Loaded
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import PRESETS as PRESETS_OF_SETTINGS
from newsreader.settings.settings import Settings


def test_ids_are_unique() -> None:
    assert not [name for name, times in Counter(command.id for command in COMMANDS).items() if times > 1]


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_stands_for_two_commands(preset: str) -> None:
    keys = Counter([key for command in key_table(preset).commands for key in command.keys] + list(DIGITS))
    assert not [key for key, times in keys.items() if times > 1]


def test_the_settings_offer_the_presets_that_there_are() -> None:
    assert tuple(PRESETS) == PRESETS_OF_SETTINGS


PARTS = (
    ArticlePane,
    ListPane,
    LinksPane,
    MarkCommands,
    PageCommands,
    ProgramCommands,
    StepCommands,
)


def _actions(part: type) -> set[str]:
    return {name.removeprefix("action_") for name in vars(part) if name.startswith("action_")}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_some_part_of_the_reader_carries_out_every_command(command) -> None:
    _, action, _ = parse(command.action)
    assert any(action in _actions(part) for part in PARTS)


def test_no_part_has_a_command_that_is_not_in_the_table() -> None:
    assert set().union(*map(_actions, PARTS)) == {parse(each.action)[1] for each in COMMANDS}


@pytest.mark.parametrize("action", ["move", "open", "turn_page", "go_to_end"])
@pytest.mark.parametrize("pane", [ListPane, ArticlePane, LinksPane])
def test_each_pane_moves_by_itself(pane: type, action: str) -> None:
    assert action in _actions(pane)


def _keys(table: KeyTable) -> dict[str, tuple[str, ...]]:
    return {command.id: command.keys for command in table.commands}


def test_the_settings_give_other_keys() -> None:
    keys = _keys(key_table("default", {"search": ("ctrl+s", "slash")}))
    assert keys["search"] == ("ctrl+s", "slash")
    assert keys["filter"] == ("f",)


def test_a_command_may_have_no_key() -> None:
    table = key_table("default", {"zen": ()})
    assert _keys(table)["zen"] == ()
    assert table.key("zen") == "“Article alone”"


def test_an_unknown_command_costs_that_name_alone() -> None:
    table = key_table("default", {"serach": ("x",), "filter": ("F",)})
    (problem,) = table.problems
    assert "no command called serach" in problem
    assert "search" in problem
    assert _keys(table)["filter"] == ("F",)


def test_a_key_of_the_settings_is_taken_from_the_command_that_had_it() -> None:
    table = key_table("default", {"search": ("f",)})
    assert not table.problems
    assert _keys(table)["filter"] == ()


def test_a_key_given_twice_is_told() -> None:
    table = key_table("default", {"search": ("x",), "filter": ("x", "F")})
    (problem,) = table.problems
    assert "keys.filter: x already runs search" in problem
    assert _keys(table)["filter"] == ("F",)


@pytest.mark.parametrize(("written", "name"), [("?", "question_mark"), (",", "comma"), ("#", "number_sign")])
def test_keys_may_be_written_as_their_characters(written: str, name: str) -> None:
    assert _keys(key_table("default", {"zen": (written,)}))["zen"] == (name,)


def test_newsboat_has_the_meanings_of_newsboat() -> None:
    owners = {key: command.id for command in key_table("newsboat").commands for key in command.keys}
    assert owners["u"] == "links"
    assert owners["N"] == "toggle_read"
    assert owners["A"] == "read_all"
    assert owners["r"] == owners["R"] == "refresh"
    assert (owners["n"], owners["p"]) == ("next", "previous")
    assert owners["Q"] == "exit"


def test_hints_name_the_keys_that_are_set() -> None:
    assert key_table().key("undo") == "Ctrl+Z"
    assert key_table("default", {"undo": ("U",)}).key("undo") == "U"


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


def test_the_doctor_names_an_unknown_command(tmp_path) -> None:
    loaded = Loaded(Settings(keys={"serach": ("x",)}))
    checks = dict(program_checks.check_user(loaded, [], user_paths(), {}))
    (check,) = checks["settings"]()
    assert "there is no command called serach" in check.message
