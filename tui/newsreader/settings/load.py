"""Read the settings file.

Reading never writes and never fails: each unusable value is reported with its line and a fix, and the rest
applies.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.settings import toml_file
from newsreader.settings.option import Validator, text_list
from newsreader.settings.settings import Settings, options

if TYPE_CHECKING:
    from newsreader.settings.toml_edit import Statement

MOST_BYTES = 1_000_000
"""Largest settings file that is read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings of a file, with its problems."""

    settings: Settings
    problems: tuple[str, ...] = ()
    """Sentences for the user, each with file and line. Not cleaned: they may quote the file."""
    chosen: frozenset[str] = frozenset()
    """Names of the options that the file sets."""


def load(file: Path) -> Loaded:
    """Read a settings file; a missing one gives the defaults."""
    try:
        if not os.path.lexists(file):
            return Loaded(Settings())
        text = toml_file.read(file, MOST_BYTES, "settings file")
    except OSError as error:
        reason = error.strerror or str(error)
        return Loaded(Settings(), (f"{file}: the settings cannot be read ({reason}); the defaults apply.",))
    except ValueError as error:
        return Loaded(Settings(), (f"{file}: {error}; the defaults apply.",))
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
    """Parse the text of a settings file; `name` is the file's name in problems."""
    try:
        table = toml_file.parse(text)
    except toml_file.NotTomlError as error:
        what = f"this is not valid TOML ({error}); correct it; until then the defaults apply."
        return Loaded(Settings(), (f"{name}:{error.place}: {what}",))
    return _SettingsParser(text, name).settings(table)


class _SettingsParser:
    """Convert one parsed settings file."""

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
        validator: Validator[Any] = option.metadata["validator"]
        read = validator.read(value)
        if read is None:
            default = toml_file.as_toml(option.default)
            self._problem(name, f"should be {validator.accepts}; until then {default} applies")
            return
        values[option.name] = read
        self._chosen.add(name)

    def _keys(self, table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        validator = text_list()
        keys: dict[str, tuple[str, ...]] = {}
        for command, value in table.items():
            read = validator.read(value)
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
        self._problem(name, f"is not an option and was ignored; {hint}")

    def _problem(self, name: str, what: str) -> None:
        # Lazy: only a file with mistakes needs it.
        from newsreader.settings.toml_edit import line_of, statements

        path = ("keys", name.removeprefix("keys.")) if name.startswith("keys.") else (name,)
        if self._statements is None:
            self._statements = list(statements(self._text))
        line = line_of(self._statements, *path)
        place = f":{line}" if line else ""
        self._problems.append(f"{self._name}{place}: {name} {what}.")
