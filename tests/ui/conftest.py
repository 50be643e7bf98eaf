"""What the tests of the shared widgets share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def pane() -> ModuleType:
    """Return the module with an app that has nothing but the article view."""
    path = Path(__file__).parent / "article_view_app.py"
    spec = importlib.util.spec_from_file_location("article_view_app", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
