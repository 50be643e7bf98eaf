"""Which folders are opened: the command line before the environment before the settings before what ships."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.settings.content import catalogue_paths, content_roots
from newsreader.settings.places import shipped_content
from newsreader.settings.settings import Settings

SETTINGS = Settings(content=("/near", "/far"))
ENVIRON = {"NEWSREADER_CONTENT": os.pathsep.join(["/one", "", "two", "/one"])}


def test_the_command_line_comes_first() -> None:
    assert content_roots(["/a", "b"], ENVIRON, SETTINGS) == [Path("/a"), Path("b")]


def test_then_the_environment_each_path_once() -> None:
    assert content_roots([], ENVIRON, SETTINGS) == [Path("/one"), Path("two")]


def test_then_the_settings() -> None:
    assert content_roots([], {"NEWSREADER_CONTENT": ""}, SETTINGS) == [Path("/near"), Path("/far")]


def test_at_last_what_ships() -> None:
    assert content_roots([], {}, Settings()) == [shipped_content() / "articles"]


def test_own_entries_come_after_those_that_ship() -> None:
    assert catalogue_paths(Settings(resources=("/own.yaml",))) == [
        shipped_content() / "resources",
        Path("/own.yaml"),
    ]
