"""Which articles are opened, and which catalogue of resources goes with them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsreader.settings.paths import shipped_content
from newsreader.settings.settings import Settings

FOR_READERS = "Using this reader"
"""The folder of the shipped articles that is about the program itself."""


def content_roots(named: Sequence[str | Path], environ: Mapping[str, str], settings: Settings) -> list[Path]:
    """Folders and files to look for articles in, each once, in the order given; they need not exist.

    The first that says anything decides: `named` on the command line; `NEWSREADER_CONTENT`, joined as in
    `PATH`; the settings; what is shipped.
    """
    roots = [Path(path) for path in named]
    roots = roots or [Path(path) for path in environ.get("NEWSREADER_CONTENT", "").split(os.pathsep) if path]
    roots = roots or [Path(path) for path in settings.content]
    return list(dict.fromkeys(roots)) or [shipped_content() / "articles"]


def display_roots(named: Sequence[str | Path], environ: Mapping[str, str], settings: Settings) -> list[Path]:
    """The same for a display: of what is shipped, only what is meant for the public.

    What tells how to use the reader helps nobody at a counter, who has no reader. Who names a folder gets all
    that is in it.
    """
    shipped = shipped_content() / "articles"
    roots = content_roots(named, environ, settings)
    if named or shipped not in roots:
        return roots
    public = [folder for folder in sorted(shipped.iterdir()) if folder.name != FOR_READERS]
    return [root for each in roots for root in (public if each == shipped else [each])]


def catalogue_paths(settings: Settings) -> list[Path]:
    """Where the catalogue is read from: what is shipped, and over it the person's own entries."""
    return [shipped_content() / "resources", *(Path(path) for path in settings.resources)]
