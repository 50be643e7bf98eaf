"""`newsreader links`: list what an article refers to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from newsreader.cli.command import ARTICLE, CONTENT, JSON, Command
from newsreader.cli.exit_status import Status
from newsreader.cli.find_article import find_article
from newsreader.cli.json_output import reference_object
from newsreader.cli.links_output import article_links, entry_lines
from newsreader.cli.open_library import settings_in_force
from newsreader.cli.output import terminal_width, warn, write, write_json


def _links(article: str, content: Sequence[Path], as_json: bool) -> int:
    settings = settings_in_force()
    headline, found = find_article(article, content, settings)
    links = article_links(found, settings)
    if not links.references:
        warn(f"“{headline.title}” has no links.")
        return Status.NOTHING
    if as_json:
        for reference in links.references:
            write_json(reference_object(reference, found.body))
    else:
        for line in entry_lines(links.entries, min(terminal_width() or 80, 100)):
            write(line)
    return Status.DONE


command: click.Command = Command(
    "links",
    callback=_links,
    help="List what the article refers to: services, addresses, telephone numbers and case references.",
    params=[ARTICLE, CONTENT, JSON],
    examples=[
        ("newsreader links 3f9a0c", "the numbered list that the reader shows beside the article"),
        (
            "newsreader links draft.md --json | jq -r '.target // empty'",
            "every address and number",
        ),
    ],
)
