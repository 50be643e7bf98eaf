"""Reading the settings file.

It never writes and never fails: what cannot be used is named, with its line and what to do; the rest holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, replace
from pathlib import Path
from typing import Any

from newsreader.settings.options import Shape, texts
from newsreader.settings.settings import Settings, options

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
        text = _text(file)
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
            content=tuple(_found_from(path, file.parent) for path in chosen.content),
            resources=tuple(_found_from(path, file.parent) for path in chosen.resources),
        ),
    )


def _found_from(path: str, folder: Path) -> str:
    """A path of the settings: `~` is the home, and what is relative starts at the folder of their file."""
    try:
        return str(folder / Path(path).expanduser())
    except RuntimeError:  # nobody's home is known: the path stands as written, and will be named as missing
        return path


def _text(file: Path) -> str:
    if not file.is_file():
        raise ValueError("the settings are not a regular file")
    with file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"this is longer than {MOST_BYTES:,} bytes, so it is hardly a settings file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line} is not UTF-8: save the file in that encoding") from error


def parse(text: str, name: str) -> Loaded:
    """The settings in the text of a file, which the problems call `name`."""
    # tomllib takes 20 ms to import: only for those who have a settings file.
    import tomllib

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = f"{found[1]}:{found[2]}" if found else str(text.count("\n") + 1)
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        problem = f"{name}:{place}: this is not valid TOML ({reason}); mend it, until then the defaults hold."
        return Loaded(Settings(), (problem,))
    return _Reading(text, name).settings(table)


class _Reading:
    """One pass over a parsed settings file."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
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
        shape: Shape[Any] = option.metadata["shape"]
        read = shape.read(value)
        if read is None:
            default = _toml(option.default)
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
        self._problems.append(f"{self._name}{self._place(name)}: {name} {what}.")

    def _place(self, name: str) -> str:
        """The line on which an option is set, as `:2`; tomllib tells values, not places.

        Empty where it is not found, as with a name that is written with escapes.
        """
        table, _, key = name.rpartition(".")
        inside = ""
        for number, line in enumerate(self._text.split("\n"), 1):
            if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
                inside = header[1].strip("\"'")
                if inside == name:
                    return f":{number}"
                continue
            wanted = key if inside == table else name
            if re.match(rf"\s*[\"']?{re.escape(wanted)}[\"']?\s*[.=]", line):
                return f":{number}"
        return ""


def _toml(value: object) -> str:
    """A default as TOML writes it."""
    if isinstance(value, str):
        return f'"{value}"'
    return "[]" if value == () else str(value)
