"""Reading the settings file.

It never writes and never fails: what cannot be used is named, with its line and what to do; the rest holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.settings import toml_file
from newsreader.settings.option import Validator, texts
from newsreader.settings.settings import Settings, options

if TYPE_CHECKING:
    from newsreader.settings.toml_edit import Statement

MOST_BYTES = 1_000_000
"""A settings file longer than this is not one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a settings file gave."""

    settings: Settings
    problems: tuple[str, ...] = ()
    """Sentences for the person, each with the file and its line. Not cleaned: they may quote the file."""
    chosen: frozenset[str] = frozenset()
    """The options that the file set, by their names in the file."""


def load(file: Path) -> Loaded:
    """Read a settings file; one that is not there gives the defaults without a word."""
    try:
        if not os.path.lexists(file):
            return Loaded(Settings())
        text = toml_file.read(file, MOST_BYTES, "settings file")
    except OSError as error:
        reason = error.strerror or str(error)
        return Loaded(Settings(), (f"{file}: the settings cannot be read ({reason}); the defaults hold.",))
    except ValueError as error:
        return Loaded(Settings(), (f"{file}: {error}; the defaults hold.",))
    loaded = parse(text, str(file))
    chosen = loaded.settings
    return replace(
        loaded,
        settings=replace(
            chosen,
            content=tuple(toml_file.path_from(path, file.parent) for path in chosen.content),
            resources=tuple(toml_file.path_from(path, file.parent) for path in chosen.resources),
        ),
    )


def parse(text: str, name: str) -> Loaded:
    """The settings in the text of a file, which the problems call `name`."""
    try:
        table = toml_file.parse(text)
    except toml_file.NotTomlError as error:
        what = f"this is not valid TOML ({error}); mend it, until then the defaults hold."
        return Loaded(Settings(), (f"{name}:{error.place}: {what}",))
    return _Reading(text, name).settings(table)


class _Reading:
    """One pass over a parsed settings file."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._statements: Sequence[Statement] | None = None
        self._problems: list[str] = []
        self._chosen: set[str] = set()

    def settings(self, table: dict[str, object]) -> Loaded:
        known = options()
        keys = table.pop("keys", {})
        values: dict[str, Any] = {}
        for name, value in table.items():
            self._take(name, value, known, values)
        if isinstance(keys, dict):
            if "preset" in keys:
                self._take("keys.preset", keys.pop("preset"), known, values)
            values["keys"] = self._keys(keys)
        else:
            self._problem("keys", "is a table of its own: write [keys], and the keys below it")
        return Loaded(replace(Settings(), **values), tuple(self._problems), frozenset(self._chosen))

    def _take(
        self, name: str, value: object, options: Mapping[str, Field[Any]], values: dict[str, Any]
    ) -> None:
        option = options.get(name)
        if option is None:
            self._unknown(name, list(options))
            return
        shape: Validator[Any] = option.metadata["shape"]
        read = shape.read(value)
        if read is None:
            default = toml_file.as_toml(option.default)
            self._problem(name, f"should be {shape.accepts}; until it is, {default} holds")
            return
        values[option.name] = read
        self._chosen.add(name)

    def _keys(self, table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        shape = texts()
        keys: dict[str, tuple[str, ...]] = {}
        for command, value in table.items():
            read = shape.read(value)
            if read is None:
                self._problem(
                    f"keys.{command}", 'should be a key, or a list of keys, such as ["n", "ctrl+n"]'
                )
                continue
            keys[command] = tuple(key for key in read if key)
            self._chosen.add(f"keys.{command}")
        return keys

    def _unknown(self, name: str, known: list[str]) -> None:
        from difflib import get_close_matches

        close = get_close_matches(name.replace("-", "_").casefold(), known, 1)
        hint = f"did you mean {close[0]}" if close else "`newsreader config` lists them all"
        self._problem(name, f"is no option and was passed over; {hint}")

    def _problem(self, name: str, what: str) -> None:
        # Only for those who made a mistake: it is not needed at every start.
        from newsreader.settings.toml_edit import line_of, statements

        path = ("keys", name.removeprefix("keys.")) if name.startswith("keys.") else (name,)
        if self._statements is None:
            self._statements = list(statements(self._text))
        line = line_of(self._statements, *path)
        place = f":{line}" if line else ""
        self._problems.append(f"{self._name}{place}: {name} {what}.")
