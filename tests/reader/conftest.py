"""What the tests of the reader's widgets share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def links() -> ModuleType:
    """Return the module with an app that has nothing but the link panel."""
    spec = importlib.util.spec_from_file_location(
        "link_panel_app", Path(__file__).parent / "link_panel_app.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
