"""Find the article that a command names: by its file, its id, or a beginning of its id."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from newsreader.articles.article import Article, UnreadableError
from newsreader.cli.exit_status import CommandError, Status
from newsreader.cli.open_library import opened
from newsreader.cli.table_output import candidate
from newsreader.library.errors import AmbiguousError, NotFoundError
from newsreader.library.headlines import Headline
from newsreader.settings.content_paths import content_roots
from newsreader.settings.paths import user_paths
from newsreader.settings.settings import Settings


def find_article(name: str, content: Sequence[Path], settings: Settings) -> tuple[Headline, Article]:
    """Return the article and its headline.

    Raises CommandError where there is none, where there are several, or where it cannot be read.
    """
    file = Path(name)
    try:
        if _is_file(file):
            return _in_file(file, content_roots(content, os.environ, settings))
        if os.sep in name or file.suffix in {".md", ".markdown"}:
            raise CommandError(f"There is no file {name}.", Status.NOTHING)
        with opened(content, settings) as library:
            headline = library.find(name)
            return headline, library.read(headline)
    except NotFoundError as error:
        raise CommandError(str(error), Status.NOTHING) from error
    except AmbiguousError as error:
        lines = [str(error), *map(candidate, error.candidates)]
        raise CommandError("\n".join(lines), Status.USAGE) from error
    except UnreadableError as error:
        found = error.finding
        raise CommandError(f"{found.path}: {found.message} {found.remedy}", Status.UNREADABLE) from error


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise CommandError(f"{file} cannot be read: {error.strerror}.", Status.UNREADABLE) from error


def _in_file(file: Path, roots: Sequence[Path]) -> tuple[Headline, Article]:
    """Read the article in a file without a library, so that one file need not wait for a folder."""
    from newsreader.articles.read import read_article
    from newsreader.library.index.index_rows import row_of
    from newsreader.library.reading_state import ReadingState

    root, relative = _place(file.resolve(), roots)
    article = read_article(root, relative)
    row = row_of(article)
    state = ReadingState.open(user_paths().state)
    try:
        read, saved = state.marks([row.identity]).get(row.identity, (False, False))
    finally:
        state.close()
    headline = Headline(
        key=0,
        id=row.id,
        root=root,
        path=row.path,
        title=row.title,
        area=row.area,
        date=row.date,
        date_source=row.date_source,
        description=row.description,
        url=row.url,
        reference=row.reference,
        read=read,
        saved=saved,
    )
    return headline, article


def _place(file: Path, roots: Sequence[Path]) -> tuple[Path, str]:
    """Return the root of a file, else its folder, and the path below it, on which the id depends."""
    from newsreader.library.roots import resolve

    for root in resolve(roots):
        if root.only is None and file.is_relative_to(root.folder):
            return root.folder, file.relative_to(root.folder).as_posix()
    return file.parent, file.name
