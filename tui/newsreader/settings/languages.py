"""Languages of the display: each is one file, and a new file is a new language."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "kiosk" / "languages"
LANGUAGES = tuple(
    sorted((file.stem for file in FOLDER.glob("*.toml")), key=lambda code: (code != "en", code))
)
"""Language codes in the order in which visitors switch between them, English first."""
