"""Decide which articles and which catalogue files are opened."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsreader.settings.paths import shipped_content
from newsreader.settings.settings import Settings

FOR_READERS = "Using this reader"
"""Folder of the shipped articles about the program itself."""


def content_roots(named: Sequence[str | Path], environ: Mapping[str, str], settings: Settings) -> list[Path]:
    """Return the folders and files to read articles from, without duplicates; they need not exist.

    The first source that names any wins: `named` on the command line; `NEWSREADER_CONTENT`, joined as in
    `PATH`; the settings; the shipped articles.
    """
    roots = [Path(path) for path in named]
    roots = roots or [Path(path) for path in environ.get("NEWSREADER_CONTENT", "").split(os.pathsep) if path]
    roots = roots or [Path(path) for path in settings.content]
    return list(dict.fromkeys(roots)) or [shipped_content() / "articles"]


def display_roots(named: Sequence[str | Path], environ: Mapping[str, str], settings: Settings) -> list[Path]:
    """Return the content roots of a display: of the shipped articles only those for the public.

    Articles about using the reader help nobody at a station. A folder that was named is shown whole.
    """
    shipped = shipped_content() / "articles"
    roots = content_roots(named, environ, settings)
    if named or shipped not in roots:
        return roots
    public = [folder for folder in sorted(shipped.iterdir()) if folder.name != FOR_READERS]
    return [root for each in roots for root in (public if each == shipped else [each])]


def catalogue_paths(settings: Settings) -> list[Path]:
    """Return the catalogue's files: the shipped ones, then the user's own, which override them."""
    return [shipped_content() / "resources", *(Path(path) for path in settings.resources)]
