"""What commands are made of: help with examples, and the options that several share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from newsreader.cli import completion


class Command(click.Command):
    """A command whose help ends with examples: pairs of what to type and what it does."""

    def __init__(self, *arguments: Any, examples: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(formatter, self.examples)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[tuple[str, str]]) -> None:
    """Write what to type on one line, and what it does on the next."""
    with formatter.section("Examples"):
        for typed, does in examples:
            formatter.write(f"  {typed}\n      {does}\n")


class _ContentPath(click.Path):
    """A path that may not exist or not be readable: where it is opened, the error says more."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse an empty path, which would mean the current folder."""
        if value == "":
            self.fail("a path is missing; write . for the current folder.", param, ctx)
        return super().convert(value, param, ctx)


CONTENT = click.Option(
    ["-C", "--content"],
    multiple=True,
    metavar="PATH",
    type=_ContentPath(),
    help="A folder of articles, or one of them, instead of the configured content; may be repeated.",
)
ARTICLE = click.Argument(["article"], metavar="ARTICLE", shell_complete=completion.articles)
JSON = click.Option(["--json", "as_json"], is_flag=True, help="One JSON object a line.")
PATHS = click.Argument(["paths"], nargs=-1, metavar="[PATH …]", type=_ContentPath())
LIMIT = click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help="At most so many.")


def part_of_date(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Accept a year, a month or a day: `2020`, `2020-06` or `2020-06-01`."""
    if value is None:
        return None
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        raise click.BadParameter(f"“{value}” is not a date; write 2020, 2020-06 or 2020-06-01.")
    year, month, day = [int(part) for part in f"{value}-01-01".split("-")[:3]]
    try:
        date(year, month, day)
    except ValueError as error:
        raise click.BadParameter(f"there is no {value} in the calendar.") from error
    return value
