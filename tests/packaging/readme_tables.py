"""The README's tables that are made from the program. Run as a program, it writes them into the README."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

from newsreader.settings.settings import Settings, describe
from newsreader.ui.commands import COMMANDS, shown_keys

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
    rows = ["| option | default | what it is | it takes |", "|---|---|---|---|"]
    for option in describe(Settings()):
        default = "[]" if option.value == () else option.value
        rows.append(f"| `{option.name}` | `{default}` | {_cell(option.about)} | {_cell(option.accepts)} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


TABLES: Mapping[str, Callable[[], str]] = {"keys": keys, "settings": settings}


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
