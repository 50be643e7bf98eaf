"""The README's tables that are made from the program. Run as a program, it writes them into the README."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from newsreader.reader.commands import COMMANDS, shown_keys
from newsreader.settings.option import Option, describe_options
from newsreader.settings.settings import Settings, describe
from newsreader.settings.station import Contact, Station, contact_options
from newsreader.settings.station import options as station_options
from newsreader.settings.toml_file import as_toml

README = Path(__file__).parent.parent.parent / "README.md"


def keys() -> str:
    """Every command of the reader that a key runs, by group."""
    rows = ["| key | does | name in the settings |", "|---|---|---|"]
    for group, commands in groupby(COMMANDS, key=lambda command: command.group):
        rows.append(f"| **{group}** | | |")
        rows += [
            f"| `{_cell(shown_keys(each.keys))}` | {each.title}. {each.help} | `{each.id}` |"
            for each in commands
        ]
    return "\n".join(rows)


def settings() -> str:
    """Every option of the settings file, with its default."""
    return "\n".join(_options(describe(Settings())))


def profile() -> str:
    """Every option of a station's profile, with its default, and those of its contacts."""
    contact = [
        replace(option, name=f"contacts.{option.name}")
        for option in describe_options(Contact(), contact_options())
    ]
    return "\n".join(_options([*describe_options(Station(), station_options()), *contact]))


def _options(options: Iterable[Option]) -> Iterator[str]:
    yield "| option | default | what it is | it takes |"
    yield "|---|---|---|---|"
    for option in options:
        default = option.value if isinstance(option.value, str) else as_toml(option.value)
        shown = f"`{default}`" if option.value not in (None, "") else "none"
        yield f"| `{option.name}` | {shown} | {_cell(option.about)} | {_cell(option.accepts)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


TABLES: Mapping[str, Callable[[], str]] = {"keys": keys, "settings": settings, "profile": profile}


def block(text: str, name: str) -> str:
    """What stands between a table's two comments."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise ValueError(f"README.md has no <!-- {name} --> … <!-- /{name} -->")
    return found[1].strip()


def refresh(text: str) -> str:
    """The README with its tables as they are now."""
    for name, table in TABLES.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, rest = text.split(start, 1)
        text = f"{before}{start}\n{table()}\n\n{end}{rest.split(end, 1)[1]}"
    return text


if __name__ == "__main__":
    README.write_text(refresh(README.read_text(encoding="utf-8")), encoding="utf-8")
