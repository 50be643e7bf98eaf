"""What a shell is offered when Tab is pressed: areas, ids and files, from what the index knows already."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from newsreader.library.headlines import Headline
    from newsreader.library.library import Library

_FEWEST_DIGITS = 2
"""An id that is shorter than this may be any of hundreds."""


def areas(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The areas that begin so."""
    from newsreader.library.headlines import Filter

    with _library(context) as library:
        names = [each.name for each in library.areas(Filter(expired=True))] if library else []
    return [CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())]


def articles(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files, and the ids that begin so."""
    found = [CompletionItem(incomplete, type="file")]
    if re.fullmatch(rf"[0-9a-f]{{{_FEWEST_DIGITS},16}}", incomplete):
        with _library(context) as library:
            candidates = _beginning(library, incomplete) if library else ()
        found += [CompletionItem(each.id, help=each.title) for each in candidates]
    return found


def _beginning(library: Library, digits: str) -> tuple[Headline, ...]:
    from newsreader.library.errors import AmbiguousError, NotFoundError

    try:
        return (library.find(digits),)
    except AmbiguousError as error:
        return error.candidates
    except NotFoundError:
        return ()


@contextmanager
def _library(context: click.Context) -> Iterator[Library | None]:
    """The library as the index knows it; None where there is none: nobody wants an error for pressing Tab."""
    from newsreader.cli.exit_status import CommandError
    from newsreader.cli.open_library import library_of
    from newsreader.settings.content_paths import content_roots
    from newsreader.settings.load import load
    from newsreader.settings.paths import places

    named = context.params.get("content") or ()
    roots = content_roots(named, os.environ, load(places().config_file).settings)
    try:
        with library_of(roots) as library:
            yield library
    except CommandError:
        yield None
