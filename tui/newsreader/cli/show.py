"""`newsreader show`: one article, as a terminal, a pipe or a screen reader wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from newsreader.articles.article import Article
from newsreader.cli.command import ARTICLE, CONTENT, Command
from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.find_article import find_article
from newsreader.cli.json_output import article_object
from newsreader.cli.open_library import settings_in_force
from newsreader.cli.output import BOLD, DIM, in_colour, painted, terminal_width, write, write_json
from newsreader.settings.settings import Settings

_MAX_WIDTH = 1000
"""Columns that --width may ask for."""


def _show(article: str, content: Sequence[Path], plain: bool, as_json: bool, width: int | None) -> int:
    if plain and as_json:
        raise CommandError("--plain and --json cannot be combined.", Status.USAGE)
    settings = settings_in_force()
    headline, found = find_article(article, content, settings)
    if as_json:
        write_json(article_object(headline, found))
    else:
        if plain:
            lines = _plain(found, settings, width)
        else:
            lines = _rendered(
                found, settings, width or min(terminal_width() or _MAX_WIDTH, settings.text_width)
            )
        for line in lines:
            write(line)
    return Status.DONE


def _rendered(article: Article, settings: Settings, width: int) -> Iterator[str]:
    from newsreader.articles.repeated_dateline import repeated_dateline
    from newsreader.cli.links_output import article_links, entry_lines, wrapped
    from newsreader.document.document import Document
    from newsreader.document.lines import Mark, MarkKind
    from newsreader.document.shell_output import render

    links = article_links(article, settings)
    # The number 101 and the service 101 have the same place, which is marked once.
    places = sorted({(*place, one.entry) for one in links.references for place in one.places})
    marks = [Mark(start, end, MarkKind.LINK, entry) for start, end, entry in places]
    document = Document(article.body.text, title=article.title, dateline=repeated_dateline(article))
    yield from (painted(line, BOLD) for line in wrapped(article.title, width))
    yield from (painted(line, DIM) for line in wrapped(" · ".join(_source(article)), width))
    if article.url:
        yield painted(article.url, DIM)
    yield ""
    yield from render(document, width, colour=in_colour(), marks=marks)
    if links.entries:
        yield ""
        yield painted("Links", BOLD)
        yield from entry_lines(links.entries, width)


def _plain(article: Article, settings: Settings, width: int | None) -> Iterator[str]:
    from newsreader.articles.repeated_dateline import repeated_dateline
    from newsreader.cli.links_output import article_links, plain_entry_lines, wrapped
    from newsreader.document.document import Document
    from newsreader.document.shell_output import plain

    entries = article_links(article, settings).entries
    source = ", ".join(_source(article))
    for text in filter(None, (article.title, source, article.url)):
        yield from wrapped(text, width) if width else [text]
    yield ""
    document = Document(article.body.text, title=article.title, dateline=repeated_dateline(article))
    yield from plain(document, width)
    if entries:
        yield ""
        yield "Links"
        yield from plain_entry_lines(entries, width)


def _source(article: Article) -> Iterator[str]:
    from newsreader.ui.dates import long_date

    if article.area:
        yield article.area
    yield long_date(article.date.text if article.date else None)
    if article.reference:
        yield f"reference {article.reference}"


command = Command(
    "show",
    callback=_show,
    help="Print an article: formatted for a terminal, or with --plain as linear text without columns and "
    "decoration, for a screen reader or grep. A numbered list of its links follows.",
    params=[
        ARTICLE,
        CONTENT,
        click.Option(
            ["--plain"],
            is_flag=True,
            help="Linear text: each paragraph on one line, unless --width is given.",
        ),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            help="One JSON object, with the Markdown and the front matter.",
        ),
        click.Option(
            ["--width"], type=click.IntRange(10, _MAX_WIDTH), metavar="N", help="Columns, from 10 to 1000."
        ),
    ],
    examples=[
        ("newsreader show 3f9a0c | less", "one article, by the beginning of its id"),
        ("newsreader show draft.md --width 60", "a file, as it looks in a narrow pane"),
        ("newsreader show 3f9a0c --plain | espeak-ng", "aloud"),
    ],
)
