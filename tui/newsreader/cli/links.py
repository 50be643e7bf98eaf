"""`newsreader links`: what an article refers to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.cli.base_command import Command
from newsreader.cli.exit_status import Status
from newsreader.cli.find_article import find_article
from newsreader.cli.json_output import reference_object
from newsreader.cli.links_output import entry_lines, references_and_entries
from newsreader.cli.open_library import settings_in_force
from newsreader.cli.output import terminal_width, warn, write, write_json
from newsreader.cli.parameters import ARTICLE, CONTENT, JSON


def _links(article: str, content: Sequence[Path], as_json: bool) -> int:
    settings = settings_in_force()
    headline, found = find_article(article, content, settings)
    mentions, entries = references_and_entries(found, settings)
    if not mentions:
        warn(f"“{headline.title}” refers to nothing.")
        return Status.NOTHING
    if as_json:
        for mention in mentions:
            write_json(reference_object(mention, found.body))
    else:
        for line in entry_lines(entries, min(terminal_width() or 80, 100)):
            write(line)
    return Status.DONE


command: click.Command = Command(
    "links",
    callback=_links,
    help="What the article refers to: services and advice that it names, addresses, numbers, references.",
    params=[ARTICLE, CONTENT, JSON],
    examples=[
        ("newsreader links 3f9a0c", "the numbered list that the reader shows beside the article"),
        (
            "newsreader links draft.md --json | jq -r '.target // empty'",
            "every address and number, to be checked",
        ),
    ],
)
