"""The user's settings: every option, its default and its help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

from newsreader.settings.option import Option, describe_options, one_of, option, text, text_list, whole_number

PRESETS = ("default", "newsboat")


@dataclass(frozen=True, slots=True)
class Settings:
    """All options with their defaults."""

    content: tuple[str, ...] = option(
        (),
        text_list(),
        "Folders of articles, or single files, to open when none is named. `~` is the home; a relative path "
        "starts at the folder of the settings file. Without any, the articles that come with the program.",
    )
    resources: tuple[str, ...] = option(
        (),
        text_list(),
        "Files of entries of your own for the catalogue of resources, or folders of them; an entry with the "
        "id of one of ours takes its place. Paths as in `content`.",
    )
    areas: tuple[str, ...] = option(
        (),
        text_list(),
        "The areas that the reader shows until others are chosen; empty for all. Other commands show all.",
    )
    theme: str = option(
        "auto",
        text(),
        'Name of the theme, as `t` lists them; "auto" suits the colours that the terminal has.',
    )
    view: str = option(
        "date", one_of("date", "area"), "How the list is ordered before `v` is pressed for the first time."
    )
    text_width: int = option(
        76, whole_number(20, 200), "The widest that a line of an article gets, in columns."
    )
    sidebar_width: int = option(
        34, whole_number(20, 100), "Width of the list beside the article, in columns."
    )
    read_after: int = option(
        3,
        whole_number(0, 600),
        "Seconds for which an article stays open before it counts as read; scrolling counts at once.",
    )
    symbols: str = option(
        "auto",
        one_of("auto", "unicode", "console", "ascii"),
        'Lines and marks: "console" for the Linux console, "ascii" where nothing else is; "auto" finds out.',
    )
    preset: str = option("default", one_of(*PRESETS), "The keys to start from.")
    """`keys.preset` in the file."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Command → keys that replace the preset's; an empty tuple unbinds it. The reader validates the names."""


def describe(settings: Settings) -> Iterator[Option]:
    """Describe every option with its value in `settings`, except the keys of single commands."""
    return describe_options(settings, options())


def options() -> dict[str, Field[Any]]:
    """Return the fields of `Settings` by their names in the file."""
    named = {each.name: each for each in fields(Settings) if each.metadata}
    named["keys.preset"] = named.pop("preset")
    return named
