"""Small libraries of invented articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.library.library import Library

Write = Callable[..., Path]
Open = Callable[..., Library]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


@pytest.fixture
def write(news: Path) -> Write:
    """Write one article below the folder `news`: `write("Kent/a.md", title=…, date=…, body=…)`."""

    def write(path: str, body: str = "Nothing happened.", **meta: str) -> Path:
        file = news / path
        file.parent.mkdir(parents=True, exist_ok=True)
        front = "".join(f"{name}: '{value}'\n" for name, value in meta.items())
        file.write_text(f"---\n{front}---\n\n{body}\n" if front else body, encoding="utf-8")
        return file

    return write


@pytest.fixture
def open_library(tmp_path: Path, news: Path) -> Iterator[Open]:
    """Open the library of `news`, or of given roots, with index and state below `tmp_path`."""
    opened: list[Library] = []

    def open_library(
        *roots: Path, update: bool = True, cache: Path | None = None, state: Path | None = None
    ) -> Library:
        library = Library.open(
            roots or [news], cache=cache or tmp_path / "cache", state=state or tmp_path / "state"
        )
        opened.append(library)
        if update:
            library.update()
        return library

    yield open_library
    for library in opened:
        library.close()
