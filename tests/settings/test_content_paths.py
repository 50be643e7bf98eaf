"""Which folders are opened: the command line before the environment before the settings before what ships."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.settings.content_paths import FOR_READERS, catalogue_paths, content_roots, display_roots
from newsreader.settings.paths import shipped_content
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


def test_a_display_shows_what_ships_but_for_the_reader_s_own_manual() -> None:
    shipped = shipped_content() / "articles"
    everything = set(shipped.rglob("*.md"))
    shown = {file for root in display_roots([], {}, Settings()) for file in root.rglob("*.md")}
    left_out = everything - shown
    assert left_out and shown
    assert {file.parent for file in left_out} == {shipped / FOR_READERS}
    assert not any("area: Using this reader" in file.read_text(encoding="utf-8") for file in shown)


def test_a_display_shows_all_of_a_folder_that_somebody_named() -> None:
    shipped = shipped_content() / "articles"
    assert display_roots([shipped], {}, Settings()) == [shipped]
    assert display_roots([], ENVIRON, SETTINGS) == [Path("/one"), Path("two")]
    assert display_roots([], {}, SETTINGS) == [Path("/near"), Path("/far")]


def test_own_entries_come_after_those_that_ship() -> None:
    assert catalogue_paths(Settings(resources=("/own.yaml",))) == [
        shipped_content() / "resources",
        Path("/own.yaml"),
    ]
