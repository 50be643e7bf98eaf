"""`newsreader search`: search all articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.cli.command import CONTENT, JSON, LIMIT, Command
from newsreader.cli.exit_status import Status
from newsreader.cli.json_output import headline_object
from newsreader.cli.open_library import opened, settings_in_force
from newsreader.cli.output import BOLD, painted, warn, write, write_json
from newsreader.cli.table_output import area_width, row
from newsreader.library.headlines import Filter

_ALL = 1 << 31
"""More than a library can hold."""


def _search(
    query: Sequence[str], content: Sequence[Path], sort: str, limit: int | None, as_json: bool
) -> int:
    from newsreader.library.index.ranking import Sort

    with opened(content, settings_in_force()) as library:
        found = library.search(" ".join(query), sort=Sort(sort), limit=limit or _ALL, count=False)
        for note in found.notes:
            warn(note)
        if not found.hits:
            hint = f" Did you mean: {found.suggestion}" if found.suggestion else ""
            warn(f"No articles match {' '.join(query)}.{hint}")
            return Status.NOTHING
        columns = area_width(library.areas(Filter()))
    for hit in found.hits:
        if as_json:
            write_json({**headline_object(hit.headline), "snippet": hit.snippet})
        else:
            write(row(hit.headline, columns))
            if hit.snippet:
                write(f"    {_highlighted(hit.snippet, hit.spans)}")
    return Status.DONE


def _highlighted(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text with the matches in bold."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], painted(text[start:end], BOLD)]
        at = end
    return "".join([*parts, text[at:]])


command = Command(
    "search",
    callback=_search,
    help="Search all articles: title, area, description and text, in any case, with or without accents. "
    'Every word must occur. Also: "an exact phrase", -without, begin*, area:"West Midlands", after:2020-06, '
    "before:2021, is:unread, is:saved, has:reference, ref:2499.",
    params=[
        click.Argument(["query"], nargs=-1, required=True, metavar="QUERY"),
        CONTENT,
        click.Option(
            ["--sort"],
            type=click.Choice(["relevance", "date"]),
            default="relevance",
            show_default=True,
            help="Best first, or newest first.",
        ),
        LIMIT,
        JSON,
    ],
    examples=[
        ("newsreader search burglary after:2020-06", "best first"),
        ("newsreader search --sort date --limit 20 '\"run hide tell\"'", "the newest twenty with the phrase"),
        ("newsreader search -- bicycle -stolen", "with one word and without the other"),
    ],
)
