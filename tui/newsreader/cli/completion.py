"""Complete areas, ids and files in a shell, from the index as it is."""

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

_MIN_DIGITS = 2
"""A shorter id may be any of hundreds."""


def areas(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an area."""
    from newsreader.library.headlines import Filter

    with _library(context) as library:
        names = [each.name for each in library.areas(Filter(expired=True))] if library else []
    return [CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())]


def articles(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a file or an id."""
    found = [CompletionItem(incomplete, type="file")]
    if re.fullmatch(rf"[0-9a-f]{{{_MIN_DIGITS},16}}", incomplete):
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
    """Return the library without an update; None where it cannot be opened, as Tab is no place for errors."""
    from newsreader.cli.exit_status import CommandError
    from newsreader.cli.open_library import library_of
    from newsreader.settings.content_paths import content_roots
    from newsreader.settings.load import load
    from newsreader.settings.paths import user_paths

    named = context.params.get("content") or ()
    roots = content_roots(named, os.environ, load(user_paths().config_file).settings)
    try:
        with library_of(roots) as library:
            yield library
    except CommandError:
        yield None
