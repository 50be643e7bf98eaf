"""What the tests of this room share."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from newsreader.document.document import Document
from newsreader.document.layout import Layout
from newsreader.document.lines import Line

HERE = Path(__file__).parent


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"document_{name}", HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def reference() -> Callable[[str], object]:
    """Reads a reference's HTML: its `text` and its `leaves`."""
    return _load("html_reference").Reference


@pytest.fixture(scope="session")
def commonmark(shared: Path) -> list[dict[str, object]]:
    """CommonMark's examples."""
    return json.loads((shared / "suites/commonmark/commonmark.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def lay_out() -> Callable[[str, int], list[Line]]:
    """All lines of a body at a width, with everything read."""

    def lay_out(body: str, width: int) -> list[Line]:
        layout = Layout(Document(body), width)
        while not layout.work(1.0):
            pass
        return layout.lines(0, layout.height)

    return lay_out
