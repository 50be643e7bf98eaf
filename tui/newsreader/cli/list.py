"""`newsreader list`: list headlines, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.cli import completion
from newsreader.cli.command import CONTENT, JSON, LIMIT, Command, part_of_date
from newsreader.cli.exit_status import Status
from newsreader.cli.json_output import headline_object
from newsreader.cli.open_library import opened, settings_in_force
from newsreader.cli.output import warn, write, write_json
from newsreader.cli.table_output import area_width, row
from newsreader.library.headlines import Filter, Headline, View

if TYPE_CHECKING:
    from newsreader.library.library import Library

_BATCH = 1000
"""Headlines fetched with one query."""


def _list(
    content: Sequence[Path],
    area: Sequence[str],
    since: str | None,
    until: str | None,
    undated: bool,
    everything: bool,
    limit: int | None,
    as_json: bool,
) -> int:
    chosen = Filter(areas=frozenset(area), since=since, until=until, undated=undated, expired=everything)
    with opened(content, settings_in_force()) as library:
        keys = library.listing(View.DATE, chosen).keys[:limit]
        if not keys:
            warn(_nothing(library, area))
            return Status.NOTHING
        if as_json:
            for headline in _headlines(library, keys):
                write_json(headline_object(headline))
        else:
            columns = area_width(library.areas(Filter(expired=True)))
            for headline in _headlines(library, keys):
                write(row(headline, columns))
    return Status.DONE


def _headlines(library: Library, keys: Sequence[int]) -> Iterator[Headline]:
    for start in range(0, len(keys), _BATCH):
        yield from library.headlines(keys[start : start + _BATCH])


def _nothing(library: Library, areas: Sequence[str]) -> str:
    known = {each.name.casefold(): each.name for each in library.areas(Filter(expired=True))}
    for area in areas:
        if area.casefold() not in known:
            from difflib import get_close_matches

            close = get_close_matches(area.casefold(), known, 1)
            hint = f" Did you mean {known[close[0]]}?" if close else ""
            return f"There is no area called {area}.{hint}"
    return "No articles match."


command = Command(
    "list",
    callback=_list,
    help="List the articles, newest first; those without a date come last.",
    params=[
        CONTENT,
        click.Option(
            ["--area"],
            multiple=True,
            metavar="AREA",
            shell_complete=completion.areas,
            help="Only this area; may be repeated.",
        ),
        click.Option(
            ["--since"], callback=part_of_date, metavar="DATE", help="From 2020, 2020-06 or 2020-06-01 on."
        ),
        click.Option(
            ["--until"],
            callback=part_of_date,
            metavar="DATE",
            help="Up to and including this date.",
        ),
        click.Option(["--undated"], is_flag=True, help="Only articles without a date."),
        click.Option(["--all", "everything"], is_flag=True, help="Include expired articles."),
        LIMIT,
        JSON,
    ],
    examples=[
        ("newsreader list --area Kent --area Essex --since 2021", "two areas, since the start of 2021"),
        ("newsreader list -C ~/news --undated", "articles without a date"),
        ("newsreader list --json | jq -r 'select(.read | not) | .title'", "titles of unread articles"),
    ],
)
