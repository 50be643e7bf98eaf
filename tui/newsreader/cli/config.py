"""`newsreader config`: print the settings in force and the paths in use, as a settings file."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator

from newsreader.articles.clean_text import clean_line
from newsreader.cli.command import Command
from newsreader.cli.exit_status import Status
from newsreader.cli.output import warn, write
from newsreader.settings.content_paths import content_roots
from newsreader.settings.load import Loaded, load
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import describe
from newsreader.settings.toml_file import as_toml


def _config() -> int:
    loaded = load(user_paths().config_file)
    for problem in loaded.problems:
        warn(problem)
    for line in _lines(loaded):
        write(line)
    return Status.DONE


def _lines(loaded: Loaded) -> Iterator[str]:
    here = user_paths()
    missing = "" if os.path.lexists(here.config_file) else " (there is none)"
    yield f"# Settings file: {clean_line(str(here.config_file))}{missing}"
    yield f"# Index:         {clean_line(str(here.cache))}"
    yield f"# Reading state: {clean_line(str(here.state))}"
    yield f"# Error log:     {clean_line(str(here.log))}"
    for root in content_roots([], os.environ, loaded.settings):
        yield f"# Content:       {clean_line(str(root))}"
    for option in describe(loaded.settings):
        table, _, name = option.name.rpartition(".")
        yield ""
        if table:
            yield f"[{table}]"
        yield from (f"# {line}" for line in textwrap.wrap(f"{option.about} It takes {option.accepts}.", 98))
        note = "" if option.name in loaded.chosen else "  # the default"
        yield f"{name} = {as_toml(option.value)}{note}"
    yield '# Keys of a command that replace those of the preset: next_article = ["J", "ctrl+n"]'
    for command, keys in loaded.settings.keys.items():
        yield f"{as_toml(command)} = {as_toml(keys)}"


command = Command(
    "config",
    callback=_config,
    help="Print the settings in force, each with a description, and where the program keeps its files. "
    "The output is itself a settings file.",
    params=[],
    examples=[
        ("newsreader config", "the settings in force"),
        ("newsreader config > new.toml", "a settings file to start from"),
    ],
)
