"""Which articles are opened, and which catalogue of resources goes with them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsreader.settings.places import shipped_content
from newsreader.settings.settings import Settings


def content_roots(named: Sequence[str | Path], environ: Mapping[str, str], settings: Settings) -> list[Path]:
    """Folders and files to look for articles in, each once, in the order given; they need not exist.

    The first that says anything decides: `named` on the command line; `NEWSREADER_CONTENT`, joined as in
    `PATH`; the settings; what is shipped.
    """
    roots = [Path(path) for path in named]
    roots = roots or [Path(path) for path in environ.get("NEWSREADER_CONTENT", "").split(os.pathsep) if path]
    roots = roots or [Path(path) for path in settings.content]
    return list(dict.fromkeys(roots)) or [shipped_content() / "articles"]


def catalogue_paths(settings: Settings) -> list[Path]:
    """Where the catalogue is read from: what is shipped, and over it the person's own entries."""
    return [shipped_content() / "resources", *(Path(path) for path in settings.resources)]
