"""The options that several commands share, and the values that they take."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from newsreader.cli import completion

# Whether a path can be read is asked where it is opened: there the answer is a sentence of its own.
CONTENT = click.Option(
    ["-C", "--content"],
    multiple=True,
    metavar="PATH",
    type=click.Path(path_type=Path, readable=False),
    help="A folder of articles, or one of them, instead of the configured content; may be repeated.",
)
ARTICLE = click.Argument(["article"], metavar="ARTICLE", shell_complete=completion.articles)
JSON = click.Option(["--json", "as_json"], is_flag=True, help="One JSON object a line.")
PATHS = click.Argument(
    ["paths"], nargs=-1, metavar="[PATH …]", type=click.Path(path_type=Path, readable=False)
)
LIMIT = click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help="At most so many.")


def part_of_date(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Let through a year, a month or a day: `2020`, `2020-06` or `2020-06-01`; else a usage error."""
    if value is None:
        return None
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        raise click.BadParameter(f"{value} is no date; write 2020, 2020-06 or 2020-06-01.")
    year, month, day = [int(part) for part in f"{value}-01-01".split("-")[:3]]
    try:
        date(year, month, day)
    except ValueError as error:
        raise click.BadParameter(f"there is no {value} in the calendar.") from error
    return value
