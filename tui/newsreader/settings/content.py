"""Which folders of articles are opened."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from newsreader.settings.places import shipped_content
from newsreader.settings.settings import Settings


def content_roots(
    named: Sequence[str | Path], environ: Mapping[str, str], settings: Settings, beside: Path = Path()
) -> list[Path]:
    """Folders and files to look for articles in, each once, in the order given; they need not exist.

    The first that says anything decides: `named` on the command line; `NEWSREADER_CONTENT`, joined as in
    `PATH`; the settings, where a relative path starts at `beside`, the folder of their file; what is shipped.
    """
    roots = [Path(path) for path in named]
    roots = roots or [Path(path) for path in environ.get("NEWSREADER_CONTENT", "").split(os.pathsep) if path]
    roots = roots or [beside / _at_home(path) for path in settings.content if path]
    return list(dict.fromkeys(roots)) or [shipped_content() / "articles"]


def _at_home(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # nobody's home is known: the path stands as written, and will be named as missing
        return Path(path)
